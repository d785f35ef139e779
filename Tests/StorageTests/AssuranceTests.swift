import Conversations
import Escalation
import Intake
import Storage
import Testing

@Suite("Who wrote a message, as far as it was shown")
struct AssuranceTests {
    private static let vera = "vera@example.org"

    /// What is recorded of each message of a conversation.
    private func recorded(_ bench: StoreBench, _ id: ConversationID) async throws -> [Assurance?] {
        try await bench.store.events(of: id, after: 0, limit: 100).compactMap { event -> Assurance?? in
            if case .messageReceived(let message) = event.body { .some(message.assurance) } else { nil }
        }
    }

    @Test("A proof is one message's: a later one in the same name has to bring its own")
    func perMessage() async throws {
        let bench = try StoreBench()
        let first = try await bench.accept(StoreBench.letter("1", from: Self.vera, assurance: .verified))
        let forged = try await bench.accept(StoreBench.letter("2", from: Self.vera))
        #expect(forged.message?.assurance == .claimed)
        #expect(forged.state.customer == first.state.customer)
        let answer = try await bench.accept(
            StoreBench.letter("3", from: Self.vera, answers: [.sent(first.state.id)]))
        #expect(answer.state.id == first.state.id)
        #expect(try await recorded(bench, first.state.id) == [.verified, .claimed])
        #expect(answer.customer.assurance == .verified, "the best that was shown")
    }

    @Test("A customer is shown as what was proved at best, whenever it was, in threads and in chats")
    func best() async throws {
        let bench = try StoreBench()
        let claimed = try await bench.accept(StoreBench.letter("1", from: Self.vera))
        #expect(claimed.customer.assurance == .claimed)
        let proved = try await bench.accept(
            StoreBench.letter("2", from: Self.vera, assurance: .verified, answers: [.sent(claimed.state.id)]))
        #expect(proved.customer.assurance == .verified)
        let entry = try #require(try await bench.store.customer(proved.state.customer))
        #expect(entry.handles.map(\.assurance) == [.verified])
        let rest = try await bench.accept(
            StoreBench.message("1", from: "app", on: StoreBench.rest, assurance: .claimed))
        let vouched = try await bench.accept(
            StoreBench.message("2", from: "app", on: StoreBench.rest, assurance: .verified))
        #expect(vouched.customer.assurance == .verified)
        #expect(try await recorded(bench, rest.state.id) == [.claimed, .verified])
        #expect(try await bench.store.verify().listed == [])
    }

    @Test("Who joins with a token proves nothing of the customer, and begins anew as somebody else")
    func guest() async throws {
        let bench = try StoreBench()
        let ben = "ben@example.net"
        let anna = try await bench.accept(StoreBench.letter("1", from: "anna@example.org", name: "Anna"))
        let joined = try await bench.accept(
            StoreBench.letter("2", from: ben, assurance: .verified, proven: anna.state.id, name: "Ben"))
        #expect(joined.state.customer == anna.state.customer)
        #expect(joined.customer.assurance == .claimed)
        #expect(joined.customer.name == "Anna")
        let handles = try #require(try await bench.store.customer(anna.state.customer)).handles
        #expect(Set(handles.map(\.handle.address)) == ["anna@example.org", ben])
        #expect(handles.allSatisfy { $0.assurance == .claimed })
        let again = try await bench.accept(
            StoreBench.letter("3", from: ben, assurance: .verified, answers: [.sent(anna.state.id)]))
        #expect(again.state.id == anna.state.id && again.message?.assurance == .claimed)
        let own = try await bench.accept(StoreBench.letter("4", from: ben, assurance: .verified, name: "Ben"))
        #expect(own.state.customer != anna.state.customer)
        #expect(own.customer.assurance == .verified && own.customer.name == "Ben")
        let back = try await bench.accept(
            StoreBench.letter("5", from: ben, assurance: .verified, proven: anna.state.id))
        #expect(back.state.id == anna.state.id && back.message?.assurance == .claimed)
        #expect(back.customer.assurance == .claimed)
        #expect(try await bench.store.verify().listed == [])
        #expect(try await bench.store.erase(own.state.customer, at: Timestamp(milliseconds: 9000)))
        #expect(try await bench.store.verify().listed == [])
    }
}
