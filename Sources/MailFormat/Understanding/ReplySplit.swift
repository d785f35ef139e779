/// A mail's text in three: what the person wrote now, what was written before, and what a template put below.
///
/// No word is lost: every line is in one of the three, save attribution rules and lines of nothing but dashes. Time and
/// memory grow with the length of the text alone.
///
/// What counts as written now:
/// - a greeting and a name at the end do, an address block below them does not;
/// - an answer above or below one quoted mail stands without the quote;
/// - answers between quoted lines keep the lines they answer, marked with `>`, since they mean nothing without them;
/// - a quote nobody attributed was chosen by the writer and stays;
/// - of a mail passed on, what was written above it; with nothing above, the text passed on.
public struct ReplySplit: Sendable, Equatable {
    public var reply: String
    public var quoted: String
    public var signature: String

    public init(reply: String, quoted: String, signature: String) {
        self.reply = reply
        self.quoted = quoted
        self.signature = signature
    }

    public init(text: String) {
        let lines = TextLines.split(text).map(TextLine.init)
        var pieces = ReplyPieces(lines)
        pieces.stripTail()
        pieces.decideQuotes()
        self = pieces.result()
    }
}
