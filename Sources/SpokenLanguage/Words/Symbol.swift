/// One thing said: digits, a letter, a sign, or an ordinary word.
struct Symbol {
    enum Meaning: Equatable {
        case digits(String)
        case letter(Character)
        case sign(Character)
        case word
    }

    var meaning: Meaning
    /// Places in the utterance's words.
    var words: Range<Int>
    /// The number, when it was said as one: `siebzehn`, not `eins sieben`.
    var number: Int?
    /// Made out of a word that only sounds like it.
    var isGuess = false
    /// A word that is a letter's name only beside other letters.
    var isWeak = false
    /// Said as `B wie Berta`, so there is no doubt.
    var isSpelledOut = false
    var alternatives: [Character] = []

    var isPlain: Bool { meaning == .word }

    var letter: Character? {
        if case .letter(let letter) = meaning { return letter }
        return nil
    }

    var digits: String? {
        if case .digits(let digits) = meaning { return digits }
        return nil
    }

    var sign: Character? {
        if case .sign(let sign) = meaning { return sign }
        return nil
    }
}

/// Words that carry nothing.
enum Fillers {
    /// Sounds of thinking, which are nothing else in either language, and what is one in this language.
    static func isNoise(_ key: String, _ tongue: Tongue) -> Bool {
        noise.contains(key) || (tongue == .german ? germanNoise : englishNoise).contains(key)
    }

    private static let noise: Set<String> = [
        "aeh", "aehm", "oehm", "oeh", "ehm", "hm", "hmm", "mhm", "uh", "uhm", "erm", "ne",
    ]
    private static let germanNoise: Set<String> = ["also", "ja", "tja", "gell", "naja", "eh"]
    private static let englishNoise: Set<String> = ["um", "well"]

    static func contains(_ key: String, _ tongue: Tongue) -> Bool {
        (tongue == .german ? german : english).contains(key)
    }

    private static let german: Set<String> = [
        "aeh", "aehm", "oehm", "hm", "hmm", "mhm", "tja", "ne", "gell", "halt", "eh", "naja", "ja", "also", "moment",
    ]
    private static let english: Set<String> = [
        "uh", "um", "uhm", "er", "erm", "hm", "hmm", "like", "well", "mhm", "so",
    ]
}
