import Conversations
import Escalation
import Intake
import Storage
import SwitchboardTesting
import Testing

@Suite("What lists and timelines show of letters")
struct LetterListTests {
    private func letter(_ id: String, keeps: Bool) -> InboundMessage {
        var message = StoreBench.message(id, "Text", from: "anna@example.org", on: StoreBench.mail, assurance: .claimed)
        message.thread = InboundMessage.Thread(answers: [.received("1")])
        message.subject = "Betreff \(id)"
        if keeps { message.original = InboundMessage.Original(mediaType: "message/rfc822", bytes: [1]) }
        return message
    }

    @Test("A row has the subject of the newest letter")
    func subject() async throws {
        let bench = try StoreBench()
        let id = try await bench.accept(letter("1", keeps: false)).state.id
        _ = try await bench.accept(letter("2", keeps: false))
        #expect(try await bench.store.conversation(id)?.glance.lastCustomerMessage?.subject == "Betreff 2")
    }

    @Test("Of the messages asked for, those that were kept are named")
    func kept() async throws {
        let bench = try StoreBench()
        let first = try await bench.accept(letter("1", keeps: true))
        let second = try await bench.accept(letter("2", keeps: false))
        let third = try await bench.accept(letter("3", keeps: true))
        let id = first.state.id
        #expect(third.state.id == id)
        let all = [first.seq, second.seq, third.seq]
        #expect(try await bench.store.originals(of: all, in: id) == [first.seq, third.seq])
        #expect(try await bench.store.originals(of: [third.seq, second.seq], in: id) == [third.seq])
        #expect(try await bench.store.originals(of: [], in: id) == [])
        #expect(try await bench.store.originals(of: all, in: ConversationID(number: 99)) == [])
    }
}
