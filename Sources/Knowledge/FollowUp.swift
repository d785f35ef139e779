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
        let words = question.split(separator: 0x20).prefix(16).map { String(decoding: $0, as: UTF8.self) }
        let stop = Stopwords.german.union(Stopwords.english)
        let content = words.count { !stop.contains($0) }
        mayContinue = words.count < 12 && content < Self.contentWordsMax
        let opens = words.first.map { Self.openers.contains($0) } ?? false
        let pair = words.prefix(2).joined(separator: " ")
        mustContinue = mayContinue && content < 3 && (opens || Self.openingPairs.contains(pair) || content == 0)
    }

    private static let openers: Set<String> = ["und", "and", "oder", "or", "auch", "sonst", "aber", "but"]
    private static let openingPairs: Set<String> = [
        "what about", "how about", "was ist", "wie ist", "wie sieht", "gilt das", "does that", "is that", "geht das",
    ]
}
