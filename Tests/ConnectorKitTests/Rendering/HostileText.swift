import ConnectorKit
import SwitchboardTesting

/// Texts at random, of the pieces that break renderers and splitters.
struct HostileText {
    var chance: SeededGenerator
    /// Tables say their heads again and again; checks of the order of words leave them out.
    var hasTables = false

    init(seed: UInt64) { chance = SeededGenerator(seed: seed) }

    private static let words = [
        "Fahrrad", "ist", "da", "Größe", "7", "42,50", "straße_42", "snake_case", "2*3*4", "don't", "日本語", "مرحبا",
        "नमस्ते",
        "👨‍👩‍👧‍👦", "🇩🇪", "e\u{301}", "Z\u{300}\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}\u{307}a", "@everyone", "@here",
        "@room", "@peter",
        "<!channel>", "<@U123>", "<b>", "</pre>", "&amp;", "&", "<", ">", "\"", ":100:", "`", "``", "```", "*", "**",
        "***", "_", "__x__",
        "_x_", "~", "~~", "|", "||", "[", "]", "](", "](https://evil.example)", "(", ")", "\\", "\\*", "#", "-", "1.",
        "24.", ">", "*100#",
        "https://rad.example/a_b_c?x=1&y=*z*", "HTTP://X.DE/(a)", "https://rad.example.", "javascript:alert(1)",
        "a@b.example",
        "<\u{301}", "*\u{301}", "\u{202E}", "\u{0}", "\u{FEFF}", "**fett**", "*kursiv*", "~~weg~~", "`code`",
        "`` a`b ``",
        "[hier](https://rad.example/x)", "[**fett** hier](https://rad.example/y)",
        "[bank.example](https://evil.example)",
        "[](https://rad.example)", "[x](javascript:alert)", "[Anruf](tel:+493012345)", "[Post](mailto:a@rad.example)",
        "***beides***", "**a *b* c**", "*a **b** c*", "**offen", "zu**", "<https://x.example|y>", "€", "^", "{}",
    ]
    private static let starts = [
        "", "", "", "", "- ", "* ", "1. ", "24. ", "26) ", "> ", "> - ", "# ", "### ", "  - ", "    ", "\t", "• ",
        "---", "```\n", "```swift\n",
        "~~~\n", "\\- ", "\\> ", ">", "-# ", "+ ", "\u{2028}",
    ]
    private static let breaks = ["\n", "\n", "\n\n", "\r\n", "\r", "\n\n\n", "\u{85}"]

    mutating func text(words most: Int = 60) -> String {
        var text = ""
        for _ in 0..<(1 + chance.below(most)) {
            if chance.below(6) == 0 { text += pick(Self.breaks) + pick(Self.starts) }
            if hasTables, chance.below(20) == 0 {
                text += "\n| Ort | Zeit | Preis |\n|---|---|---|\n| Köln \\| Bonn | 10 | **5** |\n"
            }
            let word = pick(Self.words)
            text += word
            // Links that touch and lead to one place are one link.
            if chance.below(5) > 0 || word.hasSuffix(")") { text += " " }
        }
        return text
    }

    mutating func pick<Value>(_ values: [Value]) -> Value { values[chance.below(values.count)] }

    mutating func limit() -> TextLimit {
        let unit = pick(TextLimit.Unit.allCases)
        let most = unit == .segments ? 1 + chance.below(4) : 60 + chance.below(chance.below(3) == 0 ? 2000 : 200)
        return TextLimit(most, unit, of: chance.below(3) == 0 ? .visible : .sent)
    }
}

/// What of a text says something: its letters and digits.
func letters(_ text: String) -> String {
    String(
        String.UnicodeScalarView(
            text.unicodeScalars.filter { $0.properties.isAlphabetic || $0.properties.numericType != nil }))
}

extension RichText {
    /// All words in the order of the Markdown they came from: addresses of links behind their words.
    var written: String {
        var written = ""
        var before: Line?
        for line in lines {
            if case .item(let marker, _) = line.kind { written += marker + " " }
            if case .code(let language) = line.kind, line.opensBlock || before?.kind != line.kind {
                written += language + " "
            }
            for (index, run) in line.runs.enumerated() {
                written += run.text
                let isLast = index + 1 == line.runs.count || line.runs[index + 1].link != run.link
                if let link = run.link, link != run.text, isLast { written += " \(link) " }
            }
            written += "\n"
            before = line
        }
        return written
    }
}

/// What a reader of the platform sees, by rules of its own rather than the renderer's.
func seen(_ rendered: RenderedText, _ dialect: TextDialect, of read: RichText) -> String {
    let text = replacing(rendered.text, "%40", "@")
    switch dialect {
    case .telegram, .matrix, .teams: return decoded(cutting(text, from: "<", through: ">"))
    case .slack:
        // `<address|words>` and `<address>`.
        let parts = text.utf8.split(separator: UInt8(ascii: "<"), omittingEmptySubsequences: false).enumerated().map {
            index, part in
            let edge = part.firstIndex(of: UInt8(ascii: ">")) ?? part.startIndex
            guard index > 0, let stroke = part[..<edge].firstIndex(of: UInt8(ascii: "|")) else {
                return Substring(part)
            }
            return Substring(part[stroke...])
        }
        return decoded(parts.joined(separator: " "))
    case .discord:
        let languages = read.lines.compactMap { if case .code(let language) = $0.kind { language } else { nil } }
        // An escaped bracket closes no link.
        let links = replacing(text, "\\](", " (")
        return Set(languages).reduce(cutting(links, from: "](<http", through: ">)")) {
            replacing($0, "```\($1)\n", "```\n")
        }
    default: return text
    }
}

private func decoded(_ text: String) -> String {
    [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")].reduce(text) { replacing($0, $1.0, $1.1) }
}

/// By bytes: a sign that joins to another makes one character of both.
func replacing(_ text: String, _ old: String, _ new: String) -> String {
    String(decoding: Array(text.utf8).replacing(Array(old.utf8), with: Array(new.utf8)), as: UTF8.self)
}

/// Without what stands from each start through the next end.
func cutting(_ text: String, from start: String, through end: String) -> String {
    var kept: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let open = rest.firstRange(of: Array(start.utf8)) {
        kept += rest[..<open.lowerBound]
        guard let close = rest[open.upperBound...].firstRange(of: Array(end.utf8)) else { break }
        rest = rest[close.upperBound...]
    }
    return String(decoding: kept + rest, as: UTF8.self)
}

/// Whether every tag that is opened is closed, in the reverse order; fences in pairs.
func isBalanced(_ text: String, _ dialect: TextDialect) -> Bool {
    switch dialect {
    case .telegram, .matrix, .teams:
        var open: [Substring] = []
        for piece in text.utf8.split(separator: UInt8(ascii: "<"), omittingEmptySubsequences: false).dropFirst() {
            guard let end = piece.firstIndex(of: UInt8(ascii: ">")) else { return false }
            let tag = Substring(piece[..<end])
            if tag.hasPrefix("/") {
                guard open.popLast() == tag.dropFirst() else { return false }
            } else if !tag.hasPrefix("br") {
                open.append(tag.prefix { $0 != " " })
            }
        }
        return open.isEmpty
    case .whatsapp, .slack, .discord:
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        return lines.count { $0.utf8.starts(with: "```".utf8) }.isMultiple(of: 2)
    default: return true
    }
}
