/// Finds the questions that customers join in one sentence: "what is a service and are you open on Saturday?".
///
/// A new question begins behind a comma or "and" where the next words open one (a question word, or a verb with its
/// subject), and what stands before is a question of its own: "can you tell me, when …" is one question.
struct Clauses {
    let folded: FoldedText
    private let table: PatternTable
    private let interrogative: Int
    private let verb: Int
    private let subject: Int
    private let joiner: Int
    private let frame: Int

    init(folded: FoldedText, table: PatternTable) {
        self.folded = folded
        self.table = table
        func row(_ name: String) -> Int { table.row(named: name) ?? table.fillerRow }
        interrogative = row("@interrogative")
        verb = row("@askverb")
        subject = row("@subject")
        joiner = row("@joiner")
        frame = row("@frame")
    }

    /// Whether the words open a question, greetings and fillers aside.
    func asks(_ words: Range<Int>) -> Bool {
        guard let first = words.first(where: { !isSmall($0) }) else { return false }
        if holds(interrogative, first) { return true }
        guard holds(verb, first), first + 1 < words.upperBound else { return false }
        return holds(subject, first + 1)
    }

    /// The words cut at every comma and every "and" that a question follows.
    func questions(in words: Range<Int>) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var start = words.lowerBound
        for index in words.dropFirst() where isBoundary(index) {
            let before = start..<index
            guard asks(before), hasMatter(before), asks(index..<words.upperBound) else { continue }
            found.append(before)
            start = index
        }
        return (found + [start..<words.upperBound]).map(withoutJoiner)
    }

    /// The words cut at every comma.
    func pieces(of words: Range<Int>) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var start = words.lowerBound
        for index in words.dropFirst() where folded.words[index].afterComma {
            found.append(start..<index)
            start = index
        }
        return found + [start..<words.upperBound]
    }

    private func isBoundary(_ index: Int) -> Bool { folded.words[index].afterComma || holds(joiner, index) }

    func isJoiner(_ index: Int) -> Bool { holds(joiner, index) }

    func isInterrogative(_ index: Int) -> Bool { holds(interrogative, index) }

    /// Whether a word only makes a question: a question word, a verb, its subject, "tell me".
    func isSmallOfQuestions(_ index: Int) -> Bool {
        isSmall(index) || [interrogative, verb, subject, frame].contains { holds($0, index) }
    }

    /// Whether a question says what it is about, more than "can you tell me".
    private func hasMatter(_ words: Range<Int>) -> Bool {
        words.contains { !isSmallOfQuestions($0) }
    }

    private func withoutJoiner(_ words: Range<Int>) -> Range<Int> {
        words.count > 1 && holds(joiner, words.lowerBound) ? (words.lowerBound + 1)..<words.upperBound : words
    }

    private func isSmall(_ index: Int) -> Bool {
        holds(table.openerRow, index) && !holds(interrogative, index) || holds(joiner, index)
    }

    private func holds(_ row: Int, _ index: Int) -> Bool {
        let word = folded.words[index].id
        return word != 0 && table.holds(row, word)
    }
}
