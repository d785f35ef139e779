/// What the confidence of a search rests on; each figure says how well the best article fits.
public struct SearchSignals: Sendable, Hashable {
    /// Score of the best article, as a share of a perfect match.
    public var score: Double = 0
    /// How far the second article is behind the first, as a share of the first.
    public var margin: Double = 1
    /// Share of the question's meaningful words, by rarity, that the best article has.
    public var coverage: Double = 0
    /// The same of four-letter pieces.
    public var gramCoverage: Double = 0
    /// Likeness of the question and the article's nearest title or question, in both directions.
    public var questionSimilarity: Double = 0
    /// Share of the question's words, by rarity, that no article has.
    public var unknown: Double = 0
    /// Probability of the likeliest article among those with several questions; 0 without such articles.
    public var classProbability: Double = 0
    /// Meaningful words in the question.
    public var contentWords: Double = 0
    /// How far the best article stands out from the tenth, as a share of the best.
    public var contrast: Double = 0
    /// Meaningful words of the question the best article lacks, a word no article has counting as one.
    public var missing: Double = 0
    /// How many of the question's words the best article's nearest title or question covers.
    public var questionCoverage: Double = 0
}

extension LanguageIndex {
    /// Passages looked at for the coverage of one article.
    private static let coveragePassagesMax = 12

    func signals(
        _ terms: QueryTerms, _ weights: RankingWeights, _ verdict: QuestionClassifier.Verdict?, _ scratch: SearchScratch
    ) -> SearchSignals {
        var signals = SearchSignals()
        guard let first = scratch.candidates.first else { return signals }
        signals.score = Double((first.score - first.judgement) / weights.total)
        if scratch.candidates.count > 1, first.score > 0 {
            signals.margin = Double(max(0, min(1, (first.score - scratch.candidates[1].score) / first.score)))
        }
        var rows: [UnsafeBufferPointer<UInt32>] = []
        for unit in firstUnit[first.article]..<firstUnit[first.article + 1] { rows.append(unitWords[unit]) }
        let passages = firstPassage[first.article]..<firstPassage[first.article + 1]
        for passage in passages.prefix(Self.coveragePassagesMax) { rows.append(passageWords[passage]) }
        let whole = match(rows, terms, scratch)
        signals.coverage = Double(whole.content)
        signals.gramCoverage = Double(whole.grams)
        signals.questionSimilarity = Double(first.unitSimilarity)
        signals.questionCoverage = Double(first.unit.content)
        signals.unknown = terms.contentMass > 0 ? Double(terms.unknownMass / terms.contentMass) : 1
        signals.classProbability = Double(verdict?.best ?? 0)
        signals.contentWords = Double(terms.contentWords)
        let tenth = scratch.candidates.count > 9 ? max(0, scratch.candidates[9].score) : 0
        signals.contrast = first.score > 0 ? Double(max(0, min(1, (first.score - tenth) / first.score))) : 0
        signals.missing = max(0, Double(terms.contentMass * (1 - whole.content) / unknownRarity))
        return signals
    }
}
