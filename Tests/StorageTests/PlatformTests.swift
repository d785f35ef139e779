import ConnectorKit
import Conversations
import Escalation
import GRDB
import Intake
import Testing

@testable import Storage

/// What platforms that are data tell, as it is stored.
@Suite struct PlatformTests {
    private static let channel = StoreBench.mail

    private static func message(
        _ id: String, from sender: String = "anna", _ text: String = "Hallo", replaces: [String] = [],
        place json: String = "{}"
    ) -> PlatformBatch.Item {
        var message = PlatformMessage(
            StoreBench.message((replaces.isEmpty ? "" : "edit:") + id, text, from: sender, on: channel),
            at: PlatformPlace(recipient: sender, chat: nil, json: json, isPublic: false),
            id: replaces.isEmpty ? id : nil)
        message.replaces = replaces
        return .message(message)
    }

    private static func batch(_ items: [PlatformBatch.Item], at: Int64 = 1000) -> PlatformBatch {
        var batch = PlatformBatch(channel: channel, at: Timestamp(milliseconds: at))
        batch.items = items
        return batch
    }

    /// What the desk makes of a person's words, in short.
    private static func human(_ text: String) -> @Sendable (ConversationState) -> [ConversationEvent.Body] {
        { state in
            var message = MessageSent(author: Author(kind: .operator, name: "App"), text: text, epoch: state.epoch + 1)
            message.isFromElsewhere = true
            let change = OwnerChanged(owner: .queue, epoch: state.epoch + 1, by: Author(kind: .system))
            return [StoreBench.escalation(state), .ownerChanged(change), .messageSent(message)]
        }
    }

    /// A conversation with one message of ours, in a state of its delivery.
    private func conversation(_ bench: StoreBench, _ state: DeliveryState) async throws -> (ConversationID, Int) {
        let accepted = try await bench.store.take(Self.batch([Self.message("m1")]))
        let id = try #require(accepted.first).state.id
        let seq = try await bench.say("Wir haben bis 18 Uhr geöffnet.", in: id)
        try await bench.deliver(id, seq, state, at: 5000)
        return (id, seq)
    }

    private func arrive(_ bench: StoreBench, _ id: String, _ text: String) async throws -> WaitingEcho? {
        _ = try await bench.store.take(
            Self.batch([.echo(PlatformEcho(id: id, to: "anna", text: text))], at: 6000))
        return try await bench.store.echoes(dueAt: Timestamp(milliseconds: 6000), limit: 10).first
    }

    private func settle(
        _ bench: StoreBench, _ echo: WaitingEcho, at: Int64 = 6000
    ) async throws -> EchoOutcome {
        try await bench.store.settle(
            echo, at: Timestamp(milliseconds: at), patience: 10_000, Self.human(echo.text))
    }

    @Test func `a batch that comes again is found, and its newest place counts`() async throws {
        let bench = try StoreBench()
        let batch = Self.batch([Self.message("1"), Self.message("2"), Self.message("1", from: "bert")])
        #expect(try await bench.store.take(batch).map(\.isDuplicate) == [false, false, false])
        #expect(try await bench.store.take(batch).map(\.isDuplicate) == [true, true, true])
        _ = try await bench.store.take(Self.batch([Self.message("3", place: "{\"chat\":\"9\"}")]))
        #expect(try bench.count("SELECT count(*) FROM inbox") == 4)
        #expect(try bench.count("SELECT count(*) FROM places WHERE place = '{\"chat\":\"9\"}'") == 1)
        #expect(try await bench.store.verify().listed == [])
    }

    @Test func `an edit counts once, where its message is known, and says so`() async throws {
        let bench = try StoreBench()
        let (id, _) = try await conversation(bench, .sent)
        for _ in 0..<2 {
            _ = try await bench.store.take(Self.batch([Self.message("e", "zwei", replaces: ["m1"])]))
        }
        #expect(try await bench.store.take(Self.batch([Self.message("x", "drei", replaces: ["other"])])).isEmpty)
        let events = try await bench.store.events(of: id, after: 0, limit: 100)
        let notes = events.filter { if case .noteAdded = $0.body { true } else { false } }
        let received = events.filter { if case .messageReceived = $0.body { true } else { false } }
        #expect(notes.count == 1 && received.count == 2)
    }

    @Test func `an echo of a message whose id is known changes nothing`() async throws {
        let bench = try StoreBench()
        let (id, seq) = try await conversation(bench, .sent)
        try await bench.store.keepPlatformIDs(["p1"], of: seq, in: id)
        #expect(try await arrive(bench, "p1", "Wir haben bis 18 Uhr geöffnet.") == nil)
        #expect(try await bench.store.state(of: id)?.owner == .agent)
    }

    @Test func `an echo that overtakes the answer to its own request waits for it`() async throws {
        let bench = try StoreBench()
        let (id, seq) = try await conversation(bench, .sending)
        let echo = try #require(try await arrive(bench, "p1", "*Bis 18 Uhr*"))
        #expect(try await settle(bench, echo) == .waiting)
        #expect(try await bench.store.echoes(dueAt: Timestamp(milliseconds: 6000), limit: 10).isEmpty)
        try await bench.store.keepPlatformIDs(["p1"], of: seq, in: id)
        try await bench.deliver(id, seq, .sent, at: 6100)
        #expect(try await settle(bench, echo, at: 6300) == .ours)
        #expect(try await bench.store.state(of: id)?.owner == .agent)
        #expect(try bench.count("SELECT count(*) FROM echoes") == 0)
    }

