import ConnectorKit
import Conversations
import EmailChannel
import Foundation
import MailFormat
import MailTransport
import Testing

@Suite("What a mail is to the channel")
struct MailReadingTests {
    @Test("A question is a message that the agent may answer, in a thread of its own")
    func question() {
        let message = Shop.reading(Shop.mail()).message
        #expect(message.text == "Wann haben Sie offen?")
        #expect(message.subject == "Öffnungszeiten")
        #expect(message.sender.address == "erika@example.org")
        #expect(message.sender.name == "Erika Muster")
        #expect(message.sender.assurance == .claimed)
        #expect(message.handling == nil)
        #expect(message.thread == InboundMessage.Thread())
        #expect(message.externalID == "a1@example.org")
        #expect(message.original?.mediaType == "message/rfc822")
    }

    @Test("An answer names our mail by its id, the customer's by theirs, the newest first")
    func thread() {
        let identity = Shop.identity()
        let ours = identity.messageID(of: .init(conversation: ConversationID(number: 5), seq: 3))
        let raw = Shop.mail(
            id: "a2@example.org", extra: ["In-Reply-To: <\(ours)>", "References: <a1@example.org> <\(ours)>"],
            body:
                "Danke, und am Samstag?\r\n\r\nAm 23.11.2026 um 10:05 schrieb Mara <\(Shop.address)>:\r\n> Bis 18 Uhr.")
        let message = Shop.reading(raw).message
        #expect(message.thread?.answers == [.sent(ConversationID(number: 5)), .received("a1@example.org")])
        #expect(message.thread?.proven == nil)
        #expect(message.text == "Danke, und am Samstag?")
    }

    @Test("The reply address proves the thread, in the envelope or in Delivered-To")
    func proven() throws {
        let identity = Shop.identity()
        let reply = try #require(identity.replyAddress(of: ConversationID(number: 5))).address
        let byEnvelope = MailReading(
            Shop.received(Shop.mail(from: "ben@elsewhere.example"), to: [reply]), for: identity)
        #expect(byEnvelope.message.thread?.proven == ConversationID(number: 5))
        let byField = Shop.reading(Shop.mail(extra: ["Delivered-To: \(reply)"]))
        #expect(byField.message.thread?.proven == ConversationID(number: 5))
        let byMark = Shop.reading(Shop.mail(body: "Neu\r\n\r\n> \(identity.mark(of: ConversationID(number: 5)))"))
        #expect(byMark.message.thread?.marked == ConversationID(number: 5))
        #expect(byMark.message.thread?.proven == nil)
    }

    @Test("A mark the writer wrote themselves, or put into the subject, names nothing")
    func writtenMark() {
        let mark = Shop.identity().mark(of: ConversationID(number: 5))
        #expect(Shop.reading(Shop.mail(body: "Es geht um \(mark).")).message.thread == InboundMessage.Thread())
        #expect(Shop.reading(Shop.mail(subject: "Re: \(mark)")).message.thread == InboundMessage.Thread())
    }

    @Test("Only a trusted server's word makes a sender verified")
    func authentication() {
        let passed = "dmarc=pass header.from=example.org"
        let trusted = Shop.reading(Shop.mail(extra: ["Authentication-Results: mx.nordlicht.example; \(passed)"]))
        #expect(trusted.message.sender.assurance == .verified)
        let forged = Shop.reading(Shop.mail(extra: ["Authentication-Results: mx.evil.example; \(passed)"]))
        #expect(forged.message.sender.assurance == .claimed)
    }

    @Test("Who wants the answers elsewhere is who wants them, unless the sender is proved")
    func replyTo() {
        let extra = ["Reply-To: mallory@evil.example"]
        #expect(Shop.reading(Shop.mail(extra: extra)).message.sender.address == "mallory@evil.example")
        let tagged = ["Reply-To: erika+ticket-4@example.org"]
        #expect(Shop.reading(Shop.mail(extra: tagged)).message.sender.address == "erika@example.org")
        let proof = "Authentication-Results: mx.nordlicht.example; dmarc=pass header.from=example.org"
        #expect(Shop.reading(Shop.mail(extra: [proof] + extra)).message.sender.address == "erika@example.org")
    }

    @Test(
        "What no person waits for is kept in silence",
        arguments: [
            ["Auto-Submitted: auto-replied"], ["Auto-Submitted: auto-generated"],
            ["List-Unsubscribe: <https://news.example/u>", "Precedence: bulk"],
            ["List-Id: News <news.shop.example>", "List-Unsubscribe: <https://news.example/u>"],
        ])
    func silent(_ extra: [String]) {
        #expect(Shop.reading(Shop.mail(extra: extra)).message.handling?.kind == .silent)
    }

