import SwitchboardTesting
import Testing

@testable import ConnectorKit

@Suite("Whatever the text")
struct RenderingPropertyTests {
    private static let rounds = 150

    @Test("No word is lost when our Markdown is read, and their order stays")
    func reading() {
        let seed = UInt64.random(in: 0 ... .max)
        var hostile = HostileText(seed: seed)
        for _ in 0..<Self.rounds {
            let text = hostile.text()
            let read = RichText(markdown: text)
            let isKept = letters(read.written) == letters(text)
            #expect(isKept, "seed \(seed): \(text.debugDescription)")
        }
    }

    @Test("No word is lost in any dialect, and their order stays", arguments: TextDialect.allCases)
    func rendering(_ dialect: TextDialect) {
        let seed = UInt64.random(in: 0 ... .max)
        var hostile = HostileText(seed: seed)
        hostile.hasTables = true
        for _ in 0..<Self.rounds {
            let text = hostile.text()
            let read = RichText(markdown: text)
            let lowered = LinkLowering(dialect: dialect).lowered(read)
            let expected = lowered.lines.map { line in
                guard case .item(let marker, _) = line.kind else { return line.text }
                return marker + line.text
            }
            let rendered = dialect.render(read)
            let isSeen = letters(seen(rendered, dialect, of: read)) == letters(expected.joined())
            #expect(isSeen, "\(rendered.text.debugDescription), seed \(seed)")
            #expect(
                rendered.visible == rendered.text
                    || letters(replacing(rendered.visible, "%40", "@")) == letters(expected.joined()))
        }
    }

    @Test(
        "No part is longer than any limit, all words stay, and parts are divided no further",
        arguments: TextDialect.allCases)
    func splitting(_ dialect: TextDialect) throws {
        let seed = UInt64.random(in: 0 ... .max)
        var hostile = HostileText(seed: seed)
        for round in 0..<Self.rounds / 4 {
            let text = RichText(markdown: hostile.text(words: 200))
            let limits = (0...hostile.chance.below(2)).map { _ in hostile.limit() }
            let splitter = TextSplitter(dialect, limits: limits, numbersParts: round % 3 == 0)
            let parts = try splitter.parts(text, partsMax: 10_000)
            let note: Comment = "seed \(seed), round \(round), \(limits)"
            for part in parts {
                for limit in limits { #expect(limit.length(of: part.rendered) <= limit.most, note) }
                #expect(dialect.render(part.text) == part.rendered, note)
                #expect(!part.text.isEmpty, note)
                let isWhole = isBalanced(part.rendered.text, dialect)
                #expect(isWhole, "\(note) \(part.rendered.text)")
                if round % 3 != 0 { #expect(try splitter.parts(part.text).map(\.rendered) == [part.rendered], note) }
            }
            if round % 3 != 0, parts.count != 1 {
                let whole = letters(text.lines.map(\.text).joined())
                let divided = letters(parts.flatMap { $0.text.lines.map(\.text) }.joined())
                let hasLongLinks = limits.contains { $0.unit != .segments && $0.most < 200 || $0.unit == .segments }
                let isKept = divided == whole || hasLongLinks
                #expect(isKept, note)
                #expect(divided.count >= whole.count, note)
            }
        }
    }

    @Test(
        "Ordinary words and all characters stay whole",
        arguments: [TextDialect.plain, .telegram, .whatsapp, .slack, .discord])
    func wholeWords(_ dialect: TextDialect) throws {
        let seed = UInt64.random(in: 0 ... .max)
        var hostile = HostileText(seed: seed)
        let words = [
            "Rad", "und", "Straße.", "👨‍👩‍👧‍👦", "🇩🇪", "Kurbelgarnitur,", "e\u{301}te\u{301}", "ja?", "नमस्ते", "**fett**", "\n\n",
            "\n- ", "\n",
        ]
        for _ in 0..<40 {
            let text = (0..<150).map { _ in hostile.pick(words) }.joined(separator: " ")
            let read = RichText(markdown: text)
            let limit = TextLimit(
                100 + hostile.chance.below(100), hostile.pick([.bytes, .utf16, .scalars, .characters]))
            let parts = try TextSplitter(dialect, limits: [limit]).parts(read)
            let whole = read.lines.flatMap { $0.text.split(separator: " ") }
            let divided = parts.flatMap { $0.text.lines.flatMap { $0.text.split(separator: " ") } }
            let isWhole = whole == divided
            #expect(isWhole, "seed \(seed), \(limit)")
        }
    }

    @Test("Others' words, escaped, are words")
    func escaping() {
        let seed = UInt64.random(in: 0 ... .max)
        var hostile = HostileText(seed: seed)
        hostile.hasTables = true
        for _ in 0..<Self.rounds {
            let text = hostile.text()
            let read = RichText(markdown: Markdown.escaped(text))
            let note: Comment = "seed \(seed): \(text.debugDescription)"
            for line in read.lines {
                #expect(line.kind == .text && !line.isQuoted, note)
                #expect(line.runs.allSatisfy { $0.style.isEmpty && ($0.link == nil || $0.link == $0.text) }, note)
            }
            let kept = read.lines.map { $0.text.filter { !$0.isWhitespace } }.joined()
            let whole = RichText(literal: text).lines.map { $0.text.filter { !$0.isWhitespace } }.joined()
            let isKept = kept == whole
            #expect(isKept, note)
        }
    }

    @Test("Others' words mention nobody, lead nowhere unseen and format nothing")
    func injection() {
        let seed = UInt64.random(in: 0 ... .max)
        var hostile = HostileText(seed: seed)
        for _ in 0..<Self.rounds {
            let text = hostile.text()
            let literal = RichText(literal: text)
            let note: Comment = "seed \(seed): \(text.debugDescription)"
            let addresses = literal.lines.flatMap { $0.runs.compactMap(\.link) }.sorted {
                $0.utf8.count > $1.utf8.count
            }
            for dialect in [TextDialect.telegram, .matrix, .teams] {
                var rest = dialect.render(literal).text
                for address in addresses {
                    let shown = HTMLWriter.escaped(Mentions.broken(address: address))
                    rest = replacing(rest, "<a href=\"\(shown)\">\(shown)</a>", " ")
                }
                for tag in ["<p>", "</p>", "<br>", "<br/>"] { rest = replacing(rest, tag, "") }
                #expect(!rest.utf8.contains(UInt8(ascii: "<")), note)
            }
            var slack = TextDialect.slack.render(literal).text
            var discord = TextDialect.discord.render(literal).text
            var whatsapp = TextDialect.whatsapp.render(literal).text
            for address in addresses {
                slack = replacing(slack, "<\(replacing(address, "&", "&amp;"))>", " ")
                discord = replacing(discord, "<\(Mentions.broken(address: address))>", " ")
                whatsapp = replacing(whatsapp, address, ".")
            }
            #expect(!slack.utf8.contains(UInt8(ascii: "<")) && !slack.utf8.contains(UInt8(ascii: ">")), note)
            #expect(!hasUnescaped(discord, "*~`|<["), note)
            let calls = ["@everyone", "@here"].contains { discord.firstRange(of: $0) != nil }
            #expect(!calls, note)
            let isRoomCalled = TextDialect.matrix.render(literal).visible.contains("@room")
            #expect(!isRoomCalled, note)
            for sign in "*_~`".unicodeScalars { #expect(marks(sign, in: whatsapp) < 2, "\(note), \(sign)") }
        }
    }

    /// How many signs could begin or end a stretch of marked words.
    private func marks(_ sign: Unicode.Scalar, in text: String) -> Int {
        let scalars = Array(text.unicodeScalars)
        return scalars.indices.count { index in
            guard scalars[index] == sign else { return false }
            let left = index > 0 ? scalars[index - 1] : " "
            let right = index + 1 < scalars.count ? scalars[index + 1] : " "
            if sign == "`" { return true }
            return !(left.isWordPart && right.isWordPart) && !(left.isBlank && right.isBlank)
        }
    }

    private func hasUnescaped(_ text: String, _ signs: String) -> Bool {
        var isEscaped = false
        for scalar in text.unicodeScalars {
            if !isEscaped, signs.unicodeScalars.contains(scalar) { return true }
            isEscaped = scalar == "\\" && !isEscaped
        }
        return false
    }
}
