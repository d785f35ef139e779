import Conversations

/// One letter cut into what its writer says and what surrounds it.
///
/// Greeting, closing, signature, quoted lines and marks of mail programs say nothing about what is wanted and are left
/// out of the body; lines that a mail program broke are joined again, and each point of a list is a line of its own.
struct LetterParts: Sendable, Hashable {
    /// The subject's own words; nil where there is none, or where it is a reply's and so an earlier letter's.
    var subject: String?
    /// The writer's words.
    var body = ""
    /// What follows the closing.
    var signature = ""
    /// What is passed on from somebody else.
    var forwarded = ""
    /// Whether the subject says that the mail passes on another.
    var isForward = false
    /// Whether more was written than is read.
    var isCut = false

    /// Longer letters are read up to here, in Unicode scalars, and go to a person.
    static let scalarsMax = 12_000

    /// Reads a message's text, whose first line may be `Betreff: …` or `Subject: …`.
    init(_ text: String) {
        let read = String(text.unicodeScalars.prefix(LetterParts.scalarsMax))
        isCut = read.utf8.count < text.utf8.count
        let whole = MessageText.clean(BrokenUmlauts.reread(read), scalarsMax: LetterParts.scalarsMax)
        let clean = BrokenUmlauts.mended(whole)
        var lines = clean.split(separator: "\n", omittingEmptySubsequences: false).map(\.trimmedLine)
        lines.removeAll { $0.first == ">" }
        takeSubject(&lines)
        takeForwarded(&lines)
        takeSignature(&lines)
        takeGreeting(&lines)
        takeName(&lines)
        body = LetterLayout.joined(lines)
    }

    /// The subject, where it is one of its own, and the body: what is looked at for wishes and risks.
    var text: String { subject.map { body.isEmpty ? $0 : $0 + "\n" + body } ?? body }

    private mutating func takeSubject(_ lines: inout [Substring]) {
        guard let first = lines.firstIndex(where: { !$0.isEmpty }),
            let (words, isReply, isForward) = LetterLines.subject(lines[first])
        else { return }
        if !isReply, !words.isEmpty { subject = String(words) }
        self.isForward = isForward
        lines.removeSubrange(...first)
    }

    private mutating func takeForwarded(_ lines: inout [Substring]) {
        guard let (place, isForward) = LetterLines.earlierMail(in: lines) else { return }
        let rest = lines[place...].filter { !LetterLines.isMailHeader($0) && !LetterLines.isMark($0) }
        lines.removeSubrange(place...)
        let isOnlyThis = lines.allSatisfy(\.isEmpty)
        if isForward || isOnlyThis { forwarded = LetterLayout.joined(Array(rest)) }
    }

    private mutating func takeSignature(_ lines: inout [Substring]) {
        guard let (place, kept) = LetterLines.closing(in: lines) else { return }
        let after = lines[(place + 1)...]
        let postscript = after.firstIndex(where: LetterLines.isPostscript).map { Array(lines[$0...]) } ?? []
        signature = after.prefix { !LetterLines.isPostscript($0) }.joined(separator: "\n")
        lines.removeSubrange(place...)
        if !kept.isEmpty { lines.append(kept) }
        if !postscript.isEmpty { lines += [""] + postscript.map(LetterLines.withoutPostscriptMark) }
    }

    private func takeGreeting(_ lines: inout [Substring]) {
        guard let first = lines.firstIndex(where: { !$0.isEmpty }),
            let rest = LetterLines.withoutGreeting(lines[first])
        else { return }
        if rest.isEmpty { lines.removeSubrange(...first) } else { lines[first] = rest }
    }

    /// A name alone in the last line, of a letter without a closing.
    private mutating func takeName(_ lines: inout [Substring]) {
        guard let last = lines.lastIndex(where: { !$0.isEmpty }), last > 0, LetterLines.isName(lines[last]) else {
            return
        }
        let before = lines[last - 1]
        let isApart = before.isEmpty || before.last.map { ".!?".contains($0) } == true
        guard isApart, lines[..<last].contains(where: { !$0.isEmpty }) else { return }
        signature = lines[last] + (signature.isEmpty ? "" : "\n" + signature)
        lines.removeSubrange(last...)
    }
}

extension Substring {
    /// Without white space at both ends.
    var trimmedLine: Substring {
        var line = self
        while let first = line.first, first.isWhitespace { line = line.dropFirst() }
        while let last = line.last, last.isWhitespace { line = line.dropLast() }
        return line
    }
}
