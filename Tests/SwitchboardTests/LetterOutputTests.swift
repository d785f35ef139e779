import Conversations
import Escalation
import Testing

@testable import Switchboard

/// What the command line shows of mails.
@Suite struct LetterOutputTests {
    private var mail: MessageReceived {
        var mail = MessageReceived(externalID: "<a@b>", text: "Anbei.", name: "Lena")
        mail.subject = "Re: Rechnung"
        mail.from = "lena@arbeit.example"
        mail.attachments = [Attachment(name: "Rechnung.pdf", type: "application/pdf", sizeBytes: 48_213)]
        mail.handling = Handling(.human, reason: "encrypted")
        return mail
    }

    private func event(_ seq: Int, _ body: ConversationEvent.Body) -> ConversationEvent {
        ConversationEvent(seq: seq, at: Timestamp(milliseconds: 1_800_000_000_000), body: body)
    }

    @Test func `a case shows subjects, files and what failed`() {
        let id = ConversationID(number: 1)
        let entry = CaseEntry(
            id: CaseID(conversation: id, ordinal: 1), customer: CustomerID(number: 1), channel: ChannelName("support"),
            language: "de", queue: "front", priority: .normal, state: .open, reason: .lowConfidence, detail: "",
            holder: nil, holderName: nil, openedAt: Timestamp(milliseconds: 1), waitingSince: nil, resolvedAt: nil,
            outcome: nil, glance: ConversationGlance(), wants: "", brief: nil)
        let lines = CaseOutput.lines(
            entry,
            [
                event(2, .messageReceived(mail)),
                event(3, .deliveryChanged(DeliveryChanged(message: 1, state: .sent, attempt: 1, detail: nil))),
                event(4, .deliveryChanged(DeliveryChanged(message: 1, state: .unknown, attempt: 1, detail: "cut off"))),
            ], now: Timestamp(milliseconds: 1_800_000_000_000))
        let shown = lines.drop { !$0.isEmpty }.dropFirst().map { $0.split(separator: "  ", maxSplits: 1).last ?? "" }
        #expect(
            shown == [
                "customer, from lena@arbeit.example: [Re: Rechnung] Anbei.",
                "-- attached: Rechnung.pdf (application/pdf, 48213 bytes)", "-- only a person may answer: encrypted",
                "-- delivery unknown: cut off",
            ])
    }

    @Test func `programs get the same as members`() {
        let text = EventJSON.value(event(2, .messageReceived(mail))).text
        #expect(text.contains(#""from":"lena@arbeit.example","subject":"Re: Rechnung","text":"Anbei.""#))
        #expect(
            text.contains(
                #""attachments":[{"name":"Rechnung.pdf","type":"application/pdf","size_bytes":48213,"inline":false}]"#))
        #expect(text.contains(#""handling":{"kind":"human","reason":"encrypted"}"#))
        let chat = EventJSON.value(event(2, .messageReceived(MessageReceived(externalID: "x", text: "Hallo")))).text
        #expect(chat.contains(#""subject":null,"text":"Hallo","attachments":[],"handling":null"#))
    }
}
