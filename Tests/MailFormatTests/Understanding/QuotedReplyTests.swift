import Foundation
import Testing

@testable import MailFormat

@Suite("Our quote of the customer's mail, and when to say nothing")
struct QuotedReplyTests {
    static let mail = Mails.made("Date: Fri, 20 Nov 2026 10:00:00 +0530", "Hallo,\n> alt\n\n<b>&\n")

    @Test("The line above it has the customer's time")
    func attribution() {
        #expect(
            QuotedReply(Self.mail, language: .german).text.hasPrefix(
                "Am 20.11.2026 um 10:00 schrieb Kim <kim@kunde.example>:\n"))
        #expect(
            QuotedReply(Self.mail, language: .english).text
                .hasPrefix("On 20 Nov 2026, at 10:00, Kim <kim@kunde.example> wrote:\n"))
    }

    @Test("Every line is marked, and escaped in HTML")
    func lines() {
        let quote = QuotedReply(Self.mail, language: .german)
        #expect(quote.text.hasSuffix("\n> Hallo,\n>> alt\n>\n> <b>&"))
        #expect(quote.html.contains("&lt;b&gt;&amp;") && !quote.html.contains("<b>"))
    }

    @Test("Our own quote is known again as one", arguments: [QuotedReply.Language.german, .english])
    func roundTrip(_ language: QuotedReply.Language) {
        let quote = QuotedReply(Self.mail, language: language)
        #expect(ReplySplit(text: "Gern.\n\n\(quote.text)").reply == "Gern.")
    }

    @Test("It is bounded")
    func bounds() {
        var mail = Self.mail
        mail.text = String(repeating: "x\n", count: 100_000)
        #expect(QuotedReply(mail, language: .german).text.split(separator: "\n").count <= QuotedReply.linesMax + 2)
        mail.text = String(repeating: "y", count: 1_000_000)
        #expect(QuotedReply(mail, language: .german).text.count <= QuotedReply.charactersMax + 200)
    }

    @Test("A hostile name breaks nothing")
    func hostile() {
        var mail = Self.mail
        mail.from = [MailAddress(name: "A\n<script>\n", address: "a@b.example")]
        let quote = QuotedReply(mail, language: .english)
        #expect(quote.text.split(separator: "\n").first == "On 20 Nov 2026, at 10:00, A script <a@b.example> wrote:")
        #expect(!quote.html.contains("<script>"))
    }
}
