import ConnectorKit
import Testing

@Suite("Parts of a text")
struct SplitterTests {
    private func parts(
        _ markdown: String, _ dialect: TextDialect = .plain, _ limits: TextLimit..., numbered: Bool = false
    ) throws -> [String] {
        try TextSplitter(dialect, limits: limits, numbersParts: numbered).parts(RichText(markdown: markdown)).map(
            \.rendered.text)
    }

    @Test("A text ends between paragraphs, sentences, words")
    func places() throws {
        let block = String(repeating: "Wort ", count: 10)
        #expect(try parts("\(block)\n\n\(block)a", .plain, TextLimit(80, .characters)).map(\.count) == [49, 51])
        let sentences =
            "Der erste Satz ist dieser hier. Der zweite kommt danach und ist viel länger als der erste Satz."
        #expect(try parts(sentences, .plain, TextLimit(60, .characters))[0] == "Der erste Satz ist dieser hier.")
        let words = String(repeating: "abcdefghi ", count: 12)
        #expect(try parts(words, .plain, TextLimit(65, .characters)).allSatisfy { $0.hasSuffix("i") && $0.count <= 65 })
    }

    @Test("Marks are closed and opened again, a code block has both fences in each part")
    func balance() throws {
        let bold = "**" + String(repeating: "Wort ", count: 20).dropLast() + "**"
        for part in try parts(bold, .telegram, TextLimit(60, .bytes)) {
            #expect(part.hasPrefix("<b>") && part.hasSuffix("</b>"))
        }
        let code = "```swift\n" + (1...20).map { "  let value\($0) = \($0)" }.joined(separator: "\n") + "\n```"
        for part in try parts(code, .discord, TextLimit(100, .scalars)) {
            #expect(part.hasPrefix("```swift\n  let") && part.hasSuffix("\n```"))
        }
    }

    @Test("A link and a short code block stay whole")
    func whole() throws {
        let link = "Hier steht so viel, dass es gerade nicht mehr reicht: https://rad.example/eine/lange/adresse?x=1 ja"
        #expect(try parts(link, .plain, TextLimit(80, .characters)).contains { $0.contains("adresse?x=1") })
        let code = String(repeating: "Wort ", count: 9) + "\n```\n1234567890\n1234567890\n1234567890\n```\nEnde"
        #expect(
            try parts(code, .whatsapp, TextLimit(70, .scalars))[1].hasPrefix(
                "```\n1234567890\n1234567890\n1234567890\n```"))
    }

    @Test("Parts are numbered where there are several")
    func numbers() throws {
        #expect(try parts("kurz", .sms, TextLimit(1, .segments), numbered: true) == ["kurz"])
        let many = try parts(String(repeating: "Wort ", count: 400), .sms, TextLimit(1, .segments), numbered: true)
        #expect(many.count > 9 && many[0].hasPrefix("(1/\(many.count)) Wort") && many.allSatisfy { $0.count <= 160 })
    }

    @Test("A single word, a single character longer than the limit are divided, and nothing hangs")
    func giants() throws {
        let word = String(repeating: "x", count: 1000)
        #expect(try parts(word, .plain, TextLimit(100, .bytes)).joined() == word)
        let character = "a" + String(repeating: "\u{301}", count: 1000)
        let divided = try parts(character, .matrix, TextLimit(100, .bytes))
        #expect(divided.allSatisfy { $0.utf8.count <= 100 })
        #expect(divided.reduce(0) { $0 + $1.unicodeScalars.count { $0 == "\u{301}" } } == 1000)
        // A piece of an address leads nowhere.
        let address = "https://rad.example/" + String(repeating: "z", count: 300)
        #expect(try parts(address, .matrix, TextLimit(100, .bytes)).allSatisfy { !$0.contains("href") })
        let link = "[x](https://rad.example/\(String(repeating: "y", count: 500)))"
        #expect(try parts(link, .slack, TextLimit(100, .bytes)).joined().contains("yyy"))
    }

    @Test("More parts than allowed are refused")
    func tooLong() {
        let splitter = TextSplitter(.plain, limits: [TextLimit(60, .bytes)])
        #expect(throws: TextSplitter.TooLong.self) {
            try splitter.parts(RichText(literal: String(repeating: "Wort ", count: 100)), partsMax: 3)
        }
    }

    @Test(
        "Short messages are counted as networks count them",
        arguments: [
            (String(repeating: "a", count: 160), 1), (String(repeating: "a", count: 161), 2),
            (String(repeating: "€", count: 80), 1), (String(repeating: "€", count: 81), 2),
            (String(repeating: "a", count: 152) + "€" + String(repeating: "a", count: 153), 3),
            (String(repeating: "я", count: 70), 1), (String(repeating: "я", count: 71), 2),
            (String(repeating: "я", count: 66) + "👍" + String(repeating: "я", count: 66), 3), ("", 1),
        ])
    func segments(_ text: String, _ count: Int) { #expect(GSM7.segments(text) == count) }

    @Test(
        "A post is counted no shorter than X counts it",
        arguments: [("abc", 3), ("äöü", 3), ("日本", 4), ("a b", 3), ("👍", 2), ("„ja“", 4), ("", 0), (" ", 1)])
    func weights(_ text: String, _ weight: Int) { #expect(WeightedLength.of(text) == weight) }

    @Test("An address weighs at least 23, a mere host too")
    func weightsOfAddresses() {
        #expect(WeightedLength.of("https://t.co/1") >= 23)
        #expect(WeightedLength.of("rad.example") >= 23)
        #expect(WeightedLength.of("Ende.") == 5)
    }
}
