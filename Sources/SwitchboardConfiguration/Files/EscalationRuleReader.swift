import ConfigurationReading
import Conversations
import Escalation

/// Reads one rule of the escalation file.
struct EscalationRuleReader {
    let queues: [String]
    let channels: [ChannelName]

    /// Words for risks in files, with what the agent calls them.
    static let risks: [(word: String, reason: EscalationReason)] = [
        ("anger", .anger), ("distress", .distress), ("self_harm", .selfHarm), ("legal_threat", .legalThreat),
        ("safety", .safety), ("privacy", .privacy), ("payment", .payment), ("payment_dispute", .payment),
    ]

    /// What is said first must leave room for the waiting text within one reply, in characters.
    static let textCharactersMax = 500

    func rule(_ section: ConfigurationReader) -> EscalationRule {
        let name = section.requiredText("name", charactersMax: 100)
        let when = section.require("when", section.section("when", condition))
        let then = section.require("then", section.section("then", action))
        let said = then?.said.map { "\(name): \($0)" } ?? name
        return EscalationRule(
            name: said, when: when ?? EscalationRule.Condition(), then: then?.action ?? EscalationRule.Action())
    }

    private func condition(_ section: ConfigurationReader) -> EscalationRule.Condition {
        if section.writtenKeys.isEmpty { section.report("is empty; the rule would never apply") }
        let risks = section.choices("risk", words: Self.risks.map(\.word)) ?? []
        let words = section.byLanguage("words") { words, language in
            words.texts(language, charactersMax: 100)
        }
        let names = section.choices("channels", words: channels.map(\.rawValue)) ?? []
        return EscalationRule.Condition(
            wantsHuman: section.flag("wants_human"),
            risks: Set(risks.compactMap { word in Self.risks.first { $0.word == word }?.reason }),
            unansweredTurns: section.integer("unanswered_turns", in: 1...20, unit: "turns in a row"),
            lowConfidenceTurns: section.integer("low_confidence_turns", in: 1...20, unit: "turns in a row"),
            words: words, channels: Set(names.map { ChannelName($0) }))
    }

    /// The action, and what operators read as the reason.
    private func action(_ section: ConfigurationReader) -> (action: EscalationRule.Action, said: String?) {
        let queue = section.choice("queue", words: queues)
        let priority = section.choice("priority", words: CasePriority.allCases.map(\.word))
        let askFirst = section.flag("ask_first") ?? false
        let reason = section.text("reason", charactersMax: 200)
        let action = EscalationRule.Action(
            queue: queue, priority: priority.flatMap(CasePriority.init(word:)) ?? .normal, askFirst: askFirst,
            text: section.textByLanguage("text", charactersMax: Self.textCharactersMax))
        return (action, reason)
    }
}
