public import Conversations

/// Where the agent's knowledge comes from.
public protocol KnowledgeSource: Sendable {
    /// Ranks passages for a question; an empty result means nothing fits.
    ///
    /// - Parameters:
    ///   - question: The customer's words, at most ``KnowledgeQuery/textCharactersMax`` characters are looked at.
    func search(_ query: KnowledgeQuery) -> KnowledgeResult
}

/// One question to the knowledge.
public struct KnowledgeQuery: Sendable {
    /// Longer questions are cut here.
    public static let textCharactersMax = 2000

    public var text: String
    /// Language the answer should be in: `de`, `en`.
    public var language: String
    /// What the customer may read: `public`, `verified` or `internal`.
    public var audience: Audience
    /// The article the conversation is about, for follow-up questions.
    public var previousArticle: String?
    /// The question before this one, for follow-up questions.
    public var previousQuestion: String?
    public var now: Timestamp
    /// How many passages at most.
    public var top: Int
    /// Longest answer wanted, in bytes of UTF-8; nil for as long as the source gives by itself.
    public var answerBytesMax: Int?

    /// Who may read an article.
    public enum Audience: Int, Sendable, Comparable, CaseIterable {
        case everyone = 0
        case verified = 1
        case staff = 2
        public static func < (left: Audience, right: Audience) -> Bool { left.rawValue < right.rawValue }
    }

    public init(
        text: String, language: String, audience: Audience = .everyone, previousArticle: String? = nil,
        previousQuestion: String? = nil, now: Timestamp, top: Int = 5, answerBytesMax: Int? = nil
    ) {
        self.text = text
        self.language = language
        self.audience = audience
        self.previousArticle = previousArticle
        self.previousQuestion = previousQuestion
        self.now = now
        self.top = top
        self.answerBytesMax = answerBytesMax
    }
}

/// What the knowledge has to say.
public struct KnowledgeResult: Sendable {
    /// One article that may answer, best passages first.
    public struct Hit: Sendable, Hashable {
        public var article: String
        public var title: String
        public var url: String?
        public var language: String
        /// Ready to be shown: the sentences that answer, in our Markdown subset.
        public var answer: String
        public var score: Double
        public init(
            article: String, title: String, url: String?, language: String, answer: String, score: Double
        ) {
            self.article = article
            self.title = title
            self.url = url
            self.language = language
            self.answer = answer
            self.score = score
        }
    }

    /// Different articles, best first.
    public var hits: [Hit]
    /// 0 to 1, calibrated: how likely the first hit answers the question.
    public var confidence: Double
    /// 0 to 1: how far the first is ahead of the second; 1 with a single hit.
    public var margin: Double
    /// Whether the question was read as a continuation of the one before.
    public var followedUp: Bool

    public init(hits: [Hit], confidence: Double, margin: Double, followedUp: Bool = false) {
        self.hits = hits
        self.confidence = confidence
        self.margin = margin
        self.followedUp = followedUp
    }
}
