import AgentCore
import Conversations
import Escalation
import Intake
import SwitchboardConfiguration

/// The agents as the turn runner asks them: each channel its own, and an honest line when one cannot answer.
struct AgentResponder: TurnResponder, TurnFallback {
    private let assembly: AgentAssembly
    private let configuration: LoadedConfiguration

    init(_ assembly: AgentAssembly, _ configuration: LoadedConfiguration) {
        self.assembly = assembly
        self.configuration = configuration
    }

    func respond(to input: TurnInput) async throws -> TurnOutcome {
        try await assembly.agent(on: input.channel).respond(to: input)
    }

    func outcome(after reason: String, for input: TurnInput) -> TurnOutcome {
        let persona = configuration.persona(of: input.channel)
        let language = persona.languages.first { $0 == input.language } ?? persona.defaultLanguage
        let text = input.unseen.map(\.text).joined(separator: "\n")
        let signals = EscalationSignals(
            risks: [], wantsHuman: true, unanswered: input.unanswered + 1, text: text, language: language,
            channel: input.channel, caseID: input.nextCase)
        let decision = assembly.plan.decide(signals, now: input.now)
        let lines = persona.texts[language]?["apology"] ?? []
        let apology =
            lines.first ?? (language == "de" ? "Entschuldigung, das dauert zu lange." : "Sorry, this takes too long.")
        let isSilent = input.reserved != nil
        let notice = input.disclosed || isSilent ? nil : persona.notice[language]
        let reply = [notice, apology, decision?.customerText].compactMap { $0 }.joined(separator: "\n\n")
        let brief = Brief(
            who: input.customer.name ?? "", wants: String(text.prefix(500)), tried: [], facts: [], mood: "calm",
            verification: input.assurance,
            suggestion: language == "de"
                ? "Der Agent konnte nicht antworten (\(reason)). Bitte selbst antworten."
                : "The agent could not answer (\(reason)). Please answer yourself.",
            draft: nil, language: language)
        var trace = TurnTrace(intent: "unknown", confidence: 0)
        trace.note("decide", "agent failed", reason)
        return TurnOutcome(
            result: .failed, replies: isSilent ? [] : [TurnOutcome.Reply(text: reply)], speaker: persona.name,
            disclosure: notice.map {
                Disclosed(notice: $0, persona: persona.name, onBehalfOf: persona.company, language: language)
            }, language: language,
            escalation: TurnOutcome.Escalation(
                queue: decision?.queue ?? configuration.escalation.defaultQueue, priority: .high,
                reason: .agentFailed, detail: reason, brief: brief), unanswered: input.unanswered + 1,
            memory: input.memory, trace: trace)
    }
}
