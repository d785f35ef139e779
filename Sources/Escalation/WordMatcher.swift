/// Finds words and phrases in a message, whole words only, letter case and accents aside.
///
/// `ä` and `ae` are the same, as are `ß` and `ss`. A word that ends in `*` stands for every word that begins so.
struct WordMatcher: Sendable, Hashable {
    private struct Phrase: Sendable, Hashable {
        let source: String
        let words: [String]
        /// Whether the last word is a beginning.
        let isPrefix: Bool
    }

    private let phrases: [Phrase]

    init(_ sources: [String]) {
        phrases = sources.compactMap { source in
            let words = Self.words(of: source)
            let isPrefix = source.last(where: { !$0.isWhitespace }) == "*"
            return words.isEmpty ? nil : Phrase(source: source, words: words, isPrefix: isPrefix)
        }
    }

    var isEmpty: Bool { phrases.isEmpty }

    /// The first of the phrases, in the order of the file, that stands in the text.
    func first(in words: [String]) -> String? {
        phrases.first { Self.contains($0, words) }?.source
    }

    private static func contains(_ phrase: Phrase, _ words: [String]) -> Bool {
        guard words.count >= phrase.words.count else { return false }
        let last = phrase.words.count - 1
        return (0...(words.count - phrase.words.count)).contains { start in
            phrase.words.indices.allSatisfy { index in
                let word = words[start + index]
                return index == last && phrase.isPrefix
                    ? word.hasPrefix(phrase.words[index]) : word == phrase.words[index]
            }
        }
    }

    /// The folded words of a text.
    static func words(of text: String) -> [String] {
        var words: [String] = []
        var current = ""
        for character in text {
            if character.isLetter || character.isNumber {
                current += folded(character)
            } else if character != "'" && character != "\u{2019}" && !current.isEmpty {
                words.append(current)
                current = ""
            }
        }
        if !current.isEmpty { words.append(current) }
        return words
    }

    private static func folded(_ character: Character) -> String {
        switch character {
        case "ä", "Ä": return "ae"
        case "ö", "Ö": return "oe"
        case "ü", "Ü": return "ue"
        case "ß", "ẞ": return "ss"
        default:
            guard let value = character.unicodeScalars.first, !value.isASCII || character.unicodeScalars.count > 1
            else { return character.lowercased() }
            return Self.accents[character.lowercased()] ?? character.lowercased()
        }
    }

    private static let accents: [String: String] = [
        "à": "a", "á": "a", "â": "a", "ã": "a", "å": "a", "ç": "c", "è": "e", "é": "e", "ê": "e", "ë": "e",
        "ì": "i", "í": "i", "î": "i", "ï": "i", "ñ": "n", "ò": "o", "ó": "o", "ô": "o", "õ": "o", "ù": "u",
        "ú": "u", "û": "u", "ý": "y",
    ]
}
