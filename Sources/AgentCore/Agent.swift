public import Conversations

/// The virtual agent: makes of the messages nobody answered yet what is to be said and done.
///
/// A turn is understand → recall → decide → compose → check. Every stage is a pure function of its input; only a
/// configured ``Responder`` may suspend. One value serves any number of turns at once.
public struct Agent: Sendable {
    private let persona: Persona
    private let knowledge: any KnowledgeSource
    private let escalation: any EscalationPolicy
    private let responder: (any Responder)?
    private let builtIn = BuiltInResponder()
    private let decider: Decider
    private let reader: Reader
    private let checks: Checks
    private let spoken: [ChannelName: SpokenDetails]
    private let dictations = DictationMemory()

    /// - Parameters:
    ///   - responder: Asked first for every reply but the handing over; nil for the built-in one alone.
    ///   - thresholds: How sure the agent must be to answer.
    ///   - fallbackQueue: Where a wish for a human goes when no rule of the company covers it: a human stays
    ///     reachable under any rules.
    ///   - spoken: What callers are asked for and read back, by phone channel.
    ///   - protectedTexts: Instructions given to the responder; no reply repeats eight words in a row of them.
    public init(
        persona: Persona, knowledge: any KnowledgeSource, escalation: any EscalationPolicy,
        responder: (any Responder)? = nil, thresholds: Thresholds = .standard, fallbackQueue: String = "support",
        protectedTexts: [String] = [], spoken: [ChannelName: SpokenDetails] = [:]
    ) {
        self.persona = persona
        self.knowledge = knowledge
        self.escalation = escalation
        self.responder = responder
        self.spoken = spoken
        reader = Reader(persona: persona)
        decider = Decider(persona: persona, thresholds: thresholds, fallbackQueue: fallbackQueue)
        checks = Checks(persona: persona, protectedTexts: protectedTexts)
    }

    /// The memory of a conversation whose customer asked to be answered in a language, for ``TurnInput/memory``; a
    /// language the persona does not speak changes nothing.
    public static func memory(answeringIn language: String) -> String {
        var memory = Memory()
        memory.language = language
        return memory.encoded
    }

    /// One turn.
    ///
    /// - Throws: `CancellationError` when the turn was withdrawn; nothing else.
    public func respond(to input: TurnInput) async throws -> TurnOutcome {
        let memory = Memory(encoded: input.memory)
        var trace = TurnTrace(intent: Intent.empty.rawValue, confidence: 0)
        var understanding = reader.read(input, memory: memory)
        let dictated = input.limits.spoken ? spoken[input.channel].map { SpokenTurn(input, $0, dictations) } : nil
        if let dictated { understanding.facts = dictated.facts }
        let recalled = Recall(input: input, memory: memory, understanding: understanding)
        understanding.note(in: &trace)
        recalled.note(in: &trace)
        var plan = decider.decide(
            recalled, understanding, input: input, escalation: escalation, knowledge: knowledge, trace: &trace)
        if let dictated {
            plan = dictated.joined(to: plan, understanding, recalled, input) { [trace] in
                dictated.opener.map { answer($0, in: input, trace) }
            }
        }
        var turn = Turn(input: input, understanding: understanding, recalled: recalled, plan: plan, persona: persona)
        if plan.asksBack { turn.readBack = dictated?.question(in: recalled.language) }
        if let handling = input.reserved {
            trace.note("decide", "only a person may answer", handling.reason)
            return try await reserve(turn, handling, trace: trace)
        }
        if let reply = try await compose(turn, trace: &trace) {
            return finish(turn, reply, draft: draft(turn, turn.plan.unsaid ?? turn.plan.draft), trace: trace)
        }
        trace.note("compose", "nothing left after checks", turn.input.limits.isLive ? "unknown" : "passed on")
        return finishWithoutReply(turn, trace: trace)
    }

    /// The plan for something the caller said before.
    private func answer(_ message: TurnMessage, in input: TurnInput, _ trace: TurnTrace) -> Plan {
        var trace = trace
        let earlier = input.answering([message])
        let memory = Memory(encoded: input.memory)
        let understanding = reader.read(earlier, memory: memory)
        let recalled = Recall(input: earlier, memory: memory, understanding: understanding)
        return decider.decide(
            recalled, understanding, input: earlier, escalation: escalation, knowledge: knowledge, trace: &trace)
    }

    /// The checked reply; one without text where nothing is to be said, nil where the checks leave nothing.
    private func compose(_ turn: Turn, trace: inout TurnTrace) async throws -> TurnOutcome.Reply? {
        let request = turn.request
        guard !request.moves.isEmpty else { return TurnOutcome.Reply(text: "") }
        if let responder, turn.plan.result != .escalated {
            do {
                let reply = try await responder.compose(request)
                try Task.checkCancellation()
                let checked = checks.check(reply, request, trusted: false)
                for finding in checked.findings { trace.note("check", finding.fact, finding.value) }
                if let reply = checked.reply { return reply }
                trace.note("compose", "responder refused", "built-in responder speaks")
            } catch is CancellationError where Task.isCancelled {
                throw CancellationError()
            } catch {
                trace.note("compose", "responder failed", "built-in responder speaks")
            }
        }
        let checked = checks.check(builtIn.write(request), request, trusted: true)
        for finding in checked.findings { trace.note("check", finding.fact, finding.value) }
        return checked.reply
    }

