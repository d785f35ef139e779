/// What a human has settled and the agent must not guess about: "when was my appointment again?".
enum SettledMatter {
    /// Letters of a word that must agree; inflection changes the rest.
    private static let stemLetters = 6
    /// Shorter words say little.
    private static let lettersMin = 4

    /// Whether the question is about what the summary of the hand-back speaks of, and about the customer's own case:
    /// it says "my" or "again", or nothing else is known to answer it.
    static func concerns(_ question: String, summary: String) -> (about: Bool, own: Bool) {
        let asked = FoldedText(question)
        let told = FoldedText(summary)
        let shared = asked.words.indices.contains { index in
            let word = asked.folded(index)
            guard word.count >= lettersMin, !asked.words[index].isNumber else { return false }
            return told.words.indices.contains { told.folded($0).starts(with: word.prefix(stemLetters)) }
        }
        let own = asked.words.indices.contains { mine.contains(String(decoding: asked.folded($0), as: UTF8.self)) }
        return (shared, own)
    }

    /// Folded words by which customers speak of their own case.
    private static let mine: Set<String> = [
        "mein", "meine", "meinen", "meinem", "meiner", "unser", "unsere", "unseren", "nochmal", "nochmals",
        "vereinbart",
        "ausgemacht", "besprochen", "my", "mine", "our", "again", "agred", "discused",
    ]
}
