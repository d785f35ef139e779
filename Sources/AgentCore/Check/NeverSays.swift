/// Finds phrases the persona never says, whatever their case, spelling of umlauts or punctuation.
struct NeverSays: Sendable {
    private let phrases: [[[UInt8]]]

    init(phrases: [String]) {
        self.phrases = phrases.map(NeverSays.words).filter { !$0.isEmpty }
    }

    var isEmpty: Bool { phrases.isEmpty }

    /// Whether one of the phrases stands in the text.
    func forbids(_ text: String) -> Bool {
        let folded = FoldedText(text, limit: Int.max)
        let count = folded.words.count
        return phrases.contains { phrase in
            guard count >= phrase.count else { return false }
            return (0...(count - phrase.count)).contains { start in
                phrase.indices.allSatisfy { folded.folded(start + $0).elementsEqual(phrase[$0]) }
            }
        }
    }

    private static func words(_ text: String) -> [[UInt8]] {
        let folded = FoldedText(text, limit: Int.max)
        return folded.words.indices.map { Array(folded.folded($0)) }
    }
}
