import Conversations

/// The language a customer writes in, and the one to answer in.
struct DetectedLanguage: Sendable {
    /// A language the persona speaks.
    var reply: String
    /// Whether the text is in a language the persona does not speak.
    var isForeign: Bool
}

/// Tells German from English from anything else, on texts of one word and more.
///
/// A sum of weights: known words of each language, letters only one of them has, endings; the conversation's language
/// so far is the prior, so that a name or a number changes nothing.
struct LanguageDetector: Sendable {
    private let table: PatternTable
    /// Weights for and against by word number: German, English, other.
    private let german: [Int8]
    private let english: [Int8]
    private let other: [Int8]
    private let spoken: [String]
    private let fallback: String

    init(persona: Persona, table: PatternTable) {
        self.table = table
        german = LanguageDetector.weights("de", table)
        english = LanguageDetector.weights("en", table)
        other = LanguageDetector.weights("other", table)
        let tags = persona.languages.map { String($0.languagePart) }
        spoken = tags.isEmpty ? [String(persona.defaultLanguage.languagePart)] : tags
        fallback = String(persona.defaultLanguage.languagePart)
    }

    private static func weights(_ language: String, _ table: PatternTable) -> [Int8] {
        var weights = [Int8](repeating: 0, count: table.vocabulary.count)
        for (suffix, weight) in [("1", Int8(1)), ("2", 2), ("3", 3)] {
            guard let row = table.row(named: "@\(language)\(suffix)") else { continue }
            for word in weights.indices where table.holds(row, Int32(word)) { weights[word] = weight }
        }
        return weights
    }

    /// Whether the persona speaks a language.
    func speaks(_ language: String) -> Bool { spoken.contains(language) }

    /// Detects; `prior` is the language of the conversation or the device, where one is known.
    func detect(_ text: FoldedText, prior: String?) -> DetectedLanguage {
        let prior = prior.map { String($0.languagePart) }
        var (de, en, foreign) = (0, 0, 0)
        for index in text.words.indices where !text.words[index].isNumber {
            let id = Int(text.words[index].id)
            let weights = (Int(german[id]), Int(english[id]), Int(other[id]))
            if weights == (0, 0, 0) {
                let hint = WordShape.hint(text.folded(index))
                de += hint.german
                en += hint.english
            } else {
                de += weights.0 * 2
                en += weights.1 * 2
                foreign += weights.2 * 2
            }
        }
        de += min(text.germanLetters, 3) * 3
        if de == 0, en == 0 { foreign += min(text.otherMarks, 3) * 2 }
        return choose(de, en, foreign, text, prior)
    }

    private func choose(
        _ de: Int, _ en: Int, _ foreign: Int, _ text: FoldedText, _ prior: String?
    )
        -> DetectedLanguage
    {
        if text.foreign > 2, text.foreign > text.latin {
            return DetectedLanguage(reply: foreignReply(prior), isForeign: true)
        }
        if foreign >= 4, foreign > de + 1, foreign > en + 1 {
            return DetectedLanguage(reply: foreignReply(prior), isForeign: true)
        }
        let germanScore = de + (prior == "de" ? 2 : 0)
        let englishScore = en + (prior == "en" ? 2 : 0)
        let known = prior.flatMap { spoken.contains($0) ? $0 : nil } ?? fallback
        let best = germanScore == englishScore ? known : (germanScore > englishScore ? "de" : "en")
        if spoken.contains(best) { return DetectedLanguage(reply: best, isForeign: false) }
        return DetectedLanguage(reply: known, isForeign: de + en > 3)
    }

    /// What a customer of another language is answered in.
    private func foreignReply(_ prior: String?) -> String {
        if let prior, spoken.contains(prior) { return prior }
        return spoken.contains("en") ? "en" : fallback
    }
}

/// What the letters of an unknown word say about its language.
enum WordShape {
    private static let germanEndings = packed([
        "ung", "lich", "keit", "heit", "isch", "chen", "iert", "haft", "zeug", "iren",
    ])
    private static let englishEndings = packed([
        "ing", "tion", "ly", "nes", "ment", "ble", "ful", "ght", "ity", "ous", "ed", "ys",
    ])
    private static let germanPairs = packed(["ch", "pf", "tz", "zw", "ei", "ck"])
    private static let englishPairs = packed(["th", "wh", "ou", "ea", "oy", "ay"])

    /// Up to four last letters packed into a number, the last one lowest, with a mask of their width.
    private static func packed(_ endings: [String]) -> [(bits: UInt32, mask: UInt32)] {
        endings.map { ending in
            let bits = ending.utf8.reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
            return (bits, ending.utf8.count == 4 ? UInt32.max : (1 << UInt32(8 * ending.utf8.count)) - 1)
        }
    }

    static func hint(_ word: ArraySlice<UInt8>) -> (german: Int, english: Int) {
        guard word.count >= 4 else { return (0, 0) }
        var (german, english) = (0, 0)
        var window: UInt32 = 0
        for byte in word {
            window = window << 8 | UInt32(byte)
            for pair in germanPairs where window & pair.mask == pair.bits { german = 1 }
            for pair in englishPairs where window & pair.mask == pair.bits { english = 1 }
        }
        if window & 0xFFFF == 0x656E || window & 0xFFFF == 0x6572 { german += 1 }
        for ending in germanEndings where window & ending.mask == ending.bits { german += 2 }
        for ending in englishEndings where window & ending.mask == ending.bits { english += 2 }
        return german > english ? (min(2, german - english), 0) : (0, min(2, english - german))
    }
}
