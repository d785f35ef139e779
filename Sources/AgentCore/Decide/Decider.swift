import Conversations

/// The deciding stage: the company's escalation rules first, then what is open from the turn before, then small talk,
/// then the knowledge.
struct Decider: Sendable {
    var persona: Persona
    var thresholds: Thresholds
    var fallbackQueue: String

    func decide(
        _ recalled: Recall, _ understanding: Understanding, input: TurnInput, escalation: any EscalationPolicy,
        knowledge: any KnowledgeSource, trace: inout TurnTrace
    ) -> Plan {
        let desk = desk(recalled, understanding, input, escalation)
        var memory = recalled.memory
        let pending = memory.pending
        memory.pending = .nothing
        let search = KnowledgeLookup(
            source: knowledge, recalled: recalled, now: input.now, thresholds: thresholds,
            replyCharactersMax: ReplyLength.max(
                persona, input.limits, parts: understanding.letter?.asked.count ?? 1))

        if let letter = understanding.letter {
            return LetterDecider(
                desk: desk, search: search, understanding: understanding, letter: letter, recalled: recalled,
                isAwaited: input.unseen.contains { $0.files > 0 } || input.lastSaid.map(LetterSilence.isAsked) == true
            ).decide(trace: &trace)
        }
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
        if case .more(let rest) = pending, understanding.intent == .yes {
            plan = Plan(result: .answered, memory: memory)
            plan.moves = [.words(rest)]
            trace.note("decide", "rest of the answer", "")
        } else if let (article, question) = chosen(understanding, pending, search) {
            plan = search.chosen(article, for: question, memory: memory, trace: &trace)
        } else if let status = status(understanding, recalled, memory, search, input, &trace) {
            plan = status
        } else if let settled = settled(understanding, memory, search, &trace) {
            plan = settled
        } else if let social = SmallTalk.plan(understanding, pending: pending, memory: memory) {
            plan = social
        } else if recalled.foreign {
            // Words of another language find articles by chance: the honest line alone, and the offer of a human.
            plan = Plan(result: .unknown, confidence: 0, memory: memory)
        } else {
            plan = search.answer(understanding, memory: memory, trace: &trace)
        }
        if recalled.foreign { plan.moves.insert(.line("other_language"), at: 0) }
        return settle(plan, desk, input: input, pending: pending, trace: &trace)
    }

    func desk(
        _ recalled: Recall, _ understanding: Understanding, _ input: TurnInput, _ escalation: any EscalationPolicy
    ) -> EscalationDesk {
        EscalationDesk(
            policy: escalation, input: input, understanding: understanding, language: recalled.language,
            fallbackQueue: fallbackQueue)
    }

    /// The article the customer chose of two, by position, by title or by a few words that fit one better, and the
    /// question it answers.
    private func chosen(
        _ understanding: Understanding, _ pending: Memory.Pending, _ search: KnowledgeLookup
    ) -> (Citation, String)? {
        guard case .choice(let first, let second, let question) = pending else { return nil }
        if let choice = understanding.choice { return (choice == 0 ? first : second, question) }
        let words = understanding.text.split(whereSeparator: \.isWhitespace)
        guard understanding.intent == .question, words.count <= Decider.choosingWordsMax,
            !understanding.text.utf8.contains(0x3F)
        else { return nil }
        let reply = understanding.text
        return search.choice(reply, of: [first, second], for: question).map { ($0, question + " " + reply) }
    }

    /// More words than this are a question of their own, not a choice.
    static let choosingWordsMax = 6

    /// What a human settled is not answered from articles: the agent says who knows and offers to ask them.
    private func settled(
        _ understanding: Understanding, _ memory: Memory, _ search: KnowledgeLookup, _ trace: inout TurnTrace
    ) -> Plan? {
        guard let summary = memory.settled, !understanding.questions.isEmpty, understanding.intent != .areYouHuman
        else { return nil }
        let (about, own) = SettledMatter.concerns(understanding.text, summary: summary)
        guard about else { return nil }
        guard own || search.draft(understanding.questions.first, confidenceMin: thresholds.answer) == nil else {
            return nil
        }
        trace.note("decide", "settled by a human", "")
        var plan = Plan(result: .asked, memory: memory)
        plan.memory.pending = .human
        plan.moves = [.line("settled"), .line("ask_again")]
        return plan
    }

    /// What became of the customer's matters elsewhere, where they ask for it.
    private func status(
        _ understanding: Understanding, _ recalled: Recall, _ memory: Memory, _ search: KnowledgeLookup,
        _ input: TurnInput, _ trace: inout TurnTrace
    ) -> Plan? {
        guard !input.customer.matters.isEmpty, understanding.intent != .areYouHuman, !recalled.foreign else {
            return nil
        }
        let status = MatterStatus(
            input: input,
            wording: Wording(
                persona: persona, language: recalled.language, variant: recalled.variant, isSpoken: input.limits.spoken)
        )
        let plan = status.plan(
            understanding.text,
            isAnswered: { search.draft(understanding.questions.first, confidenceMin: thresholds.answer) != nil },
            memory: memory)
        if plan != nil { trace.note("decide", "matter elsewhere", "told") }
        return plan
    }

    /// Counts turns without an answer and asks the rules again when this was one.
    private func settle(
        _ plan: Plan, _ desk: EscalationDesk, input: TurnInput, pending: Memory.Pending, trace: inout TurnTrace
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
