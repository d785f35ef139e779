/// The tags a platform knows.
struct HTMLFlavour: Sendable {
    let bold, italic, strike: String
    let lineBreak: String
    /// Whether paragraphs have tags; else an empty line parts them.
    let hasParagraphs: Bool
    /// Blanks before an entry of an inner list; HTML drops ordinary ones.
    let indent: String
    /// Whether a bare address needs a tag to lead somewhere.
    let tagsAddresses: Bool

    init?(_ dialect: TextDialect) {
        switch dialect {
        case .telegram:
            (bold, italic, strike) = ("b", "i", "s")
            (lineBreak, hasParagraphs, indent, tagsAddresses) = ("\n", false, "  ", false)
        case .matrix:
            (bold, italic, strike) = ("strong", "em", "del")
            (lineBreak, hasParagraphs, indent, tagsAddresses) = ("<br>", true, "\u{A0}\u{A0}", true)
        case .teams:
            (bold, italic, strike) = ("b", "i", "s")
            (lineBreak, hasParagraphs, indent, tagsAddresses) = ("<br/>", true, "\u{A0}\u{A0}", true)
        default: return nil
        }
    }
}

/// Writes a rich text as HTML and, in the same pass, what of it is seen.
struct HTMLWriter {
    private let flavour: HTMLFlavour
    private var html = ""
    private var visible = ""

    init(flavour: HTMLFlavour) { self.flavour = flavour }

    /// Which lines share a tag.
    private enum Group: Equatable { case text, quote, code(String) }

    func write(_ text: RichText) -> RenderedText {
        var writer = self
        var index = 0
        while index < text.lines.count {
            let group = Self.group(text.lines[index])
            var end = index + 1
            while end < text.lines.count, Self.group(text.lines[end]) == group,
                !(text.lines[end].opensBlock && (group != .quote || flavour.hasParagraphs))
            {
                end += 1
            }
            writer.write(text.lines[index..<end], as: group, isFirst: index == 0)
            index = end
        }
        return RenderedText(text: writer.html, visible: writer.visible)
    }

    private static func group(_ line: RichText.Line) -> Group {
        if case .code(let language) = line.kind { return .code(language) }
        return line.isQuoted ? .quote : .text
    }

    private mutating func write(_ lines: ArraySlice<RichText.Line>, as group: Group, isFirst: Bool) {
        if !isFirst {
            let gap = lines.first?.opensBlock == true ? "\n\n" : "\n"
            if !flavour.hasParagraphs { html += gap }
            visible += gap
        }
        let (open, close) = tags(group)
        html += open
        for (place, line) in lines.enumerated() {
            if place > 0 {
                html +=
                    isCode(group) ? "\n" : line.opensBlock ? flavour.lineBreak + flavour.lineBreak : flavour.lineBreak
                visible += line.opensBlock ? "\n\n" : "\n"
            }
            write(line)
        }
        html += close
    }

    private func isCode(_ group: Group) -> Bool { if case .code = group { true } else { false } }

    private func tags(_ group: Group) -> (String, String) {
        let paragraph = flavour.hasParagraphs ? ("<p>", "</p>") : ("", "")
        switch group {
        case .text: return paragraph
        case .quote: return ("<blockquote>" + paragraph.0, paragraph.1 + "</blockquote>")
        case .code(""): return ("<pre><code>", "</code></pre>")
        case .code(let language):
            return ("<pre><code class=\"language-\(Self.escaped(language))\">", "</code></pre>")
        }
    }

    private mutating func write(_ line: RichText.Line) {
        switch line.kind {
        case .code: return line.runs.forEach { literal($0.text, breaksMentions: true) }
        case .item(let marker, let depth):
            for _ in 0..<depth { both(flavour.indent) }
            literal(marker.isEmpty ? "• " : marker + " ")
        case .text, .heading: break
        }
        let extra: RichText.Style = line.kind == .heading ? .bold : []
        var open: [RichText.Style] = []
        var index = line.runs.startIndex
        while index < line.runs.endIndex {
            let run = line.runs[index]
            let end = run.link == nil ? index + 1 : line.runs[index...].prefix { $0.link == run.link }.endIndex
            if let link = run.link, flavour.tagsAddresses || link != run.text {
                // Styles stand inside the link, so that tags nest.
                close(&open, keeping: [])
                html += "<a href=\"\(Self.escaped(Mentions.broken(address: link)))\">"
                for inner in line.runs[index..<end] { write(inner, style: inner.style.union(extra), &open) }
                close(&open, keeping: [])
                html += "</a>"
            } else {
                for inner in line.runs[index..<end] { write(inner, style: inner.style.union(extra), &open) }
            }
            index = end
        }
        close(&open, keeping: [])
    }

    private mutating func write(_ run: RichText.Run, style: RichText.Style, _ open: inout [RichText.Style]) {
        close(&open, keeping: style)
        for one in [RichText.Style.bold, .italic, .strike, .code] where style.contains(one) && !open.contains(one) {
            html += "<\(tag(one))>"
            open.append(one)
        }
        if run.link == run.text {
            literal(Mentions.broken(address: run.text))
        } else {
            literal(run.text, breaksMentions: true)
        }
    }

    /// Closes from the innermost all that ends here, and what was opened within it.
    private mutating func close(_ open: inout [RichText.Style], keeping style: RichText.Style) {
        guard let first = open.firstIndex(where: { !style.contains($0) }) else { return }
        for one in open[first...].reversed() { html += "</\(tag(one))>" }
        open.removeSubrange(first...)
    }

    private func tag(_ style: RichText.Style) -> String {
        switch style {
        case .bold: flavour.bold
        case .italic: flavour.italic
        case .strike: flavour.strike
        default: "code"
        }
    }

    private mutating func both(_ text: String) {
        html += text
        visible += text
    }

    private mutating func literal(_ text: String, breaksMentions: Bool = false) {
        let text = breaksMentions ? Mentions.broken(text) : text
        html += Self.escaped(text)
        visible += text
    }

    /// By scalars: a sign that joins to `<` makes another character of it and the same tag.
    static func escaped(_ text: String) -> String {
        guard text.utf8.contains(where: { "&<>\"".utf8.contains($0) }) else { return text }
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
