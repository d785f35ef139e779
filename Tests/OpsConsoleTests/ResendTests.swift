import ConnectorKit
import Conversations
import Escalation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import SwitchboardTesting
import Testing

@testable import OpsConsole

/// Messages that failed or may have arrived, from where one reads them.
@Suite struct ResendTests {
    private let id = ConversationID(number: 1)

    /// A console whose conversation `c1` Jana leads, with a message of hers, event `seq`, whose outcome is unknown.
    private func console() async throws -> (Console, jana: Browser, seq: Int) {
        let console = Console()
        let jana = try await console.operatorSession("Jana")
        try console.conversation(1)
        let user = DeskUser(id: jana.id, name: "Jana", role: .operator)
        let seq = try await console.desk.reply(id, text: "Guten Tag", by: user).seq
        try console.log.appendNow(to: id, at: console.clock.now) { _ in
            [.deliveryChanged(DeliveryChanged(message: seq, state: .unknown, attempt: 1, detail: "cut off"))]
        }
        console.store.add(
            DeadLetter(
                id: "1-\(seq)", direction: .outbound, channel: ChannelName("web"), conversation: id,
                reason: "unknown", detail: "cut off", text: "Guten Tag", attempts: 1, at: console.clock.now))
        return (console, jana, seq)
    }

    @Test func `the message and its outcome say that it can be sent again`() async throws {
        let (console, jana, seq) = try await console()
        try await console.run { client async throws in
            let items = try await client.get("/api/v1/conversations/c1", jana).json()["timeline"]?.list ?? []
            let message = items.first { $0["seq"] == .number(Double(seq)) }
            #expect(message?["delivery"] == .text("unknown"))
            #expect(message?["can_retry"] == .bool(true))
            let outcome = items.last { $0["kind"] == .text("delivery") }
            #expect(outcome?["id"] == message?["id"])
            #expect(outcome?["text"] == .text("cut off"))
            #expect(outcome?["can_retry"] == .bool(true))
        }
    }

    @Test func `who leads the conversation sends it again, once, and supervisors do`() async throws {
        let (console, jana, seq) = try await console()
        let ben = try await console.operatorSession("Ben")
        let path = "conversations/c1/messages/\(seq)/retry"
        try await console.run { client async throws in
            #expect(try await client.post(path, nil, ben).status == .forbidden, "neither leads nor supervises")
            #expect(try await client.post(path, nil, jana).status == .accepted)
            #expect(try await client.post(path, nil, jana).status == .conflict)
            #expect(try await client.post("conversations/c9/messages/2/retry", nil, jana).status == .notFound)
            #expect(try await client.post("conversations/c1/messages/x/retry", nil, jana).status == .notFound)
        }
        #expect(console.store.audited.filter { $0.action == "delivery.retry" }.count == 1)
        let (second, _, again) = try await self.console()
        let sam = try await second.operatorSession("Sam", role: .supervisor)
        try await second.run { client async throws in
            #expect(
                try await client.post("conversations/c1/messages/\(again)/retry", nil, sam).status == .accepted)
        }
    }

    @Test func `the timeline tells why a message waits for another attempt, not that one is under way`() {
        let due = Timestamp(milliseconds: 60_000)
        let bodies: [ConversationEvent.Body] = [
            .messageSent(MessageSent(author: Author(kind: .operator, name: "Jana"), text: "a", epoch: 1)),
            .deliveryChanged(DeliveryChanged(message: 1, state: .pending, attempt: 0, detail: nil)),
            .deliveryChanged(DeliveryChanged(message: 1, state: .sending, attempt: 1, detail: nil)),
            .deliveryChanged(
                DeliveryChanged(message: 1, state: .pending, attempt: 1, detail: "451 greylisted", retryAt: due)),
            .deliveryChanged(DeliveryChanged(message: 1, state: .withdrawn, attempt: 2, detail: nil)),
        ]
        let items = Timeline.items(
            id, transport: .pushed,
            bodies.enumerated().map { ConversationEvent(seq: $0 + 1, at: Timestamp(milliseconds: 1), body: $1) })
        #expect(items.map(\.kind) == ["message", "delivery", "delivery"])
        #expect(items[1].text == "451 greylisted")
        #expect(items[1].retryAt == due.description)
        #expect(items.map(\.canRetry) == [nil, nil, nil], "what was withdrawn stays so")
    }
}
