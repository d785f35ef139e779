import ConnectorKit
import Conversations
import EmailChannel
import Foundation
import MailFormat
import Testing

@Suite("The mail that carries a message")
struct LetterTests {
    private func letter(
        _ text: String = "Wir haben bis **18 Uhr** offen.", by kind: Author.Kind = .agent,
        answering raw: Data? = Shop.mail(),
        citations: [Citation] = [], plus: Bool = true, language: String? = "de", name: String? = "Erika Muster",
        sentSince: [Int] = []
    ) throws -> Letter {
        let message = OutboundMessage(
            key: "c5-3", conversation: ConversationID(number: 5), seq: 3, channel: Shop.channel,
            address: "erika@example.org", author: Author(kind: kind, name: kind == .agent ? "Mara" : "Jonas"),
            text: text,
            citations: citations, sentAt: Timestamp(milliseconds: 1_800_000_000_000))
        let original = raw.map { InboundMessage.Original(mediaType: "message/rfc822", bytes: Array($0)) }
        return try Letter(
            message,
            answering: AnsweredLetter(
                language: language, original: original, name: name, sentSince: sentSince), as: Shop.persona,
            from: Shop.identity(plus: plus))
    }

    private func parsed(_ letter: Letter) throws -> Mail { Mail.parse(bytes: try letter.draft.rendered().bytes) }

    @Test("It goes to the writer, in the thread, marked as automatic")
    func agent() throws {
        let raw = Shop.mail(extra: ["Cc: chef@example.org, \(Shop.address)", "References: <a0@example.org>"])
        let letter = try letter(answering: raw)
        let mail = try parsed(letter)
        #expect(letter.recipients == ["Erika@example.org"])
        #expect(mail.to.map(\.address) == ["Erika@example.org"])
        #expect(mail.cc.isEmpty)
        #expect(mail.subject == "Re: Öffnungszeiten")
        #expect(mail.inReplyTo == ["a1@example.org"])
        #expect(mail.references == ["a0@example.org", "a1@example.org"])
        #expect(mail.headers["Auto-Submitted"] == "auto-replied")
        #expect(mail.headers["List-Unsubscribe"] == nil)
        #expect(mail.from.first?.name?.contains("Mara") == true)
        #expect(Shop.identity().message(ofID: mail.messageID ?? "")?.seq == 3)
        #expect(Shop.identity().conversations(in: mail.replyTo.map(\.address)) == [ConversationID(number: 5)])
        #expect(letter.returnPath != Shop.address)
    }

    @Test("A person's mail is not marked, keeps the copies and is not dressed up")
    func person() throws {
        let raw = Shop.mail(extra: ["Cc: chef@example.org, werkstatt@nordlicht.example"])
        let letter = try letter("Liebe Frau Muster, das geht.", by: .operator, answering: raw)
        let mail = try parsed(letter)
        #expect(mail.headers["Auto-Submitted"] == nil)
        #expect(mail.cc.map(\.address) == ["chef@example.org"])
        #expect(letter.recipients == ["Erika@example.org", "chef@example.org"])
        #expect(mail.text.hasPrefix("Liebe Frau Muster, das geht."))
    }

    @Test("Greeting, text, sources, close and the quoted mail, as text and as HTML")
    func body() throws {
        let citation = Citation(id: "hours", title: "Öffnungszeiten", url: "https://nordlicht.example/hours")
        let mail = try parsed(letter(citations: [citation]))
        let order = [
            "Guten Tag Erika Muster,", "wir haben bis 18 Uhr offen.", "https://nordlicht.example/hours", "Viele Grüße",
            "Mara", "> Wann haben Sie offen?",
        ]
        var rest = Substring(mail.text)
        for part in order {
            let found = try #require(rest.firstRange(of: part), "missing: \(part) in \(mail.text)")
            rest = rest[found.upperBound...]
        }
        #expect(mail.html?.contains("<strong>18 Uhr</strong>") == true)
        #expect(mail.html?.contains("<blockquote") == true)
    }

    @Test(
        "Nothing a customer wrote becomes markup, a header or an address",
        arguments: [
            "<script>alert(1)</script>", "Eve\r\nBcc: all@example.org", "\"><img src=x onerror=alert(1)>",
        ])
    func hostile(_ words: String) throws {
        let encoded = "=?utf-8?b?\(Data(words.utf8).base64EncodedString())?="
        let raw = Shop.mail(from: "\(encoded) <eve@example.org>", subject: encoded, body: words)
        let letter = try letter("Text \(words)", answering: raw, name: words)
        let mail = try parsed(letter)
        #expect(mail.headers.all("Bcc").isEmpty)
        #expect(letter.recipients == ["eve@example.org"])
        #expect(mail.html?.contains("<script") == false)
        #expect(mail.html?.contains("<img") == false)
    }

