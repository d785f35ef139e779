import AgentCore
import Conversations

/// A conversation held in memory: what the store would keep between two turns.
struct TerminalTalk {
    let agent: Agent
    private var seq = 0
    private var language: String?
    private var memory = ""
    private var unanswered = 0
    private var disclosed = false
    private var facts: [String: Fact] = [:]

    /// - Parameter language: What the customer asked to be answered in; nil to answer in the language they write.
    init(agent: Agent, answeringIn language: String? = nil) {
        self.agent = agent
        memory = language.map { Agent.memory(answeringIn: $0) } ?? ""
    }

    /// One message of the customer and the agent's turn; `handBack` is what a human left when handing back before it.
    mutating func say(
        _ text: String, at moment: Timestamp, handBack: String? = nil
    ) async throws -> TurnOutcome {
        seq += 1
        let outcome = try await agent.respond(
            to: TurnInput(
                conversation: ConversationID(number: 1), channel: ChannelName("terminal"),
                unseen: [TurnMessage(seq: seq, author: Author(kind: .customer), text: text)],
                customer: CustomerContext(id: CustomerID(number: 1), language: language, facts: facts),
                language: language, memory: memory, unanswered: unanswered, disclosed: disclosed,
                handBackSummary: handBack, limits: ChannelLimits(), now: moment))
        seq += outcome.replies.count
        language = outcome.language
        memory = outcome.memory
        unanswered = outcome.unanswered
        disclosed = disclosed || outcome.disclosure != nil
        for fact in outcome.facts { facts[fact.key] = fact }
        return outcome
    }
}