    @Test("Of several who want the answers the first stranger is the writer, and alone is answered")
    func strangers() throws {
        let raw = Shop.mail(extra: ["Reply-To: erika@example.org, m1@evil.example, m2@evil.example"])
        #expect(Shop.reading(raw).message.sender.address == "m1@evil.example")
        let proof = "Authentication-Results: mx.nordlicht.example; dmarc=pass header.from=example.org"
        let proved = Shop.mail(extra: [proof, "Reply-To: a@example.org, b@example.org"])
        for (raw, kind, recipients) in [
            (raw, Author.Kind.agent, ["m1@evil.example"]), (raw, .operator, ["m1@evil.example"]),
            (proved, .agent, ["a@example.org"]), (proved, .operator, ["a@example.org", "b@example.org"]),
        ] {
            let message = OutboundMessage(
                key: "c5-3", conversation: ConversationID(number: 5), seq: 3, channel: Shop.channel,
                address: "m1@evil.example", author: Author(kind: kind, name: "Mara"), text: "Bis 18 Uhr.",
                citations: [],
                sentAt: Timestamp(milliseconds: 1_800_000_000_000))
            let letter = try Letter(
                message,
                answering: AnsweredLetter(
                    language: "de", original: .init(mediaType: "message/rfc822", bytes: Array(raw)), name: nil),
                as: Shop.persona, from: Shop.identity())
            #expect(letter.recipients == recipients)
        }
    }

    @Test("Our own address in Reply-To says nothing, with a tag or without")
    func ownReplyTo() {
        for own in [Shop.address, "Werkstatt@nordlicht.example", "service+x@nordlicht.example"] {
            let message = Shop.reading(Shop.mail(extra: ["Reply-To: \(own)"])).message
            #expect(message.sender.address == "erika@example.org")
            #expect(message.handling == nil)
        }
    }

    @Test("A form of our site writes for a customer, who is claimed and answered; a colleague is a person's matter")
    func ownFrom() {
        let proof = "Authentication-Results: mx.nordlicht.example; dmarc=pass header.from=nordlicht.example"
        let form = Shop.reading(
            Shop.mail(from: "Formular <\(Shop.address)>", extra: [proof, "Reply-To: Erika <erika@example.org>"])
        ).message
        #expect(form.sender.address == "erika@example.org" && form.sender.name == "Erika")
        #expect(form.sender.assurance == .claimed)
        #expect(form.handling == nil)
        let colleague = Shop.reading(Shop.mail(from: Shop.address)).message
        #expect(colleague.handling == Handling(.human, reason: "own_address"))
    }

    @Test("A mail of ours that comes back is kept in silence, whatever became of its header")
    func loop() {
        let ours = Shop.identity().messageID(of: .init(conversation: ConversationID(number: 5), seq: 3))
        for from in [Shop.address, "Liste <liste@elsewhere.example>"] {
            let message = Shop.reading(Shop.mail(from: from, id: ours)).message
            #expect(message.handling == Handling(.silent, reason: "own_loop"))
        }
    }

    @Test("Whether thanks want an answer is for the turn to say")
    func thanks() {
        let answer = Shop.mail(extra: ["In-Reply-To: <x@example.org>"], body: "Ja, alles klar, super.")
        #expect(Shop.reading(answer).message.handling == nil)
    }

    @Test("What the agent cannot read, or may not answer, is a person's")
    func human() {
        let suppressed = Shop.reading(Shop.mail(extra: ["X-Auto-Response-Suppress: All"])).message
        #expect(suppressed.handling?.kind == .human)
        let empty = Shop.reading(Data("Content-Type: image/png\r\n\r\n\u{1}".utf8)).message
        #expect(empty.handling?.kind == .human)
        var large = Shop.received(Shop.mail())
        large.truncatedFromBytes = 80_000_000
        #expect(MailReading(large, for: Shop.identity()).message.handling == Handling(.human, reason: "too_large"))
        #expect(Shop.reading(Data()).message.handling?.kind == .human)
    }

    @Test("A bounce to its address is news of the message it names")
    func bounce() {
        let identity = Shop.identity()
        let reference = EmailIdentity.Reference(conversation: ConversationID(number: 5), seq: 3)
        let raw = Data(
            """
            From: MAILER-DAEMON@mx.example\r
            To: \(identity.returnPath(of: reference))\r
            Subject: Undelivered Mail Returned to Sender\r
            Content-Type: multipart/report; report-type=delivery-status; boundary=b\r
            \r
            --b\r
            Content-Type: text/plain\r
            \r
            It could not be delivered.\r
            --b\r
            Content-Type: message/delivery-status\r
            \r
            Reporting-MTA: dns; mx.example\r
            \r
            Final-Recipient: rfc822; erika@example.org\r
            Action: failed\r
            Status: 5.1.1\r
            Diagnostic-Code: smtp; 550 5.1.1 no such user\r
            --b--\r

            """.utf8)
        let reading = MailReading(
            Shop.received(raw, sender: .none, to: [identity.returnPath(of: reference)]), for: identity)
        #expect(reading.news?.message == reference)
        #expect(reading.news?.detail.contains("5.1.1") == true)
        #expect(reading.message.handling?.kind == .silent)
        #expect(reading.message.thread?.proven == reference.conversation)
    }

    @Test("Mails without a Message-ID are told apart by what they say")
    func fingerprint() {
        let first = Shop.reading(Shop.mail(id: nil)).message.externalID
        #expect(first == Shop.reading(Shop.mail(id: nil)).message.externalID)
        #expect(first != Shop.reading(Shop.mail(id: nil, body: "Etwas anderes")).message.externalID)
    }
}
