import Conversations
import Testing

@testable import AgentCore

/// Letters, whose writers are not there to be asked.
@Suite struct LetterDecisionTests {
    @Test("each letter comes to its decision", arguments: germanLetters + englishLetters)
    func decisions(_ letter: Letter) async throws {
        let outcome = try await agent(ShopShelf.knowledge).respond(to: letterTurn(letter.text))
        #expect(decision(of: outcome) == letter.decision)
        #expect(outcome.language == letter.language || letter.text.isEmpty)
        #expect(outcome.replies.isEmpty == (outcome.result == .silent))
        if outcome.escalation != nil { #expect(outcome.replies[0].text.hasSuffix("Es kommt jemand.")) }
    }

    @Test("no letter is asked back or offered a person")
    func asksNothing() async throws {
        for letter in germanLetters + englishLetters {
            let outcome = try await agent(ShopShelf.knowledge).respond(to: letterTurn(letter.text))
            #expect(outcome.result != .asked && outcome.result != .unknown, "\(letter.name)")
            #expect(Memory(encoded: outcome.memory).pending == .nothing, "\(letter.name)")
        }
    }

    @Test("answers stand in the order of the questions, each under its own")
    func order() async throws {
        let outcome = try await agent(ShopShelf.knowledge).respond(
            to: letterTurn("Wo kann ich parken? Wann habt ihr geöffnet? Verkauft ihr Kanus?"))
        let text = outcome.replies[0].text
        let places = ["Wo kann ich parken?", "Text parking.", "Wann habt ihr geöffnet?", "Text hours.", "Kanus?"].map {
            text.firstRange(of: $0)?.lowerBound
        }
        #expect(places.allSatisfy { $0 != nil })
        #expect(places.compactMap { $0 } == places.compactMap { $0 }.sorted())
        #expect(!text.contains("Das Übrige"), "the company's own line says who takes it")
        #expect(outcome.escalation?.detail.contains("Kanus") == true)
    }

    @Test("trouble that no question takes up goes to a person, named, beside the answers")
    func trouble() async throws {
        let told =
            "mein Rad ist kaputt, die Schaltung springt. Außerdem: Wann habt ihr geöffnet? Und wo kann ich parken?"
        let outcome = try await agent(ShopShelf.knowledge).respond(to: letterTurn("Betreff: Inspektion\n\n" + told))
        #expect(decision(of: outcome) == .passedOn(.lowConfidence, said: ["hours", "parking"]))
        #expect(outcome.replies[0].text.contains("die Schaltung springt"))
        #expect(outcome.escalation?.detail.contains("Schaltung") == true)
        let led = try await agent(ShopShelf.knowledge).respond(
            to: letterTurn("Mein Rad ist kaputt. Wann habt ihr geöffnet?"))
        #expect(decision(of: led) == .answered(["hours"]))
    }

    @Test("the draft leaves out what the writer was told")
    func draft() async throws {
        let outcome = try await agent(ShopShelf.knowledge).respond(
            to: letterTurn("Wann habt ihr geöffnet? Wie ist das mit Lieferung und Rückgabe?"))
        #expect(decision(of: outcome) == .passedOn(.lowConfidence, said: ["hours"], draft: ["shipping"]))
    }

    @Test(
        "what is passed on, or stands in a subject, is no question of the writer's",
        arguments: [
            "Betreff: WG: Rechnung Versand\n\nFYI", "Betreff: Fwd: Wann geöffnet?\n\nZur Info",
            "Betreff: Garantie\n\n",
        ])
    func noQuestion(_ text: String) async throws {
        let outcome = try await agent(ShopShelf.knowledge).respond(to: letterTurn(text))
        #expect(outcome.escalation != nil)
        #expect(outcome.replies.flatMap(\.citations).isEmpty)
    }

    @Test("a question without a matter is answered by the article before, or by a person")
    func bare() async throws {
        let outcome = try await agent(ShopShelf.knowledge).respond(
            to: letterTurn("Wo kann ich parken? Preis in € für offen?"))
        #expect(outcome.replies[0].citations.map(\.id).first == "parking")
        let knowledge = ScriptedKnowledge { query in
            let isPrice = query.text.lowercased().contains("preis")
            return KnowledgeResult(
                hits: [hit(isPrice ? "prices" : "sizes", "Text.", language: "de", title: isPrice ? "P" : "S")],
                confidence: 0.9, margin: 1)
        }
        let open = try await agent(knowledge).respond(to: letterTurn("Welche Rahmengröße brauche ich? Preis in €?"))
        #expect(open.replies[0].citations.map(\.id) == ["sizes"])
        #expect(open.escalation != nil)
    }

    @Test("the same answer is not said twice")
    func once() async throws {
        let outcome = try await agent(ShopShelf.knowledge).respond(
            to: letterTurn("Wann habt ihr montags geöffnet? Und habt ihr sonntags offen?"))
        #expect(outcome.result == .answered)
        #expect(outcome.replies[0].text.ranges(of: "Text hours.").count == 1)
        #expect(outcome.replies[0].text.contains("oben"))
    }

    @Test("questions beyond the eighth go to a person")
    func tooMany() async throws {
        let lines = (1...10).map { "\($0). Wann habt ihr im Monat \($0) geöffnet?" }
        let outcome = try await agent(ShopShelf.knowledge).respond(to: letterTurn(lines.joined(separator: "\n")))
        #expect(outcome.escalation?.reason == .lowConfidence)
        #expect(outcome.replies[0].citations.map(\.id) == ["hours"])
        #expect(outcome.trace.steps.contains { $0.fact == "left to a person" && $0.value == "2 of 10" })
    }

    @Test("a very long letter is read to its bound, and a person reads the rest")
    func long() async throws {
        let story = Array(repeating: "Gestern war das Wetter am See wieder sehr schön.", count: 100).joined(
            separator: " ")
        let knowledge = ShopShelf.knowledge
        let whole = try await agent(knowledge).respond(to: letterTurn(story + "\n\nWann habt ihr geöffnet?"))
        #expect(decision(of: whole) == .answered(["hours"]))
        #expect(knowledge.queries.map(\.text) == ["Wann habt ihr geöffnet?"])
        let cut = try await agent(knowledge).respond(
            to: letterTurn("Wann habt ihr geöffnet?\n\n" + story + story + story))
        #expect(decision(of: cut) == .passedOn(.lowConfidence, said: ["hours"]))
    }

    @Test("a long story that asks nothing is not answered by chance")
    func story() async throws {
        let story = Array(repeating: "Wir waren am See und die Garantie war kein Thema.", count: 8).joined(
            separator: " ")
        let outcome = try await agent(ShopShelf.knowledge).respond(to: letterTurn(story))
        #expect(decision(of: outcome) == .passedOn(.lowConfidence, draft: ["warranty"]))
    }

    @Test("several letters of one turn are one reply")
    func several() async throws {
        let outcome = try await agent(ShopShelf.knowledge).respond(
            to: letterTurn("Hallo,\nwo kann ich parken?\nLG Ina", "Hallo,\nnoch etwas: wann habt ihr geöffnet?\nLG Ina")
        )
        #expect(decision(of: outcome) == .answered(["parking", "hours"]))
    }

    @Test("what a person settled goes to a person")
    func settled() async throws {
        let outcome = try await agent(ShopShelf.knowledge).respond(
            to: letterTurn("Wann ist nochmal mein Termin zur Inspektion?", handBack: "Termin Inspektion Mittwoch"))
        #expect(outcome.escalation?.reason == .lowConfidence)
        #expect(outcome.replies[0].citations.isEmpty)
    }

    @Test("rules without a text and without a rule still tell that a person answers")
    func noRule() async throws {
        struct NoRules: EscalationPolicy {
            func decide(_ signals: EscalationSignals, now: Timestamp) -> EscalationDecision? { nil }
        }
        let outcome = try await agent(ScriptedKnowledge.empty, NoRules()).respond(to: letterTurn("Habt ihr Kanus?"))
        #expect(outcome.escalation?.queue == "support")
        #expect(outcome.replies[0].text == "Ein Mensch aus unserem Team liest Ihre Nachricht und antwortet Ihnen.")
    }

    @Test("a rule that asks first hands over at once")
    func asksFirst() async throws {
        let policy = PlainPolicy(asksFirst: [.anger, .lowConfidence])
        let angry = try await agent(ShopShelf.knowledge, policy).respond(
            to: letterTurn("Das ist eine Unverschämtheit!"))
        #expect(angry.escalation?.reason == .anger)
        let unsure = try await agent(ShopShelf.knowledge, policy).respond(to: letterTurn("Habt ihr Kanus?"))
        #expect(unsure.escalation?.reason == .lowConfidence)
    }
}
