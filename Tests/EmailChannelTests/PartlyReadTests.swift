import Conversations
import EmailChannel
import Foundation
import MailFormat
import MailTransport
import Testing

@Suite("Mails that were not read whole, and what counts as a file")
struct PartlyReadTests {
    private func reading(_ type: String, _ body: String) -> MailReading {
        let raw = "From: erika@example.org\nTo: \(Shop.address)\nSubject: Frage\nMessage-ID: <a@example.org>\n"
        return Shop.reading(
            Data((raw + "Content-Type: \(type)\n\n" + body).replacingOccurrences(of: "\n", with: "\r\n").utf8))
    }

    @Test("What lies deeper than is read, or beyond the last part that is, makes a case whose reason is told")
    func bounds() {
        var deep = "Content-Type: text/plain\n\nUnd noch eine Frage: wo?"
        for level in (1..<200).reversed() {
            deep = "Content-Type: multipart/mixed; boundary=b\(level)\n\n--b\(level)\n\(deep)\n--b\(level)--"
        }
        let first = "--b0\nContent-Type: text/plain\n\nWann haben Sie offen?\n--b0\n"
        let read = reading("multipart/mixed; boundary=b0", first + deep + "\n--b0--\n")
        #expect(read.message.text.hasPrefix("Wann haben Sie offen?"))
        #expect(read.message.handling == Handling(.human, reason: "partly_read"))
        let many = String(repeating: "--b0\nContent-Type: text/plain\n\nund\n", count: 20_000)
        #expect(reading("multipart/mixed; boundary=b0", many).message.handling?.reason == "partly_read")
    }

    @Test("More text than a message may have is not answered as if it were all")
    func long() {
        let text = String(repeating: "Das Rad ist blau und hat zwei Räder.\n", count: 3000)
        #expect(reading("text/plain; charset=utf-8", text).message.handling?.reason == "partly_read")
        #expect(reading("text/plain; charset=utf-8", String(text.prefix(2000))).message.handling == nil)
    }

    @Test(
        "The signature of a signed mail and the key beside it are no files",
        arguments: ["application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature"])
    func signed(type: String) throws {
        let body = """
            --b
            Content-Type: text/plain

            Vielen Dank!
            --b
            Content-Type: application/pgp-keys; name="key.asc"
            Content-Disposition: attachment; filename="key.asc"

            xxxx
            --b
            Content-Type: \(type); name="signature.asc"
            Content-Disposition: attachment; filename="signature.asc"

            yyyy
            --b--

            """
        let read = reading("multipart/signed; boundary=b; protocol=\"\(type)\"", body)
        #expect(read.message.attachments.count == 2)
        let received = MessageReceived(read.message, address: read.message.sender.address)
        #expect(TurnMessage(seq: 1, received).files == 0)
        let picture = body.replacingOccurrences(of: "application/pgp-keys", with: "image/png")
        let other = reading("multipart/signed; boundary=b; protocol=\"\(type)\"", picture)
        #expect(TurnMessage(seq: 1, MessageReceived(other.message, address: "a")).files == 1)
    }

    @Test("The same mail says the same on two channels, however it came")
    func twoChannels() {
        let raw = Shop.mail(to: "\(Shop.address), info@rad.example")
        let other = EmailIdentity(
            channel: ChannelName("rad"), address: MailAddress(address: "info@rad.example"), neighbours: [Shop.address],
            key: Shop.key)
        let first = MailReading(Shop.received(raw), for: Shop.identity())
        let again = Data("Received: by mx.rad.example; Mon, 23 Nov 2026 10:00:09 +0100\r\n".utf8) + raw
        let fetched = ReceivedMail(
            raw: again, envelope: MailEnvelope(sender: .unknown, recipients: []),
            source: .imap(account: "a", folder: "INBOX", uidValidity: 1, uid: 2), receivedAt: Date())
        let second = MailReading(fetched, for: other)
        #expect(first.message.fingerprint == second.message.fingerprint && first.message.fingerprint != nil)
        #expect(first.message.externalID == second.message.externalID)
        #expect(first.message.sender.address == second.message.sender.address)
    }
}
