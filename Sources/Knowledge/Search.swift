public import FoundationEssentials

/// One question to the index.
public struct SearchRequest: Sendable {
    /// Bytes of a question that are looked at; the rest is ignored.
    public static let textBytesMax = 8192
    /// Articles of one answer at most.
    public static let topMax = 100

    /// The customer's words, any text.
    public var text: String
    /// Language the answer should be in; `nil` when not known, then the question's own words decide.
    public var language: String?
    /// What the one who asks may read.
    public var audience: ArticleAudience
    /// When; articles that don't hold then are not found.
    public var moment: Date
    /// Articles at most, 1 to ``topMax``.
    public var top: Int
    /// What the conversation was about before, for questions such as "and on Saturday?".
    public var context: SearchContext?

    public init(
        _ text: String, language: String? = nil, audience: ArticleAudience = .everyone, moment: Date, top: Int = 5,
        context: SearchContext? = nil
    ) {
        self.text = text
        self.language = language
        self.audience = audience
        self.moment = moment
        self.top = top
        self.context = context
    }
}

/// The question and the article before this one.
public struct SearchContext: Sendable, Hashable {
    public var question: String?
    public var article: String?

    public init(question: String? = nil, article: String? = nil) {
        self.question = question
        self.article = article
    }
}

/// One article that may answer, with its best passages.
public struct SearchHit: Sendable {
    public var article: Article
    /// The passages that fit best, best first; empty when the article has no text.
    public var passages: [Passage]
    /// 0 to 1, comparable between questions. The first hit's is the outcome's confidence.
    public var score: Double
    /// Lies in another language than the one asked for.
    public var isForeignLanguage: Bool

    /// The best passage's text, or the title of an article without text.
    public var text: String { passages.first?.text ?? article.title }
}

/// What a search found.
public struct SearchOutcome: Sendable {
    /// Different articles, best first.
    public var hits: [SearchHit]
    /// 0 to 1: how likely the first hit answers the question, as measured on question sets of several kinds.
    public var confidence: Double
    /// 0 to 1: how far the first hit is ahead of the second; 1 with a single hit. Small with a good confidence means
    /// that two articles fit and one question back would help.
    public var margin: Double
    /// The question had too little of its own and was read as a continuation of the one before.
    public var followedUp: Bool
    /// What the confidence rests on, for the record of why the agent answered or did not.
    public var signals: SearchSignals

    /// Nothing fits.
    public static let nothing = SearchOutcome(
        hits: [], confidence: 0, margin: 1, followedUp: false, signals: SearchSignals())
}
