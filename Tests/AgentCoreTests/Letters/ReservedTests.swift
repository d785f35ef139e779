import Conversations
import Testing

@testable import AgentCore

/// Messages only a person may answer, and the AI notice in letters.
@Suite struct ReservedTests {
    private let person = Handling(.human, reason: "unreadable")

    @Test("what only a person may answer gets no reply, and the draft is what the agent would have said")
    func reserved() async throws {
        let text = "Hallo,\nwann habt ihr geöffnet?\nLG"
        for isLive in [true, false] {
            let would = try await agent(ShopShelf.knowledge).respond(to: letterTurn(text, isLive: isLive))
            let outcome = try await agent(ShopShelf.knowledge).respond(
                to: letterTurn(text, disclosed: false, handling: person, isLive: isLive))
            #expect(outcome.result == .escalated)
            #expect(outcome.replies.isEmpty)
            #expect(outcome.disclosure == nil)
            let escalation = try #require(outcome.escalation)
            #expect(escalation.reason == .personOnly)
            #expect(escalation.queue == "support")
            #expect(escalation.detail.hasSuffix("unreadable"))
            #expect(escalation.brief.draft?.text == would.replies[0].text)
            #expect(escalation.brief.draft?.articles.map(\.id) == ["hours"])
            #expect(escalation.brief.tried.isEmpty)
        }
    }

    @Test("a risk still finds its rule, without a reply")
    func risk() async throws {
        let outcome = try await agent(ShopShelf.knowledge).respond(
            to: letterTurn("Der Lenker ist gebrochen, ich bin gestürzt. Gilt die Garantie?", handling: person))
        #expect(outcome.escalation?.reason == .safety)
        #expect(outcome.escalation?.queue == "desk")
        #expect(outcome.replies.isEmpty)
        #expect(outcome.escalation?.brief.draft?.articles.map(\.id) == ["warranty"])
    }

    @Test("thanks that only a person may answer reach a person too")
    func thanks() async throws {
        let outcome = try await agent(ShopShelf.knowledge).respond(to: letterTurn("Danke!", handling: person))
        #expect(outcome.escalation?.reason == .personOnly)
        #expect(outcome.escalation?.brief.draft == nil)
        #expect(outcome.replies.isEmpty)
    }

    @Test("the first letter carries the AI notice, whatever it says; silence carries none")
    func notice() async throws {
        let notice = try #require(shopPersona.notice["de"])
        for text in ["Wann habt ihr geöffnet?", "Habt ihr Kanus?", "Ich möchte mit einem Menschen sprechen."] {
            let outcome = try await agent(ShopShelf.knowledge).respond(to: letterTurn(text, disclosed: false))
            #expect(outcome.replies.first?.text.hasPrefix(notice) == true, "\(text)")
            #expect(outcome.disclosure?.notice == notice, "\(text)")
        }
        let silent = try await agent(ShopShelf.knowledge).respond(to: letterTurn("Danke!", disclosed: false))
        #expect(silent.replies.isEmpty && silent.disclosure == nil)
    }

    @Test("a letter of which the checks leave nothing goes to a person")
    func nothingLeft() async throws {
        var persona = shopPersona
        persona.neverSays = ["Text hours"]
        let outcome = try await agent(ShopShelf.knowledge, persona: persona).respond(
            to: letterTurn("Wann habt ihr geöffnet?"))
        #expect(outcome.escalation?.reason == .lowConfidence)
        #expect(outcome.replies.map(\.text) == ["Es kommt jemand."])
    }

    @Test("a responder is asked for letters too, but never when nothing is said")
    func responder() async throws {
        struct Chatty: Responder {
            func compose(_ request: ComposeRequest) async throws -> TurnOutcome.Reply {
                TurnOutcome.Reply(text: "Das ist eine Antwort aus dem Haus.")
            }
        }
        let chatty = agent(ShopShelf.knowledge, responder: Chatty())
        #expect(try await chatty.respond(to: letterTurn("Danke!")).replies.isEmpty)
        let answered = try await chatty.respond(to: letterTurn("Wann habt ihr geöffnet?"))
        #expect(answered.replies.map(\.text) == ["Das ist eine Antwort aus dem Haus."])
        let passedOn = try await chatty.respond(to: letterTurn("Habt ihr Kanus?"))
        #expect(passedOn.replies.map(\.text) == ["Es kommt jemand."])
    }
}
