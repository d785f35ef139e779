/// Whether a short question continues the one before: "und am Samstag?", "what about children?".
struct FollowUp {
    /// What the words of the earlier question count of the new one's.
    static let earlierWeight: Float = 0.5
    /// Without a word that says so, a question is read as a continuation only when that makes it this much surer.
    static let gainMin = 0.1
    /// Meaningful words from which on a question stands for itself.
    private static let contentWordsMax = 4

    /// Short enough to be a continuation.
    let mayContinue: Bool
    /// Says so itself, by its first word or by pointing back.
    let mustContinue: Bool

    init(question: [UInt8], language: String) {
        let said = question.split(separator: 0x20).prefix(16).map { String(decoding: $0, as: UTF8.self) }
        let words = said.drop { Self.nods.contains($0) }
        let content = words.count {
            !Stopwords.german.contains($0) && !Stopwords.english.contains($0) && !Self.isFigure($0)
        }
        mayContinue = words.count < 12 && content < Self.contentWordsMax
        let opens = words.first.map { Self.openers.contains($0) } ?? false
        let pair = words.prefix(2).joined(separator: " ")
        let points = words.contains { Self.pointers.contains($0) }
        let isFragment = words.count <= 4 && words.first.map { Self.fragmentOpeners.contains($0) } ?? false
        mustContinue =
            mayContinue && content < 3
            && (opens || isFragment || Self.openingPairs.contains(pair) || content == 0 || points && content < 2)
    }

    /// `24`, `82m`, `1`: says nothing without what it is about.
    private static func isFigure(_ word: String) -> Bool {
        let digits = word.utf8.prefix { (48...57).contains($0) }.count
        return digits > 0 && word.utf8.count - digits <= 2
    }

    /// "On Monday?", "für Kinder?", "morgen?": no whole question begins so.
    private static let fragmentOpeners: Set<String> = [
        "am", "an", "im", "in", "um", "fur", "bei", "nach", "mit", "ab", "morgen", "ubermorgen", "sonntags", "samstags",
        "montags", "on", "at", "for", "to", "by", "with", "tomorrow",
    ]
    /// What is said before the question itself.
    private static let nods: Set<String> = [
        "ok", "okay", "ja", "gut", "super", "danke", "alles", "klar", "yes", "thanks",
    ]
    /// Words that stand for what was said before.
    private static let pointers: Set<String> = ["das", "es", "it", "that", "davon", "dafur", "dazu"]

    private static let openers: Set<String> = ["und", "and", "oder", "or", "auch", "sonst", "aber", "but"]
    private static let openingPairs: Set<String> = [
        "what about", "how about", "was ist", "wie ist", "wie sieht", "gilt das", "does that", "is that", "geht das",
    ]
}
