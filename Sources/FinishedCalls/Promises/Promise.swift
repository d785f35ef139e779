import Conversations

/// Something the company said it would do after the call.
struct Promise: Hashable {
    /// What the customer waits for.
    enum Kind: Hashable, CaseIterable {
        case call, send, contact
    }

    /// Until when.
    struct Due: Hashable {
        let at: Timestamp
        /// Whether a day or a span was named, rather than "soon".
        let isNamed: Bool
    }

    let kind: Kind
    /// Index of the entry that holds it.
    let entry: Int
    /// The sentence, as it was said.
    let quotation: String
    var due: Due?
}

/// Where a sentence promises something.
struct PromiseFound: Hashable {
    let kind: Promise.Kind
    /// Index of the word that carries it.
    let word: Int
    /// Counts only with a day, or with what is waited for: "I'll let you know" alone is said while somebody looks.
    var needsDue = false
}

/// A sentence as the grammars see it.
struct PromiseSentence {
    let words: [Words.Word]
    let keys: [String]
    let isQuestion: Bool
    /// Whether somebody of the company was named before in what was said.
    let namesColleague: Bool

    /// Words around a place that are looked at where nothing parts the sentence.
    static let reach = 14

    init(_ sentence: Words.Sentence, namesColleague: Bool = false) {
        words = sentence.words
        keys = sentence.words.map(\.key)
        isQuestion = sentence.isQuestion
        self.namesColleague = namesColleague
    }

    /// The word there, or nothing.
    func key(_ at: Int) -> String { keys.indices.contains(at) ? keys[at] : "" }

    /// Whether these words stand there in a row.
    func has(_ row: String..., at place: Int) -> Bool {
        row.enumerated().allSatisfy { key(place + $0.offset) == $0.element }
    }

    func contains(_ set: Set<String>, in range: Range<Int>) -> Bool {
        range.clamped(to: keys.indices).contains { set.contains(keys[$0]) }
    }

    func contains(_ set: Set<String>) -> Bool { contains(set, in: keys.indices) }

    /// The words around a place that belong together: to the marks before and behind it.
    func clause(around place: Int) -> Range<Int> {
        var low = place
        while low > 0, !words[low - 1].endsClause, place - low < Self.reach { low -= 1 }
        var high = place
        while high < words.count - 1, !words[high].endsClause, high - place < Self.reach { high += 1 }
        return low..<high + 1
    }

    /// What comes after the last mark: a sentence that asks there only for consent is no question.
    var tail: ArraySlice<String> {
        let start = words.dropLast().lastIndex { $0.endsClause }.map { $0 + 1 } ?? 0
        return start == 0 ? [] : keys[start...]
    }
}
