public import Conversations

/// Applies the company's rules to what the agent noticed.
///
/// A value made once from the file; deciding costs a few comparisons for each rule, and a look at the calendar only
/// when a rule applies.
public struct EscalationPlan: EscalationPolicy {
    public let rules: EscalationRules
    public let texts: DeskTexts
    private let words: [[String: WordMatcher]]

    public init(_ rules: EscalationRules) {
        self.rules = rules
        texts = DeskTexts(rules)
        words = rules.rules.map { $0.when.words.mapValues(WordMatcher.init) }
    }

    /// Whether a rule listens for words, so that every message must be shown to ``decide(_:now:)``, not only those
    /// with a signal.
    public var watchesWords: Bool { words.contains { !$0.isEmpty } }

    /// The first rule that applies; nil when none does.
    ///
    /// A wish for a human that no rule speaks of is granted with the built-in rule `asked for a human`, and whoever
    /// asked is not asked again whether they mean it: a file cannot take that away.
    public func decide(_ signals: EscalationSignals, now: Timestamp) -> EscalationDecision? {
        var messageWords: [String]?
        for (index, rule) in rules.rules.enumerated() {
            guard let match = match(rule, words[index], signals, &messageWords) else { continue }
            return decision(rule.name, rule.then, reason: rule.then.reason ?? match, signals, now)
        }
        guard signals.wantsHuman else { return nil }
        return decision("asked for a human", EscalationRule.Action(), reason: .wantsHuman, signals, now)
    }

    private func decision(
        _ name: String, _ action: EscalationRule.Action, reason: EscalationReason, _ signals: EscalationSignals,
        _ now: Timestamp
    ) -> EscalationDecision {
        let queue = action.queue ?? rules.defaultQueue
        return EscalationDecision(
            rule: name, queue: queue, priority: action.priority, reason: reason,
            askFirst: action.askFirst && !signals.wantsHuman, firstText: text(action.text, signals.language),
            customerText: texts.escalated(
                queue: queue, language: signals.language, now: now, case: signals.caseID))
    }

    /// The text in the customer's language, else in the company's, else in any: in danger a foreign word beats none.
    private func text(_ texts: [String: String], _ language: String) -> String {
        texts[language] ?? texts[Self.primary(language)] ?? texts[rules.defaultLanguage]
            ?? texts.min { $0.key < $1.key }?.value ?? ""
    }

    /// The reason that follows from the condition, or nil when it is not met.
    private func match(
        _ rule: EscalationRule, _ matchers: [String: WordMatcher], _ signals: EscalationSignals,
        _ messageWords: inout [String]?
    ) -> EscalationReason? {
        let condition = rule.when
        var reason: EscalationReason?
        if !condition.channels.isEmpty, !condition.channels.contains(signals.channel) { return nil }
        if let turns = condition.unansweredTurns {
            guard signals.unanswered >= turns else { return nil }
            reason = .lowConfidence
        }
        if let turns = condition.lowConfidenceTurns {
            guard signals.unanswered >= turns else { return nil }
            reason = .lowConfidence
        }
        if !matchers.isEmpty {
            let found = messageWords ?? WordMatcher.words(of: signals.text)
            messageWords = found
            let language = matchers[Self.primary(signals.language)]?.first(in: found)
            guard language != nil || matchers["*"]?.first(in: found) != nil else { return nil }
            reason = .words
        }
        if !condition.risks.isEmpty {
            guard let risk = signals.risks.first(where: { condition.risks.contains($0) }) else { return nil }
            reason = risk
        }
        if let wants = condition.wantsHuman {
            guard signals.wantsHuman == wants else { return nil }
            if wants { reason = .wantsHuman }
        }
        return reason
    }

    private static func primary(_ language: String) -> String {
        language.split(separator: "-").first.map { $0.lowercased() } ?? language
    }
}
