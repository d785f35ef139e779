import Testing

@testable import MailFormat

/// Signatures that mail programs mark in HTML alone.
@Suite("Signatures in HTML")
struct ClientSignatureTests {
    private func split(_ html: String) -> ReplySplit { ReplySplit(text: HTMLText.readable(html)) }

    @Test(
        "What a program marks as its signature is one",
        arguments: [
            #"<div class="gmail_signature" data-smartmail="gmail_signature">"#, #"<div id="Signature">"#,
            #"<div id="ms-outlook-mobile-signature" dir="ltr">"#, #"<div class="x k9mail-signature">"#,
            #"<div class="protonmail_signature_block-user">"#, #"<div name="messageSignatureSection">"#,
        ])
    func marked(opening: String) {
        let found = split(
            "<div>Ja, Samstag passt.</div><br>\(opening)<div><p>Jana Beispiel</p><p>Leitung Einkauf, Beispiel KG</p>"
                + "<p>Ring 3, 20095 Hamburg</p></div></div>")
        #expect(found.reply == "Ja, Samstag passt.")
        #expect(found.signature.contains("Jana Beispiel") && found.signature.contains("Ring 3"))
    }

    @Test("A mark that stands there already is not doubled")
    func prefixed() {
        for html in [
            #"<div>Ja.</div><span class="gmail_signature_prefix">-- </span><br><div class="gmail_signature">Jana</div>"#,
            #"<div>Ja.</div><div class="gmail_signature"><div>-- <br></div>Jana</div>"#,
        ] {
            let text = HTMLText.readable(html)
            #expect(text.components("--") == 1, "\(text)")
            #expect(ReplySplit(text: text).signature == "--\nJana")
        }
    }

    @Test("An empty signature, a quoted one and one above a quote change nothing else")
    func elsewhere() {
        #expect(HTMLText.readable(#"<div>Ja.</div><div class="gmail_signature"> <br></div>"#) == "Ja.")
        let quoted = HTMLText.readable(#"<div>Ja.</div><blockquote><div id="Signature">Jana</div></blockquote>"#)
        #expect(!quoted.contains("--"))
        let above = split(
            #"<div>Ja.</div><div class="gmail_signature">Jana, Beispiel KG</div><br><div class="gmail_quote"><div>Am Mo., "#
                + #"2. Nov. 2026 um 10:00 Uhr schrieb Mara &lt;m@a.test&gt;:<br></div><blockquote>Passt Samstag?"#
                + "</blockquote></div>")
        #expect(above.reply == "Ja." && above.signature == "--\nJana, Beispiel KG")
        #expect(above.quoted.contains("Passt Samstag?"))
    }

    @Test("Whoever writes into the element of the signature alone is heard")
    func within() {
        let mail = Mail.parse(
            bytes: .init(
                "Subject: a\r\nContent-Type: text/html\r\n\r\n<div id=\"ms-outlook-mobile-signature\">Wann haben Sie auf?</div>"
                    .utf8))
        #expect(mail.text.contains("Wann haben Sie auf?"))
        #expect(ReplySplit(text: mail.text).signature.contains("Wann haben Sie auf?"))
    }
}

extension String {
    /// How many lines are this one, blanks at the end aside.
    fileprivate func components(_ line: String) -> Int {
        split(separator: "\n").count { String($0).trimmingBlanks() == line }
    }
}
