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

    /// - Parameters:
    ///   - responder: Asked first for every reply but the handing over; nil for the built-in one alone.
    ///   - thresholds: How sure the agent must be to answer.
    ///   - fallbackQueue: Where a wish for a human goes when no rule of the company covers it: a human stays
    ///     reachable under any rules.
    ///   - protectedTexts: Instructions given to the responder; no reply repeats eight words in a row of them.
    public init(
        persona: Persona, knowledge: any KnowledgeSource, escalation: any EscalationPolicy,
        responder: (any Responder)? = nil, thresholds: Thresholds = .standard, fallbackQueue: String = "support",
        protectedTexts: [String] = []
    ) {
        self.persona = persona
        self.knowledge = knowledge
        self.escalation = escalation
        self.responder = responder
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
        let understanding = reader.read(input, memory: memory)
        let recalled = Recall(input: input, memory: memory, understanding: understanding)
        understanding.note(in: &trace)
        recalled.note(in: &trace)
        let plan = decider.decide(
            recalled, understanding, input: input, escalation: escalation, knowledge: knowledge, trace: &trace)
        let request = ComposeRequest(
            customerText: understanding.text, moves: plan.moves, language: recalled.language, persona: persona,
            customer: input.customer, limits: input.limits, variant: recalled.variant)
        let reply = try await compose(request, plan, trace: &trace)
        return finish(reply, request, plan, understanding, input, trace: trace)
    }

    private func compose(
        _ request: ComposeRequest, _ plan: Plan, trace: inout TurnTrace
    ) async throws
        -> TurnOutcome.Reply
    {
        if let responder, plan.result != .escalated {
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
        if let reply = checked.reply { return reply }
        var honest = request
        honest.moves = [.line("unknown"), .line("offer_human")]
        trace.note("compose", "nothing left after checks", "unknown")
        return builtIn.write(honest)
    }

    private func finish(
        _ reply: TurnOutcome.Reply, _ request: ComposeRequest, _ plan: Plan, _ understanding: Understanding,
        _ input: TurnInput, trace: TurnTrace
    ) -> TurnOutcome {
        var trace = trace
        let disclosed = Disclosure.apply(to: reply, request, alreadyGiven: input.disclosed)
        if let given = disclosed.evidence { trace.note("check", "AI notice given", given.language) }
        trace.intent = understanding.intent.rawValue
        trace.confidence = plan.confidence
        let escalation = plan.decision.map { decision in
            TurnOutcome.Escalation(
                queue: decision.queue, priority: decision.priority, reason: decision.reason, detail: plan.detail,
                brief: BriefWriting.brief(
                    input: input, understanding: understanding, plan: plan, decision: decision,
                    language: request.language))
        }
        return TurnOutcome(
            result: plan.result, replies: disclosed.replies, speaker: persona.name, disclosure: disclosed.evidence,
            language: request.language, facts: understanding.facts, escalation: escalation,
            unanswered: plan.unanswered, memory: plan.memory.encoded, trace: trace)
    }
}
