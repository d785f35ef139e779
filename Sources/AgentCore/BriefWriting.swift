import Conversations

/// Writes the brief of a case: what an operator must know to go on without asking again.
enum BriefWriting {
    /// Longer words of the customer are cut in the brief, in characters; the conversation holds them whole.
    static let wantsCharactersMax = 280

    static func brief(
        input: TurnInput, understanding: Understanding, plan: Plan, decision: EscalationDecision, language: String,
        draft: TurnOutcome.Reply?
    ) -> Brief {
        let german = language.languagePart == "de"
        return Brief(
            who: who(input, german), wants: wants(understanding, plan, german), tried: tried(plan, german),
            facts: facts(input, understanding, plan.memory.settled, german), mood: understanding.mood.rawValue,
            verification: input.assurance, suggestion: suggestion(decision.reason, german),
            draft: draft.map { Brief.Attempt(text: $0.text, articles: $0.citations) } ?? Self.draft(plan),
            language: language)
    }

    private static func who(_ input: TurnInput, _ german: Bool) -> String {
        let customer = input.customer
        let earlier = customer.earlierConversations
        let history = german ? "frühere Gespräche: \(earlier)" : "earlier conversations: \(earlier)"
        let who = Brief.who(
            name: customer.name ?? customer.facts["name"]?.value, assurance: input.assurance,
            channel: input.channel, language: german ? "de" : "en")
        return "\(who), \(history)"
    }

    private static func wants(_ understanding: Understanding, _ plan: Plan, _ german: Bool) -> String {
        let said = shortened(understanding.text)
        guard understanding.questions.isEmpty, let before = plan.memory.lastQuestion,
            !said.contains(shortened(before))
        else { return said }
        return german ? "\(said) (davor: \(shortened(before)))" : "\(said) (before that: \(shortened(before)))"
    }

    private static func shortened(_ text: String) -> String {
        let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
        return line.count <= wantsCharactersMax ? line : String(line.prefix(wantsCharactersMax)) + "…"
    }

    private static func tried(_ plan: Plan, _ german: Bool) -> [Brief.Attempt] {
        plan.memory.attempts.map { attempt in
            let question = shortened(attempt.question)
            guard let article = attempt.article else {
                return Brief.Attempt(
                    text: german ? "„\(question)“: keine Antwort gefunden" : "“\(question)”: no answer found",
                    articles: [])
            }
            return Brief.Attempt(
                text: german ? "„\(question)“: mit Artikel beantwortet" : "“\(question)”: answered with an article",
                articles: [article])
        }
    }

    private static func facts(
        _ input: TurnInput, _ understanding: Understanding, _ settled: String?, _ german: Bool
    ) -> [Brief.SourcedFact] {
        var facts = understanding.facts.map { fact in
            Brief.SourcedFact(
                text: "\(fact.key): \(fact.value)",
                source: german ? "Nachricht \(fact.source)" : "message \(fact.source)")
        }
        for (key, fact) in input.customer.facts.sorted(by: { $0.key < $1.key })
        where !understanding.facts.contains(where: { $0.key == key }) {
            facts.append(
                Brief.SourcedFact(
                    text: "\(fact.key): \(fact.value)", source: german ? "früheres Gespräch" : "earlier conversation"))
        }
        if let summary = input.handBackSummary ?? settled, !summary.isEmpty {
            facts.append(Brief.SourcedFact(text: summary, source: german ? "letzte Übergabe" : "last hand-back"))
        }
        return facts + matters(input, german)
    }

    /// What the person wrote about elsewhere, for the operator alone. Linked customers are told apart: it is a claim.
    private static func matters(_ input: TurnInput, _ german: Bool) -> [Brief.SourcedFact] {
        input.customer.matters.map { matter in
            let isOwn = matter.customer == input.customer.id
            // Words of a linked customer stay where they were said: the link may be undone, the brief stays.
            let question = isOwn ? Memory(encoded: matter.memory).lastQuestion.map { ": „\(shortened($0))“" } ?? "" : ""
            let state: String
            if let open = matter.openCase {
                let isHeld = open.state == .claimed
                state =
                    german
                    ? "Fall \(open.id) \(isHeld ? "in Arbeit" : "wartet")"
                    : "case \(open.id) \(isHeld ? "held" : "waits")"
            } else {
                state = german ? "kein Fall offen" : "no open case"
            }
            let source =
                switch (isOwn, german) {
                case (true, true): "früheres Gespräch"
                case (true, false): "earlier conversation"
                case (false, true): "verbundener Kunde \(matter.customer)"
                case (false, false): "linked customer \(matter.customer)"
                }
            return Brief.SourcedFact(
                text: "\(matter.conversation), \(matter.channel), \(state)\(question)", source: source)
        }
    }

    private static func draft(_ plan: Plan) -> Brief.Attempt? {
        guard let hit = plan.best else { return nil }
        return Brief.Attempt(
            text: hit.answer, articles: [Citation(id: hit.article, title: hit.title, url: hit.url)])
    }

    private static func suggestion(_ reason: EscalationReason, _ german: Bool) -> String {
        switch (reason, german) {
        case (.wantsHuman, true): "Persönlich melden und die Frage beantworten."
        case (.wantsHuman, false): "Reply in person and answer the question."
        case (.anger, true): "Ärger ernst nehmen, Fehler benennen, nächsten Schritt mit Termin zusagen."
        case (.anger, false): "Take the anger seriously, name the fault, promise a next step with a date."
        case (.distress, true): "Zuerst auf den Menschen eingehen, dann auf die Sache."
        case (.distress, false): "See to the person first, then to the matter."
        case (.selfHarm, true):
            "Sofort persönlich antworten, nicht allein lassen; bei akuter Gefahr den Notruf 112 verständigen."
        case (.selfHarm, false):
            "Reply in person at once and stay with them; in acute danger call the emergency services."
        case (.legalThreat, true): "Nichts anerkennen, an die zuständige Stelle geben, Fristen notieren."
        case (.legalThreat, false): "Admit nothing, pass it to those in charge, note deadlines."
        case (.safety, true): "Sofort nach Verletzten und Gefahr fragen; Produkt nicht weiter benutzen lassen."
        case (.safety, false): "Ask about injuries and danger at once; have the product put out of use."
        case (.privacy, true): "Identität prüfen, Anliegen zum Datenschutz mit Frist erfassen."
        case (.privacy, false): "Check the identity, record the data protection request with its deadline."
        case (.payment, true): "Zahlung im System prüfen, keine Kartendaten im Chat erfragen."
        case (.payment, false): "Look the payment up; ask for no card data in the chat."
        case (.lowConfidence, true): "Frage beantworten; ein Artikel dazu fehlt vermutlich."
        case (.lowConfidence, false): "Answer the question; an article on it is probably missing."
        case (.personOnly, true):
            "Nachricht ansehen und selbst antworten; der Kanal lässt hier keine Antwort des Agenten zu."
        case (.personOnly, false):
            "Look at the message and reply yourself; the channel allows no answer of the agent here."
        case (.undelivered, true):
            "Den Kunden auf anderem Weg erreichen, oder die Adresse prüfen und die Nachricht noch einmal senden."
        case (.undelivered, false):
            "Reach the customer another way, or check the address and send the message again."
        case (.followUp, true): "Halten, was versprochen wurde."
        case (.followUp, false): "Keep what was promised."
        case (.words, true), (.toolFailed, true), (.byOperator, true), (.agentFailed, true):
            "Anliegen prüfen und antworten."
        case (.words, false), (.toolFailed, false), (.byOperator, false), (.agentFailed, false):
            "Look into the matter and reply."
        }
    }
}
