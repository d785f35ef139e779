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
        return KnowledgeResult(
            hits: found.hits.map { Self.hit($0, question: query.text, index) }, confidence: found.confidence,
            margin: found.margin,
            followedUp: found.followedUp)
    }

    private static func hit(_ hit: SearchHit, question: String, _ index: KnowledgeIndex) -> KnowledgeResult.Hit {
        KnowledgeResult.Hit(
            article: hit.article.id, title: hit.article.title, url: hit.article.url, language: hit.article.language,
            answer: index.answer(hit, question: question)?.markdown ?? hit.article.title, score: hit.score)
    }

    private static func audience(_ audience: KnowledgeQuery.Audience) -> ArticleAudience {
        switch audience {
        case .everyone: .everyone
        case .verified: .verified
        case .staff: .staff
        }
    }
}
