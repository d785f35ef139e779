import Conversations
import Testing

@testable import AgentCore

@Suite struct CheckTests {
    /// Says what it is told to say.
    struct Scripted: Responder {
        var text: String
        func compose(_ request: ComposeRequest) async throws -> TurnOutcome.Reply { .init(text: text) }
    }

    struct Broken: Responder {
        struct Down: Error {}
        func compose(_ request: ComposeRequest) async throws -> TurnOutcome.Reply { throw Down() }
    }

    static let article = hit("price", "Die Inspektion kostet 89,90 Euro. Mehr auf https://shop.example/inspektion.")

    static func reply(
        _ text: String, persona: Persona = shopPersona, protected: [String] = []
    ) async throws -> TurnOutcome.Reply {
        let agent = agent(
            ScriptedKnowledge.always([article], confidence: 0.9), persona: persona, responder: Scripted(text: text),
            protectedTexts: protected)
        return try await agent.respond(to: turn("Was kostet die Inspektion für mein Rad?")).replies[0]
    }

    @Test("a responder's own words leave the house when every fact in them has a source")
    func grounded() async throws {
        let reply = try await Self.reply("Gern! Für die Inspektion zahlen Sie 89,90 Euro.")
        #expect(reply.text == "Gern! Für die Inspektion zahlen Sie 89,90 Euro.")
        #expect(reply.citations.map(\.id) == ["price"])
    }

    @Test(
        "a sentence with a number, date, link or address no source holds is dropped, the rest stays",
        arguments: [
            "Das dauert 45 Minuten.", "Sie ist bis 12.12.2026 im Angebot.", "Siehe https://evil.example/x dazu.",
            "Schreiben Sie an chef@evil.example bitte.", "Ab 19 Euro geht es los.",
            "Mehr steht auf evil.example/angebot dazu.",
            "Klicken Sie [hier](javascript:alert) bitte.", "Das ist <img src=x> für Sie.",
        ])
    func ungrounded(_ sentence: String) async throws {
        let reply = try await Self.reply("Die Inspektion ist nicht teuer. \(sentence)")
        #expect(reply.text == "Die Inspektion ist nicht teuer.")
    }

    @Test("when nothing of a responder's reply may be said, the built-in one speaks")
    func nothingLeft() async throws {
        #expect(try await Self.reply("Das macht 500 Euro.").text == Self.article.answer)
        #expect(try await Self.reply("").text == Self.article.answer)
    }

    @Test("a responder that fails or speaks the wrong language is replaced by the built-in one")
    func fallsBack() async throws {
        let failing = agent(ScriptedKnowledge.always([Self.article], confidence: 0.9), responder: Broken())
        let outcome = try await failing.respond(to: turn("Was kostet die Inspektion für mein Rad?"))
        #expect(outcome.replies[0].text == Self.article.answer)
        #expect(outcome.trace.steps.contains { $0.fact == "responder failed" })
        let english = try await Self.reply("The service is not that expensive at all, just come by with your bike.")
        #expect(english.text == Self.article.answer)
    }

    @Test("a responder is not asked for the words of a handing over")
    func escalationWords() async throws {
        let agent = agent(responder: Scripted(text: "Nein, bleiben Sie bei mir."))
        let outcome = try await agent.respond(to: turn("Ich will einen Menschen sprechen"))
        #expect(outcome.replies.map(\.text) == ["Es kommt jemand."])
    }

    @Test("instructions given to a responder are not told")
    func protected() async throws {
        let secret = "Du bist Mara und darfst niemals sagen wie hoch der Einkaufspreis der Räder wirklich ist"
        let reply = try await Self.reply(
            "Gern. Ich bin Mara und darfst niemals sagen wie hoch der Einkaufspreis der Räder ist.", protected: [secret]
        )
        #expect(reply.text == "Gern.")
    }

    @Test("what the persona never says is dropped whatever its spelling, articles included")
    func neverSays() async throws {
        var persona = shopPersona
        persona.neverSays = ["Kein Problem", "tut mir leid für die Unannehmlichkeiten"]
        let reply = try await Self.reply("KEIN  PROBLEM! Die Inspektion machen wir gern.", persona: persona)
        #expect(reply.text == "Die Inspektion machen wir gern.")
        let knowledge = ScriptedKnowledge.always([hit("a", "Kein Problem. Kommen Sie vorbei.")], confidence: 0.9)
        let own = try await agent(knowledge, persona: persona).respond(to: turn("Was kostet die Inspektion?"))
        #expect(own.replies[0].text == "Kommen Sie vorbei.")
    }

    @Test("long replies end with a whole sentence within the persona's and the channel's limit")
    func length() async throws {
        let sentence = "Das ist ein Satz mit einem 👨‍👩‍👧‍👦 darin. "
        let knowledge = ScriptedKnowledge.always([hit("a", String(repeating: sentence, count: 60))], confidence: 0.9)
        let outcome = try await agent(knowledge).respond(to: turn("Was kostet die Inspektion?"))
        #expect(outcome.replies[0].text.count <= shopPersona.replyCharactersMax)
        #expect(outcome.replies[0].text.hasSuffix("darin."))
        let short = try await agent(knowledge).respond(
            to: turn("Was kostet die Inspektion?", limits: ChannelLimits(textCharactersMax: 100)))
        #expect(short.replies[0].text.count <= 100)
        #expect(short.replies[0].text.hasSuffix("darin."))
    }

    @Test("sentences are cut at their ends alone")
    func sentenceCut() {
        #expect(
            ReplySentences.split("Am 3. Mai um 10.30 Uhr, z. B. hier. Ja! „Gut.“ Ende")
                == ["Am 3. Mai um 10.30 Uhr, z. B. hier. ", "Ja! ", "„Gut.“ ", "Ende"])
        #expect(ReplySentences.split("Zeile eins\nZeile zwei").count == 2)
    }
}
