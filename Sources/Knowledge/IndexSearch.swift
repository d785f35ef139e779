import FoundationEssentials

/// One search through the languages of an index.
struct IndexSearch {
    /// A find in the customer's language this good is not compared with other languages.
    private static let sureEnough = 0.7
    /// What a find in another language must be better by.
    private static let foreignHandicap = 0.15
    /// Confidence in the article before for a question without any word of its own.
    private static let sameArticle = 0.6
    /// Passages of one article that are returned.
    private static let passagesMax = 3

    let index: KnowledgeIndex
    let request: SearchRequest
    private let folded: [UInt8]
    private let seconds: Int64

    init(index: KnowledgeIndex, request: SearchRequest) {
        self.index = index
        self.request = request
        var folded: [UInt8] = []
        folded.reserveCapacity(256)
        Folding.fold(request.text.utf8.prefix(SearchRequest.textBytesMax), into: &folded)
        self.folded = folded
        let time = request.moment.timeIntervalSince1970
        seconds = Int64(max(-9e15, min(9e15, time)))
    }

    /// What one language found.
    private struct Find {
        var language: String
        var hits: [(number: Int, score: Float, passages: [Int])] = []
        var confidence = 0.0
        var signals = SearchSignals()
        var followedUp = false
    }

    func outcome() -> SearchOutcome {
        guard !folded.isEmpty, !index.languages.isEmpty else { return .nothing }
        let wanted = request.language ?? LanguageGuess.of(ifCertain: request.text)
        let own = index.languages.first { $0.index.language == wanted }
        var best = own.map(find)
        if (best?.confidence ?? 0) < Self.sureEnough {
            for search in index.languages where search.index.language != own?.index.language {
                let other = find(search)
                let handicap = own == nil ? 0 : Self.foreignHandicap
                if other.confidence - handicap > best?.confidence ?? -1 { best = other }
            }
        }
        guard let best, !best.hits.isEmpty else { return .nothing }
        return outcome(best, wanted: wanted)
    }

    private func outcome(_ find: Find, wanted: String?) -> SearchOutcome {
        let first = max(find.hits[0].score, 1e-6)
        var seen: Set<String> = []
        var hits: [SearchHit] = []
        for hit in find.hits {
            var number = hit.number
            var passages = hit.passages.map { index.passages[number][$0] }
            // The customer's language has the article too: that is the one to read.
            if let wanted, find.language != wanted, let own = index.number(index.articles[number].id, language: wanted),
                index.articles[own].language == wanted, admits(own)
            {
                number = own
                passages = Array(index.passages[own].prefix(Self.passagesMax))
            }
            let article = index.articles[number]
            guard seen.insert(article.id).inserted else { continue }
            let share = Double(max(0, min(1, hit.score / first)))
            hits.append(
                SearchHit(
                    article: article, passages: passages, score: find.confidence * share * share,
                    isForeignLanguage: wanted.map { $0 != article.language } ?? false))
        }
        return SearchOutcome(
            hits: hits, confidence: find.confidence, margin: hits.count > 1 ? find.signals.margin : 1,
            followedUp: find.followedUp, signals: find.signals)
    }

    private func admits(_ number: Int) -> Bool {
        let article = index.articles[number]
        return article.audience <= request.audience && article.validity.holds(atSeconds: seconds)
    }

    private func find(_ search: KnowledgeIndex.LanguageSearch) -> Find {
        search.pool.with(search.index) { scratch in
            let alone = find(search, scratch, context: nil)
            guard let context = request.context, context.question != nil || context.article != nil else { return alone }
            let reading = FollowUp(question: folded, language: search.index.language)
            guard reading.mayContinue else { return alone }
            var together = find(search, scratch, context: context)
            together.followedUp = true
            if reading.mustContinue { return together.hits.isEmpty ? alone : together }
            return together.confidence > alone.confidence + FollowUp.gainMin ? together : alone
        }
    }

    private func find(
        _ search: KnowledgeIndex.LanguageSearch, _ scratch: SearchScratch, context: SearchContext?
    ) -> Find {
        let language = search.index
        var terms = QueryTerms()
        terms.add(folded, weight: 1, language, scratch)
        if let question = context?.question {
            var earlier: [UInt8] = []
            Folding.fold(question.utf8.prefix(SearchRequest.textBytesMax / 4), into: &earlier)
            terms.add(earlier, weight: FollowUp.earlierWeight, language, scratch)
        }
        defer { terms.unmark(scratch) }
        let preferred = context?.article.flatMap { id in
            index.number(id, language: language.language).flatMap { search.local[$0] }
        }
        let ranked = language.rank(terms, preferring: preferred, weights: index.weights, scratch) {
            admits(language.articleNumbers[$0])
        }
        var found = Find(language: language.language)
        found.signals = ranked.signals
        found.confidence = ranked.candidates.isEmpty ? 0 : Confidence.of(ranked.signals)
        // "And today?" after an article has nothing of its own: it is about that article, if about anything.
        if context != nil, found.signals.contentWords == 0, let preferred, ranked.candidates.first?.article == preferred
        {
            found.confidence = max(found.confidence, Self.sameArticle)
        }
        for candidate in ranked.candidates.prefix(max(1, min(SearchRequest.topMax, request.top))) {
            let number = language.articleNumbers[candidate.article]
            let passages =
                index.passages[number].count < 2
                ? Array(index.passages[number].indices)
                : language.passages(candidate.article, terms, scratch, limit: Self.passagesMax).map(\.passage)
            found.hits.append((number, candidate.score, passages))
        }
        if context == nil { putOwnQuestionFirst(&found) }
        return found
    }

    /// An article that is asked for in its own words stands first.
    private func putOwnQuestionFirst(_ found: inout Find) {
        guard let own = index.ownQuestions.article(folded, language: found.language), admits(own) else { return }
        let place = found.hits.firstIndex { $0.number == own }
        let passages =
            place.map { found.hits[$0].passages } ?? Array(index.passages[own].indices.prefix(Self.passagesMax))
        if let place { found.hits.remove(at: place) }
        found.hits.insert((own, found.hits.first?.score ?? 1, passages), at: 0)
        let top = max(1, min(SearchRequest.topMax, request.top))
        if found.hits.count > top { found.hits.removeLast(found.hits.count - top) }
        found.confidence = max(found.confidence, OwnQuestions.confidence)
        if place != 0 { found.signals.margin = 1 }
    }
}
