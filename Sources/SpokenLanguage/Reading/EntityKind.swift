/// A kind of thing a company wants out of a call: what it is called, how it is formed, which words announce it.
public struct EntityKind: Sendable, Hashable {
    /// How a value is formed.
    public enum Shape: Sendable, Hashable {
        /// One of these patterns, in order of preference.
        case code([CodePattern])
        case phone
        case email
        /// - Parameter ofBirth: in the past and with its year.
        case date(ofBirth: Bool)
        case time
        /// In the currency said, otherwise the one given (ISO 4217).
        case amount(currency: String)
        /// How many of something. The nouns are those that are counted here; empty: any noun.
        case count(of: [String])
        /// A person's name.
        case name
        case street
        case city
        /// One of a closed list, such as products or levels; a trailing number may belong to it (`Fjord 3`).
        case words([String])
    }

    /// Such as `order`; unique among the kinds of a company.
    public let name: String
    public let shape: Shape
    /// Words or phrases that announce it in either side's mouth: `bestellnummer`, `order number`. Folded for
    /// comparison, so case and umlauts do not matter; a word also counts as the end of a longer one.
    public let cues: [String]
    /// How it is named when it is read back, by language: `die Bestellnummer`.
    public let titles: [Tongue: String]
    /// Whether it must be confirmed before use even when it was heard well.
    public let isReadBack: Bool

    public init(
        _ name: String, _ shape: Shape, cues: [String] = [], titles: [Tongue: String] = [:], isReadBack: Bool = true
    ) {
        self.name = name
        self.shape = shape
        self.cues = cues.map { Folding.key($0) }
        self.titles = titles
        self.isReadBack = isReadBack
    }

    /// A row of letters and digits, which one kind can be mistaken for another by.
    var isRow: Bool {
        switch shape {
        case .code, .phone: true
        default: false
        }
    }

    /// Said again in other words it is still the same: codes and addresses, unlike days and numbers of things.
    var isSaidOnce: Bool {
        switch shape {
        case .code, .phone, .email, .name: true
        default: false
        }
    }

    /// Whether every value holds a number, so that words without one cannot be taken for it.
    var isOfNumbers: Bool {
        switch shape {
        case .code, .phone, .date, .time, .amount, .count: true
        case .email, .name, .street, .city, .words: false
        }
    }

    /// Whether its values can be keyed in on a telephone: digits and nothing else.
    public var canBeKeyed: Bool {
        switch shape {
        case .phone: true
        case .code(let patterns): patterns.contains(where: \.isDigitsOnly)
        default: false
        }
    }
}
