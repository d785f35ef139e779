import Conversations
import Intake
import Storage
import SwitchboardTesting
import Testing

@Suite("Threads: one sender, many conversations")
struct ThreadTests {
    private func letter(
        _ id: String, from address: String = "anna@example.org", answers: [InboundMessage.Thread.Reference] = [],
        proven: ConversationID? = nil, silent: Bool = false
    ) -> InboundMessage {
        var message = StoreBench.message(id, "Text \(id)", from: address, on: StoreBench.mail, assurance: .claimed)
        message.thread = InboundMessage.Thread(proven: proven, answers: answers)
        message.subject = "Betreff \(id)"
        message.original = InboundMessage.Original(mediaType: "message/rfc822", bytes: Array("raw \(id)".utf8))
        if silent { message.handling = Handling(.silent, reason: "out_of_office") }
        return message
    }

    @Test("A message that answers nothing opens a conversation of its own, with the same customer")
    func newThread() async throws {
        let bench = try StoreBench()
        let first = try await bench.accept(letter("1")).state
        let second = try await bench.accept(letter("2")).state
        #expect(first.id != second.id)
        #expect(first.customer == second.customer)
        #expect(try await bench.store.verify().listed == [])
    }

    @Test("An answer to one's own message, or to one of ours, joins its conversation")
    func known() async throws {
        let bench = try StoreBench()
        let first = try await bench.accept(letter("1")).state
        _ = try await bench.accept(letter("2"))
        let third = try await bench.accept(letter("3", answers: [.received("nowhere"), .received("1")])).state
        let fourth = try await bench.accept(letter("4", answers: [.sent(first.id)])).state
        #expect(third.id == first.id)
        #expect(fourth.id == first.id)
    }

    @Test("Naming somebody else's messages joins nothing")
    func stranger() async throws {
        let bench = try StoreBench()
        let first = try await bench.accept(letter("1")).state
        let other = try await bench.accept(
            letter("2", from: "mallory@example.net", answers: [.received("1"), .sent(first.id)])
        ).state
        #expect(other.id != first.id)
        #expect(other.customer != first.customer)
    }

    @Test("A proven thread takes another address in, once, and leaves a known customer's address theirs")
    func proven() async throws {
        let bench = try StoreBench()
        let first = try await bench.accept(letter("1")).state
        let colleague = try await bench.accept(letter("2", from: "ben@example.org", proven: first.id)).state
        #expect(colleague.id == first.id)
        let again = try await bench.accept(letter("3", from: "ben@example.org", answers: [.sent(first.id)])).state
        #expect(again.id == first.id)
        let own = try await bench.accept(letter("4", from: "carla@example.org")).state
        let joined = try await bench.accept(letter("5", from: "carla@example.org", proven: first.id)).state
        #expect(joined.id == first.id)
        let later = try await bench.accept(letter("6", from: "carla@example.org")).state
        #expect(later.customer == own.customer)
        let events = try await bench.store.events(of: first.id, after: 0, limit: 100)
        let links = events.filter { if case .identityLinked = $0.body { true } else { false } }
        #expect(links.count == 1)
        #expect(try await bench.store.verify().listed == [])
    }

    @Test("Who pastes another's mail with its mark into their own thread stays in their own thread")
    func pastedMark() async throws {
        let bench = try StoreBench()
        let anna = try await bench.accept(letter("1")).state
        let ben = try await bench.accept(letter("2", from: "ben@example.org")).state
        let pasted = try await bench.accept(
            StoreBench.letter("3", from: "ben@example.org", answers: [.sent(ben.id)], marked: anna.id)
        ).state
        #expect(pasted.id == ben.id)
        let stranger = StoreBench.letter("4", from: "carla@example.org", answers: [.sent(ben.id)], marked: anna.id)
        #expect(try await bench.accept(stranger).state.id == anna.id)
    }

    @Test("A proof for a conversation of another channel, or for none, is worth nothing")
    func foreignProof() async throws {
        let bench = try StoreBench()
        let web = try await bench.accept(StoreBench.message("1")).state
        let letter = try await bench.accept(letter("2", proven: web.id)).state
        #expect(letter.id != web.id)
        let lost = try await bench.accept(self.letter("3", proven: ConversationID(number: 999))).state
        #expect(lost.id != letter.id)
    }

    @Test("A message nobody waits for an answer to needs no turn and opens nothing that is closed")
    func silent() async throws {
        let bench = try StoreBench()
        let state = try await bench.accept(letter("1", silent: true)).state
        #expect(!state.needsTurn)
        let asked = try await bench.accept(letter("2", answers: [.received("1")])).state
        #expect(asked.id == state.id && asked.needsTurn)
        let after = try await bench.accept(letter("3", answers: [.received("1")], silent: true)).state
        #expect(after.needsTurn && after.lastReceived == asked.lastReceived)
        #expect(try await bench.store.verify().listed == [])
    }

    @Test("What came is kept byte for byte, once, and goes with the customer")
    func originals() async throws {
        let bench = try StoreBench()
        let first = try await bench.accept(letter("1"))
        #expect(try await bench.accept(letter("1")).isDuplicate)
        let joined = try await bench.accept(letter("2", from: "ben@example.org", proven: first.state.id))
        let kept = try await bench.store.original(of: first.seq, in: first.state.id)
        #expect(kept.map { String(decoding: $0.bytes, as: UTF8.self) } == "raw 1")
        let last = try await bench.store.lastOriginal(of: first.state.id, before: Int.max)
        #expect(last.map { String(decoding: $0.bytes, as: UTF8.self) } == "raw 2")
        #expect(joined.state.id == first.state.id)
        #expect(try bench.count("SELECT count(*) FROM originals") == 2)
        #expect(try await bench.store.erase(first.state.customer, at: Timestamp(milliseconds: 9000)))
        #expect(try bench.count("SELECT count(*) FROM originals") == 0)
        #expect(try bench.count("SELECT count(*) FROM inbox") == 0)
        #expect(try await bench.store.verify().listed == [])
    }

    @Test("Two hundred threads with crossing answers: each message lands where it belongs", arguments: [UInt64(1), 2])
    func crossing(_ seed: UInt64) async throws {
        let bench = try StoreBench()
        var chance = SeededGenerator(seed: seed)
        var threads: [(id: ConversationID, address: String, ids: [String])] = []
        var number = 0
        for thread in 0..<200 {
            let address = "c\(thread % 60)@example.org"
            number += 1
            let state = try await bench.accept(letter("m\(number)", from: address)).state
            threads.append((state.id, address, ["m\(number)"]))
        }
        for _ in 0..<600 {
            let index = Int.random(in: threads.indices, using: &chance)
            let thread = threads[index]
            number += 1
            let reference: InboundMessage.Thread.Reference =
                Bool.random(using: &chance)
                ? .sent(thread.id) : .received(thread.ids.randomElement(using: &chance) ?? "")
            let state = try await bench.accept(letter("m\(number)", from: thread.address, answers: [reference])).state
            #expect(state.id == thread.id, "seed \(seed)")
            threads[index].ids.append("m\(number)")
        }
        #expect(try await bench.store.verify().listed == [], "seed \(seed)")
    }
}
