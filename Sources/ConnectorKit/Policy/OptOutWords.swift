/// Words by which a customer ends messages, begins them again or asks for help, as carriers know them: a message that is
/// nothing but the word.
///
/// "STOP" ends; "Bitte stoppt die Bestellung" is a wish an agent reads. Case, blanks and the stops around the word do not
/// count.
public struct OptOutWords: Sendable, Hashable {
    /// What a word asks for.
    public enum Wish: String, Sendable, Hashable {
        case stop, start, help
    }

    /// One word or a few, as they are written alone in a message; compared without case.
    public var stop: Set<String>
    /// Counts only for who is opted out: "Ja" is an answer else.
    public var start: Set<String>
    public var help: Set<String>
    /// Whether the platform itself answers these words, as Twilio does: then we send no confirmation.
    public var isAnsweredByPlatform: Bool

    public init(stop: Set<String>, start: Set<String>, help: Set<String>, isAnsweredByPlatform: Bool = false) {
        self.stop = Set(stop.map(Self.folded))
        self.start = Set(start.map(Self.folded))
        self.help = Set(help.map(Self.folded))
        self.isAnsweredByPlatform = isAnsweredByPlatform
    }

    /// What a whole message asks for; nil for an ordinary one.
    ///
    /// - Parameter isOptedOut: Whether the customer gets no messages now.
    public func wish(_ message: String, isOptedOut: Bool) -> Wish? {
        // Longer messages are none of these words, and need no folding.
        guard message.utf8.count <= Self.bytesMax else { return nil }
        let word = Self.folded(message)
        if stop.contains(word) { return .stop }
        if isOptedOut, start.contains(word) { return .start }
        return help.contains(word) ? .help : nil
    }

    private static let bytesMax = 100

    /// In lower case, one blank between words, without the stops and quotation marks around them.
    static func folded(_ text: String) -> String {
        let words = text.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
        var rest = words.unicodeScalars[...]
        while let first = rest.first, isEdge(first) { rest.removeFirst() }
        while let last = rest.last, isEdge(last) { rest.removeLast() }
        return String(rest)
    }

    private static func isEdge(_ scalar: Unicode.Scalar) -> Bool {
        !scalar.isWordPart || scalar.properties.generalCategory == .nonspacingMark
    }

    /// Twilio's and the North American carriers' default words, and those usual in other languages of ours.
    public static let carrier = OptOutWords(
        stop: [
            "stop", "stopall", "stop all", "unsubscribe", "cancel", "end", "quit", "revoke", "optout", "opt out",
            "stopp",
            "abmelden", "abbestellen", "arret", "arrêt", "désabonner", "parar", "baja", "disiscriviti", "afmelden",
        ],
        start: ["start", "yes", "unstop", "optin", "opt in", "ja", "anmelden", "oui", "sí", "alta", "aanmelden"],
        help: ["help", "info", "hilfe", "aide", "ayuda", "aiuto"], isAnsweredByPlatform: true)
}
