import Conversations
import Escalation
import Intake
import Testing

@testable import Storage

@Suite("How long messages are kept as they came")
struct RetentionTests {
    private let day: Int64 = 86_400_000

    private func letter(_ id: String, at: Int64, bytes: Int = 10) -> InboundMessage {
        var message = StoreBench.letter(id, from: "\(id)@example.org", at: at)
        message.original = InboundMessage.Original(
            mediaType: "message/rfc822", bytes: [UInt8](repeating: 7, count: bytes))
        return message
    }

    private func drop(_ bench: StoreBench, before moment: Int64) async throws -> Int {
        try await bench.store.dropOriginals(
            unchangedSince: Timestamp(milliseconds: moment), keptBefore: Timestamp(milliseconds: .max))
    }

    @Test("What is imported today stays, however old it is")
    func imported() async throws {
        let bench = try StoreBench()
        let old = try await bench.accept(letter("a", at: day))
        #expect(try await bench.store.dropOriginals(unchangedSince: Timestamp(milliseconds: 500 * day)) == 0)
        #expect(try await bench.store.original(of: old.seq, in: old.state.id) != nil)
    }

    @Test("Those of conversations that rested long enough go, the others and everything read of them stay")
    func rested() async throws {
        let bench = try StoreBench()
        let old = try await bench.accept(letter("a", at: day))
        let fresh = try await bench.accept(letter("b", at: day))
        _ = try await bench.say("Gern.", in: fresh.state.id, at: 9 * day)
        #expect(try await drop(bench, before: 5 * day) == 1)
        #expect(try await bench.store.original(of: old.seq, in: old.state.id) == nil)
        #expect(try await bench.store.original(of: fresh.seq, in: fresh.state.id) != nil)
        let texts = try await bench.store.events(of: old.state.id, after: 0, limit: 9).compactMap { event in
            if case .messageReceived(let message) = event.body { message.text } else { nil }
        }
        #expect(texts == ["Hallo"])
        #expect(try await bench.store.verify().listed == [])
        #expect(try await drop(bench, before: 20 * day) == 1)
        #expect(try await bench.store.originalsCount() == 0)
    }

    @Test("A case that is open keeps them, however old")
    func open() async throws {
        let bench = try StoreBench()
        let accepted = try await bench.accept(letter("a", at: day))
        _ = try await bench.store.append(to: accepted.state.id, at: Timestamp(milliseconds: day)) { state in
            [
                StoreBench.escalation(state),
                .ownerChanged(
                    OwnerChanged(owner: .queue, epoch: state.epoch + 1, by: Author(kind: .agent, name: "Mara"))),
            ]
        }
        #expect(try await drop(bench, before: 500 * day) == 0)
    }

    @Test("However many and large they are, other writers go between, and all are gone in the end")
    func batches() async throws {
        let bench = try StoreBench()
        for number in 0..<120 { _ = try await bench.accept(letter("m\(number)", at: day, bytes: 200_000)) }
        async let removed = drop(bench, before: 5 * day)
        for number in 0..<20 { _ = try await bench.accept(StoreBench.message("w\(number)", at: 6 * day)) }
        #expect(try await removed == 120)
        #expect(try await bench.store.originalsCount() == 0)
    }

    @Test("Erasure removes them at once")
    func erased() async throws {
        let bench = try StoreBench()
        let accepted = try await bench.accept(letter("a", at: day))
        #expect(try await bench.store.erase(accepted.state.customer, at: Timestamp(milliseconds: 2 * day)))
        #expect(try await bench.store.originalsCount() == 0)
    }
}
