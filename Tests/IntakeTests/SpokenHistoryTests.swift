import Conversations
import Testing

@testable import Intake

@Suite("Spoken history")
struct SpokenHistoryTests {
    private func event(_ seq: Int, _ body: ConversationEvent.Body) -> ConversationEvent {
        ConversationEvent(seq: seq, at: Timestamp(milliseconds: Int64(seq)), body: body)
    }

    private func sent(_ text: String) -> ConversationEvent.Body {
        .messageSent(MessageSent(author: Author(kind: .agent, name: "Mara"), text: text, epoch: 0))
    }

    @Test func ofOursOnlyWhatWasHeardCounts() {
        let events = [
            event(3, .messageReceived(MessageReceived(externalID: "c/1", text: "eins zwei"))),
            event(4, sent("Ich wiederhole: eins zwei. Stimmt das?")), event(5, sent("Sind Sie noch da?")),
            event(6, .messageReceived(MessageReceived(externalID: "c/2", text: "ja"))),
            event(7, .messageHeard(MessageHeard(message: 4, heard: "Ich wiederhole"))),
            event(8, .messageHeard(MessageHeard(message: 5, heard: ""))),
        ]
        let history = SpokenHistory.of(events, before: 6)
        #expect(history.map(\.seq) == [3, 4])
        #expect(history.map(\.text) == ["eins zwei", "Ich wiederhole"])
    }

    @Test func whatNobodyAnswersIsNoPartOfIt() {
        var opening = MessageReceived(externalID: "c", text: "")
        opening.handling = Handling(.silent, reason: "call_began")
        #expect(SpokenHistory.of([event(1, .messageReceived(opening))], before: 5).isEmpty)
    }
}
