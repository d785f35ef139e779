/// Finds what a letter tells to be broken or missing beside what it asks: "Die Schaltung springt. Außerdem: Was kostet
/// ein Schlauch?".
///
/// An answer to the questions alone would pass over it.
struct LetterTroubles {
    let folded: FoldedText
    let findings: Findings
    let table: PatternTable

    /// The sentences that tell of trouble and do not lead to a question, in order.
    ///
    /// - Parameters:
    ///   - told: Sentences of the body that say something.
    ///   - asking: Those that ask.
    func left(among told: [Int], asking: [Int]) -> [Int] {
        guard !asking.isEmpty else { return [] }
        return told.filter { number in
            guard !asking.contains(number), tells(number) else { return false }
            return asking.first { $0 > number }.map(turns) ?? true
        }
    }

    private func tells(_ number: Int) -> Bool {
        let words = folded.sentences[number].words.map(word)
        if words.contains(where: LetterWords.broken.contains) { return true }
        if words.contains(where: LetterWords.negations.contains), words.contains(where: LetterWords.working.contains) {
            return true
        }
        return findings.matches.contains {
            $0.sentence == number && table.patterns[$0.pattern].weight >= Findings.enough
                && table.patterns[$0.pattern].topic == .complaint
        }
    }

    /// Whether a question turns to another matter than the sentence before it.
    private func turns(_ number: Int) -> Bool {
        let words = folded.sentences[number].words.prefix(2).map(word)
        guard let first = words.first else { return false }
        return LetterWords.turning.contains(first)
            || LetterWords.joining.contains(first) && words.dropFirst().contains(where: LetterWords.turning.contains)
    }

    private func word(_ index: Int) -> String { String(decoding: folded.folded(index), as: UTF8.self) }
}
