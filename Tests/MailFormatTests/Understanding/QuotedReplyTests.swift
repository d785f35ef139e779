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

    @Test("What was quoted twice before is left out, what was quoted once stays inside the quote")
    func depth() {
        var mail = Self.mail
        mail.text = "Danke.\n> Gern.\n>> Wann?\n> > Wo?\n> Bis dann."
        let quote = QuotedReply(mail, language: .german)
        #expect(quote.text.hasSuffix("\n> Danke.\n>> Gern.\n>> Bis dann."))
        #expect(quote.html.ranges(of: "<blockquote").count == 2 && !quote.html.contains("Wo?"))
    }

    @Test("Quoted lines that others broke are not broken again")
    func lineEnds() throws {
        let line = "Wenn Sie lieber mit einem Menschen sprechen wollen, sagen Sie es uns einfach."
        var draft = MailDraft(
            from: MailAddress(name: nil, address: "a@b.example"), to: [], subject: "x", date: .now,
            messageID: "1@b.example", text: ">> \(line)")
        draft.html = nil
        #expect(Mail.parse(bytes: try draft.rendered().bytes).text.contains(">> \(line)"))
        #expect(String(decoding: try draft.rendered().bytes, as: UTF8.self).contains(">> \(line)\r\n"))
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
