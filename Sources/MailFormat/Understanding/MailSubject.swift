/// A subject without what answering and passing on put before it.
public struct MailSubject: Sendable, Hashable {
    /// Without prefixes, white space in single spaces.
    public let bare: String
    /// It began with the mark of an answer.
    public let isAnswer: Bool
    /// It began with the mark of a mail passed on.
    public let isForward: Bool

    private static let prefixesMax = 50
    private static let answers: Set<String> = [
        "re", "aw", "antw", "antwort", "sv", "vs", "odp", "rif", "r", "ris", "ref", "rv", "res", "bls", "atb", "vá",
        "ynt", "yan",
        "回复", "回覆", "答复", "antw.", "re-", "отв", "ответ", "απ", "ads", "bal", "yml", "رد", "השב",
    ]
    private static let forwards: Set<String> = [
        "fw", "fwd", "wg", "tr", "doorst", "enc", "i", "inoltra", "rv", "vb", "vl", "pd", "továbbítás", "ilt", "转发",
        "轉寄",
        "пер", "fs", "πρθ", "weitergeleitet",
    ]

    /// - Parameter subject: decoded; only its first 998 octets are read (RFC 5322, section 2.1.1).
    public init(_ subject: String) {
        var rest = subject.octets(998).split { $0.isWhitespace || $0.isNewline }.joined(separator: " ")[...]
        var isAnswer = false
        var isForward = false
        for _ in 0..<Self.prefixesMax {
            guard let colon = rest.firstIndex(where: { $0 == ":" || $0 == "：" }) else { break }
            guard let word = Self.prefix(rest[..<colon]) else { break }
            if Self.answers.contains(word) {
                isAnswer = true
            } else if Self.forwards.contains(word) {
                isForward = true
            } else {
                break
            }
            rest = rest[rest.index(after: colon)...].drop { $0 == " " }
        }
        bare = String(rest)
        self.isAnswer = isAnswer
        self.isForward = isForward
    }

    /// The subject of an answer: one `Re: `, which mail programs of every language know.
    public var answering: String { bare.isEmpty ? "Re:" : "Re: \(bare)" }

    /// `Re`, `Re[2]`, `AW (3)`; nil for anything longer.
    private static func prefix(_ text: Substring) -> String? {
        guard text.utf8.count <= 40 else { return nil }
        var word = text.lowercased()
        if let open = word.firstIndex(where: { $0 == "[" || $0 == "(" || $0 == "^" }) {
            let inner = word[word.index(after: open)...].filter { $0 != "]" && $0 != ")" }
            guard inner.allSatisfy(\.isNumber) else { return nil }
            word = String(word[..<open])
        }
        while word.last == " " { word.removeLast() }
        return word.isEmpty ? nil : word
    }
}
