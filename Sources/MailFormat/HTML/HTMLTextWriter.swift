import Foundation

/// Writes text while a document is walked.
struct HTMLTextWriter {
    var lines: TextFlow
    private var lists: [Int?] = []
    private var preformatted = 0
    private var links: [Link] = []
    /// How many cells the current rows have so far, by nesting of tables.
    private var rows: [Int] = []
    /// Elements around the current place that hold a signature.
    private var signatures = 0
    /// Whether a signature began and none of it is written yet.
    private var awaitsSignature = false

    init(max: Int) { lines = TextFlow(max: max) }

    private struct Link {
        var target: String
        var text = ""
    }

    /// Begins a node; answers whether its children are to be walked.
    mutating func enter(_ node: HTMLNode) -> Bool {
        switch node.kind {
        case .text:
            text(node)
            return false
        case .other: return false
        case .element: break
        }
        let name = node.name
        if node.isForeign || Self.dropped.contains(name) || HTMLStyle.isHidden(node) { return false }
        if HTMLStyle.isPreformatted(node, name) { preformatted += 1 }
        if HTMLStyle.isSignature(node) {
            awaitsSignature = signatures == 0 && lines.quoteDepth == 0
            signatures += 1
        }
        switch name {
        case "br":
            lines.endLine()
            return false
        case "hr":
            lines.breakLine()
            // As Outlook writes rules in plain text.
            lines.addLiteral(String(repeating: "_", count: 32))
            lines.breakLine()
            return false
        case "img":
            image(node)
            return false
        case "blockquote":
            lines.breakLine()
            lines.quoteDepth += 1
        case "ul", "ol", "menu", "dir": list(node, name)
        case "li": item()
        case "dd":
            lines.breakLine()
            lines.indent += 2
        case "a": links.append(Link(target: node.attribute("href") ?? ""))
        case "tr":
            lines.breakLine()
            rows.append(0)
        case "td", "th": cell()
        default: block(name, node)
        }
        return true
    }

    mutating func leave(_ node: HTMLNode) {
        let name = node.name
        if HTMLStyle.isPreformatted(node, name) { preformatted = max(0, preformatted - 1) }
        if HTMLStyle.isSignature(node) {
            signatures = max(0, signatures - 1)
            awaitsSignature = false
        }
        switch name {
        case "blockquote":
            lines.breakLine()
            lines.quoteDepth = max(0, lines.quoteDepth - 1)
        case "ul", "ol", "menu", "dir":
            lines.breakLine()
            if !lists.isEmpty { lists.removeLast() }
            lines.indent = max(0, lines.indent - 2)
            if lists.isEmpty { lines.breakParagraph() }
        case "li": lines.breakLine()
        case "dd":
            lines.breakLine()
            lines.indent = max(0, lines.indent - 2)
        case "a": endLink()
        case "tr":
            lines.breakLine()
            if !rows.isEmpty { rows.removeLast() }
        default: block(name, node)
        }
    }

    private mutating func block(_ name: String, _ node: HTMLNode) {
        if Self.paragraphs.contains(name) {
            HTMLStyle.isTight(node) ? lines.breakLine() : lines.breakParagraph()
        } else if Self.blocks.contains(name) {
            lines.breakLine()
        }
    }

    private mutating func text(_ node: HTMLNode) {
        guard let text = node.text else { return }
        let length = strlen(text)
        text.withMemoryRebound(to: UInt8.self, capacity: length) { bytes in
            let buffer = UnsafeBufferPointer(start: bytes, count: length)
            beginSignature(before: buffer)
            lines.add(buffer, isPreformatted: preformatted > 0)
            if !links.isEmpty, links[links.count - 1].text.utf8.count < HTMLStyle.targetBytes {
                links[links.count - 1].text += String(decoding: buffer.prefix(HTMLStyle.targetBytes), as: UTF8.self)
            }
        }
    }

    /// Puts the mark of plain text (RFC 3676, section 4.3) above the first words of a signature, unless it stands there.
    private mutating func beginSignature(before text: UnsafeBufferPointer<UInt8>) {
        guard awaitsSignature, text.contains(where: { !Byte.isWhite($0) }) else { return }
        awaitsSignature = false
        lines.breakLine()
        if lines.endsWith("--") || String(decoding: text, as: UTF8.self).trimmingBlanks() == "--" { return }
        lines.addLiteral("--")
        lines.breakLine()
    }

    private mutating func image(_ node: HTMLNode) {
        guard !HTMLStyle.isTrackingPixel(node), let alt = node.attribute("alt")?.trimmingBlanks(), !alt.isEmpty else {
            return
        }
        lines.add(" \(alt) ")
        if !links.isEmpty { links[links.count - 1].text += alt }
    }

    private mutating func list(_ node: HTMLNode, _ name: String) {
        lists.isEmpty ? lines.breakParagraph() : lines.breakLine()
        let first = node.attribute("start").flatMap { Int($0) } ?? 1
        lists.append(name == "ol" ? min(max(first, 0), 1_000_000) : nil)
        lines.indent += 2
    }

    private mutating func item() {
        lines.breakLine()
        guard let number = lists.last else {
            lines.marker = "- "
            return
        }
        lines.marker = number.map { "\($0). " } ?? "- "
        if let number { lists[lists.count - 1] = number + 1 }
    }

    private mutating func cell() {
        guard let cells = rows.last else {
            lines.breakLine()
            return
        }
        if cells > 0, lines.isInLine { lines.addLiteral(" | ") }
        rows[rows.count - 1] = cells + 1
    }

    private mutating func endLink() {
        guard let link = links.popLast() else { return }
        let shown = link.text.trimmingBlanks()
        if let target = HTMLStyle.shownTarget(link.target, text: shown), !shown.isEmpty {
            lines.add(" ")
            lines.addLiteral("<\(target)>")
        }
    }

    private static let dropped: Set<String> = [
        "head", "script", "style", "template", "title", "noscript", "object", "embed", "iframe", "frame", "frameset",
        "noframes", "audio", "video", "canvas", "map", "datalist", "select", "meta", "link", "applet",
    ]
    private static let paragraphs: Set<String> = ["p", "h1", "h2", "h3", "h4", "h5", "h6", "dl", "table", "pre"]
    private static let blocks: Set<String> = [
        "div", "section", "article", "header", "footer", "aside", "main", "nav", "address", "center", "form",
        "fieldset", "figure", "figcaption", "dt", "caption", "thead", "tbody", "tfoot", "html", "body", "details",
        "summary", "legend", "textarea", "listing", "xmp", "plaintext", "hgroup", "dialog",
    ]
}
