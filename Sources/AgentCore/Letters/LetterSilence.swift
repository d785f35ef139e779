/// Finds letters that nobody expects an answer to: thanks, a farewell, "hat sich erledigt".
///
/// This is the only place that finds them, and ``LetterDecider`` the only one that heeds it: there it is known what the
/// letter answers. Being silent wrongly loses a letter, so every sentence must be thankful or say nothing that could want something.
struct LetterSilence {
    let folded: FoldedText
    let findings: Findings
    let table: PatternTable

    /// Sentences may hold so many words beside the thanks, all together.
    static let wordsMax = 16

    private static let topics: Set<Topic> = [
        .thanks, .goodbye, .yes, .no, .neverMind, .feedback, .greeting, .howAreYou, .declined, .moment,
    ]

    /// Whether what we wrote asks something: a question mark that ends a word, as none within a link does.
    static func isAsked(by text: String) -> Bool {
        let marks = text.unicodeScalars
        return marks.indices.contains { index in
            guard marks[index] == "?" || marks[index] == "\u{FF1F}" else { return false }
            let next = marks.index(after: index)
            return next == marks.endIndex || !isOfLink(marks[next])
        }
    }

    private static func isOfLink(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic || scalar.properties.numericType != nil
            || "=&%/_-".unicodeScalars.contains(scalar)
    }

    /// Whether it holds for all sentences but so many first ones.
    func holds(besides subjects: Int) -> Bool {
        guard !folded.words.indices.contains(where: isConsent) else { return false }
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
            guard !folded.sentences[number].asks else { return false }
            isThankful = isThankful || !social.isEmpty || isThanks(words)
            guard !left.isEmpty else { continue }
            room -= left.count
            guard room >= 0, !left.contains(where: wants) else { return false }
            guard !social.isEmpty || isThanks(words) || announces(words) else { return false }
        }
        return isThankful
    }

    private func wants(_ index: Int) -> Bool {
        folded.words[index].isNumber || LetterWords.wanting.contains(word(index))
            || LetterWords.doing.contains(word(index))
    }

    /// "Ja", "machen Sie das", "passt so": whatever it is given to, somebody waits for it.
    private func isConsent(_ index: Int) -> Bool {
        if LetterWords.consenting.contains(word(index)) { return true }
        return index + 1 < folded.words.count
            && LetterWords.consentingPairs.contains(word(index) + " " + word(index + 1))
    }

    private func isThanks(_ words: Range<Int>) -> Bool {
        words.contains { LetterWords.thanks.contains(word($0)) }
            || words.count <= LetterWords.doneWordsMax && words.contains { LetterWords.done.contains(word($0)) }
    }

    private func announces(_ words: Range<Int>) -> Bool {
        guard let first = words.first, LetterWords.announcing.contains(word(first)) else { return false }
        return words.dropFirst().prefix(3).contains { LetterWords.announced.contains(word($0)) }
    }

    private func word(_ index: Int) -> String { String(decoding: folded.folded(index), as: UTF8.self) }
}