    @Test func `an echo nobody of ours wrote is a person's, at once`() async throws {
        let bench = try StoreBench()
        let (id, _) = try await conversation(bench, .sent)
        let echo = try #require(try await arrive(bench, "h1", "Hier ist Paul."))
        #expect(try await settle(bench, echo) == .human)
        let state = try #require(try await bench.store.state(of: id))
        #expect(state.owner == .queue)
        #expect(try bench.count("SELECT count(*) FROM outbox WHERE state = 'pending'") == 0)
        // It comes again, and what becomes of it is told by its id.
        #expect(try await arrive(bench, "h1", "Hier ist Paul.") == nil)
        #expect(try await bench.store.platformMessage("h1", on: Self.channel)?.seq == state.seq)
        #expect(try await bench.store.verify().listed == [])
    }

    @Test func `while a message is being sent a person's words wait no longer than the patience`() async throws {
        let bench = try StoreBench()
        let (_, _) = try await conversation(bench, .sending)
        let echo = try #require(try await arrive(bench, "h1", "Hier ist Paul."))
        #expect(try await settle(bench, echo, at: 15_999) == .waiting)
        #expect(try await settle(bench, echo, at: 16_000) == .human)
    }

    @Test func `an echo proves that a message of unknown outcome is out`() async throws {
        let bench = try StoreBench()
        let (id, seq) = try await conversation(bench, .unknown)
        let echo = try #require(try await arrive(bench, "p1", "Wir haben *bis 18 Uhr* geöffnet"))
        #expect(try await settle(bench, echo) == .ours)
        #expect(try await bench.store.state(of: id)?.owner == .agent)
        #expect(try bench.count("SELECT count(*) FROM outbox WHERE seq = \(seq) AND state = 'sent'") == 1)
    }

    @Test func `receipts are kept, and a request to stop`() async throws {
        let bench = try StoreBench()
        let (id, seq) = try await conversation(bench, .sent)
        try await bench.store.keepPlatformIDs(["p1"], of: seq, in: id)
        var read = PlatformStatus(.read)
        read.targets = ["p1", "m1", "unknown"]
        var stop = PlatformStatus(.failed)
        stop.targets = ["p1"]
        stop.isOptOut = true
        _ = try await bench.store.take(Self.batch([.status(read), .status(stop)]))
        #expect(try bench.count("SELECT count(*) FROM receipts WHERE read_at IS NOT NULL") == 1)
        #expect(try bench.count("SELECT count(*) FROM places WHERE opted_out_at IS NOT NULL") == 1)
    }

    @Test func `a request that cannot be read is a dead letter that can be tried again or dropped`() async throws {
        let bench = try StoreBench()
        let (id, seq) = try await conversation(bench, .failed)
        var batch = Self.batch([], at: 9000)
        batch.letter = PlatformLetter(reason: "no_event", detail: "a message needs an id", request: "{}", body: [123])
        _ = try await bench.store.take(batch)
        let page = try await bench.store.deadLetters(PageRequest(limit: 1))
        let letter = try #require(page.items.first)
        #expect(letter.direction == .inbound && letter.conversation == nil && letter.reason == "no_event")
        let rest = try await bench.store.deadLetters(PageRequest(limit: 1, cursor: page.next)).items
        #expect(rest.map(\.id) == ["\(id.number)-\(seq)"])
        #expect(try await bench.store.requestsToRetry(limit: 10).isEmpty)
        #expect(try await bench.store.retryDeadLetter(letter.id, at: Timestamp(milliseconds: 9500)))
        let kept = try #require(try await bench.store.requestsToRetry(limit: 10).first)
        #expect(kept.letter.body == [123])
        try await bench.store.retryFailed(kept.id, reason: "no_event", detail: "again")
        #expect(try await bench.store.requestsToRetry(limit: 10).isEmpty)
        #expect(try await bench.store.dropDeadLetter(letter.id, at: Timestamp(milliseconds: 9900)))
        #expect(try await bench.store.deadLetters(PageRequest(limit: 10)).items.count == 1)
    }

    @Test func `what was asked for and how far are stored together`() async throws {
        let bench = try StoreBench()
        var batch = Self.batch([Self.message("1")])
        batch.cursor = "{\"offset\":2}"
        _ = try await bench.store.take(batch)
        #expect(try await bench.store.pollCursor(of: Self.channel) == "{\"offset\":2}")
    }

    @Test func `an erased customer leaves nothing of the platform's`() async throws {
        let bench = try StoreBench()
        let (id, seq) = try await conversation(bench, .sent)
        try await bench.store.keepPlatformIDs(["p1"], of: seq, in: id)
        _ = try await arrive(bench, "h1", "Hier ist Paul.")
        let customer = try #require(try await bench.store.state(of: id)).customer
        #expect(try await bench.store.erase(customer, at: Timestamp(milliseconds: 7000)))
        for table in ["places", "platform_ids", "echoes", "receipts", "remote_files"] {
            #expect(try bench.count("SELECT count(*) FROM \(table)") == 0, "\(table)")
        }
    }
}
