import Delivery
import SwitchboardTesting
import Testing

@Suite("Bringing a text within a channel's length")
struct OutboundTextTests {
    @Test("A text that fits goes out as it is, with its spaces")
    func fits() {
        for text in ["", " ", "a", "  zwei Räder \n", "🚲🚲🚲"] {
            #expect(OutboundText.parts(text, charactersMax: max(1, text.count)) == [text])
        }
    }

    @Test(
        "It is cut at the friendliest place",
        arguments: [
            ("eins zwei drei", 9, ["eins", "zwei drei"]),
            ("Ein Satz. Noch einer.", 12, ["Ein Satz.", "Noch einer."]),
            ("Absatz eins\n\nAbsatz zwei", 14, ["Absatz eins", "Absatz zwei"]),
            ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
            ("Es kostet 12.50 Euro", 13, ["Es kostet", "12.50 Euro"]),
            ("          ", 4, [""]),
            ("          wort", 4, ["wort"]),
        ] as [(String, Int, [String])])
    func places(_ text: String, _ limit: Int, _ expected: [String]) {
        #expect(OutboundText.parts(text, charactersMax: limit) == expected)
    }

    @Test("Nothing but white space at cuts is lost, no part is too long, no character is cut", arguments: [21, 22, 23])
    func properties(_ seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for round in 0..<1500 {
            let text = Self.text(&generator)
            let limit = 1 + generator.below(40)
            let parts = OutboundText.parts(text, charactersMax: limit)
            let place = "seed \(seed), round \(round), limit \(limit)"
            #expect(!parts.isEmpty, "\(place)")
            #expect(parts.allSatisfy { $0.count <= limit }, "\(place)")
            #expect(
                parts.flatMap { $0.filter { !$0.isWhitespace } } == text.filter { !$0.isWhitespace }.map { $0 },
                "\(place)")
            if text.contains(where: { !$0.isWhitespace }) { #expect(parts.allSatisfy { !$0.isEmpty }, "\(place)") }
        }
    }

    @Test("Families, flags and stacked marks stay whole at the smallest limit")
    func graphemes() {
        let family = "👩‍👩‍👧‍👦"
        let text = family + "🇩🇪🇫🇷" + "o\u{308}\u{323}" + "👍🏽" + "각" + "क्षि" + "\r\n" + "x"
        let parts = OutboundText.parts(text, charactersMax: 1)
        #expect(parts == text.filter { !$0.isWhitespace }.map(String.init))
        #expect(parts.first == family)
    }

    @Test("A megabyte without a space is cut in reasonable time and lost nowhere", .timeLimit(.minutes(1)))
    func long() {
        let text = String(repeating: "x", count: 1 << 20)
        let parts = OutboundText.parts(text, charactersMax: 4000)
        #expect(parts.joined() == text)
        #expect(parts.count == (text.count + 3999) / 4000)
    }

    private static let pieces = [
        "a", "Rad", "Straßenbahn", " ", "  ", "\n", "\n\n", "\r\n", ". ", "! ", "? ", "…", ".", "12.50", "👩‍👩‍👧‍👦",
        "🇩🇪", "e\u{301}", "ü", "u\u{308}", "👍🏽", "\u{202E}", "\u{200B}", "各", "क्षि", "\t", "https://example.com/a?b=c",
    ]

    private static func text(_ generator: inout SeededGenerator) -> String {
        var text = ""
        for _ in 0..<generator.below(60) { text += pieces[generator.below(pieces.count)] }
        return text
    }
}
