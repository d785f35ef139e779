import Synchronization

/// Working memory of one search in one ``LanguageIndex``, kept for the next search so that none allocates much.
///
/// `@unchecked Sendable`: ``ScratchPool``'s mutex hands an instance to one search at a time.
final class SearchScratch: @unchecked Sendable {
    /// The fused score of each article.
    let scores: Room<Float>
    /// For each stem or piece of the question its place in `QueryTerms`, plus one; 0 for all others.
    let stemSlots: Room<UInt16>
    let gramSlots: Room<UInt16>
    /// Which text a piece or a stem slot was last counted in.
    let gramSeen: Room<UInt32>
    let stemSeen: Room<UInt32>
    /// Worth of each piece of the question, and the best contribution of each stem in the text at hand.
    let gramWeights: Room<Float>
    let slotBest: Room<Float>
    let groupSums: Room<Float>
    let groupSeen: Room<UInt32>
    /// Stem slots found in the text at hand.
    let touched: Room<UInt16>
    var serial: UInt32 = 0
    var candidates: [Candidate] = []
    var tally = SpellingGuess.Tally()
    let stemmer: Stemmer

    init(_ index: LanguageIndex) {
        scores = Room(0, count: index.articleCount)
        stemSlots = Room(0, count: index.lexicon.stems.count)
        gramSlots = Room(0, count: index.lexicon.grams.count)
        gramSeen = Room(0, count: 256)
        stemSeen = Room(0, count: 64)
        gramWeights = Room(0, count: 256)
        slotBest = Room(0, count: 64)
        groupSums = Room(0, count: 64)
        groupSeen = Room(0, count: 64)
        touched = Room(0, count: 64)
        stemmer = Stemmer(language: index.language)
    }

    /// Makes room for the terms of a question.
    func prepare(_ terms: QueryTerms) {
        scores.values.update(repeating: 0)
        candidates.removeAll(keepingCapacity: true)
        gramSeen.need(terms.grams.count + 1, zero: 0)
        gramWeights.need(terms.grams.count + 1, zero: 0)
        for (place, gram) in terms.grams.enumerated() { gramWeights.values[place + 1] = gram.weight }
        stemSeen.need(terms.stems.count + 1, zero: 0)
        slotBest.need(terms.stems.count + 1, zero: 0)
        touched.need(terms.stems.count + 1, zero: 0)
        groupSums.need(terms.groups.count + 1, zero: 0)
        groupSeen.need(terms.groups.count + 1, zero: 0)
    }

    /// A number that marks the next text; no mark of an earlier text equals it.
    func nextSerial() -> UInt32 {
        serial &+= 1
        if serial == 0 {
            gramSeen.values.update(repeating: 0)
            stemSeen.values.update(repeating: 0)
            groupSeen.values.update(repeating: 0)
            serial = 1
        }
        return serial
    }
}

/// One article under consideration.
struct Candidate: Sendable {
    /// The article's number in its language's index.
    var article: Int
    var score: Float
    var unit = TextMatch()
    var unitSimilarity: Float = 0
    /// The classifier's part of the score.
    var judgement: Float = 0
}

/// Unused working memories.
final class ScratchPool: Sendable {
    private let unused = Mutex<[SearchScratch]>([])

    /// Lends a working memory for the time of `body`.
    func with<Result>(_ index: LanguageIndex, _ body: (SearchScratch) -> Result) -> Result {
        let scratch = unused.withLock { $0.popLast() } ?? SearchScratch(index)
        defer { unused.withLock { if $0.count < Self.keptMax { $0.append(scratch) } } }
        return body(scratch)
    }

    /// More searches than this at once have to allocate.
    private static let keptMax = 16
}
