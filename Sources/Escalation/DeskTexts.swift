public import Conversations

/// What the desk says to customers, with all placeholders filled.
public struct DeskTexts: Sendable {
    private let rules: EscalationRules

    public init(_ rules: EscalationRules) { self.rules = rules }

    /// What a customer is told who was handed over just now: that a person comes, or when somebody is there again.
    ///
    /// - Parameters:
    ///   - language: Any tag; nil for the default.
    ///   - caseID: Nil where no case is stored.
    public func escalated(queue: String, language: String?, now: Timestamp, case caseID: CaseID?) -> String {
        let tag = supported(language)
        let isOpen = rules.hours.isOpen(at: now)
        let template = line(tag) { isOpen ? $0.escalatedOpen : $0.escalatedClosed }
        let reopens = isOpen ? nil : ReopeningPhrase(hours: rules.hours).text(now: now, language: tag)
        return TextTemplate(text: template).filled([
            "reopens": reopens, "queue": title(of: queue, in: tag), "case": caseID?.description, "position": nil,
            "operator": nil,
        ])
    }

    /// What a customer is told who has been waiting for a while; nil when nothing is to be said.
    ///
    /// - Parameter position: Place in the queue from 1; nil where nobody knows it.
    public func waiting(queue: String, language: String?, case caseID: CaseID, position: Int?) -> String? {
        nonEmpty(
            TextTemplate(text: line(supported(language)) { $0.waiting }).filled([
                "reopens": nil, "queue": title(of: queue, in: supported(language)), "case": caseID.description,
                "position": position.map(String.init), "operator": nil,
            ]))
    }

    /// What a customer is told when a human takes over; nil when nothing is to be said.
    public func claimed(by operatorName: String, language: String?, case caseID: CaseID?) -> String? {
        closing(line(supported(language)) { $0.claimed }, operatorName, caseID)
    }

    /// What a customer is told when the conversation is closed; nil when nothing is to be said.
    public func resolved(by operatorName: String, language: String?, case caseID: CaseID?) -> String? {
        closing(line(supported(language)) { $0.resolved }, operatorName, caseID)
    }

    /// What a customer is told when the agent answers again; nil when nothing is to be said.
    public func handedBack(by operatorName: String, language: String?, case caseID: CaseID?) -> String? {
        closing(line(supported(language)) { $0.handedBack }, operatorName, caseID)
    }

    private func closing(_ template: String, _ operatorName: String, _ caseID: CaseID?) -> String? {
        nonEmpty(
            TextTemplate(text: template).filled([
                "operator": operatorName, "case": caseID?.description, "queue": nil, "reopens": nil, "position": nil,
            ]))
    }

    private func nonEmpty(_ text: String) -> String? { text.isEmpty ? nil : text }

    private func title(of queue: String, in language: String) -> String {
        rules.queues.first { $0.name == queue }?.title(in: language) ?? queue
    }

    /// The language the customer is answered in: theirs without its region if there are lines for it.
    private func supported(_ language: String?) -> String {
        let tag = (language ?? rules.defaultLanguage).lowercased()
        let primary = tag.split(whereSeparator: { $0 == "-" || $0 == "_" }).first.map(String.init) ?? tag
        if rules.texts[primary] != nil || primary == "de" || primary == "en" { return primary }
        return rules.defaultLanguage
    }

    private func line(_ language: String, _ pick: (EscalationTexts) -> String?) -> String {
        rules.texts[language].flatMap(pick) ?? pick(EscalationTexts.builtIn(language)) ?? ""
    }
}
