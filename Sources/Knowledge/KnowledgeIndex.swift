import FoundationEssentials

/// All articles, ready to be searched. An immutable value: a reload builds a new one.
public struct KnowledgeIndex: Sendable {
    /// The articles in the order given.
    public let articles: [Article]
    let weights: RankingWeights
    /// The passages of each article.
    let passages: [[Passage]]
    let pieces = PieceCache()
    let ownQuestions: OwnQuestions
    /// One index for each language, the language with most articles first.
    let languages: [LanguageSearch]
    /// Where an article of an id and a language stands.
    private let places: [ArticleKey: Int]
    struct ArticleKey: Hashable {
        var id: String
        var language: String
    }

    /// A language's index with the working memory of its searches.
    struct LanguageSearch: Sendable {
        var index: LanguageIndex
        var pool: ScratchPool
        /// The number within the language of each article of the whole index that is in it.
        var local: [Int: Int]
    }

    /// Builds the index; takes time proportional to the text.
    public init(articles: [Article], weights: RankingWeights = RankingWeights()) {
        self.articles = articles
        self.weights = weights
        let passages = articles.map {
            PassageCutter(body: $0.body, title: $0.title, firstLine: $0.bodyLine).passages
        }
        self.passages = passages
        ownQuestions = OwnQuestions(articles)
        var groups: [String: [Int]] = [:]
        var places: [ArticleKey: Int] = [:]
        for (number, article) in articles.enumerated().prefix(Postings.articlesMax) {
            groups[article.language, default: []].append(number)
            places[ArticleKey(id: article.id, language: article.language)] = number
        }
        self.places = places
        let order = groups.keys.sorted { (groups[$1]?.count ?? 0, $0) < (groups[$0]?.count ?? 0, $1) }
        languages = order.map { language in
            let numbers = groups[language] ?? []
            let index = LanguageIndex(
                language: language, articles: numbers.map { ($0, articles[$0], passages[$0]) })
            return LanguageSearch(
                index: index, pool: ScratchPool(),
                local: Dictionary(uniqueKeysWithValues: numbers.enumerated().map { ($0.element, $0.offset) }))
        }
    }

    /// Passages of all articles together.
    public var passageCount: Int { passages.reduce(0) { $0 + $1.count } }

    /// The article of an id, in a language if it exists in it.
    public func article(_ id: String, language: String? = nil) -> Article? {
        number(id, language: language).map { articles[$0] }
    }

    /// Where an article stands, in the language asked for or else in any.
    func number(_ id: String, language: String?) -> Int? {
        if let language, let place = places[ArticleKey(id: id, language: language)] { return place }
        for search in languages {
            if let place = places[ArticleKey(id: id, language: search.index.language)] { return place }
        }
        return nil
    }

    /// Ranks the articles for a question.
    ///
    /// Takes any text; bounds are those of ``SearchRequest``. The same request gives the same outcome.
    public func search(_ request: SearchRequest) -> SearchOutcome {
        IndexSearch(index: self, request: request).outcome()
    }
}
