import Conversations

/// What needs no knowledge: greetings, thanks, questions about the agent itself.
enum SmallTalk {
    /// The plan, or nil where the customer asks something.
    static func plan(_ understanding: Understanding, pending: Memory.Pending, memory: Memory) -> Plan? {
        var memory = memory
        func say(_ keys: String..., result: TurnResult = .social) -> Plan {
            var plan = Plan(result: result, memory: memory)
            plan.moves = keys.map { .line($0) }
            return plan
        }
        switch understanding.intent {
        case .greeting: return say("greeting")
        case .thanks: return say("thanks")
        case .goodbye: return say("goodbye")
        case .howAreYou: return say("how_are_you")
        case .areYouHuman: return say("are_you_human")
        case .yourName: return say("your_name")
        case .capabilities: return say("what_can_you_do")
        case .insult: return say("insult")
        case .feedback: return say("feedback")
        case .orderData: return say("data_noted")
        case .neverMind: return say("never_mind")
        case .emoji: return say("go_on")
        case .empty: return say("empty")
        case .languageRequest: return say("language_switched")
        case .moment:
            memory.pending = pending
            return say("moment")
        case .yes:
            return say("go_on")
        case .no:
            return pending == .human ? say("no_human_needed") : say("anything_else")
        case .declinesHuman:
            return understanding.questions.isEmpty ? say("no_human_needed") : nil
        case .unhelpful:
            return say("unhelpful", result: .unknown)
        case .complaint where understanding.questions.isEmpty:
            memory.pending = .human
            return say("apology", "offer_human", result: .asked)
        case .question, .complaint, .choice, .wantsHuman:
            return nil
        }
    }
}
