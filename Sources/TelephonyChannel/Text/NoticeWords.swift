/// The words that tell a caller that an AI speaks (Regulation (EU) 2024/1689, Article 50(1)).
enum NoticeWords {
    private static let anywhere: Set<String> = ["bot", "chatbot", "voicebot", "sprachbot"]
    /// `ai` is a word of its own in French and Italian.
    private static let byLanguage: [String: Set<String>] = [
        "de": ["ki", "ai"], "en": ["ai"], "nl": ["ai"], "fr": ["ia"], "es": ["ia"], "it": ["ia"], "pt": ["ia"],
    ]

    /// How many words were said when it was told; nil where none of them tells it.
    ///
    /// - Parameter keys: As ``SpokenWords/keys(_:)`` has them.
    static func end(in keys: ArraySlice<String>, language: String) -> Int? {
        let words = byLanguage[String(language.prefix(2))] ?? []
        for index in keys.indices {
            if words.contains(keys[index]) || anywhere.contains(keys[index]) { return index - keys.startIndex + 1 }
            let next = keys.index(after: index)
            if next < keys.endIndex, isIntelligence(keys[index], keys[next]) { return next - keys.startIndex + 1 }
        }
        return nil
    }

    /// `künstliche Intelligenz`, `intelligence artificielle`.
    private static func isIntelligence(_ one: String, _ other: String) -> Bool {
        func isMade(_ word: String) -> Bool { ["künstlich", "artific"].contains(where: word.hasPrefix) }
        func isClever(_ word: String) -> Bool { ["intellig", "intelig"].contains(where: word.hasPrefix) }
        return isMade(one) && isClever(other) || isClever(one) && isMade(other)
    }
}
