import ConnectorKit
import Conversations
import Testing

@testable import OpsConsole

@Suite struct TimelineTests {
    private let id = ConversationID(number: 1)
    private let mara = Author(kind: .agent, name: "Mara")

    private func events(_ bodies: [ConversationEvent.Body], at moment: Int64 = 1000) -> [ConversationEvent] {
        bodies.enumerated().map { index, body in
            ConversationEvent(seq: index + 1, at: Timestamp(milliseconds: moment), body: body)
        }
    }

    private func turn(_ result: TurnResult) -> ConversationEvent.Body {
        .turnEnded(
            TurnEnded(
                through: 1, result: result, language: "de", unanswered: 0, memory: "",
                trace: TurnTrace(
                    intent: "question", confidence: 0.9, steps: [.init(stage: "decide", fact: "rule", value: "x")])))
    }

    @Test func `an escalation and a fact come with their codes, for readers of any language`() {
        let brief = Brief(
            who: "", wants: "", tried: [], facts: [], mood: "calm", verification: .anonymous, suggestion: "",
            draft: nil,
            language: "de")
        let items = Timeline.items(
            id, transport: .stored,
            events([
                .factLearned(Fact(key: "order_number", value: "4711", source: 1)),
                .escalated(
                    Escalated(
                        ordinal: 1, queue: "service", priority: .normal, reason: .safety, detail: "unsafe-bicycle",
                        brief: brief)),
            ]))
        #expect(items[0].fact?.key == "order_number")
        #expect(items[0].fact?.value == "4711")
        #expect(items[1].reason == "risk")
        #expect(items[1].cause == "safety")
        #expect(items[1].causeDetail == "unsafe-bicycle")
    }

    @Test func `a note comes with its code, and a suggested answer is an item of its own`() {
        let ended = Remark(.callEnded, ["reason": "hung_up", "seconds": "83"])
        var suggestion = NoteAdded(author: mara, text: "From nine to five.", remark: Remark(.suggestion))
        suggestion.citations = [Citation(id: "hours", title: "Hours")]
        let items = Timeline.items(
            id, transport: .stored,
            events([
                .noteAdded(NoteAdded(author: Author(kind: .system), text: "call ended", remark: ended)),
                .noteAdded(suggestion),
                .noteAdded(NoteAdded(author: Author(kind: .operator, name: "Bo"), text: "Stammkunde")),
            ]))
        #expect(items.map(\.kind) == ["note", "suggestion", "note"])
        #expect(items.map(\.remark?.code) == ["call_ended", "suggestion", nil])
        #expect(items[0].remark?.values["seconds"] == "83")
        #expect(items[1].citations?.map(\.title) == ["Hours"])
    }

    @Test func `the trace of a turn stands at its last message`() {
        let items = Timeline.items(
            id, transport: .stored,
            events([
                .messageSent(MessageSent(author: mara, text: "a", epoch: 0)),
                .messageSent(
                    MessageSent(author: mara, text: "b", citations: [Citation(id: "k", title: "T")], epoch: 0)),
                turn(.answered),
            ]))
        #expect(items.map(\.kind) == ["message", "message"])
        #expect(items[0].trace == nil)
        #expect(items[1].trace?.decision == "answer")
        #expect(items[1].trace?.articles.map(\.id) == ["k"])
        #expect(items[1].trace?.rule.value == "x")
    }

    @Test func `an escalating turn's trace stands at the escalation too, a silent one's alone`() {
        let brief = Brief(
            who: "", wants: "", tried: [], facts: [], mood: "calm", verification: .anonymous, suggestion: "",
            draft: nil, language: "de")
        let escalating = Timeline.items(
            id, transport: .stored,
            events([
                turn(.escalated), .ownerChanged(OwnerChanged(owner: .queue, epoch: 1, by: mara)),
                .escalated(
                    Escalated(
                        ordinal: 1, queue: "q", priority: .high, reason: .safety, detail: "rule x", brief: brief)),
            ]))
        #expect(escalating.map(\.kind) == ["owner", "escalated"])
        #expect(escalating[1].trace != nil)
        #expect(escalating[1].reason == "risk")
        #expect(escalating[1].text == "safety: rule x")
        #expect(Timeline.items(id, transport: .stored, events([turn(.silent)])).map(\.kind) == ["silent"])
    }

    @Test func `what was heard of a cut message stands at it and tells live readers`() {
        let items = Timeline.items(
            id, transport: .stored,
            events([
                .messageSent(MessageSent(author: mara, text: "One. Two.", epoch: 0)),
                .messageSent(MessageSent(author: mara, text: "Three.", epoch: 0)),
                .messageHeard(MessageHeard(message: 1, heard: "One.")),
            ]))
        #expect(items.map(\.kind) == ["message", "message", "heard"])
        #expect(items.map(\.heard) == ["One.", nil, "One."])
        #expect(items[2].id == "m1")
    }

    @Test func `delivery changes the message and shows its final outcome`() {
        let items = Timeline.items(
            id, transport: .pushed,
            events([
                .messageSent(MessageSent(author: mara, text: "a", epoch: 0)),
                .deliveryChanged(DeliveryChanged(message: 1, state: .sending, attempt: 1, detail: nil)),
                .deliveryChanged(DeliveryChanged(message: 1, state: .unknown, attempt: 1, detail: "cut off")),
            ]))
        #expect(items.map(\.kind) == ["message", "delivery"])
        #expect(items[0].delivery == "unknown")
        #expect(items[1].id == items[0].id)
    }

    @Test func `a message of a channel that pushes is pending until something is heard of it`() {
        let sent = events([.messageSent(MessageSent(author: mara, text: "a", epoch: 0))])
        #expect(Timeline.items(id, transport: .pushed, sent)[0].delivery == "pending")
        #expect(Timeline.items(id, transport: .stored, sent)[0].delivery == "sent")
    }

    @Test func `only web addresses become links`() {
        for (url, expected) in [("https://a.example", true), ("javascript:alert(1)", false), ("data:x", false)] {
            #expect((WireCitation(Citation(id: "a", title: "t", url: url)).url.value != nil) == expected)
        }
    }

    @Test func `a customer's return is a reopening`() {
        let items = Timeline.items(
            id, transport: .stored,
            events([.ownerChanged(OwnerChanged(owner: .agent, epoch: 2, by: Author(kind: .customer)))]))
        #expect(items.map(\.kind) == ["reopened"])
    }
}
