import Testing

@testable import MailFormat

@Suite("Mails no person wrote")
struct AutomaticMailTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let header: String
        var body = "Guten Tag."
        let kind: AutomaticMail.Kind
        var testDescription: String { header }
    }

    static let automatic: [Case] = [
        Case(header: "Auto-Submitted: auto-replied (vacation)", body: "Weg.", kind: .autoReply),
        Case(header: "Auto-Submitted: auto-generated", body: "Backup fertig", kind: .notification),
        Case(header: "X-Autoreply: yes\nPrecedence: bulk", body: "Bin weg.", kind: .autoReply),
        Case(header: "Subject: Automatische Antwort: Ihr Rad", body: "Ich bin weg.", kind: .autoReply),
        Case(header: "Subject: Out of the office", body: "I return on Monday.", kind: .autoReply),
        Case(
            header: "Auto-Submitted: auto-replied", body: "Ihre Anfrage ist eingegangen, Ticket 12.",
            kind: .acknowledgement),
        Case(
            header: "Subject: Re: Ihr Rad\n\(Mails.answers)",
            body: "Vielen Dank für Ihre Nachricht! Ich bin derzeit im Urlaub. In dringenden Fällen hilft Herr Muster.",
            kind: .autoReply),
        Case(
            header: "Subject: Re: Ihr Rad\n\(Mails.answers)",
            body: "Bin weg.\n\nDiese E-Mail wurde automatisch erzeugt.", kind: .autoReply),
        Case(header: "List-Id: Radverein <rad.listen.example>", kind: .list),
        Case(header: "List-Unsubscribe: <https://laden.example/ab>", kind: .bulk),
        Case(header: "Precedence: junk", kind: .bulk),
        Case(header: "From: Shop <no-reply@shop.example>", kind: .notification),
        Case(
            header: "Content-Type: text/calendar; method=REPLY", body: "BEGIN:VCALENDAR\nEND:VCALENDAR", kind: .calendar
        ),
        Case(
            header: "Content-Type: multipart/report; report-type=disposition-notification; boundary=b",
            body:
                "--b\nContent-Type: text/plain\n\nGelesen\n--b\nContent-Type: message/disposition-notification\n\nDisposition: manual-action/MDN-sent-manually; displayed\n--b--",
            kind: .readReceipt),
        Case(
            header: "Content-Type: multipart/report; report-type=feedback-report; boundary=b",
            body:
                "--b\nContent-Type: text/plain\n\nBeschwerde\n--b\nContent-Type: message/feedback-report\n\nFeedback-Type: abuse\n--b--",
            kind: .complaint),
        Case(
            header: "Return-Path: <>\nSubject: Bitte bestätigen",
            body: "Your message is being held. Prove that you are human: click the link below.", kind: .notification),
        Case(
            header: "Precedence: auto_reply", body: "Your message is being held. To prove that you are human, answer.",
            kind: .challenge),
        Case(header: "From: service@laden.example\nMessage-ID: <out-1@laden.example>", kind: .ownLoop),
        Case(header: "From: list@elsewhere.example\nMessage-ID: <out-1@laden.example>", kind: .ownLoop),
        Case(header: "X-Switchboard-Version: 1", kind: .ownLoop),
        Case(header: "From: service@laden.example\nAuto-Submitted: auto-replied", kind: .autoReply),
        Case(header: "X-Loop: kim@kunde.example", kind: .autoReply),
    ]

    @Test("They are known by kind and never answered", arguments: automatic)
    func known(_ item: Case) {
        let judgement = MailJudgement(
            Mails.made(item.header, item.body), own: Mails.ours, isOurs: { $0 == "out-1@laden.example" })
        #expect(judgement.automatic?.kind == item.kind)
        #expect(!judgement.mayAnswer)
    }

    static let persons: [(String, String)] = [
        ("Subject: Automatik klemmt", "Was tun?"),
        ("Subject: Re: Automatische Antwort: Rad\n\(Mails.answers)", "Ich hätte gern eine richtige Antwort."),
        (
            "Subject: WG: Abwesenheitsnotiz",
            "Wer vertritt ihn?\n\nVon: Seidel\nBetreff: Abwesenheitsnotiz\n\nIch bin weg."
        ),
        ("Auto-Submitted: no", "Hallo"), ("Precedence: first-class", "Hallo"),
        ("Subject: Urlaub\n\(Mails.answers)", "Ich bin derzeit im Urlaub. Bitte liefern Sie nach dem 3. Mai."),
        ("Subject: Re: Rad\n\(Mails.answers)", "Ihre automatische Antwort hilft mir nicht. Bitte rufen Sie an."),
        (
            "Subject: Re: Rad\n\(Mails.answers)",
            "Danke für Ihre Mail. Ich bin im Urlaub, ab Montag bin ich wieder da und hole es ab."
        ),
        ("Subject: Out of office chairs?", "When are they back?"),
        ("From: Formular <noreply@laden-web.example>\nReply-To: Erika <erika@kunde.example>", "Haben Sie Räder?"),
        ("From: Formular <service@laden.example>\nReply-To: Erika <erika@kunde.example>", "Haben Sie Räder?"),
        (
            "From: Postmeister <pete@dorf.example>\nSubject: Mail delivery failed",
            "550 5.1.1 user unknown, sagt Ihr Server. Stimmt die Adresse?"
        ),
        ("Disposition-Notification-To: kim@kunde.example", "Bitte bestätigen."),
        ("List-Id: Service <service.laden.example>", "Über Ihre Gruppenadresse."),
        ("Subject: Frage", "Passt das?\n\n-- \nThis is an automated message footer of my company."),
    ]

    @Test("People who sound like machines are heard and answered", arguments: persons)
    func person(_ item: (String, String)) {
        let judgement = MailJudgement(Mails.made(item.0, item.1), own: Mails.ours)
        #expect(judgement.automatic == nil)
        #expect(judgement.bounce == nil)
        #expect(judgement.ingest == .message)
        #expect(judgement.mayAnswer)
    }

    @Test(
        "What somebody of ours wrote to us is heard, and no program answers it",
        arguments: [
            "From: service@laden.example", "From: Service+x@laden.example",
            "From: service@laden.example\nReply-To: service+y@laden.example",
        ])
    func colleague(_ header: String) {
        let judgement = MailJudgement(Mails.made(header), own: Mails.ours)
        #expect(judgement.automatic == nil && judgement.ingest == .message)
        #expect(judgement.isFromUs && !judgement.mayAnswer)
    }

    @Test("Who asks for silence is heard and not answered by a program")
    func silence() {
        let judgement = MailJudgement(Mails.made("X-Auto-Response-Suppress: DR, OOF, AutoReply"), own: Mails.ours)
        #expect(judgement.automatic == nil && judgement.ingest == .message && !judgement.mayAnswer)
    }

    @Test("The envelope's null sender is never answered")
    func nullSender() {
        let judgement = MailJudgement(Mails.made("Subject: Hallo"), returnPath: "", own: Mails.ours)
        #expect(!judgement.mayAnswer)
        #expect(MailJudgement(Mails.made("Subject: Hallo"), returnPath: "kim@kunde.example", own: Mails.ours).mayAnswer)
    }

    @Test("An invitation is shown, an answer to one is kept")
    func calendars() {
        let body = "BEGIN:VCALENDAR\nEND:VCALENDAR"
        let invitation = MailJudgement(Mails.made("Content-Type: text/calendar; method=REQUEST", body))
        let answer = MailJudgement(Mails.made("Content-Type: text/calendar; method=REPLY", body))
        #expect(invitation.ingest == .message && answer.ingest == .record)
    }
}
