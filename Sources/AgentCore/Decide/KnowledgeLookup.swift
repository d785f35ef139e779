import Conversations

/// Looks questions up and decides by confidence: answer, ask which is meant, or admit not to know.
struct KnowledgeLookup {
    let source: any KnowledgeSource
    let recalled: Recall
    let now: Timestamp
    let thresholds: Thresholds
    /// Longest reply, in characters; several answers share it.
    let replyCharactersMax: Int

    /// Below this confidence a hit is not even shown to an operator as a draft.
    static let draftMin = 0.25
    /// What "can I return it?" needs to be answered without asking which is meant, when nothing went before: the first
    /// article's lead, 0 to 1.
    static let vagueMargin = 0.3
    /// Left free beside each of several answers for the lines between them, in characters.
    static let linesBetween = 30
    /// No answer is asked for in less than this, in bytes.
    static let answerBytesMin = 120
    /// Bytes of what is said on a question whose answer was just given whole.
    static let detailBytesMax = 240

    /// Answers the questions of the turn.
    func answer(_ understanding: Understanding, memory: Memory, trace: inout TurnTrace) -> Plan {
        let questions = understanding.questions.isEmpty ? [understanding.text] : understanding.questions
        var plan = Plan(result: .unknown, confidence: 0, memory: memory)
        if understanding.intent == .complaint { plan.moves.append(.line("apology")) }
        var open = 0
        for question in questions {
            let found = search(question, after: plan.memory, share: questions.count)
            plan.confidence = max(plan.confidence, found.confidence)
            note(found, in: &trace)
            let isVague = plan.memory.lastArticle == nil && Vagueness.points(question)
            switch verdict(found, single: questions.count == 1, clarified: memory.clarified, isVague: isVague) {
            case .answer(let hit):
                give(hit, to: question, found, &plan, &trace)
            case .ask(let first, let second):
                plan.best = first
                return ask(first, second, question, plan, &trace)
            case .unknown:
                open += 1
                if plan.best == nil, found.confidence >= KnowledgeLookup.draftMin { plan.best = found.hits.first }
                if questions.count > 1 { plan.moves.append(.about("unknown_question", question: question)) }
                plan.memory.note(question, nil, continues: found.followedUp)
                plan.memory.clarified = false
            }
        }
        finish(&plan, open: open, of: questions.count, understanding.leftOpen, &trace)
        return plan
    }

    /// Says what was not answered, and offers a human for it.
    private func finish(_ plan: inout Plan, open: Int, of count: Int, _ leftOpen: [String], _ trace: inout TurnTrace) {
        if !leftOpen.isEmpty {
            trace.note("decide", "questions left open", "\(leftOpen.count)")
            plan.moves.append(.about("left_open", question: leftOpen.joined(separator: " ")))
        }
        guard plan.result == .unknown || open > 0 else { return }
        trace.note("decide", "no answer known", "\(max(open, 1)) of \(count)")
        if count == 1, !plan.moves.contains(.line("same_answer")) { plan.moves.append(.line("unknown")) }
        if plan.result == .answered {
            plan.moves.append(.line("offer_human"))
            plan.memory.pending = .human
        }
    }

    /// Answers from the article the customer chose.
    func chosen(_ citation: Citation, for question: String, memory: Memory, trace: inout TurnTrace) -> Plan {
        var plan = Plan(result: .unknown, confidence: 0, memory: memory)
        plan.memory.clarified = true
        let found = search(question, after: memory)
        let hit =
            found.hits.first { $0.article == citation.id }
            ?? search(citation.title, after: memory).hits.first { $0.article == citation.id }
        guard let hit else {
            trace.note("decide", "chosen article is gone", citation.id)
            plan.moves = [.line("unknown")]
            return plan
        }
        plan.confidence = max(found.confidence, thresholds.answer)
        trace.note("decide", "customer chose", hit.article)
        give(hit, to: question, found, &plan, &trace)
        plan.memory.clarified = false
        return plan
    }

    /// Which of two offered articles a reply such as "the helmet" means: the one that fits the question and the reply
    /// together better; nil where neither is among the best.
    func choice(_ reply: String, of options: [Citation], for question: String) -> Citation? {
        let hits = search(question + " " + reply, after: Memory()).hits.prefix(options.count)
        return hits.lazy.compactMap { hit in options.first { $0.id == hit.article } }.first
    }

    /// The best hit for a question that is handed over, for the brief's draft.
    func draft(_ question: String?, confidenceMin: Double = draftMin) -> KnowledgeResult.Hit? {
        guard let question else { return nil }
        let found = search(question, after: recalled.memory)
        return found.confidence >= confidenceMin ? found.hits.first : nil
    }

