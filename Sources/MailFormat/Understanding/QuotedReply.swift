internal import Foundation

/// The customer's mail below our answer, as mail programs quote it.
public struct QuotedReply: Sendable, Equatable {
    /// In which language the line over the quote is.
    public enum Language: String, Sendable { case german = "de", english = "en" }

    /// Most that is quoted: whoever wants more has the mail itself.
    public static let linesMax = 200
    public static let charactersMax = 8000
    private static let nameCharactersMax = 100
    /// Quotes in the mail's own quotes are left out: who wrote them is long told.
    private static let depthMax = 2

    /// The line over the quote and the quoted lines, each with `> `. No line end at the end.
    public let text: String
    /// The same as HTML: everything that came from outside is escaped.
    public let html: String

    /// - Parameter language: of the answer.
    public init(_ mail: Mail, language: Language) {
        let attribution = Self.attribution(mail, language)
        let lines = Self.lines(mail.text)
        let quoted = lines.map { line in
            let mark = String(repeating: ">", count: line.depth + 1)
            return line.text.isEmpty ? mark : "\(mark) \(line.text)"
        }
        text = ([attribution] + quoted).joined(separator: "\n")
        html = """
            <div class="quote-attribution" style="margin:0 0 8px">\(Self.escaped(attribution))</div>
            \(Self.block(Self.html(lines)))
            """
    }

    /// A line of the mail and how often it was quoted before.
    private struct Line {
        var depth: Int
        var text: String
    }

    private static func html(_ lines: [Line]) -> String {
        var out: [String] = []
        var rest = lines[...]
        while let first = rest.first {
            let run = rest.prefix { $0.depth == first.depth }
            let inner = run.map { escaped($0.text) }.joined(separator: "<br>\n")
            out.append(first.depth == 0 ? inner + (run.endIndex < lines.endIndex ? "<br>" : "") : block(inner))
            rest = rest[run.endIndex...]
        }
        return out.joined(separator: "\n")
    }

    private static func block(_ inner: String) -> String {
        "<blockquote type=\"cite\" class=\"line\" style=\"margin:0;padding:0 0 0 12px;border-left:2px solid #dde4e5\">"
            + "\(inner)</blockquote>"
    }

    /// "On Thu, 20 Nov 2026 at 10:00, Erika <e@x.example> wrote:", in the time the customer's clock showed.
    private static func attribution(_ mail: Mail, _ language: Language) -> String {
        let writer = writer(mail.from.first, language)
        guard let date = mail.date else { return language == .german ? "\(writer) schrieb:" : "\(writer) wrote:" }
        var calendar = Foundation.Calendar(identifier: .gregorian)
        let offset = min(max(mail.dateOffsetSeconds ?? 0, -14 * 3600), 14 * 3600)
        calendar.timeZone = TimeZone(secondsFromGMT: offset) ?? .gmt
        let parts = calendar.dateComponents([.year, .month, .day, .hour, .minute], from: date)
        let (day, month, year) = (parts.day ?? 1, parts.month ?? 1, parts.year ?? 1970)
        let time = "\(two(parts.hour ?? 0)):\(two(parts.minute ?? 0))"
        switch language {
        case .german: return "Am \(two(day)).\(two(month)).\(year) um \(time) schrieb \(writer):"
        case .english: return "On \(day) \(months[(month - 1) % 12]) \(year), at \(time), \(writer) wrote:"
        }
    }

    private static func writer(_ address: MailAddress?, _ language: Language) -> String {
        guard let address else { return language == .german ? "jemand" : "somebody" }
        let shown = address.address.filter { !$0.isWhitespace && !$0.isNewline && $0 != "<" && $0 != ">" }
        let name = (address.name ?? "").split { $0.isWhitespace || $0.isNewline }.joined(separator: " ")
            .prefix(nameCharactersMax).filter { $0 != "<" && $0 != ">" }
        return name.isEmpty ? "<\(shown)>" : "\(name) <\(shown)>"
    }

    /// The mail's lines without deep quotes and without what is over the bounds, blank ones at the ends taken off.
    private static func lines(_ text: String) -> [Line] {
        var rest = charactersMax
        var out: [Line] = []
        var isCut = false
        for line in TextLines.split(text.octets(4 * charactersMax)) {
            guard out.count < linesMax, rest > 0 else {
                isCut = true
                break
            }
            let (depth, words) = unquoted(line)
            guard depth < depthMax else { continue }
            let clean = words.unicodeScalars.filter { $0 == "\t" || ($0.value >= 0x20 && $0.value != 0x7F) }
            let whole = String(String.UnicodeScalarView(clean))
            let kept = String(whole.prefix(rest))
            isCut = isCut || kept.utf8.count < whole.utf8.count
            rest -= kept.count + 1
            out.append(Line(depth: depth, text: kept))
        }
        while let last = out.last, last.text.allSatisfy(\.isWhitespace) { out.removeLast() }
        let start = out.firstIndex { !$0.text.allSatisfy(\.isWhitespace) } ?? 0
        return Array(out[start...]) + (isCut ? [Line(depth: 0, text: "[…]")] : [])
    }

    /// How often a line was quoted, by its marks, and what stands behind them.
    private static func unquoted(_ line: some StringProtocol) -> (depth: Int, words: String) {
        guard line.first == ">" else { return (0, String(line)) }
        var depth = 0
        var rest = Substring(String(line))
        while depth < depthMax, rest.first == ">" {
            depth += 1
            rest = rest.dropFirst()
            if rest.hasPrefix(" >") { rest = rest.dropFirst() }
        }
        return (depth, String(rest.first == " " ? rest.dropFirst() : rest))
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }

    private static func escaped(_ text: String) -> String { HTMLText.escaped(text) }

    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
}
