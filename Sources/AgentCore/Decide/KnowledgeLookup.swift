import Conversations

/// Looks questions up and decides by confidence: answer, ask which is meant, or admit not to know.
struct KnowledgeLookup {
    let source: any KnowledgeSource
    let recalled: Recall
    let now: Timestamp
    let thresholds: Thresholds

    /// Below this confidence a hit is not even shown to an operator as a draft.
    static let draftMin = 0.25

    /// Answers the questions of the turn.
    func answer(_ understanding: Understanding, memory: Memory, trace: inout TurnTrace) -> Plan {
        let questions = understanding.questions.isEmpty ? [understanding.text] : understanding.questions
        var plan = Plan(result: .unknown, confidence: 0, memory: memory)
        if understanding.intent == .complaint { plan.moves.append(.line("apology")) }
        var open = 0
        for question in questions {
            let found = search(question)
            plan.confidence = max(plan.confidence, found.confidence)
            note(found, in: &trace)
            switch verdict(found, single: questions.count == 1, clarified: memory.clarified) {
            case .answer(let hit):
                give(hit, to: question, &plan, &trace)
            case .ask(let first, let second):
                plan.best = first
                return ask(first, second, question, plan, &trace)
            case .unknown:
                open += 1
                if plan.best == nil, found.confidence >= KnowledgeLookup.draftMin { plan.best = found.hits.first }
                plan.memory.note(question, nil)
                plan.memory.clarified = false
            }
        }
        if plan.result == .unknown || open > 0 {
            trace.note("decide", "no answer known", "\(max(open, 1)) of \(questions.count)")
            if !plan.moves.contains(.line("same_answer")) { plan.moves.append(.line("unknown")) }
            if plan.result == .answered {
                plan.moves.append(.line("offer_human"))
                plan.memory.pending = .human
            }
        }
        return plan
    }

    /// Answers from the article the customer chose.
    func chosen(_ citation: Citation, for question: String, memory: Memory, trace: inout TurnTrace) -> Plan {
        var plan = Plan(result: .unknown, confidence: 0, memory: memory)
        plan.memory.clarified = true
        let found = search(question)
        let hit =
            found.hits.first { $0.article == citation.id }
            ?? search(citation.title).hits.first { $0.article == citation.id }
        guard let hit else {
            trace.note("decide", "chosen article is gone", citation.id)
            plan.moves = [.line("unknown")]
            return plan
        }
        plan.confidence = max(found.confidence, thresholds.answer)
        trace.note("decide", "customer chose", hit.article)
        give(hit, to: question, &plan, &trace)
        plan.memory.clarified = false
        return plan
    }

    /// The best hit for a question that is handed over, for the brief's draft.
    func draft(_ question: String?, confidenceMin: Double = draftMin) -> KnowledgeResult.Hit? {
        guard let question else { return nil }
        let found = search(question)
        return found.confidence >= confidenceMin ? found.hits.first : nil
    }

    // MARK: Parts

    private enum Verdict {
        case answer(KnowledgeResult.Hit)
        case ask(KnowledgeResult.Hit, KnowledgeResult.Hit)
        case unknown
    }

    private func verdict(_ found: KnowledgeResult, single: Bool, clarified: Bool) -> Verdict {
        guard let first = found.hits.first else { return .unknown }
        if single, !clarified, found.hits.count > 1, found.confidence >= thresholds.clarify,
            found.confidence < thresholds.certain, found.margin < thresholds.margin,
            found.hits[1].title != first.title
        {
            return .ask(first, found.hits[1])
        }
        return found.confidence >= thresholds.answer ? .answer(first) : .unknown
    }

    private func search(_ question: String) -> KnowledgeResult {
        source.search(
            KnowledgeQuery(
                text: question, language: recalled.language, audience: recalled.audience,
                previousArticle: recalled.memory.lastArticle?.id, previousQuestion: recalled.memory.lastQuestion,
                now: now))
    }

    private func give(_ hit: KnowledgeResult.Hit, to question: String, _ plan: inout Plan, _ trace: inout TurnTrace) {
        let citation = Citation(id: hit.article, title: hit.title, url: hit.url)
        let hash = KnowledgeLookup.hash(hit.answer)
        plan.best = plan.best ?? hit
        trace.note("decide", "article chosen", hit.article)
        if hash == recalled.memory.lastAnswer, recalled.memory.lastArticle?.id == hit.article {
            trace.note("decide", "same answer as before", hit.article)
            plan.moves.append(.line("same_answer"))
            plan.memory.note(question, citation)
            return
        }
        plan.moves.append(
            .answer(Move.Answer(question: question, text: hit.answer, citation: citation, language: hit.language)))
        plan.result = .answered
        plan.memory.note(question, citation)
        plan.memory.lastAnswer = hash
        plan.memory.clarified = false
    }

    private func ask(
        _ first: KnowledgeResult.Hit, _ second: KnowledgeResult.Hit, _ question: String, _ plan: Plan,
        _ trace: inout TurnTrace
    ) -> Plan {
        var plan = plan
        let options = [first, second].map { Citation(id: $0.article, title: $0.title, url: $0.url) }
        trace.note("decide", "two articles close", "\(first.article), \(second.article)")
        plan.moves = [.clarify(first: options[0], second: options[1])]
        plan.memory.pending = .choice(first: options[0], second: options[1], question: question)
        plan.memory.clarified = true
        plan.result = .asked
        return plan
    }

    private func note(_ found: KnowledgeResult, in trace: inout TurnTrace) {
        trace.note("decide", "confidence", KnowledgeLookup.percent(found.confidence))
        trace.note("decide", "margin", KnowledgeLookup.percent(found.margin))
        if found.followedUp { trace.note("decide", "read as a follow-up", recalled.memory.lastArticle?.id ?? "") }
    }

    private static func percent(_ value: Double) -> String { "\(Int((value * 100).rounded())) %" }

    private static func hash(_ text: String) -> UInt64 {
        var hash = Hash.seed
        for byte in text.utf8 { hash = Hash.step(hash, byte) }
        return hash
    }
}
