import Conversations

/// The gate for the AI notice (EU AI Act, Article 50(1)): nothing the agent says leaves an undisclosed conversation
/// without it.
enum Disclosure {
    /// The replies to send, the first of which carries the notice when it was not given before.
    ///
    /// The notice and the reply share one message where the channel's length allows it; else the notice goes first.
    /// The notice itself is never cut.
    static func apply(
        to reply: TurnOutcome.Reply, _ request: ComposeRequest, alreadyGiven: Bool
    ) -> (replies: [TurnOutcome.Reply], evidence: Disclosed?) {
        guard !reply.text.isEmpty else { return ([], nil) }
        guard !alreadyGiven else { return ([reply], nil) }
        let (notice, language) = notice(of: request.persona, in: request.language, isSpoken: request.limits.spoken)
        let evidence = Disclosed(
            notice: notice, persona: request.persona.name, onBehalfOf: request.persona.company, language: language)
        let whole = notice + "\n\n" + reply.text
        if whole.count <= request.limits.textCharactersMax {
            return ([TurnOutcome.Reply(text: whole, citations: reply.citations)], evidence)
        }
        return ([TurnOutcome.Reply(text: notice), reply], evidence)
    }

    /// The persona's notice in a language, in its default one, or the product's own.
    static func notice(
        of persona: Persona, in language: String, isSpoken: Bool = false
    ) -> (text: String, language: String) {
        if isSpoken, let text = persona.spoken[language]?["notice"]?.first { return (text, language) }
        if let text = persona.notice[language], !text.isEmpty { return (text, language) }
        let isGerman = language.languagePart == "de"
        let own =
            isGerman
            ? "Ich bin {name}, eine KI, und \(isSpoken ? "spreche" : "schreibe") im Auftrag von {company}."
            : "I'm {name}, an AI, \(isSpoken ? "speaking" : "writing") on behalf of {company}."
        let text = Wording.fill(own, ["name": persona.name, "company": persona.company])
        return (text, isGerman ? "de" : "en")
    }
}
