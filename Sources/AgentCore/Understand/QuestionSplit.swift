/// Cuts the messages of a turn into the questions to be looked up.
struct QuestionSplit {
    let text: String
    let folded: FoldedText
    /// For each word whether it carries content.
    let content: [Bool]
    let clauses: Clauses
    /// Words that say that no human is wanted: no part of any question.
    let declined: [Range<Int>]

    /// More questions in one turn are left open, and the customer is told so.
    static let questionsMax = 3
    /// From this many words with content on a sentence can be looked up alone.
    static let contentMin = 2
    /// Longer texts are looked up by their asking sentences, in bytes of UTF-8.
    static let wholeBytesMax = 240

    init(text: String, folded: FoldedText, content: [Bool], table: PatternTable, declined: [Range<Int>]) {
        self.text = text
        self.folded = folded
        self.content = content
        self.declined = declined
        clauses = Clauses(folded: folded, table: table)
    }

    /// The questions in the customer's words and order, and those beyond ``questionsMax``.
    func questions(for intent: Intent) -> (asked: [String], leftOpen: [String]) {
        switch intent {
        case .question, .complaint, .declinesHuman, .wantsHuman, .areYouHuman, .insult, .unhelpful: break
        default: return ([], [])
        }
        if folded.words.isEmpty { return (folded.foreign > 0 ? [text] : [], []) }
        let told = folded.sentences.compactMap(part)
        guard !told.isEmpty else { return ([], []) }
        let asking = told.filter { $0.asks && count($0.words) >= QuestionSplit.contentMin }.flatMap(single)
        if asking.count >= 2 {
            let max = QuestionSplit.questionsMax
            return (asking.prefix(max).map(slice), asking.dropFirst(max).map(slice))
        }
        let whole = told.map { slice($0.source) }.joined(separator: " ")
        if whole.utf8.count > QuestionSplit.wholeBytesMax, let only = asking.first { return ([slice(only)], []) }
        return ([whole], [])
    }

    /// A sentence without its clauses that decline a human; nil where nothing with content is left.
    private func part(_ sentence: FoldedText.Sentence) -> FoldedText.Sentence? {
        var sentence = sentence
        if declined.contains(where: { $0.overlaps(sentence.words) }) {
            let kept = clauses.pieces(of: sentence.words).filter { piece in
                !declined.contains { $0.overlaps(piece) } && count(piece) > 0
            }
            guard let first = kept.first, let last = kept.last else { return nil }
            sentence.words = first.lowerBound..<last.upperBound
            sentence.source = source(sentence.words, until: sentence.source.upperBound)
        }
        guard count(sentence.words) > 0 else { return nil }
        if clauses.asks(sentence.words) { sentence.asks = true }
        return sentence
    }

    /// The questions that one sentence joins by a comma or "and", as places in the text.
    private func single(_ sentence: FoldedText.Sentence) -> [Range<Int>] {
        let parts = clauses.questions(in: sentence.words)
        guard parts.count > 1 else { return [sentence.source] }
        return parts.enumerated().map { number, words in
            source(words, until: number == parts.count - 1 ? sentence.source.upperBound : nil)
        }
    }

    private func source(_ words: Range<Int>, until end: Int?) -> Range<Int> {
        let start = Int(folded.words[words.lowerBound].sourceStart)
        return start..<max(start, end ?? Int(folded.words[words.upperBound - 1].sourceEnd))
    }

    private func count(_ words: Range<Int>) -> Int { words.reduce(0) { $0 + (content[$1] ? 1 : 0) } }

    private func slice(_ source: Range<Int>) -> String {
        let bytes = text.utf8.dropFirst(source.lowerBound).prefix(source.count)
        var slice = Substring(String(decoding: bytes, as: UTF8.self))
        while let first = slice.first, first.isWhitespace { slice = slice.dropFirst() }
        while let last = slice.last, last.isWhitespace { slice = slice.dropLast() }
        return String(slice)
    }
}
