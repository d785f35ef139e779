import Conversations
import SpokenLanguage

@testable import AgentCore

/// A call with the agent: every turn starts from what was said before, and from nothing else.
final class PhoneCall {
    static let channel = ChannelName("phone")
    static let today = CivilDate("2026-11-23") ?? CivilDate(dayNumber: 0)

    let agent: Agent
    let details: SpokenDetails
    /// Forgets everything but the log's messages between turns, as a new process does.
    var restarts = false
    private(set) var history: [TurnMessage] = []
    private(set) var facts: [Fact] = []
    private(set) var last: TurnOutcome?
    private var memory = ""
    private var language: String?

    init(
        _ kinds: [EntityKind] = PhoneCall.kinds, tongue: Tongue = .german,
        knowledge: any KnowledgeSource = ScriptedKnowledge.empty, policy: any EscalationPolicy = PlainPolicy(),
        persona: Persona = shopPersona
    ) {
        details = SpokenDetails(
            kinds: kinds, dialling: Dialling(countryCode: "49", trunkPrefix: "0"), tongue: tongue
        ) { _ in Self.today }
        agent = Agent(
            persona: persona, knowledge: knowledge, escalation: policy, spoken: [Self.channel: details])
        language = tongue.rawValue
    }

    static let kinds: [EntityKind] = [
        EntityKind(
            "order_number", .code(["NR-[0-9]{5}"].compactMap { try? CodePattern($0) }),
            cues: ["bestellnummer", "order number"],
            titles: [.german: "die Bestellnummer", .english: "the order number"]),
        EntityKind(
            "phone", .phone, cues: ["telefonnummer", "phone number"],
            titles: [.german: "die Telefonnummer", .english: "the phone number"]),
        EntityKind(
            "email", .email, cues: ["e-mail"], titles: [.german: "die E-Mail-Adresse", .english: "the e-mail address"]),
    ]

    /// What the agent answers.
    func says(_ texts: String...) async throws -> String {
        let unseen = texts.enumerated().map { offset, text in
            TurnMessage(seq: history.count + 1 + offset, author: Author(kind: .customer), text: text)
        }
        var input = TurnInput(
            conversation: ConversationID(number: 7), channel: Self.channel, unseen: unseen,
            customer: CustomerContext(
                id: CustomerID(number: 1), facts: Dictionary(facts.map { ($0.key, $0) }, uniquingKeysWith: { $1 })),
            language: language, memory: restarts ? "" : memory, unanswered: 0, disclosed: true, handBackSummary: nil,
            limits: ChannelLimits(spoken: true), now: Timestamp(milliseconds: 1_795_000_000_000))
        input.history = history
        let outcome = try await agent.respond(to: input)
        history += unseen
        for reply in outcome.replies { hears(reply.text) }
        (memory, language, last) = (outcome.memory, outcome.language, outcome)
        facts += outcome.facts
        return outcome.replies.map(\.text).joined(separator: " ")
    }

    /// Words of ours that no turn made, such as a procedure's question.
    func hears(_ text: String, from kind: Author.Kind = .agent) {
        history.append(TurnMessage(seq: history.count + 1, author: Author(kind: kind), text: text))
    }

    /// The caller cut in: so much of the last message was heard.
    func cutsIn(after heard: String) {
        guard let said = history.popLast() else { return }
        history.append(TurnMessage(seq: said.seq, author: said.author, text: heard))
    }

    /// What waits for a yes, as the log has it.
    var open: [ReadBack.Open] {
        var dictation = Dictation(details)
        dictation.take(history, now: Timestamp(milliseconds: 1_795_000_000_000))
        return dictation.readBack.current
    }
}
