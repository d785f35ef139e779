import ConnectorKit
import Testing

@Suite("Our Markdown in each dialect")
struct DialectTests {
    private static let text = """
        # Ihr Rad
        **Fertig** am *24.* um 10 & nicht <11>:
        24. [Bestellung](https://rad.example/o?a=1&b=2)
        26. `x_1` ~~alt~~

        > Zitat
        ```swift
        let a = 1
        ```
        """

    @Test(
        "The same text",
        arguments: [
            (
                TextDialect.plain,
                "Ihr Rad\nFertig am 24. um 10 & nicht <11>:\n24. Bestellung (https://rad.example/o?a=1&b=2)\n26. x_1 alt\n\n"
                    + "> Zitat\n\nlet a = 1"
            ),
            (
                .whatsapp,
                "*Ihr Rad*\n*Fertig* am _24._ um 10 & nicht <11>:\n24. Bestellung (https://rad.example/o?a=1&b=2)\n"
                    + "26. `x_1` ~alt~\n\n> Zitat\n\n```\nlet a = 1\n```"
            ),
            (
                .slack,
                "*Ihr Rad*\n*Fertig* am _24._ um 10 &amp; nicht &lt;11&gt;:\n"
                    + "24. <https://rad.example/o?a=1&amp;b=2|Bestellung>\n26. `x_1` ~alt~\n\n> Zitat\n\n```\nlet a = 1\n```"
            ),
            (
                .discord,
                "**Ihr Rad**\n**Fertig** am *24.* um 10 & nicht \\<11\\>:\n"
                    + "24\\. [Bestellung](<https://rad.example/o?a=1&b=2>)\n26\\. `x_1` ~~alt~~\n\n> Zitat\n\n```swift\nlet a = 1\n```"
            ),
            (
                .telegram,
                "<b>Ihr Rad</b>\n<b>Fertig</b> am <i>24.</i> um 10 &amp; nicht &lt;11&gt;:\n"
                    + "24. <a href=\"https://rad.example/o?a=1&amp;b=2\">Bestellung</a>\n26. <code>x_1</code> <s>alt</s>\n\n"
                    + "<blockquote>Zitat</blockquote>\n\n<pre><code class=\"language-swift\">let a = 1</code></pre>"
            ),
            (
                .matrix,
                "<p><strong>Ihr Rad</strong><br><strong>Fertig</strong> am <em>24.</em> um 10 &amp; nicht &lt;11&gt;:<br>"
                    + "24. <a href=\"https://rad.example/o?a=1&amp;b=2\">Bestellung</a><br>26. <code>x_1</code> "
                    + "<del>alt</del></p><blockquote><p>Zitat</p></blockquote>"
                    + "<pre><code class=\"language-swift\">let a = 1</code></pre>"
            ),
        ])
    func same(_ dialect: TextDialect, _ expected: String) {
        #expect(dialect.render(RichText(markdown: Self.text)).text == expected)
    }

    @Test("What is seen stands beside HTML")
    func visible() {
        let rendered = TextDialect.telegram.render(RichText(markdown: "**a** < [b](https://rad.example)"))
        #expect(rendered.visible == "a < b")
        #expect(TextLimit(60, .utf16, of: .visible).length(of: rendered) == 5)
    }

    @Test(
        "Sums, dates and codes mean what they meant",
        arguments: [
            "2*3*4", "5 * 3 * 2", "snake_case_x", "~5 bis ~6", "*100#", "C:\\temp\\*", "\\\\server\\x", "a | b", "#1",
            "1.5",
        ])
    func kept(_ text: String) {
        #expect(TextDialect.plain.render(RichText(markdown: text)).text == (text == "C:\\temp\\*" ? "C:\\temp*" : text))
        #expect(TextDialect.plain.render(RichText(markdown: Markdown.escaped(text))).text == text)
    }

    @Test("A mark stands at the edge of a word, or not at all where it would not count")
    func edges() {
        #expect(TextDialect.whatsapp.render(RichText(markdown: "Wort**teil**wort")).text == "Wortteilwort")
        #expect(TextDialect.discord.render(RichText(markdown: "Wort**teil**wort")).text == "Wort**teil**wort")
        #expect(TextDialect.slack.render(RichText(markdown: "**a *b* c**")).text == "*a _b_ c*")
    }

    @Test("Others' words call nobody")
    func mentions() {
        let text = RichText(markdown: Markdown.escaped("<!channel> <@U1> @here *fett* [x](https://y.example) :100:"))
        #expect(
            TextDialect.slack.render(text).text
                == "&lt;!channel&gt; &lt;@U1&gt; @here ∗fett∗ [x](<https://y.example>) :\u{200B}100:")
        #expect(
            TextDialect.discord.render(text).text
                == "\\<!channel\\> \\<@\u{200B}U1\\> @\u{200B}here \\*fett\\* \\[x\\](<https://y.example>) :100:")
    }

    @Test("A link that names another place is shown in full")
    func disguise() {
        let text = RichText(markdown: "[bank.example](https://evil.example/x) [rad.example](https://www.rad.example/)")
        let expected = "bank.example (https://evil.example/x) <a href=\"https://www.rad.example/\">rad.example</a>"
        #expect(TextDialect.telegram.render(text).text == expected)
        #expect(
            TextDialect.plain.render(RichText(markdown: "[a@b.example](mailto:a@b.example)")).text == "a@b.example")
    }

    @Test("A table is lines that say all of it")
    func table() {
        let wide = "| Größe | Schritt | Rahmen |\n|---|---|---|\n| 165 | 76 | M |\n| 175 | 82 | L |"
        #expect(
            TextDialect.plain.render(RichText(markdown: wide)).text
                == "- Größe 165: Schritt 76; Rahmen M\n- Größe 175: Schritt 82; Rahmen L")
        let narrow = "| Ort | Zeit |\n|---|---|\n| Köln | 10 |\n| Bonn | 11 |"
        #expect(TextDialect.plain.render(RichText(markdown: narrow)).text == "Ort – Zeit\n- Köln: 10\n- Bonn: 11")
    }

    @Test("An SMS stays in its alphabet where that loses no word")
    func sms() {
        #expect(TextDialect.sms.render(RichText(markdown: "„Ja“ – 5 €…")).text == "\"Ja\" - 5 €...")
        #expect(TextDialect.sms.render(RichText(markdown: "„Ja“ 👍")).text == "„Ja“ 👍")
    }
}
