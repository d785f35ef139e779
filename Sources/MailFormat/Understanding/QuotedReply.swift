internal import Foundation

/// The customer's mail below our answer, as mail programs quote it.
public struct QuotedReply: Sendable, Equatable {
    /// In which language the line over the quote is.
    public enum Language: String, Sendable { case german = "de", english = "en" }

    /// Most that is quoted: whoever wants more has the mail itself.
    public static let linesMax = 200
    public static let charactersMax = 20_000
    private static let nameCharactersMax = 100
    private static let depthMax = 8

    /// The line over the quote and the quoted lines, each with `> `. No line end at the end.
    public let text: String
    /// The same as HTML: everything that came from outside is escaped.
    public let html: String

    /// - Parameter language: of the answer.
    public init(_ mail: Mail, language: Language) {
        let attribution = Self.attribution(mail, language)
        let lines = Self.lines(mail.text)
        let quoted = lines.map { line in
            if line.isEmpty { return ">" }
            return line.hasPrefix(">") ? ">\(line)" : "> \(line)"
        }
        text = ([attribution] + quoted).joined(separator: "\n")
        let inner = lines.map { Self.escaped($0) }.joined(separator: "<br>\n")
        html = """
            <div class="quote-attribution">\(Self.escaped(attribution))</div>
            <blockquote type="cite" style="margin:0 0 0 .8ex;border-left:1px solid #ccc;padding-left:1ex">\(inner)</blockquote>
            """
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
    private static func lines(_ text: String) -> [String] {
        var rest = charactersMax
        var out: [String] = []
        var isCut = false
        for line in TextLines.split(text.octets(4 * charactersMax)) {
            guard out.count < linesMax, rest > 0 else {
                isCut = true
                break
            }
            guard line.prefix(2 * depthMax).count(where: { $0 == ">" }) < depthMax else { continue }
            let clean = line.unicodeScalars.filter { $0 == "\t" || ($0.value >= 0x20 && $0.value != 0x7F) }
            let kept = String(String(String.UnicodeScalarView(clean)).prefix(rest))
            rest -= kept.count + 1
            out.append(kept)
        }
        while let last = out.last, last.allSatisfy(\.isWhitespace) { out.removeLast() }
        let start = out.firstIndex { !$0.allSatisfy(\.isWhitespace) } ?? 0
        return Array(out[start...]) + (isCut ? ["[…]"] : [])
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }

    private static func escaped(_ text: String) -> String { HTMLText.escaped(text) }

    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
}
