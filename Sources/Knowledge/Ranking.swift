/// How the parts of a score are weighed. Chosen on public question sets in German and English, all together.
public struct RankingWeights: Sendable, Hashable {
    /// The words of the whole article.
    public var articleStems: Float = 3
    /// Its four-letter pieces.
    public var articleGrams: Float = 3
    /// The words of the title or question that fits best.
    public var unitStems: Float = 4
    /// Its pieces.
    public var unitGrams: Float = 3
    /// The passage that fits best.
    public var passage: Float = 1
    /// What was learnt from the questions of all articles.
    public var classifier: Float = 0.6
    /// Added to the article the conversation is about when a question continues it.
    public var context: Float = 0.6

    public init() {}

    /// What a perfect match could reach, without the classifier.
    var total: Float { articleStems + articleGrams + unitStems + unitGrams + passage }
}

/// What ranking found in one language.
struct Ranked {
    var candidates: [Candidate] = []
    var signals = SearchSignals()
}

extension LanguageIndex {
    /// Postings that are read for every article; the commonest terms beyond that only for the best candidates.
    private static let postingsMax = 40_000
    /// From this many articles on, words that half of them have and pieces that a fifth have are left out: they tell
    /// nothing apart and take the longest.
    private static let smallCount = 5000
    /// Articles that are looked at closely.
    private static let candidatesMax = 48
    /// Articles whose passages are looked at.
    private static let passagesOf = 5

    /// Ranks the articles for the terms that are marked in `scratch`.
    ///
    /// - Parameter admits: Whether an article, by its number here, may be found at all.
    func rank(
        _ terms: QueryTerms, preferring preferred: Int?, weights: RankingWeights, _ scratch: SearchScratch,
        admits: (Int) -> Bool
    ) -> Ranked {
        guard articleCount > 0, !terms.stems.isEmpty || !terms.grams.isEmpty else { return Ranked() }
        scratch.prepare(terms)
        let late = accumulate(lists(terms, weights), scratch)
        collect(scratch, preferred, weights, admits)
        for list in late { addLate(list, scratch) }
        let verdict = classifier?.verdict(stems: terms.stems.lazy.map(\.term))
        for place in scratch.candidates.indices { refine(place, terms, weights, verdict, scratch) }
        sort(&scratch.candidates)
        for place in scratch.candidates.indices.prefix(Self.passagesOf) {
            let best = passages(scratch.candidates[place].article, terms, scratch, limit: 1).first?.score ?? 0
            scratch.candidates[place].score += weights.passage * best
        }
        sort(&scratch.candidates)
        return Ranked(
            candidates: scratch.candidates, signals: signals(terms, weights, verdict, scratch))
    }

    /// One term's articles with what an impact of one step adds to the score.
    private struct List {
        var range: Range<Int>
        var step: Float
        var isGram: Bool
    }

    /// The question's lists, shortest first.
    private func lists(_ terms: QueryTerms, _ weights: RankingWeights) -> [List] {
        var lists: [List] = []
        lists.reserveCapacity(terms.stems.count + terms.grams.count)
        let stemStep = terms.stemMass > 0 ? weights.articleStems / (terms.stemMass * 255) : 0
        let gramStep = terms.gramMass > 0 ? weights.articleGrams / (terms.gramMass * 255) : 0
        let commonStem = articleCount < Self.smallCount ? Int.max : articleCount / 2
        let commonGram = articleCount < Self.smallCount ? Int.max : articleCount / 5
        for stem in terms.stems where stemPostings.frequency(stem.term) <= commonStem {
            lists.append(List(range: stemPostings.range(stem.term), step: stem.weight * stemStep, isGram: false))
        }
        for gram in terms.grams where gramPostings.frequency(gram.term) <= commonGram {
            lists.append(List(range: gramPostings.range(gram.term), step: gram.weight * gramStep, isGram: true))
        }
        lists.sort { ($0.range.count, $0.range.lowerBound) < ($1.range.count, $1.range.lowerBound) }
        return lists
    }

