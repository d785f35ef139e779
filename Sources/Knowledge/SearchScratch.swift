import Synchronization

/// Working memory of one search in one ``LanguageIndex``, kept for the next search so that none allocates much.
///
/// `@unchecked Sendable`: ``ScratchPool``'s mutex hands an instance to one search at a time.
final class SearchScratch: @unchecked Sendable {
    /// The fused score of each article.
    var scores: [Float]
    /// For each stem or piece of the question its place in `QueryTerms`, plus one; 0 for all others.
    var stemSlots: [UInt16]
    var gramSlots: [UInt16]
    /// Which unit or passage a piece was last counted in.
    var gramSeen: [UInt32]
    var serial: UInt32 = 0
    /// Best contribution of each stem slot in the text at hand, and which slots have one.
    var slotBest: [Float] = []
    var slotsTouched: [Int] = []
    var groupSums: [Float] = []
    var candidates: [Candidate] = []
    var wordTally: [UInt32: Float] = [:]
    let stemmer: Stemmer

    init(_ index: LanguageIndex) {
        scores = [Float](repeating: 0, count: index.articleCount)
        stemSlots = [UInt16](repeating: 0, count: index.lexicon.stems.count)
        gramSlots = [UInt16](repeating: 0, count: index.lexicon.grams.count)
        gramSeen = [UInt32](repeating: 0, count: Int(UInt16.max) + 1)
        stemmer = Stemmer(language: index.language)
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
