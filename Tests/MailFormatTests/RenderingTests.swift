import Foundation
import MailFormat
import Testing

@Suite struct RenderingTests {
    private func draft(text: String = "Hello Erika,\n\nit is on its way.", html: String? = nil) -> MailDraft {
        MailDraft(
            from: MailAddress(name: "Müller, Lampen & Co.", address: "help@shop.example"),
            to: [MailAddress(name: "Erika \"E\" Muster", address: "erika@example.com")],
            cc: [MailAddress(address: "b@example.com")], replyTo: [MailAddress(address: "help+1@shop.example")],
            subject: "Re: Paket für Köln", date: Date(timeIntervalSince1970: 1_795_165_200), dateOffsetSeconds: 3600,
            messageID: "2.conv@shop.example", inReplyTo: ["1@example.com"],
            references: ["0@example.com", "1@example.com"],
            headers: [MailHeaders.Field(name: "Auto-Submitted", value: "auto-replied")], text: text, html: html)
    }

    private func parsed(_ draft: MailDraft) throws -> Mail {
        let rendered = try draft.rendered()
        checkWire(rendered)
        return Mail.parse(bytes: rendered.bytes)
    }

    private func checkWire(_ mail: RenderedMail) {
        let lines = mail.bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
        #expect(
            lines.dropLast().allSatisfy {
                $0.last == 0x0D && $0.dropLast().count <= 998 && !$0.dropLast().contains(0x0D)
            })
        #expect(mail.bytes.allSatisfy { $0 < 128 })
    }

    @Test func whatWasRenderedIsReadBack() throws {
        var draft = draft(html: "<p>Hallo <img src=\"cid:p1@x\"></p>")
        draft.attachments = [
            MailAttachment(kind: .inline, name: "p.png", type: "image/png", contentID: "p1@x", bytes: Data([1, 2, 3])),
            MailAttachment(
                kind: .file, name: "Rechnung für Erika Müller, Köln, vom 20. November 2026, Nr. 4711.pdf",
                type: "application/pdf", bytes: Data(0...255)),
        ]
        let read = try parsed(draft)
        #expect(read.from == [draft.from])
        #expect(read.to == draft.to)
        #expect(read.cc == draft.cc)
        #expect(read.replyTo == draft.replyTo)
        #expect(read.subject == draft.subject)
        #expect(read.date == draft.date)
        #expect(read.dateOffsetSeconds == 3600)
        #expect(read.messageID == draft.messageID)
        #expect(read.inReplyTo == draft.inReplyTo)
        #expect(read.references == draft.references)
        #expect(read.headers["Auto-Submitted"] == "auto-replied")
        #expect(read.headers["Date"] == "Fri, 20 Nov 2026 10:00:00 +0100")
        #expect(read.text == draft.text)
        #expect(read.html?.trimmingCharacters(in: .whitespacesAndNewlines) == draft.html)
        #expect(read.attachments.map(\.name) == draft.attachments.map(\.name))
        #expect(read.attachments.map(\.bytes) == draft.attachments.map(\.bytes))
        #expect(read.attachments.map(\.kind) == [.inline, .file])
        #expect(read.problems.isEmpty)
    }

    @Test(arguments: [
        "short", "Grüße aus Köln\n\nErika", String(repeating: "word ", count: 400) + "end",
        "> quoted line that is long enough to be broken softly, as it has more than seventy-two characters in it\n\nBelow",
        " starts with a blank\nFrom here\n.\n-- \nErika", String(repeating: "x", count: 3000),
        "=_switchboard_1\n--=_switchboard_2",
        "日本語のテキスト " + String(repeating: "日本", count: 300), "tabs\tand  two blanks", ">no blank\n>> deeper",
    ])
    func textsKeepTheirLines(_ text: String) throws {
        let draft = draft(text: text, html: "<p>x</p>")
        let read = try parsed(draft)
        let expected = text.replacing(">no", with: "> no")
        #expect(read.text.trimmingCharacters(in: .newlines) == expected.trimmingCharacters(in: .newlines))
    }

    @Test func noFieldCanAddALine() throws {
        let attack = "x\r\nBcc: victim@example.com\r\n\r\nbody"
        var draft = draft()
        draft.subject = attack
        draft.from.name = attack
        draft.inReplyTo = ["a@b>\r\nBcc: victim@example.com"]
        draft.references = ["a@b\r\nBcc: victim@example.com", "ok@x"]
        draft.headers = [MailHeaders.Field(name: "X-Note", value: attack)]
        draft.attachments = [
            MailAttachment(kind: .file, name: attack, type: "text/x\r\nBcc: y", contentID: attack, bytes: Data())
        ]
        let read = try parsed(draft)
        #expect(read.headers["Bcc"] == nil)
        #expect(read.inReplyTo.isEmpty)
        #expect(read.references == ["ok@x"])
        #expect(read.text == draft.text)
    }

    @Test func whatCannotBeWrittenIsRefused() {
        var draft = draft()
        draft.to = [MailAddress(address: "a@b.example\r\nBcc: c@d.example")]
        #expect(throws: MailDraftError.address("a@b.example\r\nBcc: c@d.example")) { try draft.rendered() }
        draft = self.draft()
        draft.messageID = "a b@x"
        #expect(throws: MailDraftError.messageID("a b@x")) { try draft.rendered() }
        draft = self.draft()
        for name in ["Bcc", "From", "Content-Type", "X:Y", "X\r\nY", ""] {
            draft.headers = [MailHeaders.Field(name: name, value: "x")]
            #expect(throws: MailDraftError.header(name)) { try draft.rendered() }
        }
    }

    @Test func longThreadsKeepTheFirstAndTheNewest() throws {
        var draft = draft()
        draft.references = (0..<50).map { "\($0)@example.com" }
        let read = try parsed(draft)
        #expect(read.references == ["0@example.com"] + (31..<50).map { "\($0)@example.com" })
    }

    @Test(arguments: [0, 1, -1, 951_782_400, 1_709_164_800, 4_102_444_799])
    func datesAreReadBack(_ seconds: Int) throws {
        for offset in [0, 3600, -18000, 20700] {
            var draft = draft()
            draft.date = Date(timeIntervalSince1970: TimeInterval(seconds))
            draft.dateOffsetSeconds = offset
            let read = try parsed(draft)
            #expect(read.date == draft.date)
            #expect(read.dateOffsetSeconds == offset)
        }
    }
}
