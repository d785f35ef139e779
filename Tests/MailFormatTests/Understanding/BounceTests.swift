import Foundation
import Testing

@testable import MailFormat

@Suite("News about deliveries")
struct BounceTests {
    static let reportType =
        "From: MAILER-DAEMON@mx.kunde.example\nContent-Type: multipart/report; report-type=delivery-status; boundary=b"

    @Test("A standard report names recipient, status, action, words and mail")
    func standard() throws {
        let status =
            "Final-Recipient: rfc822; Kim@Kunde.example\nAction: failed\nStatus: 5.2.2\nDiagnostic-Code: smtp; 552 5.2.2 Mailbox full"
        let bounce = try #require(Bounce(Mails.made(Self.reportType, Mails.report(status))))
        let recipient = try #require(bounce.recipients.first)
        #expect(bounce.recipients.count == 1)
        #expect(recipient.address == "Kim@kunde.example" && recipient.action == .failed && recipient.status == "5.2.2")
        #expect(recipient.diagnostic == "552 5.2.2 Mailbox full" && !recipient.isPermanent)
        #expect(bounce.originalMessageID == "out-1@laden.example")
    }

    @Test("Several recipients, each with its own fate")
    func several() throws {
        let status =
            "Final-Recipient: rfc822; a@kunde.example\nAction: delayed\nStatus: 4.4.7\n\nFinal-Recipient: rfc822; b@kunde.example\nAction: failed\nStatus: 5.1.1"
        let bounce = try #require(Bounce(Mails.made(Self.reportType, Mails.report(status))))
        #expect(bounce.recipients.map(\.action) == [.delayed, .failed])
        #expect(bounce.recipients.map(\.status) == ["4.4.7", "5.1.1"])
    }

    @Test("A vague status gives way to what the server said")
    func vague() throws {
        let status =
            "Final-Recipient: rfc822; a@kunde.example\nAction: failed\nStatus: 5.0.0\nDiagnostic-Code: smtp; 550 5.7.1 Spam"
        #expect(Bounce(Mails.made(Self.reportType, Mails.report(status)))?.recipients.first?.status == "5.7.1")
    }

    @Test("Success is no failure", arguments: ["delivered", "relayed", "expanded"])
    func success(_ action: String) {
        let status = "Final-Recipient: rfc822; a@kunde.example\nAction: \(action)\nStatus: 2.0.0"
        let recipient = Bounce(Mails.made(Self.reportType, Mails.report(status)))?.recipients.first
        #expect(recipient?.action.rawValue == action && recipient?.isPermanent == false && recipient?.status == "2.0.0")
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let header: String
        let body: String
        var address = "kim@kunde.example"
        let status: String
        var action = Bounce.Action.failed
        var testDescription: String { header + status }
    }

    static let texts: [Case] = [
        Case(
            header: "From: MAILER-DAEMON@laden.example\nSubject: failure notice",
            body:
                "Hi. This is the qmail-send program.\nI'm afraid I wasn't able to deliver your message.\n\n<kim@kunde.example>:\nNo mailbox here. (#5.1.1)\n\n--- Below this line is a copy of the message.\n\nMessage-ID: <out-1@laden.example>\n",
            status: "5.1.1"),
        Case(
            header:
                "From: Mail Delivery System <mailer-daemon@laden.example>\nX-Failed-Recipients: kim@kunde.example\nSubject: Mail delivery failed",
            body:
                "A message that you sent could not be delivered.\n\n  kim@kunde.example\n    host mx.kunde.example: 550 Benutzer unbekannt\n\n------ This is a copy of the message. ------\nMessage-ID: <out-1@laden.example>\n",
            status: "5.1.1"),
        Case(
            header: "From: postmaster@laden.example\nSubject: Unzustellbar: Ihr Rad",
            body: "Ihre Nachricht konnte nicht zugestellt werden an:\n\nkim@kunde.example\nDas Postfach ist voll.\n",
            status: "5.2.2"),
        Case(
            header: "From: System Administrator <postmaster@laden.example>\nSubject: Undeliverable: Ihr Rad",
            body:
                "Your message\n\n  To: kim@kunde.example\n  Subject: Ihr Rad\n\ndid not reach the following recipient(s):\n\nkim@kunde.example on Thu, 20 Nov 2026\n    The recipient name is not recognized\n",
            status: "5.1.1"),
        Case(
            header: "From: MAILER-DAEMON@laden.example\nSubject: Delivery Status Notification (Delay)",
            body:
                "THIS IS A WARNING MESSAGE ONLY.\n\nDelivery to the following recipient has been delayed:\n\n     kim@kunde.example\n\nMessage will be retried for 2 more days.\n450 4.2.1 Try later\n",
            status: "4.2.1", action: .delayed),
        Case(
            header: "From: MAILER-DAEMON <>\nSubject: Mail delivery failed",
            body:
                "There was an error delivering your mail to <kim@kunde.example>.\n\nmx.kunde.example did not like our RCPT TO:\n550 5.7.1 Nein\n\nMessage headers follow.\n\nMessage-ID: <out-1@laden.example>\n",
            status: "5.7.1"),
        Case(
            header: "From: SES <no-reply@sns.amazonaws.com>\nx-amz-sns-message-id: 1",
            body:
                #"{"notificationType":"Bounce","bounce":{"bounceType":"Permanent","bouncedRecipients":[{"emailAddress":"kim@kunde.example","action":"failed","status":"5.1.1","diagnosticCode":"smtp; 550 5.1.1 unknown"}]},"mail":{"commonHeaders":{"messageId":"<out-1@laden.example>"}}}"#,
            status: "5.1.1"),
        Case(
            header: "From: MAILER-DAEMON@laden.example\nSubject: Returned mail",
            body:
                "   ----- The following addresses had permanent fatal errors -----\n<kim@kunde.example>\n\n   ----- Transcript of session follows -----\n550 Host unknown\n",
            status: "5.1.2"),
    ]

    @Test("Reports in words alone", arguments: texts)
    func text(_ item: Case) throws {
        let bounce = try #require(Bounce(Mails.made(item.header, item.body)))
        #expect(bounce.recipients.map(\.address) == [item.address])
        #expect(bounce.recipients.first?.status == item.status)
        #expect(bounce.recipients.first?.action == item.action)
    }

    @Test("The returned mail is named by a report in words")
    func original() {
        for item in Self.texts where item.body.contains("out-1@laden.example") {
            #expect(Bounce(Mails.made(item.header, item.body))?.originalMessageID == "out-1@laden.example")
        }
    }

    @Test("A bounce is delivery news and gets no answer")
    func judged() {
        let item = Self.texts[0]
        let judgement = MailJudgement(Mails.made(item.header, item.body), own: Mails.ours)
        #expect(judgement.ingest == .deliveryNews && !judgement.mayAnswer && judgement.bounce != nil)
    }

    @Test("Whoever quotes a report is a person")
    func quoted() {
        let mail = Mails.made(
            "Subject: Fwd: failure notice", "Was heißt das?\n\n> <kim@kunde.example>:\n> 550 5.1.1 user unknown")
        #expect(Bounce(mail) == nil)
    }

    @Test("Line ends make no difference", arguments: ["\r\n", "\r"])
    func lineEnds(_ end: String) {
        for item in Self.texts {
            let plain = Mails.made(item.header, item.body)
            var other = plain
            other.text = plain.text.replacingOccurrences(of: "\n", with: end)
            #expect(Bounce(other) == Bounce(plain))
        }
    }
}
