import ConnectorKit
import Conversations
import EmailChannel
import Foundation
import MailFormat
import Testing

@Suite("Whom an answer reaches")
struct LetterRecipientsTests {
    private let identity = Shop.identity()
    private let customer = MailAddress(name: "Erika", address: "erika@example.org")

    private func addresses(_ extra: [String], byPerson: Bool = true) throws -> [[String]] {
        let reached = try LetterRecipients(
            answering: Mail.parse(bytes: Shop.mail(extra: extra)), of: customer, byPerson: byPerson, from: identity)
        return [reached.to.map(\.address), reached.cc.map(\.address)]
    }

    @Test("A person's answer keeps the copies, the agent's does not; Reply-To comes before From")
    func copies() throws {
        let copies = ["Cc: chef@example.org, werkstatt@nordlicht.example"]
        #expect(try addresses(copies) == [["Erika@example.org"], ["chef@example.org"]])
        #expect(try addresses(copies, byPerson: false) == [["Erika@example.org"], []])
        #expect(try addresses(["Reply-To: einkauf@example.org"]) == [["einkauf@example.org"], []])
    }

    @Test("Without a mail it is the customer's address, and our own is nobody's")
    func withoutMail() throws {
        #expect(try LetterRecipients(answering: nil, of: customer, byPerson: true, from: identity).to == [customer])
        #expect(throws: Letter.NobodyToAnswer.self) {
            try LetterRecipients(
                answering: nil, of: MailAddress(address: Shop.address), byPerson: true, from: identity)
        }
    }

    @Test("What is told is what the mail does", arguments: [Author.Kind.operator, .agent])
    func sameAsLetter(_ kind: Author.Kind) throws {
        let raw = Shop.mail(extra: ["Reply-To: einkauf@example.org", "Cc: chef@example.org, \(Shop.address)"])
        let message = OutboundMessage(
            key: "c5-3", conversation: ConversationID(number: 5), seq: 3, channel: Shop.channel,
            address: customer.address, author: Author(kind: kind, name: "Jonas"), text: "Ja.", citations: [],
            sentAt: Timestamp(milliseconds: 1_800_000_000_000))
        let letter = try Letter(
            message,
            answering: AnsweredLetter(
                language: "de", original: InboundMessage.Original(mediaType: "message/rfc822", bytes: Array(raw)),
                name: "Erika"), as: Shop.persona, from: Shop.identity())
        let told = try LetterRecipients(
            answering: Mail.parse(bytes: raw), of: customer, byPerson: kind == .operator, from: identity)
        #expect(letter.recipients == (told.to + told.cc).map(\.address))
    }

    @Test("A mail without subject and words is empty; unreadable is one whose words may be lost")
    func empty() {
        #expect(Shop.reading(Shop.mail(subject: "", body: "")).message.handling == Handling(.human, reason: "empty"))
        let broken = Data(
            "From: a@example.org\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!!".utf8)
        let reading = Shop.reading(broken)
        #expect(reading.mail.text.isEmpty)
        #expect(reading.message.handling == Handling(.human, reason: "unreadable"), "\(reading.mail.problems)")
    }
}
