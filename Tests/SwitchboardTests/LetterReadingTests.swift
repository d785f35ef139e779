import Foundation
import MailFormat
import OpsConsole
import Testing

@testable import Switchboard

@Suite("What operators see of a mail's original")
struct LetterReadingTests {
    private func details(_ text: String, type: String = "text/plain; charset=utf-8") -> LetterDetails {
        LetterDetails(
            Mail.parse(
                bytes: Data(
                    """
                    From: Lena Vogt <lena@vogt.example>\r
                    To: Service <service@lumo.example>, lager@lumo.example\r
                    Cc: jan@vogt.example\r
                    Subject: Angebot\r
                    MIME-Version: 1.0\r
                    Content-Type: \(type)\r
                    \r
                    \(text.replacing("\n", with: "\r\n"))
                    """.utf8)))
    }

    @Test("Recipients, the quoted mail below an Outlook block, and the signature")
    func outlook() {
        let found = details(
            """
            Das Angebot passt so.

            Viele Grüße
            Lena Vogt
            --\u{20}
            Lena Vogt
            Einkauf

            Von: Lumo Service <service@lumo.example>
            Gesendet: Montag, 23. November 2026 10:00
            An: Lena Vogt <lena@vogt.example>
            Betreff: Angebot

            Zehn Leuchten zu 45 Euro.
            """)
        #expect(found.to.map(\.address) == ["service@lumo.example", "lager@lumo.example"])
        #expect(found.cc == [LetterAddress(name: nil, address: "jan@vogt.example")])
        #expect(found.quoted.contains("Zehn Leuchten zu 45 Euro."))
        #expect(found.signature.contains("Einkauf"))
        #expect(!found.isFormatted)
        #expect(found.enclosed.isEmpty)
    }

    @Test("A mail passed on without a word has its text in the message, not in the fold")
    func forward() {
        let found = details(
            "---------- Forwarded message ---------\nFrom: Jan <jan@vogt.example>\nSubject: Hof\n\nDas Tor klemmt.")
        #expect(!found.quoted.contains("Das Tor klemmt."))
    }

    @Test("Attached mails and events say what they are about, by the place of their file")
    func enclosed() {
        let found = details(
            """
            --x
            Content-Type: text/html

            <p>Siehe Anhang</p>
            --x
            Content-Type: application/pdf; name=a.pdf
            Content-Disposition: attachment

            %PDF
            --x
            Content-Type: message/rfc822

            Subject: Lieferschein 12
            From: lager@vogt.example

            Hallo
            --x
            Content-Type: text/calendar; method=CANCEL

            BEGIN:VCALENDAR
            BEGIN:VEVENT
            SUMMARY:Abholung
            DTSTART:20261130T090000Z
            END:VEVENT
            END:VCALENDAR
            --x--
            """, type: "multipart/mixed; boundary=x")
        #expect(found.isFormatted)
        #expect(
            found.enclosed == [
                .init(index: 1, kind: .mail, title: "Lieferschein 12"),
                .init(
                    index: 2, kind: .cancelled, title: "Abholung",
                    start: .init(time: "2026-11-30T09:00:00Z", zone: nil)),
            ])
    }
}
