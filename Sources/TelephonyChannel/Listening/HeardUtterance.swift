/// Something said in a call that people lead, as it was overheard.
public struct HeardUtterance: Sendable, Hashable {
    /// Who said it.
    public enum Party: String, Sendable, Hashable {
        case customer
        case `operator`
    }

    public var party: Party
    public var text: String
    /// From the beginning of the listening, in milliseconds; nil where the platform does not say.
    public var startMs: Int?
    public var endMs: Int?
    /// False for an interim text, which may still change.
    public var isFinal: Bool

    public init(party: Party, text: String, startMs: Int? = nil, endMs: Int? = nil, isFinal: Bool = true) {
        self.party = party
        self.text = text
        self.startMs = startMs
        self.endMs = endMs
        self.isFinal = isFinal
    }

    /// Longest text of one utterance, in characters.
    public static let textCharactersMax = 4_000
}
