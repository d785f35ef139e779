import MailFormat
import Testing

@Suite struct HTMLTextTests {
    @Test(arguments: [
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("<div>One</div><div><br></div><div>Two</div>", "One\n\nTwo"),
        ("<p class=MsoNormal>One</p><p class=MsoNormal>&nbsp;</p><p class=MsoNormal>Two</p>", "One\n\nTwo"),
        ("One<br>Two<br><br>Three", "One\nTwo\n\nThree"),
        ("  One \n two  <b> three</b>", "One two three"),
        ("<ul><li>One<li>Two<ul><li>Inner</ul></ul>After", "- One\n- Two\n  - Inner\n\nAfter"),
        ("<ol start=3><li>One</li><li>Two</li></ol>", "3. One\n4. Two"),
        (
            "<table><tr><th>Item</th><th>Price</th></tr><tr><td>Lamp</td><td>5 €</td></tr></table>",
            "Item | Price\nLamp | 5 €"
        ),
        ("<a href='https://x.example/a'>here</a>", "here <https://x.example/a>"),
        ("<a href='https://www.x.example/'>x.example</a>", "x.example"),
        ("<a href='mailto:a@x.example'>a@x.example</a>", "a@x.example"),
        ("<a href='javascript:alert(1)'>here</a>", "here"),
        ("Me:<blockquote>You<blockquote>I</blockquote></blockquote>Done", "Me:\n> You\n>> I\nDone"),
        ("<pre>a\n  b</pre>", "a\n  b"),
        ("<style>p{}</style><script>x</script><title>t</title><p>Text</p>", "Text"),
        ("<div style='display : none'>no</div><span hidden>no</span>yes", "yes"),
        ("<div style='max-height:0;overflow:hidden'>preview</div>yes", "yes"),
        ("<img src=x alt='A lamp'><img width=1 height=1 alt=pixel>", "A lamp"),
        ("a&nbsp;b&amp;c&lt;d &#8364; &euro;", "a b&c<d € €"),
        ("soft\u{AD}hyphen zero\u{200B}width", "softhyphen zerowidth"),
        ("<p>One<p>Two", "One\n\nTwo"),
        ("<!-- c --><p>One<!-- <p>no -->", "One"),
        ("", ""),
    ])
    func documentsReadAsTheyAreShown(_ html: String, _ expected: String) {
        #expect(HTMLText.readable(html) == expected)
    }

    @Test func aMailOfHTMLAloneHasText() {
        let read = parse(mail("Content-Type: text/html; charset=utf-8\n", body: "<p>Grüße,</p><p>Erika</p>"))
        #expect(read.text == "Grüße,\n\nErika")
        #expect(read.isTextFromHTML)
    }
}
