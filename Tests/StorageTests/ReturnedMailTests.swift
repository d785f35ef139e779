import Conversations
import GRDB
import Intake
import Testing

@testable import Storage

@Suite("Mails that come back, and people who complain")
struct ReturnedMailTests {
    private static let bad = "came back: 5.1."

    private func open(_ bench: StoreBench) async throws -> ConversationID {
        try await bench.accept(StoreBench.message("1", from: "anna", on: StoreBench.mail)).state.id
    }

    private func state(_ bench: StoreBench, _ id: ConversationID, _ seq: Int) async throws -> [DeliveryState] {
        try await bench.store.events(of: id, after: 0, limit: 100).compactMap { event in
            guard case .deliveryChanged(let change) = event.body, change.message == seq else { return nil }
            return change.state
        }
    }

    private func at(_ milliseconds: Int64) -> Timestamp { Timestamp(milliseconds: milliseconds) }

    @Test(
        "A bounce of what was sent is a failure; of what is on its way again it is a note",
        arguments: [
            DeliveryState.sent, .unknown, .failed, .pending, .sending,
        ])
    func late(now: DeliveryState) async throws {
        let bench = try StoreBench()
        let id = try await open(bench)
        let seq = try await bench.say("eins", in: id)
        try await bench.deliver(id, seq, .sending)
        try await bench.deliver(id, seq, now)
        try await bench.store.cameBack(seq, in: id, detail: "came back: 5.1.1 who?", at: at(9000))
        let isUnderway = now == .pending || now == .sending
        #expect(try await state(bench, id, seq).last == (isUnderway ? now : .failed))
        let notes = try await bench.store.events(of: id, after: 0, limit: 100).compactMap { event in
            if case .noteAdded(let note) = event.body { note } else { nil }
        }
        #expect(notes.count == (isUnderway ? 1 : 0))
        #expect(notes.allSatisfy { $0.text.contains("5.1.1 who?") && $0.author.kind == .system })
    }

    private func unwanted(_ bench: StoreBench) async throws -> UnwantedMail? {
        try await bench.store.unwanted(at: "anna", on: StoreBench.mail, badAddress: Self.bad)
    }

    private func receive(
        _ bench: StoreBench, _ id: String, at: Int64, _ handling: Handling?
    ) async throws {
        var message = InboundMessage(
            channel: StoreBench.mail, externalID: id, sender: .init(address: "anna", assurance: .claimed), text: "…",
            locale: nil, receivedAt: self.at(at))
        message.handling = handling
        _ = try await bench.accept(message)
    }

    @Test("A complaint holds until the customer writes again")
    func complaint() async throws {
        let bench = try StoreBench()
        _ = try await open(bench)
        #expect(try await unwanted(bench) == nil)
        try await receive(bench, "c", at: 20_000, Handling(.silent, reason: "complaint"))
        #expect(try await unwanted(bench) == .complained)
        try await receive(bench, "d", at: 21_000, Handling(.silent, reason: "auto_reply"))
        #expect(try await unwanted(bench) == .complained)
        #expect(try await bench.store.unwanted(at: "bert", on: StoreBench.mail, badAddress: Self.bad) == nil)
        try await receive(bench, "e", at: 22_000, nil)
        #expect(try await unwanted(bench) == nil)
    }

    @Test("A person lifts it by handing back, or by sending again")
    func lifted() async throws {
        let bench = try StoreBench()
        let id = try await open(bench)
        let seq = try await bench.say("eins", in: id)
        try await bench.deliver(id, seq, .sent)
        try await receive(bench, "c", at: 20_000, Handling(.silent, reason: "complaint"))
        _ = try await bench.store.append(to: id, at: at(21_000)) { _ in
            [.handedBack(HandedBack(by: Author(kind: .operator, name: "Jana"), summary: nil))]
        }
        #expect(try await unwanted(bench) == nil)
        try await bench.store.cameBack(seq, in: id, detail: "came back: 5.2.2 full", at: at(22_000))
        #expect(try await unwanted(bench) == nil)
        try await bench.store.cameBack(seq, in: id, detail: "came back: 5.1.1 who?", at: at(23_000))
        #expect(try await unwanted(bench) == .badAddress)
        #expect(try await bench.store.retryDelivery(of: seq, in: id, at: at(24_000)))
        #expect(try await unwanted(bench) == nil)
    }

    /// A customer with five hundred exchanges in one conversation and fifty in conversations of their own.
    @Test("What is read of a customer's log for one mail does not grow with the log")
    func bounded() async throws {
        let bench = try StoreBench()
        let id = try await open(bench)
        for number in 0..<500 {
            let at = Int64(10_000 + number * 10)
            try await receive(bench, "m\(number)", at: at, nil)
            let seq = try await bench.say("ja", in: id, at: at + 1)
            try await bench.deliver(id, seq, .sending, at: at + 2)
            try await bench.deliver(id, seq, .sent, at: at + 3)
        }
        for number in 0..<50 {
            _ = try await bench.accept(StoreBench.letter("t\(number)", from: "anna", at: 20_000 + Int64(number)))
        }
        let seq = try await bench.say("noch etwas", in: id, at: 30_000)
        try await bench.deliver(id, seq, .sending, at: 30_001)
        let search = UnwantedMailSearch(channel: StoreBench.mail, address: "anna", badAddress: Self.bad)
        let answer = try await bench.store.pool.read { try search.run($0) }
        // Every event of the customer was read before: 2,153.
        #expect(try bench.count("SELECT count(*) FROM events") > 2000)
        #expect(answer.found == nil && answer.eventsRead <= 10, "\(answer.eventsRead) events read")
        try await receive(bench, "c", at: 40_000, Handling(.silent, reason: "complaint"))
        let complained = try await bench.store.pool.read { try search.run($0) }
        #expect(complained.found == .complained && complained.eventsRead <= 11, "\(complained.eventsRead) events read")
    }
}
