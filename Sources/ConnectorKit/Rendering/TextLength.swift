/// The longest text a platform takes, in the unit it counts in.
public struct TextLimit: Sendable, Hashable {
    /// What a platform counts.
    public enum Unit: String, Sendable, Hashable, CaseIterable {
        /// Of UTF-8.
        case bytes
        case utf16
        /// Unicode scalars, which most programs call characters.
        case scalars
        /// What people call characters: grapheme clusters.
        case characters
        /// Short messages; see ``GSM7``.
        case segments
        /// X's count of a post: see ``WeightedLength``.
        case weighted
    }

    /// Which form of a text is counted.
    public enum Form: String, Sendable, Hashable {
        /// What is sent, markup included.
        case sent
        /// What is seen: Telegram counts after it took the tags away.
        case visible
    }

    public let unit: Unit
    public let most: Int
    public let form: Form

    /// Least limit there may be, so that a part holds its number, its marks and a character of ordinary size.
    public static func leastMost(_ unit: Unit) -> Int { unit == .segments ? 1 : 60 }

    /// - Parameter most: At least ``leastMost(_:)``; a smaller number is a mistake of the caller.
    public init(_ most: Int, _ unit: Unit, of form: Form = .sent) {
        precondition(most >= Self.leastMost(unit), "a part must hold a word")
        self.most = most
        self.unit = unit
        self.form = form
    }

    /// How long a text is.
    public func length(of text: RenderedText) -> Int {
        unit.length(of: form == .sent ? text.text : text.visible)
    }

    /// How much of the limit a text takes: at most 1 for one that is short enough.
    func share(of text: RenderedText) -> Double {
        guard unit == .segments else { return Double(length(of: text)) / Double(most) }
        return GSM7.filled(form == .sent ? text.text : text.visible) / Double(most)
    }

    /// Whether a text is short enough.
    public func allows(_ text: RenderedText) -> Bool { length(of: text) <= most }
}

extension TextLimit.Unit {
    /// How long a text is in this unit.
    public func length(of text: String) -> Int {
        switch self {
        case .bytes: text.utf8.count
        case .utf16: text.utf16.count
        case .scalars: text.unicodeScalars.count
        case .characters: text.count
        case .segments: GSM7.segments(text)
        case .weighted: WeightedLength.of(text)
        }
    }

    /// The most characters that can stand in so many units.
    func charactersMax(_ most: Int) -> Int { self == .segments ? most * 160 : most }
}

/// How X counts a post: signs of most alphabets as one, all others as two, every address as 23 (its `twitter-text`
/// configuration, version 3).
///
/// Never less than X counts: an emoji of several scalars and an address longer than 23 count in full, and what merely
/// looks like a host counts as one.
public enum WeightedLength {
    private static let address = 23

    /// The weight of a text.
    public static func of(_ text: String) -> Int {
        text.split(omittingEmptySubsequences: false, whereSeparator: \.isWhitespace).reduce(-1) { sum, word in
            let weight = word.unicodeScalars.reduce(0) { $0 + self.weight($1) }
            let dots = word.utf8.dropFirst().dropLast().count { $0 == UInt8(ascii: ".") }
            return sum + 1 + (dots > 0 ? weight + dots * address : weight)
        }
    }

    private static func weight(_ scalar: Unicode.Scalar) -> Int {
        switch scalar.value {
        case 0...0x10FF, 0x2000...0x200D, 0x2010...0x201F, 0x2032...0x2037: 1
        default: 2
        }
    }
}
