import Testing

@testable import MailFormat

/// HTML-only mails in the shapes of clients; words ours.
@Suite("What the person wrote now, in HTML")
struct ReplyHTMLTests {
    static let quote = "<p>Wann passt es?</p><p>Mara</p>"

    static let mails: [(String, String)] = [
        (
            "gmail",
            "<div dir=\"ltr\">Freitag passt.</div><br><div class=\"gmail_quote gmail_quote_container\"><div dir=\"ltr\" class=\"gmail_attr\">"
                + "Am Do., 20. Nov. 2026 um 10:00&nbsp;Uhr schrieb Mara &lt;<a href=\"mailto:service@laden.example\">service@laden.example</a>&gt;:<br></div>"
                + "<blockquote class=\"gmail_quote\" style=\"margin:0\">\(quote)</blockquote></div>"
        ),
        (
            "outlook web",
            "<div>Freitag passt.</div><div id=\"appendonsend\"></div><hr style=\"width:98%\"><div id=\"divRplyFwdMsg\"><b>Von:</b> Mara "
                + "&lt;service@laden.example&gt;<br><b>Gesendet:</b> Donnerstag, 20. November 2026 10:00<br><b>An:</b> Erika<br><b>Betreff:</b> Ihr Rad"
                + "<div>&nbsp;</div></div>\(quote)"
        ),
        (
            "outlook desktop",
            "<p class=MsoNormal>Freitag passt.<o:p></o:p></p><div><div style='border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm'>"
                + "<p class=MsoNormal><b>From:</b> Mara &lt;service@laden.example&gt; <br><b>Sent:</b> Thursday, 20 November 2026 10:00<br>"
                + "<b>To:</b> Erika<br><b>Subject:</b> Bike<o:p></o:p></p></div></div>\(quote)"
        ),
        (
            "thunderbird",
            "<p>Freitag passt.</p><div class=\"moz-cite-prefix\">Am 20.11.26 um 10:00 schrieb Mara:<br></div><blockquote type=\"cite\">\(quote)</blockquote>"
        ),
        (
            "thunderbird below",
            "<div class=\"moz-cite-prefix\">Am 20.11.26 um 10:00 schrieb Mara:<br></div><blockquote type=\"cite\">\(quote)</blockquote><p>Freitag passt.</p>"
        ),
        (
            "apple",
            "Freitag passt.<div><br></div><div>Von meinem iPhone gesendet</div><div><br><blockquote type=\"cite\">Am 20.11.2026 um 10:00 schrieb "
                + "Mara &lt;service@laden.example&gt;:<br><br></blockquote></div><blockquote type=\"cite\">\(quote)</blockquote>"
        ),
        (
            "yahoo",
            "<div>Freitag passt.</div><div id=\"yahoo_quoted_1\" class=\"yahoo_quoted\"><div>On Thursday, November 20, 2026 at 10:00:00 AM GMT+1, "
                + "Mara &lt;service@laden.example&gt; wrote: </div><div><br></div>\(quote)</div>"
        ),
        (
            "proton",
            "<div>Freitag passt.</div><div class=\"protonmail_quote\">------- Original Message -------<br>On Thursday, November 20th, 2026 at 10:00, "
                + "Mara &lt;service@laden.example&gt; wrote:<br><br><blockquote class=\"protonmail_quote\" type=\"cite\">\(quote)</blockquote></div>"
        ),
    ]

    @Test("Clients' quotes are cut off", arguments: mails)
    func client(_ item: (String, String)) {
        let mail = Mails.made("Content-Type: text/html; charset=utf-8", "<html><body>\(item.1)</body></html>")
        let split = ReplySplit(text: mail.text)
        #expect(split.reply == "Freitag passt.", "\(item.0)")
        #expect(split.quoted.contains("Wann passt es?"), "\(item.0)")
    }

    @Test("The ways a body travels make no difference")
    func transfer() {
        let body = "Freitag passt.\n\nAm 20.11.26 um 10:00 schrieb Mara:\n> Wann?\n"
        let quotedPrintable = body.replacing(" ", with: "=20")
        for (encoding, text) in [("8bit", body), ("quoted-printable", quotedPrintable)] {
            let mail = Mails.made("Content-Transfer-Encoding: \(encoding)", text)
            #expect(ReplySplit(text: mail.text).reply == "Freitag passt.")
        }
        let flowed = Mails.made("Content-Type: text/plain; charset=utf-8; format=flowed", body + "\n-- \nErika\n")
        #expect(ReplySplit(text: flowed.text).reply == "Freitag passt.")
    }
}
