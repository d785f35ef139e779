import Conversations
import Escalation
import Foundation

/// What speaks and decides where a configuration names no persona and no rules: enough for questions from the command
/// line. A gateway is not served with it.
enum BuiltIn {
    static let persona = Persona(
        name: "Switchboard", version: 1, company: "Switchboard", languages: ["en", "de"], defaultLanguage: "en",
        greeting: ["en": "Hello! How can I help?", "de": "Guten Tag! Wie kann ich helfen?"],
        notice: [
            "en": "I am a virtual assistant (AI) and answer automatically on behalf of Switchboard.",
            "de": "Ich bin eine virtuelle Assistenz (KI) und antworte automatisch im Auftrag von Switchboard.",
        ])

    /// One queue, always open; what cannot wait goes to people at once. A wish for a human is granted without any rule.
    static let escalation = EscalationRules(
        hours: .always(.gmt), queues: [CaseQueue(name: "support", title: "Support")], defaultQueue: "support",
        rules: [
            rule("self harm", .selfHarm, .urgent), rule("safety", .safety, .urgent),
            rule("distress", .distress, .urgent),
            rule("legal threat", .legalThreat, .high), rule("anger", .anger, .high),
        ], defaultLanguage: "en")

    private static func rule(_ name: String, _ risk: EscalationReason, _ priority: CasePriority) -> EscalationRule {
        EscalationRule(
            name: name, when: EscalationRule.Condition(risks: [risk]), then: EscalationRule.Action(priority: priority))
    }
}
