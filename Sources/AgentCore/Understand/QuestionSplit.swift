/// Cuts the messages of a turn into the questions to be looked up.
struct QuestionSplit {
    let text: String
    let folded: FoldedText
    /// For each word whether it carries content.
    let content: [Bool]

    /// More questions in one turn are left to the next.
    static let questionsMax = 3
    /// From this many words with content on a sentence can be looked up alone.
    static let contentMin = 2
    /// Longer texts are looked up by their asking sentences, in bytes of UTF-8.
    static let wholeBytesMax = 240

    /// The questions, in the customer's words and order.
    func questions(for intent: Intent) -> [String] {
        switch intent {
        case .question, .complaint, .declinesHuman, .wantsHuman, .areYouHuman, .insult, .unhelpful: break
        default: return []
        }
        if folded.words.isEmpty { return folded.foreign > 0 ? [text] : [] }
        let told = folded.sentences.filter { words(in: $0) > 0 }
        guard !told.isEmpty else { return [] }
        let asking = told.filter { $0.asks && words(in: $0) >= QuestionSplit.contentMin }
        if asking.count >= 2 { return asking.prefix(QuestionSplit.questionsMax).map(slice) }
        let whole = told.map(slice).joined(separator: " ")
        if whole.utf8.count > QuestionSplit.wholeBytesMax, let only = asking.first { return [slice(only)] }
        return [whole]
    }

    private func words(in sentence: FoldedText.Sentence) -> Int {
        sentence.words.reduce(0) { $0 + (content[$1] ? 1 : 0) }
    }

    private func slice(_ sentence: FoldedText.Sentence) -> String {
        let bytes = text.utf8.dropFirst(sentence.source.lowerBound).prefix(sentence.source.count)
        var slice = Substring(String(decoding: bytes, as: UTF8.self))
        while let first = slice.first, first.isWhitespace { slice = slice.dropFirst() }
        while let last = slice.last, last.isWhitespace { slice = slice.dropLast() }
        return String(slice)
    }
}
