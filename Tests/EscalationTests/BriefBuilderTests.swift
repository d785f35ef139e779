import Conversations
import Escalation
import Testing

@Suite struct BriefBuilderTests {
    private let mara = Author(kind: .agent, name: "Mara")

    private func tried(_ bodies: [ConversationEvent.Body]) -> [String] {
        let events = bodies.enumerated().map { index, body in
            ConversationEvent(seq: index + 1, at: Timestamp(milliseconds: 0), body: body)
        }
        let state = ConversationState(id: ConversationID(number: 1))
        return BriefBuilder(customerName: nil).brief(state, events).tried.map(\.text)
    }

    @Test func `what the caller did not hear was not tried`() {
        let said = ["One. Two.", "Three.", "Four."].map {
            ConversationEvent.Body.messageSent(MessageSent(author: mara, text: $0, epoch: 0))
        }
        let cuts = [MessageHeard(message: 1, heard: "One."), MessageHeard(message: 2, heard: "")]
        #expect(tried(said) == ["One. Two.", "Three.", "Four."])
        #expect(tried(said + cuts.map { .messageHeard($0) }) == ["One.", "Four."])
    }
}
