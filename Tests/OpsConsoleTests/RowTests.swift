import Conversations
import Escalation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import SwitchboardTesting
import Testing

@testable import OpsConsole

/// Lists and live events carry all a row of the console shows.
@Suite struct RowTests {
    private let first = ConversationID(number: 1)

    private func learn(_ console: Console, _ name: String) throws {
        try console.log.appendNow(to: first, at: console.clock.now) { state in
            [.factLearned(Fact(key: "name", value: name, source: state.lastReceived))]
        }
    }

    @Test func `a row says what is wanted, by whom, and what the customer wrote last`() async throws {
        let console = Console()
        let jana = try await console.operatorSession("Jana")
        let wish = String(repeating: "Reklamation ", count: 30)
        try console.waitingCase(1, wants: wish)
        try learn(console, "Kim Berger")
        console.store.vouch(for: first, .claimed)
        try await console.run { client async throws in
            for list in ["cases", "conversations"] {
                let item = try #require(try await client.get("/api/v1/\(list)", jana).json()["items"]?.list.first)
                #expect(item["customer"]?["name"] == .null)
                #expect(item["customer"]?["stated_name"] == .text("Kim Berger"))
                #expect(item["customer"]?["address"] == .text("address-c1"))
                #expect(item["last_message"]?["author"]?["kind"] == .text("system"))
                #expect(item["last_customer_message"]?.names == ["text", "subject", "sent_at"])
                #expect(item["last_customer_message"]?["text"] == .text("Wann habt ihr offen?"))
                #expect(item["wants"] == (list == "cases" ? .text(String(wish.prefix(200))) : nil))
            }
        }
    }

    @Test func `what nobody said or vouches for is null`() async throws {
        let console = Console()
        let jana = try await console.operatorSession("Jana")
        try console.waitingCase(1, wants: "")
        try learn(console, "Kim")
        console.store.name(CustomerID(number: 1), "Kim Berger")
        console.log.open(ConversationID(number: 2))
        try await console.run { client async throws in
            let item = try await client.get("/api/v1/cases/k1-1", jana).json()
            #expect(item["customer"]?["name"] == .text("Kim Berger"))
            #expect(item["customer"]?["stated_name"] == .null, "a name is on file")
            #expect(item["customer"]?["address"] == .null)
            #expect(item["wants"] == .null)
            let empty = try await client.get("/api/v1/conversations/c2", jana).json()
            #expect(empty["last_message"] == .null)
            #expect(empty["last_customer_message"] == .null)
        }
    }

    @Test func `live events carry the same`() async throws {
        let console = Console()
        let subscription = try #require(
            console.feed.subscribers.subscribe(OperatorID(number: 1), session: nil) { true })
        try console.waitingCase(1, wants: "Rückruf")
        try learn(console, "Kim Berger")
        await console.feed.flush()
        console.feed.subscribers.close()
        var events: [String] = []
        for await chunk in subscription.chunks { events.append(chunk) }
        for kind in ["conversation", "case"] {
            let event = try #require(events.first { $0.hasPrefix("event: \(kind)\n") })
            #expect(event.contains(#""stated_name":"Kim Berger""#))
            #expect(event.contains(#""last_customer_message":{"sent_at":""#))
        }
        #expect(events.contains { $0.contains(#""wants":"Rückruf""#) })
    }

    @Test func `queues are told with their titles in every language there is`() async throws {
        let console = Console()
        let jana = try await console.operatorSession("Jana")
        try await console.run { client async throws in
            let answer = try await client.get("/api/v1/queues", jana).json()
            #expect(
                answer["items"]
                    == .list([
                        .object(["name": .text("front"), "title": .text("Front"), "titles": .object([:])]),
                        .object([
                            "name": .text("workshop"), "title": .text("Werkstatt"),
                            "titles": .object(["de": .text("Werkstatt"), "en": .text("Workshop")]),
                        ]),
                    ]))
            #expect(answer["next"] == .null)
            #expect(try await client.get("/api/v1/queues").status == .unauthorized)
        }
    }
}
