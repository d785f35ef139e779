import Conversations
import Testing

@testable import AgentCore

/// Messages of a word or two: data, goodbyes, insults, faces, wishes for a language.
@Suite struct ShortMessageTests {
    private func intent(_ text: String, memory: String = "") async throws -> String {
        try await agent().respond(to: turn(text, memory: memory)).trace.intent
    }

    @Test("nothing is said to be noted that is not")
    func data() async throws {
        for text in ["2+2", "500", "1,75"] {
            let outcome = try await agent(ScriptedKnowledge.always([TurnTests.hours], confidence: 0.9))
                .respond(to: turn(text))
            #expect(outcome.result == .unknown, "\(text)")
        }
        #expect(try await intent("wo bleibt meine bestellung nr-123456") == "question")
        #expect(try await intent("meine bestellung nr-123456 ist immer noch nicht bei mir") == "question")
        let given = try await agent().respond(to: turn("Meine Bestellnummer ist NR-123456"))
        #expect(given.trace.intent == "order_data")
        #expect(given.facts.map(\.value) == ["NR-123456"])
    }

    @Test("greetings that are goodbyes too are told apart by the conversation")
    func goodbyes() async throws {
        #expect(try await intent("servus") == "greeting")
        let said = try await agent(ScriptedKnowledge.always([TurnTests.hours], confidence: 0.9))
            .respond(to: turn("Wann habt ihr offen?"))
        #expect(try await intent("servus", memory: said.memory) == "goodbye")
        for text in ["ok ciao", "Ciao", "gute nacht"] {
            let outcome = try await agent().respond(to: turn(text))
            #expect(outcome.trace.intent == "goodbye", "\(text)")
            #expect(outcome.language == "de", "\(text)")
        }
    }

    @Test("an angry face is no invitation to go on")
    func frown() async throws {
        let outcome = try await agent().respond(to: turn("😡"))
        #expect(outcome.trace.intent == "complaint")
        #expect(try await intent("👍") == "emoji")
    }

    @Test("insults of the agent are answered calmly, of the company handed over")
    func insults() async throws {
        for text in ["Du bist blöd", "dumme maschine", "you are stupid"] {
            #expect(try await intent(text) == "insult", "\(text)")
        }
        for text in ["ihr hurensöhne", "fick dich", "Ihr Wichser habt mir das Rad kaputt gemacht"] {
            let outcome = try await agent().respond(to: turn(text))
            #expect(outcome.escalation?.reason == .anger, "\(text)")
        }
        let robbed = try await agent().respond(to: turn("my bike got nicked last nite wtf do i do"))
        #expect(robbed.escalation == nil)
    }

    @Test("whoever asks for a language gets it until another is asked for")
    func languages() async throws {
        let knowledge = ScriptedKnowledge.always([TurnTests.hours], confidence: 0.9)
        for text in ["Bitte antworte auf Englisch", "do you speak english", "Können wir Englisch sprechen?"] {
            let first = try await agent(knowledge).respond(to: turn(text))
            #expect(first.language == "en" && first.result == .social && first.escalation == nil, "\(text)")
            let second = try await agent(knowledge).respond(
                to: turn("Wie lange habt ihr geöffnet?", language: "en", memory: first.memory))
            #expect(second.language == "en", "\(text)")
            #expect(knowledge.queries.last?.language == "en")
            let third = try await agent(knowledge).respond(to: turn("auf deutsch bitte", memory: second.memory))
            #expect(third.language == "de" && third.result == .social)
        }
        let asked = try await agent(knowledge).respond(
            to: turn("Inspektion", memory: Agent.memory(answeringIn: "en")))
        #expect(asked.language == "en")
        let wish = try await agent().respond(to: turn("Ich möchte mit jemandem auf Deutsch sprechen"))
        #expect(wish.escalation?.reason == .wantsHuman)
    }

    @Test("'and today?' is no yes to an offered human")
    func day() async throws {
        let offered = try await agent().respond(to: turn("Verkauft ihr Trapezschrauben?"))
        let outcome = try await agent().respond(to: turn("ok und heute noch?", memory: offered.memory))
        #expect(outcome.escalation == nil)
    }
}
