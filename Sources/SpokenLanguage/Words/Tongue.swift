/// A language this module can say and understand numbers, dates and letters in.
///
/// What is in another language keeps its digits and words: `SpokenText` then only takes the markup away, and nothing
/// is read out of what the caller says except by DTMF.
public enum Tongue: String, Sendable, CaseIterable {
    case german = "de"
    case english = "en"

    /// - Parameter languageTag: `de`, `de-AT`, `en_GB`; nil for a language we do not speak.
    public init?(languageTag: String) {
        let primary = languageTag.prefix { $0 != "-" && $0 != "_" }
        self.init(rawValue: primary.lowercased())
    }
}

/// One spelling for words that recognisers and people write differently: `Fünf`, `fuenf` and `FÜNF`.
enum Folding {
    static func key(_ text: some StringProtocol) -> String {
        var folded = ""
        for character in text.lowercased() {
            switch character {
            case "ä": folded += "ae"
            case "ö": folded += "oe"
            case "ü": folded += "ue"
            case "ß": folded += "ss"
            case "é", "è", "ê": folded += "e"
            case "’": folded += "'"
            default: folded.append(character)
            }
        }
        return folded
    }
}
