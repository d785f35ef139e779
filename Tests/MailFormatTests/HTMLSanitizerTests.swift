import MailFormat
import Testing

@Suite struct HTMLSanitizerTests {
    private let sanitizer = HTMLSanitizer()

    @Test(arguments: [
        "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg onload=alert(1)>", "<svg/onload=alert(1)>",
        "<a href=\"javascript:alert(1)\">x</a>", "<a href=\"&#106;avascript:alert(1)\">x</a>",
        "<a href=\"java\tscript:alert(1)\">x</a>", "<a href=\" \u{1}javascript:alert(1)\">x</a>",
        "<a href=\"data:text/html,<script>alert(1)</script>\">x</a>", "<a href=\"vbscript:x\">x</a>",
        "<div style=\"background:url(javascript:alert(1))\">x</div>",
        "<div style=\"width:expression(alert(1))\">x</div>",
        "<div style=\"behavior:url(x)\">x</div>", "<style>@import 'x'</style>", "<link rel=stylesheet href=x>",
        "<meta http-equiv=refresh content='0;url=x'>", "<base href=//evil>", "<iframe src=x></iframe>",
        "<object data=x></object>", "<embed src=x>", "<form action=x><input name=p></form>",
        "<form><form></form><button formaction=javascript:alert(1)>x",
        "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
        "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
        "<svg></p><style><a id=\"</style><img src=1 onerror=alert(1)>\">",
        "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
        "<textarea><img title=\"</textarea><img src=x onerror=alert(1)>\"></textarea>",
        "<title><img src=x onerror=alert(1)></title>",
        "<!--><img src=x onerror=alert(1)>-->", "<![CDATA[<img src=x onerror=alert(1)>]]>",
        "<template><img src=x onerror=alert(1)></template>",
        "<xmp><img src=x onerror=alert(1)></xmp>", "<a title='\"><img src=x onerror=alert(1)>' href=http://x>x</a>",
        "<p style='position:fixed;top:0;left:0'>x</p>", "<p style='color:\\65xpression(1)'>x</p>",
        "<plaintext><script>",
        "<select><template><style><!--</style><a rel=\"--></style></template></select><img id=x src onerror=alert(1)>\">",
    ])
    func nothingThatRunsOrLoadsIsLeft(_ html: String) {
        let safe = sanitizer.sanitised(html)
        let markup = tags(safe)
        for word in [
            "script", "onerror", "onload", "svg", "math", "style>", "iframe", "form", "img", "url(", "expression",
            "data:", "position", "meta", "link", "base", "object", "embed", "\\",
        ] {
            #expect(!markup.contains(word), "\(word) in \(safe)")
        }
        // Read again it says the same: nothing changes its meaning on the way to the browser.
        #expect(sanitizer.sanitised(safe) == sanitizer.sanitised(sanitizer.sanitised(safe)))
    }

    /// What stands between `<` and `>`, where a title's text does not count.
    private func tags(_ html: String) -> String {
        html.split(separator: "<").dropFirst(html.hasPrefix("<") ? 0 : 1)
            .map { $0.prefix { $0 != ">" } }
            .map { tag in tag.contains("title=") ? tag.prefix { $0 != " " } : tag }
            .joined(separator: "<").lowercased()
    }

    @Test func harmlessMarkupStays() {
        let html =
            "<p style=\"color: red; position: fixed\">Hi <b>you</b>, <a href=\"https://x.example/?a=1&amp;b=2\">here</a></p>"
        let expected =
            "<p style=\"color: red\">Hi <b>you</b>, <a href=\"https://x.example/?a=1&amp;b=2\" "
            + "rel=\"noopener noreferrer nofollow\" target=\"_blank\">here</a></p>"
        #expect(sanitizer.sanitised(html) == expected)
        #expect(sanitizer.sanitised("1 < 2 & \"x\"") == "1 &lt; 2 &amp; &quot;x&quot;")
    }

    @Test func picturesAreBlockedUnlessTheyBelongToTheMail() {
        let html = "<img src=\"https://x.example/t.gif\" alt=\"Lamp\"><img src=\"cid:p1@x\" alt=\"\">"
        #expect(sanitizer.sanitised(html) == "Lamp")
        let shown = HTMLSanitizer(images: .attached { $0 == "p1@x" ? "/files/1?a=\"b" : nil }).sanitised(html)
        #expect(shown == "Lamp<img src=\"/files/1?a=&quot;b\" alt=\"\">")
    }
}
