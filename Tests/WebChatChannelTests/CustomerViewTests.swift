import Conversations
import Testing

@testable import WebChatChannel

@Suite struct CustomerViewTests {
    private let brief = Brief(
        who: "SECRET", wants: "SECRET", tried: [], facts: [], mood: "SECRET", verification: .anonymous,
        suggestion: "SECRET", draft: nil, language: "en")
    private let operatorName = Author(kind: .operator, name: "Anna")

    private func events(_ bodies: [ConversationEvent.Body]) -> [ConversationEvent] {
        bodies.enumerated().map { index, body in
            ConversationEvent(seq: index + 1, at: Timestamp(milliseconds: 0), body: body)
        }
    }

    @Test func nothingButMessagesAndOwnersIsSeen() {
        let hidden: [ConversationEvent.Body] = [
            .opened(
                Opened(customer: CustomerID(number: 1), channel: ChannelName("web"), address: "SECRET", locale: nil)),
            .disclosed(Disclosed(notice: "SECRET", persona: "SECRET", onBehalfOf: "SECRET", language: "en")),
            .turnEnded(
                TurnEnded(
                    through: 1, result: .answered, language: "en", unanswered: 0, memory: "SECRET",
                    trace: TurnTrace(intent: "SECRET", confidence: 1))),
            .escalated(
                Escalated(ordinal: 1, queue: "SECRET", priority: .high, reason: .anger, detail: "SECRET", brief: brief)),
            .caseChanged(
                CaseChanged(
                    ordinal: 1, state: .claimed, queue: "SECRET", holder: OperatorID(number: 1), holderName: "SECRET",
                    by: operatorName)),
            .noteAdded(NoteAdded(author: operatorName, text: "SECRET")),
            .handedBack(HandedBack(by: operatorName, summary: "SECRET")),
            .rated(Rated(score: 1, comment: "SECRET")),
            .factLearned(Fact(key: "SECRET", value: "SECRET", source: 1)),
            .identityLinked(
                IdentityLinked(
                    handle: Handle(scope: "account", address: "SECRET"), customer: CustomerID(number: 1),
                    assurance: .verified, evidence: "SECRET")),
            .waitingNoticeDue(WaitingNoticeDue(ordinal: 1)), .messageHeard(MessageHeard(message: 2, heard: "")),
            .deliveryChanged(DeliveryChanged(message: 99, state: .failed, attempt: 1, detail: "SECRET")),
        ]
        #expect(customerView(events(hidden), agentName: "Mara").isEmpty)
    }

    @Test func messagesKeepIdsOrderAndNames() {
        let items = customerView(
            events([
                .messageReceived(MessageReceived(externalID: "x1", text: "<b>", name: "Kim")),
                .ownerChanged(OwnerChanged(owner: .operator(OperatorID(number: 3)), epoch: 1, by: operatorName)),
                .messageSent(MessageSent(author: operatorName, text: "Hi", epoch: 1)),
                .ownerChanged(OwnerChanged(owner: .queue, epoch: 2, by: operatorName)),
                .ownerChanged(OwnerChanged(owner: .agent, epoch: 3, by: operatorName)),
                .deliveryChanged(DeliveryChanged(message: 3, state: .sent, attempt: 1, detail: "SECRET")),
            ]), agentName: "Mara")
        let at = Timestamp(milliseconds: 0)
        #expect(
            items == [
                .message(
                    ChatMessage(
                        id: "x1", seq: 1, author: Author(kind: .customer, name: "Kim"), text: "<b>", sentAt: at)),
                .owner(.operator(OperatorID(number: 3)), name: "Anna"),
                .message(
                    ChatMessage(id: "m3", seq: 3, author: operatorName, text: "Hi", sentAt: at, delivery: .sent)),
                .owner(.queue, name: nil),
                .owner(.agent, name: "Mara"),
            ])
    }

    @Test func framesAreTheDocumentedJSON() {
        func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
        #expect(
            text(ChatFrame.ready(owner: .agent, name: "Mara", seq: 4))
                == #"{"type":"ready","owner":"agent","name":"Mara","seq":4}"#)
        #expect(
            text(ChatFrame.item(.owner(.operator(OperatorID(number: 1)), name: "Anna")))
                == #"{"type":"owner","owner":"operator","name":"Anna"}"#)
        #expect(
            text(ChatFrame.typing(Author(kind: .operator, name: "Anna"), on: true))
                == #"{"type":"typing","author":{"kind":"operator","name":"Anna"},"on":true}"#)
        #expect(text(ChatFrame.delta(turn: "t", text: "a")) == #"{"type":"delta","turn":"t","text":"a"}"#)
        #expect(text(ChatFrame.accepted(id: "i", seq: 2)) == #"{"type":"accepted","id":"i","seq":2}"#)
        #expect(
            text(ChatFrame.error(status: 429, title: "T", detail: "D", retryAfterSeconds: 3))
                == #"{"type":"error","title":"T","detail":"D","status":429,"retry_after_s":3}"#)
        let message = ChatMessage(
            id: "m1", seq: 1, author: Author(kind: .agent, name: "Mara"), text: "Hi",
            citations: [Citation(id: "a", title: "A", url: nil)], sentAt: Timestamp(milliseconds: 0))
        #expect(
            text(ChatFrame.item(.message(message)))
                == #"{"type":"message","message":{"id":"m1","seq":1,"author":{"kind":"agent","name":"Mara"},"text":"Hi","citations":[{"id":"a","title":"A","url":null}],"attachments":[],"sent_at":"1970-01-01T00:00:00.000Z"}}"#
        )
    }
}
