import Conversations

/// What the agent knows when it begins to decide: the customer, the conversation so far, the language to answer in.
struct Recall: Sendable {
    var memory: Memory
    /// Language of the reply.
    var language: String
    /// Whether the customer wrote in a language the persona does not speak.
    var foreign: Bool
    var audience: KnowledgeQuery.Audience
    /// Chooses among variants of a line; the same turn always chooses alike.
    var variant: Int

    init(input: TurnInput, memory: Memory, understanding: Understanding) {
        self.memory = memory
        self.memory.language = understanding.wantedLanguage
        if let summary = input.handBackSummary, !summary.isEmpty { self.memory.settled = summary }
        language = understanding.language.reply
        foreign = understanding.language.isForeign
        audience = input.assurance == .verified ? .verified : .everyone
        variant = Int(truncatingIfNeeded: input.conversation.number &+ Int64(input.unseen.last?.seq ?? 0)) & 0xFFFF
    }

    /// Notes what was recalled.
    func note(in trace: inout TurnTrace) {
        if let article = memory.lastArticle { trace.note("recall", "article before", article.id) }
        switch memory.pending {
        case .nothing: break
        case .more: trace.note("recall", "waiting for", "yes to the rest")
        case .human: trace.note("recall", "waiting for", "yes to a human")
        case .choice(let first, let second, _): trace.note("recall", "waiting for", "\(first.id) or \(second.id)")
        }
    }
}
