import ConnectorKit
import Testing

@Suite("Texts made to be slow", .serialized)
struct GrowthTests {
    private static let pieces = [
        "[a](", "[", "](", "*a ", "**a*", "`", "``a` ", "~~", "http://", "http://.", "h", "\\", "\\[", "|", "| a |\n",
        "> ", ">\n", "- a\n",
        "```\n", "@", ":a", "1.", "(", "a\u{301}", "[x](https://a.b) ", "\n\n", "_", "<", "&",
    ]

    @Test("Four times the text takes about four times as long", arguments: pieces)
    func growth(_ piece: String) {
        // What else runs on the machine lengthens one and not the other; it does not do so every time.
        let isEven = (0..<4).contains { _ in
            let small = best { Self.work(String(repeating: piece, count: 1500)) }
            let large = best { Self.work(String(repeating: piece, count: 6000)) }
            return large < small * 8
        }
        #expect(isEven)
    }

    private static func work(_ text: String) -> Int {
        let read = RichText(markdown: text)
        return [TextDialect.whatsapp, .discord, .slack, .matrix].reduce(Markdown.escaped(text).utf8.count) {
            $0 + $1.render(read).text.utf8.count
        }
    }

    /// The shortest of a few times: what else runs on the machine only lengthens.
    private func best(_ body: () -> Int) -> Double {
        let clock = ContinuousClock()
        let times = (0..<3).map { _ in clock.measure { _ = body() } }
        return (times.min() ?? .zero) / .milliseconds(1)
    }
}