    /// Adds the lists up to the bound and returns those that are left.
    private func accumulate(_ lists: [List], _ scratch: SearchScratch) -> ArraySlice<List> {
        var read = 0
        let scores = scratch.scores.values
        for (place, list) in lists.enumerated() {
            read += list.range.count
            if read > Self.postingsMax, place > 0 { return lists[place...] }
            let entries = list.isGram ? gramPostings.entries.values : stemPostings.entries.values
            for index in list.range {
                let entry = entries[index]
                scores[Int(entry >> 8)] += list.step * Float(entry & 0xFF)
            }
        }
        return []
    }

    /// Keeps the best admitted articles, in the order of their numbers.
    private func collect(
        _ scratch: SearchScratch, _ preferred: Int?, _ weights: RankingWeights, _ admits: (Int) -> Bool
    ) {
        var heap = CandidateHeap(limit: Self.candidatesMax, entries: &scratch.candidates)
        let scores = scratch.scores.values
        if let preferred, admits(preferred) { scores[preferred] += weights.context }
        for article in 0..<articleCount where scores[article] > heap.threshold && admits(article) {
            heap.insert(article, scores[article], &scratch.candidates)
        }
        scratch.candidates.sort { $0.article < $1.article }
    }

    /// Adds a common term to the candidates alone, finding each in its list by halving.
    private func addLate(_ list: List, _ scratch: SearchScratch) {
        let entries = list.isGram ? gramPostings.entries.values : stemPostings.entries.values
        var low = list.range.lowerBound
        for place in scratch.candidates.indices {
            let wanted = UInt32(scratch.candidates[place].article)
            var high = list.range.upperBound
            while low < high {
                let middle = (low + high) / 2
                if entries[middle] >> 8 < wanted { low = middle + 1 } else { high = middle }
            }
            if low < list.range.upperBound, entries[low] >> 8 == wanted {
                scratch.candidates[place].score += list.step * Float(entries[low] & 0xFF)
            }
        }
    }

    /// Adds what an article's best title or question and the classifier say.
    private func refine(
        _ place: Int, _ terms: QueryTerms, _ weights: RankingWeights, _ verdict: QuestionClassifier.Verdict?,
        _ scratch: SearchScratch
    ) {
        let article = scratch.candidates[place].article
        var best: Float = 0
        for unit in firstUnit[article]..<firstUnit[article + 1] {
            let match = match(unitWords[unit], terms, scratch)
            let score =
                weights.unitStems * match.stems * norm(match.wordCount, unitWordMean)
                + weights.unitGrams * match.grams * norm(match.gramCount, unitGramMean)
            let both = terms.stemMass + unitMass[unit]
            let similarity = both > 0 ? min(1, 2 * match.mass / both) : 0
            if similarity > scratch.candidates[place].unitSimilarity {
                scratch.candidates[place].unitSimilarity = similarity
            }
            if score > best {
                best = score
                scratch.candidates[place].unit = match
            }
        }
        scratch.candidates[place].score += best
        if let verdict, let classifier {
            let judgement = weights.classifier * classifier.judgement(verdict, article: article)
            scratch.candidates[place].judgement = judgement
            scratch.candidates[place].score += judgement
        }
    }

    /// BM25's saturation and length norm for a text in which a term stands once.
    @inline(__always)
    private func norm(_ length: Int, _ mean: Float) -> Float {
        1 / (1 + Self.saturation * (1 - Self.unitLengthPenalty + Self.unitLengthPenalty * Float(length) / mean))
    }

    private func sort(_ candidates: inout [Candidate]) {
        candidates.sort { $0.score != $1.score ? $0.score > $1.score : $0.article < $1.article }
    }

    /// The passages of an article that fit a question, best first, as numbers within the article.
    func passages(
        _ article: Int, _ terms: QueryTerms, _ scratch: SearchScratch, limit: Int
    ) -> [(passage: Int, score: Float)] {
        let first = firstPassage[article]
        var found: [(passage: Int, score: Float)] = []
        for passage in first..<firstPassage[article + 1] {
            let match = match(passageWords[passage], terms, scratch)
            let score = (match.stems + match.grams) * norm(match.wordCount, passageWordMean)
            found.append((passage - first, score))
        }
        found.sort { $0.score != $1.score ? $0.score > $1.score : $0.passage < $1.passage }
        return Array(found.prefix(limit))
    }
}