    /// An honest line instead of a reply of which nothing was left; a letter goes to a person.
    private func finishWithoutReply(_ turn: Turn, trace: TurnTrace) -> TurnOutcome {
        var turn = turn
        if turn.input.limits.isLive || turn.plan.decision != nil {
            turn.plan.moves = [.line("unknown"), .line(turn.input.limits.isLive ? "offer_human" : "letter_passed_on")]
        } else {
            let desk = decider.desk(turn.recalled, turn.understanding, turn.input, escalation)
            turn.plan = desk.plan(desk.decideUnsure(), pending: .nothing, memory: turn.recalled.memory)
        }
        return finish(turn, builtIn.write(turn.request), draft: nil, trace: trace)
    }

    /// Hands over without a word to the customer; what would have been said is the draft.
    private func reserve(_ turn: Turn, _ handling: Handling, trace: TurnTrace) async throws -> TurnOutcome {
        var trace = trace
        var turn = turn
        let isWritten = turn.plan.result != .escalated && !turn.plan.moves.isEmpty
        let draft = isWritten ? try await compose(turn, trace: &trace) : draft(turn, turn.plan.draft)
        let desk = decider.desk(turn.recalled, turn.understanding, turn.input, escalation)
        let best = turn.plan.best
        turn.plan = desk.plan(desk.decideReserved(), pending: .nothing, memory: turn.recalled.memory, asksFirst: false)
        turn.plan.best = best
        turn.plan.memory.pending = .nothing
        turn.plan.detail += ": \(handling.reason)"
        return finish(turn, TurnOutcome.Reply(text: ""), draft: draft, trace: trace)
    }

    /// A reply to a letter for the person who goes on; nil where the articles say nothing.
    private func draft(_ turn: Turn, _ moves: [Move]) -> TurnOutcome.Reply? {
        guard turn.plan.decision != nil, !moves.isEmpty else { return nil }
        let request = turn.request(saying: moves)
        return checks.check(builtIn.write(request), request, trusted: true).reply
    }

    /// The reply as it is told a caller: the answer first, the rest offered, then what is read back.
    private func spoken(
        _ reply: TurnOutcome.Reply, _ turn: Turn, _ plan: inout Plan, trace: inout TurnTrace
    ) -> TurnOutcome.Reply {
        var reply = reply
        if plan.result != .escalated, !reply.text.isEmpty {
            let brief = SpokenBrevity(reply.text, closing: plan.memory.pending == .nothing ? 0 : 1)
            reply.text = brief.lead
            if brief.lead.isEmpty, plan.memory.pending == .nothing, turn.readBack == nil {
                let wording = turn.request.wording
                reply.text = wording.line("not_spoken") + " " + wording.line("offer_human")
                plan.memory.pending = .human
                plan.result = .asked
                trace.note("compose", "nothing of it can be said", "")
            }
            if !brief.rest.isEmpty, plan.memory.pending == .nothing, turn.readBack == nil {
                plan.memory.pending = .more(brief.rest)
                reply.text += " " + turn.request.wording.line("more")
            }
        }
        if let question = turn.readBack {
            reply.text += reply.text.isEmpty ? question : " " + question
            trace.note("compose", "details read back", "")
        }
        return reply
    }

    private func finish(
        _ turn: Turn, _ reply: TurnOutcome.Reply, draft: TurnOutcome.Reply?, trace: TurnTrace
    ) -> TurnOutcome {
        var trace = trace
        var plan = turn.plan
        let (input, understanding) = (turn.input, turn.understanding)
        let reply = input.limits.spoken ? spoken(reply, turn, &plan, trace: &trace) : reply
        let disclosed = Disclosure.apply(to: reply, turn.request, alreadyGiven: input.disclosed)
        if let given = disclosed.evidence { trace.note("check", "AI notice given", given.language) }
        trace.intent = understanding.intent.rawValue
        trace.confidence = plan.confidence
        let language = turn.recalled.language
        let escalation = plan.decision.map { decision in
            TurnOutcome.Escalation(
                queue: decision.queue, priority: decision.priority, reason: decision.reason, detail: plan.detail,
                brief: BriefWriting.brief(
                    input: input, understanding: understanding, plan: plan, decision: decision, language: language,
                    draft: draft))
        }
        return TurnOutcome(
            result: plan.result, replies: disclosed.replies, speaker: persona.name, disclosure: disclosed.evidence,
            language: language, facts: understanding.facts, escalation: escalation,
            unanswered: plan.unanswered, memory: plan.memory.encoded, trace: trace)
    }
}

extension TurnInput {
    /// Why only a person may answer one of the unseen messages; nil where the agent may. Nothing is then sent to the
    /// customer without a person, not even that one will come.
    public var reserved: Handling? { unseen.lazy.compactMap(\.handling).first { $0.kind == .human } }
}

/// What one turn has come to, from understanding to plan.
private struct Turn {
    let input: TurnInput
    let understanding: Understanding
    let recalled: Recall
    var plan: Plan
    let persona: Persona
    /// The question that ends the reply: whether what was understood is right.
    var readBack: String?

    var request: ComposeRequest { request(saying: plan.moves) }

    func request(saying moves: [Move]) -> ComposeRequest {
        ComposeRequest(
            customerText: understanding.text, moves: moves, language: recalled.language, persona: persona,
            customer: input.customer, limits: input.limits, variant: recalled.variant)
    }
}
