import Conversations

/// Asks the company's escalation rules and turns their answer into a plan.
struct EscalationDesk {
    let policy: any EscalationPolicy
    let input: TurnInput
    let understanding: Understanding
    let language: String
    let fallbackQueue: String

    /// The rules' decision; a wish for a human is never refused by rules that forgot it.
    func decide(unanswered: Int) -> EscalationDecision? {
        let signals = EscalationSignals(
            risks: understanding.risks, wantsHuman: understanding.wantsHuman, unanswered: unanswered,
            text: understanding.text, language: language, channel: input.channel, caseID: input.nextCase)
        if let decision = policy.decide(signals, now: input.now) { return decision }
        guard understanding.wantsHuman else { return nil }
        return EscalationDecision(
            rule: "a human is always reachable", queue: fallbackQueue, priority: .normal, reason: .wantsHuman,
            askFirst: false, customerText: "")
    }

    /// The rules' decision on a letter that the agent is not sure of: the rule for whoever gets no answer, at once.
    func decideUnsure() -> EscalationDecision {
        decide(unanswered: EscalationDesk.turnsEnough)
            ?? EscalationDecision(
                rule: "letters without a sure answer", queue: fallbackQueue, priority: .normal, reason: .lowConfidence,
                askFirst: false, customerText: "")
    }

    /// More turns without an answer than any rule waits for.
    private static let turnsEnough = 1000

    /// The rules' decision on a message that only a person may answer.
    func decideReserved() -> EscalationDecision {
        decide(unanswered: 0)
            ?? EscalationDecision(
                rule: "only a person may answer", queue: fallbackQueue, priority: .normal, reason: .personOnly,
                askFirst: false, customerText: "")
    }

    /// Hands over, or offers to where the rule asks first and the customer has not said yes yet.
    ///
    /// - Parameter asksFirst: Whether a rule may ask first; never of a letter's writer, who is not there.
    func plan(
        _ decision: EscalationDecision, pending: Memory.Pending, memory: Memory, asksFirst: Bool = true
    ) -> Plan {
        var memory = memory
        let accepted = understanding.wantsHuman
        let first: [Move] = decision.firstText.isEmpty ? [] : [.words(decision.firstText)]
        if decision.askFirst, !accepted, asksFirst, input.limits.isLive {
            memory.pending = .human
            var plan = Plan(result: .asked, memory: memory)
            plan.moves = first
            if understanding.mood != .calm { plan.moves.append(.line("apology")) }
            plan.moves.append(.line("offer_human"))
            return plan
        }
        var plan = Plan(result: .escalated, memory: memory)
        let waiting = input.limits.isLive ? "handing_over" : "letter_passed_on"
        plan.moves = first + [decision.customerText.isEmpty ? .line(waiting) : .words(decision.customerText)]
        plan.decision = decision
        plan.detail = detail(of: decision)
        return plan
    }

    /// The rule's name and the customer's words that led to it.
    private func detail(of decision: EscalationDecision) -> String {
        let topic = EscalationDesk.topics(of: decision.reason)
        let words = understanding.evidence.first { topic.contains($0.topic) }?.sentence
        guard let words else { return decision.rule }
        return "\(decision.rule): „\(words)“"
    }

    private static func topics(of reason: EscalationReason) -> [String] {
        switch reason {
        case .wantsHuman: [Topic.wish.word]
        case .anger: [Topic.anger.word]
        case .distress: [Topic.distress.word, Topic.selfHarm.word]
        case .selfHarm: [Topic.selfHarm.word]
        case .legalThreat: [Topic.legal.word]
        case .safety: [Topic.safety.word]
        case .privacy: [Topic.privacy.word]
        case .payment: [Topic.payment.word]
        case .lowConfidence, .words, .toolFailed, .byOperator, .agentFailed, .personOnly, .undelivered, .followUp: []
        }
    }
}