    @Test("Reply-To is followed; a mail of our own address is answered to nobody")
    func addressing() throws {
        let form = Shop.mail(from: "noreply@shop.example", extra: ["Reply-To: Kunde <kunde@example.org>"])
        #expect(try letter(answering: form).recipients == ["kunde@example.org"])
        let message = OutboundMessage(
            key: "k", conversation: ConversationID(number: 1), seq: 2, channel: Shop.channel, address: Shop.address,
            author: Author(kind: .agent), text: "x", citations: [], sentAt: Timestamp(milliseconds: 0))
        #expect(throws: Letter.NobodyToAnswer.self) {
            try Letter(
                message, answering: AnsweredLetter(language: nil, original: nil, name: nil), as: Shop.persona,
                from: Shop.identity())
        }
    }

    @Test("Another channel of ours is neither copied nor answered")
    func house() throws {
        let both = Shop.mail(extra: ["Cc: info@rad.example, chef@example.org"])
        #expect(
            try letter("Gern.", by: .operator, answering: both).recipients == ["Erika@example.org", "chef@example.org"])
        let ours = MailReading(Shop.received(Shop.mail(from: "info@rad.example")), for: Shop.identity())
        #expect(ours.message.handling == Handling(.human, reason: "own_address"))
    }

    @Test("What an agent wrote is known as that even where a relay drops the standard's fields")
    func agentsMail() throws {
        let raw = try letter().draft.rendered().bytes
        let lines = String(decoding: raw, as: UTF8.self).components(separatedBy: "\r\n")
        let stripped = lines.filter { !$0.hasPrefix("Auto-Submitted") && !$0.hasPrefix("X-Auto-Response") }
        let other = EmailIdentity(
            channel: ChannelName("other"), address: MailAddress(name: nil, address: "erika@example.org"),
            key: [UInt8](repeating: 9, count: 32))
        let reading = MailReading(
            Shop.received(Data(stripped.joined(separator: "\r\n").utf8), to: ["erika@example.org"]), for: other)
        #expect(reading.message.handling?.kind == .silent)
    }

    @Test("Without plus addresses the text carries the mark; in English the words are English")
    func mark() throws {
        let mail = try parsed(letter(plus: false, language: "en", name: nil))
        #expect(Shop.identity(plus: false).conversation(markedIn: mail.text) == ConversationID(number: 5))
        #expect(mail.text.contains("Kind regards,"))
        #expect(mail.replyTo.isEmpty)
    }

    @Test("A second letter to one mail follows the first: our own is among the references")
    func ownReferences() throws {
        let raw = Shop.mail(extra: ["References: <a0@example.org>"])
        let mail = try parsed(letter(by: .operator, answering: raw, sentSince: [2]))
        let own = Shop.identity().messageID(of: .init(conversation: ConversationID(number: 5), seq: 2))
        #expect(mail.references == ["a0@example.org", "a1@example.org", own])
        #expect(mail.inReplyTo == ["a1@example.org"])
    }

    @Test("Every letter of the agent signs as an AI, a person's never", arguments: ["de", "en"])
    func signature(_ language: String) throws {
        let word = language == "de" ? "KI" : "AI"
        let agent = try parsed(letter(language: language))
        #expect(agent.text.contains(word) && agent.html?.contains(word) == true)
        let person = try parsed(letter(by: .operator, language: language))
        #expect(!person.text.contains(word) && person.html?.contains(word) == false)
    }

    @Test("An article without an address of its own is named")
    func sourceWithoutAddress() throws {
        let mail = try parsed(letter(citations: [Citation(id: "hours", title: "Öffnungszeiten <1>", url: nil)]))
        #expect(mail.text.contains("Mehr dazu:\n\n- Öffnungszeiten <1>"))
        #expect(mail.html?.contains("Öffnungszeiten &lt;1&gt;</li>") == true)
    }

    @Test("The quote stays small whatever came")
    func bigMail() throws {
        let body = String(repeating: "Ein langer Satz mit vielen Wörtern, der sich wiederholt. \r\n", count: 40_000)
        let bytes = try letter(answering: Shop.mail(body: body)).draft.rendered().bytes
        #expect(bytes.count < 32_768)
        #expect(Mail.parse(bytes: bytes).text.contains("[…]"))
    }

    @Test("Every attempt makes the same mail")
    func stable() throws {
        let first = try letter().draft
        #expect(try letter().draft == first)
    }
}
