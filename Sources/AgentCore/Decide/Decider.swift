import Conversations

/// The deciding stage: the company's escalation rules first, then what is open from the turn before, then small talk,
/// then the knowledge.
struct Decider: Sendable {
    var thresholds: Thresholds
    var fallbackQueue: String

    func decide(
        _ recalled: Recall, _ understanding: Understanding, input: TurnInput, escalation: any EscalationPolicy,
        knowledge: any KnowledgeSource, trace: inout TurnTrace
    ) -> Plan {
        var desk = EscalationDesk(
            policy: escalation, input: input, understanding: understanding, language: recalled.language,
            fallbackQueue: fallbackQueue)
        var memory = recalled.memory
        let pending = memory.pending
        memory.pending = .nothing
        let search = KnowledgeLookup(
            source: knowledge, recalled: recalled, now: input.now, thresholds: thresholds)

        if let decision = desk.decide(unanswered: 0) {
            var plan = desk.plan(decision, pending: pending, memory: memory)
            plan.unanswered = plan.result == .escalated ? 0 : input.unanswered
            // The wish itself is no question: words such as "with a person" are in many an article.
            plan.best =
                understanding.intent == .wantsHuman
                ? search.draft(memory.lastQuestion)
                    ?? search.draft(understanding.questions.first, confidenceMin: thresholds.answer)
                : search.draft(understanding.questions.first)
            trace.note("decide", "escalation rule", decision.rule)
            return plan
        }
        var plan: Plan
        if case .choice(let first, let second, let question) = pending, let choice = understanding.choice {
            plan = search.chosen(choice == 0 ? first : second, for: question, memory: memory, trace: &trace)
        } else if let social = SmallTalk.plan(understanding, pending: pending, memory: memory) {
            plan = social
        } else {
            plan = search.answer(understanding, memory: memory, trace: &trace)
        }
        if recalled.foreign { plan.moves.insert(.line("other_language"), at: 0) }
        return settle(plan, &desk, input: input, pending: pending, trace: &trace)
    }

    /// Counts turns without an answer and asks the rules again when this was one.
    private func settle(
        _ plan: Plan, _ desk: inout EscalationDesk, input: TurnInput, pending: Memory.Pending, trace: inout TurnTrace
    ) -> Plan {
        var plan = plan
        switch plan.result {
        case .answered: plan.unanswered = 0
        case .unknown: plan.unanswered = input.unanswered + 1
        default: plan.unanswered = input.unanswered
        }
        guard plan.result == .unknown else { return plan }
        trace.note("decide", "turns without an answer", "\(plan.unanswered)")
        if let decision = desk.decide(unanswered: plan.unanswered) {
            trace.note("decide", "escalation rule", decision.rule)
            var handed = desk.plan(decision, pending: pending, memory: plan.memory)
            handed.unanswered = plan.unanswered
            handed.confidence = plan.confidence
            handed.best = plan.best
            if handed.result != .escalated { handed.moves = plan.moves + [.line("offer_human")] }
            return handed
        }
        plan.moves.append(.line("offer_human"))
        plan.memory.pending = .human
        return plan
    }
}
