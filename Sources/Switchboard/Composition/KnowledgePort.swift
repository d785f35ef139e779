import AgentCore
import Conversations
import FoundationEssentials
import Knowledge

/// The knowledge as the agent asks for it.
struct KnowledgePort: KnowledgeSource {
    private let base: KnowledgeBase

    init(_ base: KnowledgeBase) { self.base = base }

    func search(_ query: KnowledgeQuery) -> KnowledgeResult {
        var request = SearchRequest(
            String(query.text.prefix(KnowledgeQuery.textCharactersMax)), language: query.language,
            audience: Self.audience(query.audience),
            moment: Date(timeIntervalSince1970: Double(query.now.milliseconds) / 1000), top: query.top)
        if query.previousArticle != nil || query.previousQuestion != nil {
            request.context = SearchContext(question: query.previousQuestion, article: query.previousArticle)
        }
        let index = base.index
        let found = index.search(request)
        let hits = found.hits.enumerated().map { position, hit in
            Self.hit(hit, answer: position == 0 ? Self.answer(hit, query, found.followedUp, index) : nil)
        }
        return KnowledgeResult(
            hits: hits, confidence: found.confidence, margin: found.margin, followedUp: found.followedUp)
    }

    /// Bytes of the answer to a question that goes on from the one before: only what is new is said.
    private static let followUpBytesMax = 240

    private static func answer(
        _ hit: SearchHit, _ query: KnowledgeQuery, _ followedUp: Bool, _ index: KnowledgeIndex
    ) -> String? {
        let usual = followedUp ? followUpBytesMax : KnowledgeIndex.answerCharactersMax
        let bytesMax = min(usual, query.answerBytesMax ?? usual)
        return index.answer(hit, question: query.text, charactersMax: bytesMax)?.markdown
    }

    /// Hits behind the first are drafts and choices: their best passage is enough.
    private static func hit(_ hit: SearchHit, answer: String?) -> KnowledgeResult.Hit {
        KnowledgeResult.Hit(
            article: hit.article.id, title: hit.article.title, url: hit.article.url, language: hit.article.language,
            answer: answer ?? hit.passages.first?.markdown ?? hit.article.title, score: hit.score)
    }

    private static func audience(_ audience: KnowledgeQuery.Audience) -> ArticleAudience {
        switch audience {
        case .everyone: .everyone
        case .verified: .verified
        case .staff: .staff
        }
    }
}
