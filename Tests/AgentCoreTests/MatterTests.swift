import Conversations
import Testing

@testable import AgentCore

@Suite("What is said of a customer's matters on other channels")
struct MatterTests {
    private static let now: Int64 = 1_795_000_000_000
    private static let hour: Int64 = 3_600_000

    private func memory(_ title: String?) -> String {
        var memory = Memory()
        memory.note(
            "Wann kommt mein Geld für Bestellung 2026-1142 über 249,90 Euro an die Gartenstraße 5?",
            title.map { Citation(id: "returns", title: $0, url: nil) })
        return memory.encoded
    }

    private func matter(
        _ state: CaseState?, title: String? = "Rücksendung", hoursAgo: Int64 = 20, customer: Int64 = 2
    ) -> Matter {
        let conversation = ConversationID(number: 3)
        return Matter(
            conversation: conversation, customer: CustomerID(number: customer), channel: ChannelName("mail"),
            at: Timestamp(milliseconds: Self.now - hoursAgo * Self.hour), memory: memory(title),
            openCase: state.map {
                Matter.OpenCase(
                    id: CaseID(conversation: conversation, ordinal: 1), state: $0, queue: "service",
                    openedAt: Timestamp(milliseconds: Self.now))
            })
    }

    private func answer(
        _ text: String, _ matters: [Matter], _ assurance: Assurance = .claimed, spoken: Bool = false
    ) async throws -> TurnOutcome {
        let customer = CustomerContext(
            id: CustomerID(number: 1), facts: ["address": Fact(key: "address", value: "Gartenstraße 5", source: 2)],
            matters: matters)
        return try await agent().respond(
            to: turn(
                text, language: "de", customer: customer, limits: ChannelLimits(spoken: spoken), assurances: [assurance]
            ))
    }

    private func said(_ outcome: TurnOutcome) -> String { outcome.replies.map(\.text).joined(separator: "\n") }

    @Test(
        "Who asks is told the topic and who has it",
        arguments: [
            "Was ist mit meiner Anfrage?", "Ich hatte Ihnen gestern geschrieben.", "Gibt es Neues zu meinem Anliegen?",
            "Ich habe gestern schon angerufen, wie ist der Stand?", "Wie weit ist mein Fall?",
            "Haben Sie meine Mail bekommen?",
        ], [true, false])
    func told(_ question: String, _ spoken: Bool) async throws {
        let open = said(try await answer(question, [matter(.open)], spoken: spoken))
        #expect(open.contains("Rücksendung") && open.contains("wartet dort auf eine Antwort"), "\(open)")
        let held = said(try await answer(question, [matter(.claimed)], spoken: spoken))
        #expect(held.contains("kümmert sich gerade"), "\(held)")
        let closed = said(try await answer(question, [matter(nil)], spoken: spoken))
        #expect(closed.contains("Ein offenes Anliegen sehe ich dazu nicht"), "\(closed)")
    }

    @Test("The same in English")
    func english() async throws {
        let outcome = try await agent().respond(
            to: turn(
                "What is the status of my request?", language: "en",
                customer: CustomerContext(id: CustomerID(number: 1), matters: [matter(.open)]), assurances: [.claimed]))
        #expect(said(outcome).contains("Your request is with our team"))
    }

    @Test("No word, number or address of it is said", arguments: [Assurance.claimed, .verified])
    func nothingMore(_ assurance: Assurance) async throws {
        for state in [CaseState.open, .claimed] {
            let text = said(try await answer("Wie ist der Stand meiner Anfrage?", [matter(state)], assurance))
            for secret in ["2026-1142", "249", "Gartenstraße", "Geld", "service", "k3-1", "mail"] {
                #expect(!text.contains(secret), "\(secret) in \(text)")
            }
        }
    }

    @Test("Somebody unknown is told nothing, nor is who has no matters")
    func stranger() async throws {
        for (matters, assurance) in [([matter(.open)], Assurance.anonymous), ([], .claimed), ([], .verified)] {
            let outcome = try await answer("Was ist mit meiner Anfrage?", matters, assurance)
            let text = said(outcome)
            #expect(!text.contains("Rücksendung") && !text.contains("gewandt"), "\(text)")
        }
    }

    @Test(
        "Who asks something else is answered that",
        arguments: ["Wann haben Sie geöffnet?", "Hallo", "Mein Rad quietscht, was kann ich tun?", "Danke!"])
    func somethingElse(_ text: String) async throws {
        #expect(!said(try await answer(text, [matter(.open)])).contains("gewandt"))
    }

    @Test("An article that answers goes before what one wrote, an own request goes before the article")
    func articles() async throws {
        let knowledge = ScriptedKnowledge.always([hit("hours", "Wir haben bis 18 Uhr geöffnet.")], confidence: 0.95)
        let customer = CustomerContext(id: CustomerID(number: 1), matters: [matter(.open)])
        func ask(_ text: String) async throws -> String {
            said(
                try await agent(knowledge).respond(
                    to: turn(text, language: "de", customer: customer, assurances: [.claimed])))
        }
        #expect(try await ask("Ich hatte Ihnen schon geschrieben: Wann haben Sie geöffnet?").contains("18 Uhr"))
        #expect(try await ask("Wie ist der Stand meiner Anfrage?").contains("gewandt"))
    }

    @Test("Without an article nothing is said of the topic; what is long over is not spoken of")
    func untitledAndOld() async throws {
        let text = said(try await answer("Was ist mit meiner Anfrage?", [matter(.open, title: nil)]))
        #expect(text.contains("gewandt. Ihr Anliegen"))
        let old = said(try await answer("Was ist mit meiner Anfrage?", [matter(nil, hoursAgo: 24 * 100)]))
        #expect(!old.contains("gewandt"))
        let open = said(try await answer("Was ist mit meiner Anfrage?", [matter(.open, hoursAgo: 24 * 10)]))
        #expect(open.contains("vor 10 Tagen"))
    }

    @Test("The brief of a hand-over names the open case; words of a linked customer are not in it")
    func brief() async throws {
        let outcome = try await answer("Ich möchte mit einem Menschen sprechen", [matter(.open)])
        let facts = try #require(outcome.escalation?.brief.facts)
        #expect(facts.contains { $0.text.contains("k3-1") && $0.source.contains("u2") })
        #expect(!facts.contains { $0.text.contains("2026-1142") })
        let own = try await answer("Ich möchte mit einem Menschen sprechen", [matter(.open, customer: 1)])
        #expect(own.escalation?.brief.facts.contains { $0.text.contains("2026-1142") } == true)
    }
}
