/// Finds letters that nobody expects an answer to: thanks, a farewell, "hat sich erledigt".
///
/// Being silent wrongly loses a letter, so every sentence must be thankful or say nothing that could want something.
struct LetterSilence {
    let folded: FoldedText
    let findings: Findings
    let table: PatternTable

    /// Sentences may hold so many words beside the thanks, all together.
    static let wordsMax = 16

    private static let topics: Set<Topic> = [
        .thanks, .goodbye, .yes, .no, .neverMind, .feedback, .greeting, .howAreYou, .declined, .moment,
    ]

    /// Whether it holds for all sentences but so many first ones.
    func holds(besides subjects: Int) -> Bool {
        guard folded.sentences.count > subjects else { return folded.words.isEmpty && folded.emoji > folded.frowns }
        var room = Self.wordsMax
        var isThankful = false
        for number in folded.sentences.indices.dropFirst(subjects) {
            let words = folded.sentences[number].words
            let social = findings.matches.filter {
                $0.sentence == number && table.patterns[$0.pattern].weight >= Findings.enough
            }
            guard social.allSatisfy({ Self.topics.contains(table.patterns[$0.pattern].topic) }) else { return false }
            let left = words.filter { index in
                !table.holds(table.openerRow, folded.words[index].id) && !social.contains { $0.words.contains(index) }
            }
            isThankful = isThankful || !social.isEmpty || isThanks(words)
            guard !left.isEmpty else { continue }
            room -= left.count
            guard room >= 0, !folded.sentences[number].asks, !left.contains(where: wants) else { return false }
            guard !social.isEmpty || isThanks(words) || announces(words) else { return false }
        }
        return isThankful
    }

    private func wants(_ index: Int) -> Bool {
        folded.words[index].isNumber || LetterWords.wanting.contains(word(index))
            || LetterWords.doing.contains(word(index))
    }

    private func isThanks(_ words: Range<Int>) -> Bool {
        words.contains { LetterWords.thanks.contains(word($0)) }
    }

    private func announces(_ words: Range<Int>) -> Bool {
        guard let first = words.first, LetterWords.announcing.contains(word(first)) else { return false }
        return words.dropFirst().prefix(3).contains { LetterWords.announced.contains(word($0)) }
    }

    private func word(_ index: Int) -> String { String(decoding: folded.folded(index), as: UTF8.self) }
}