    // MARK: Parts

    private enum Verdict {
        case answer(KnowledgeResult.Hit)
        case ask(KnowledgeResult.Hit, KnowledgeResult.Hit)
        case unknown
    }

    private func verdict(_ found: KnowledgeResult, single: Bool, clarified: Bool, isVague: Bool) -> Verdict {
        guard let first = found.hits.first else { return .unknown }
        if single, !clarified, found.hits.count > 1, found.confidence >= thresholds.clarify,
            isClose(found, isVague: isVague), found.hits[1].title != first.title
        {
            return .ask(first, found.hits[1])
        }
        return found.confidence >= thresholds.answer ? .answer(first) : .unknown
    }

    /// Whether the second article may be the one that is meant.
    func isClose(_ found: KnowledgeResult, isVague: Bool) -> Bool {
        if isVague { return found.margin < KnowledgeLookup.vagueMargin }
        return found.margin < thresholds.tie && !found.followedUp
            || found.margin < thresholds.margin && found.confidence < thresholds.certain
    }

    /// Asks the source; `share` is the number of answers one reply must hold.
    func search(_ question: String, after memory: Memory, share: Int = 1) -> KnowledgeResult {
        // "500" alone asks nothing.
        guard memory.lastArticle != nil || question.contains(where: { $0.isLetter || !$0.isASCII }) else {
            return KnowledgeResult(hits: [], confidence: 0, margin: 1)
        }
        let room = replyCharactersMax / share - KnowledgeLookup.linesBetween
        return source.search(
            query(question, memory, bytesMax: share > 1 ? max(KnowledgeLookup.answerBytesMin, room) : nil))
    }

    private func query(_ question: String, _ memory: Memory, bytesMax: Int?) -> KnowledgeQuery {
        KnowledgeQuery(
            text: question, language: recalled.language, audience: recalled.audience,
            previousArticle: memory.lastArticle?.id, previousQuestion: memory.topic, now: now,
            answerBytesMax: bytesMax)
    }

    private func give(
        _ hit: KnowledgeResult.Hit, to question: String, _ found: KnowledgeResult, _ plan: inout Plan,
        _ trace: inout TurnTrace
    ) {
        var hit = hit
        let citation = Citation(id: hit.article, title: hit.title, url: hit.url)
        plan.best = plan.best ?? hit
        trace.note("decide", "article chosen", hit.article)
        let before = plan.memory
        plan.memory.note(question, citation, continues: found.followedUp)
        plan.memory.clarified = false
        if isSaid(hit, before), let detail = detail(hit.article, question, before) { hit = detail }
        if isSaid(hit, before) {
            trace.note("decide", "same answer as before", hit.article)
            if !plan.moves.contains(where: { if case .answer = $0 { true } else { false } }) {
                plan.moves.append(.line("same_answer"))
                // "And tomorrow?" after the opening hours: nothing was missed, there is just no more to say.
                if found.followedUp, plan.result == .unknown {
                    plan.moves.append(.line("offer_human"))
                    plan.memory.pending = .human
                    plan.result = .asked
                }
            }
            return
        }
        plan.moves.append(
            .answer(Move.Answer(question: question, text: hit.answer, citation: citation, language: hit.language)))
        plan.result = .answered
        plan.memory.lastAnswer = KnowledgeLookup.hash(hit.answer)
    }

    private func isSaid(_ hit: KnowledgeResult.Hit, _ memory: Memory) -> Bool {
        memory.lastAnswer == KnowledgeLookup.hash(hit.answer) && memory.lastArticle?.id == hit.article
    }

    /// The part of an article that was given whole just now, for a question other than the one before.
    private func detail(_ article: String, _ question: String, _ before: Memory) -> KnowledgeResult.Hit? {
        guard question != before.lastQuestion else { return nil }
        let found = source.search(query(question, before, bytesMax: KnowledgeLookup.detailBytesMax))
        return found.hits.first.flatMap { $0.article == article ? $0 : nil }
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

    func note(_ found: KnowledgeResult, in trace: inout TurnTrace) {
        trace.note("decide", "confidence", KnowledgeLookup.percent(found.confidence))
        trace.note("decide", "margin", KnowledgeLookup.percent(found.margin))
        if found.followedUp { trace.note("decide", "read as a follow-up", recalled.memory.lastArticle?.id ?? "") }
    }

    private static func percent(_ value: Double) -> String { "\(Int((value * 100).rounded())) %" }

    static func hash(_ text: String) -> UInt64 {
        var hash = Hash.seed
        for byte in text.utf8 { hash = Hash.step(hash, byte) }
        return hash
    }
}
