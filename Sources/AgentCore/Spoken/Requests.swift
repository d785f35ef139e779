import SpokenLanguage

/// Whether the caller was asked for a detail, and answered without one that could be understood.
enum Requests {
    private static let asking = [
        "?", "bitte", "nennen", "lautet", "sagen sie", "please", "provide", "give me", "tell me", "would you",
    ]
    private static let refusing: [Tongue: [String]] = [
        .german: ["keine", "nicht", "weiß", "weiss", "moment", "sekunde", "nachsehen", "suchen"],
        .english: ["don't", "do not", "can't", "cannot", "no idea", "moment", "second", "hold on", "look for"],
    ]
    /// Longest answer taken for a failed one, in words: who says more speaks of something else.
    private static let wordsMax = 25

    /// The kinds that were asked for in a sentence of ours, have not been told, and were not refused.
    static func missed(_ text: String, to ourWords: String, _ readBack: ReadBack) -> [String] {
        guard !ourWords.isEmpty else { return [] }
        let questions = SpokenText.written(ourWords).sentences.filter { sentence in
            let lower = sentence.lowercased()
            return asking.contains { lower.contains($0) }
        }
        guard !questions.isEmpty else { return [] }
        let reader = readBack.reader
        let wanted = questions.map(reader.kindsAsked).reduce(into: Set<String>()) { $0.formUnion($1) }
            .filter { kind in !readBack.confirmed.contains { $0.kind == kind } }
        guard !wanted.isEmpty else { return [] }
        let lower = text.lowercased()
        let words = lower.split(whereSeparator: \.isWhitespace)
        if refusing[reader.tongue]?.contains(where: lower.contains) == true {
            return wanted.intersection(reader.kindsAsked(by: text)).sorted()
        }
        guard words.count <= wordsMax, !lower.contains("?"), CallerAnswer(text, reader.tongue).verdict == .none else {
            return []
        }
        return wanted.sorted()
    }
}
