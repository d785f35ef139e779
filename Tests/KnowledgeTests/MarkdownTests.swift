import Testing

@testable import Knowledge

@Suite struct MarkdownTests {
    @Test(arguments: [
        ("**bold** and _thin_ `code`", "bold and thin code"),
        ("see [the *page*](https://example.org/a_(b)) now", "see the page now"),
        ("snake_case stays, 3 * 4 too", "snake_case stays, 3 * 4 too"),
        ("![a dog](dog.png)", "a dog"),
        ("<b>x</b> <https://example.org>", "x https://example.org"),
        ("a \\* b &amp; c&nbsp;d", "a * b & c d"),
        ("> quoted\n> twice", "quoted twice"),
        ("[open and ](never", "[open and ](never"),
        ("", ""),
    ])
    func markupIsTakenOut(markdown: String, text: String) {
        #expect(MarkdownText.plain(markdown) == text)
    }

    @Test func blocksKeepListsAndTablesTogether() {
        let blocks = MarkdownBlocks(
            """
            # One

            First line
            second line

            - entry
              goes on
            - next

            | Day | Hours |
            |-----|-------|
            | Mon | 9-18  |

            Two
            ===

            ```
            # not a heading
            ```
            """
        ).blocks
        #expect(
            blocks.map(\.text) == [
                "One", "First line second line", "entry goes on", "next", "Day, Hours", "Mon, 9-18", "Two",
                "# not a heading",
            ])
        #expect(blocks.map(\.line) == [1, 3, 6, 8, 10, 12, 14, 17])
    }

    @Test func passagesKeepTheirHeadingsAndAreBounded() {
        let paragraph = Array(repeating: "Der Weg führt über die Brücke zum alten Hafen.", count: 60).joined(
            separator: " ")
        let cutter = PassageCutter(
            body: "# T\n\n## Weg\n\n\(paragraph)\n\n### Zurück\n\nMit dem Bus.", title: "T", firstLine: 10)
        #expect(cutter.passages.count > 2)
        #expect(cutter.passages.allSatisfy { $0.text.utf8.count <= PassageCutter.charactersMax + 60 })
        #expect(cutter.passages.first?.headings == ["Weg"])
        #expect(cutter.passages.last?.headings == ["Weg", "Zurück"])
        #expect(cutter.passages.last?.line == 18)
        #expect(cutter.passages.dropLast().allSatisfy { $0.text.hasSuffix(".") }, "cut only where sentences end")
    }

    @Test func aTableThatIsCutRepeatsItsHeadAndNoRowIsCut() {
        let rows = (1...60).map { "| Ort \($0) | montags von acht bis zwölf Uhr |" }
        let body = "| Ort | Zeit |\n|---|---|\n" + rows.joined(separator: "\n")
        let passages = PassageCutter(body: body, title: "", firstLine: 1).passages
        #expect(passages.count > 1)
        for passage in passages { #expect(passage.markdown.hasPrefix("| Ort | Zeit |\n|---|---|")) }
        let shown = passages.flatMap { $0.markdown.split(separator: "\n").map(String.init) }
        #expect(rows.allSatisfy(shown.contains))
    }

    @Test(arguments: [
        ("Am 24. Dezember ist zu. Danach offen.", ["Am 24. Dezember ist zu. ", "Danach offen."]),
        ("Das gilt z.B. für Räder. Sonst nicht!", ["Das gilt z.B. für Räder. ", "Sonst nicht!"]),
        ("Ask Dr. Miller. He knows.", ["Ask Dr. Miller. ", "He knows."]),
        ("One", ["One"]), ("", []),
    ])
    func sentencesEndWhereReadersSeeIt(text: String, sentences: [String]) {
        #expect(Sentences.of(text) == sentences)
    }
}
