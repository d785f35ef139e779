import Conversations
import Testing

@testable import AgentCore

/// More than one question in a message, and what goes on from the turn before.
@Suite struct SeveralQuestionsTests {
    private func questions(_ text: String) async throws -> [String] {
        let knowledge = ScriptedKnowledge.empty
        _ = try await agent(knowledge).respond(to: turn(text))
        return knowledge.queries.map(\.text)
    }

    @Test("questions joined by a comma or a word are looked up one by one")
    func joined() async throws {
        #expect(
            try await questions("Was kostet eine Inspektion und habt ihr samstags auf?")
                == ["Was kostet eine Inspektion", "habt ihr samstags auf?"])
        #expect(
            try await questions("Wo kann ich parken, und wann macht die Werkstatt auf?")
                == ["Wo kann ich parken", "wann macht die Werkstatt auf?"])
        #expect(
            try await questions("how much is a service and how long does it take?")
                == ["how much is a service", "how long does it take?"])
    }

    @Test(
        "one question is not torn apart",
        arguments: [
            "Ich habe einen Platten, was kostet das?", "Können Sie mir sagen, wann Sie öffnen?",
            "Wenn ich online bestelle, kann ich im Laden abholen?", "Habt ihr Helme und Schlösser?",
            "Can you tell me when you open and close?",
        ])
    func whole(_ text: String) async throws {
        #expect(try await questions(text) == [text])
    }

    @Test("what declines a human is no part of the question")
    func declined() async throws {
        #expect(
            try await questions("I dont want to talk to a human, just tell me when the workshop opens")
                == ["just tell me when the workshop opens"])
    }

    @Test("answers share the reply, and each that was given is cited")
    func shared() async throws {
        let knowledge = ScriptedKnowledge { query in
            let number = query.text.contains("pay") ? 2 : (query.text.contains("ship") ? 1 : 3)
            let answer = String(repeating: "This is answer \(number). ", count: 100)
            let end = answer.index(
                answer.startIndex, offsetBy: min(answer.count, (query.answerBytesMax ?? 700) / 18 * 18))
            return KnowledgeResult(
                hits: [hit("a\(number)", String(answer[..<end]), language: "en", title: "A\(number)")], confidence: 0.9,
                margin: 1)
        }
        let outcome = try await agent(knowledge).respond(
            to: turn("Do you ship to Switzerland? Can I pay with PayPal? Is there a student discount?"))
        let reply = outcome.replies[0]
        #expect(reply.citations.map(\.id) == ["a1", "a2", "a3"])
        for number in 1...3 { #expect(reply.text.contains("This is answer \(number).")) }
        #expect(knowledge.queries.allSatisfy { $0.answerBytesMax != nil })
    }

    @Test("questions without an answer and those beyond the third are named")
    func named() async throws {
        let knowledge = ScriptedKnowledge { query in
            let known = query.text.contains("offen")
            return KnowledgeResult(hits: known ? [TurnTests.hours] : [], confidence: known ? 0.9 : 0, margin: 1)
        }
        let outcome = try await agent(knowledge).respond(
            to: turn("Wann habt ihr offen? Habt ihr Pizza? Habt ihr Skier? Habt ihr Boote?"))
        let text = outcome.replies[0].text
        #expect(text.contains(TurnTests.hours.answer))
        for question in ["Habt ihr Pizza?", "Habt ihr Skier?", "Habt ihr Boote?"] { #expect(text.contains(question)) }
    }

    @Test("a question is repeated without markup, addresses and length")
    func quoted() {
        #expect(Quotation.of("Haben Sie am 24.12. um 10:30 auf?") == "Haben Sie am 24.12. um 10:30 auf?")
        #expect(Quotation.of("Preis in €/Tag? x.example") == "Preis in € Tag? x example")
        #expect(Quotation.of("Außerdem: Was kostet ein Schlauch?") == "Was kostet ein Schlauch?")
        #expect(
            Quotation.of("Was ist <script>alert(1)</script> [hier](https://evil.example)?")
                == "Was ist script alert 1 script hier https evil example")
        #expect(Quotation.of(String(repeating: "lang ", count: 100)).count == Quotation.charactersMax + 1)
    }

    @Test("an answer of which nothing is left is not cited")
    func cutAway() async throws {
        var persona = shopPersona
        persona.replyCharactersMax = 160
        let long = hit("long", String(repeating: "Ein langer Satz über Öffnungszeiten. ", count: 4), title: "Lang")
        let knowledge = ScriptedKnowledge { query in
            KnowledgeResult(
                hits: [query.text.contains("offen") ? long : TurnTests.returns], confidence: 0.9, margin: 1)
        }
        let outcome = try await agent(knowledge, persona: persona).respond(
            to: turn("Wann habt ihr offen? Und wie lange kann ich umtauschen?"))
        #expect(outcome.replies[0].citations.map(\.id) == ["long"])
    }

    @Test("what was said shortly counts with the question it went on from")
    func topic() {
        var memory = Memory()
        memory.note("Wann habt ihr auf?", nil)
        memory.note("und übermorgen?", nil, continues: true)
        #expect(memory.topic == "Wann habt ihr auf? und übermorgen?")
        memory.note("Und die Werkstatt?", nil, continues: true)
        #expect(memory.topic == "Und die Werkstatt?")
        #expect(Memory(encoded: memory.encoded) == memory)
    }

    @Test(
        "a question that only points is asked back, and a word is enough to choose",
        arguments: ["Helm", "nein, den Helm meine ich"])
    func vague(_ reply: String) async throws {
        let helmets = hit("helmets", "Getragene Helme nicht.", title: "Ausnahmen")
        let knowledge = ScriptedKnowledge { query in
            let hits = query.text.contains("Helm") ? [helmets, TurnTests.returns] : [TurnTests.returns, helmets]
            return KnowledgeResult(hits: hits, confidence: 0.99, margin: 0.2)
        }
        let first = try await agent(knowledge).respond(to: turn("Kann ich das zurückgeben?"))
        #expect(first.result == .asked)
        let second = try await agent(knowledge).respond(to: turn(reply, memory: first.memory))
        #expect(second.replies[0].citations.map(\.id) == ["helmets"])
        let named = try await agent(knowledge).respond(to: turn("Kann ich das Rad zurückgeben?"))
        #expect(named.result == .answered)
    }
}
