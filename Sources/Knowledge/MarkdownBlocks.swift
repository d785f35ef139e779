/// A piece of Markdown that is shown whole or not at all.
struct MarkdownBlock: Sendable, Hashable {
    /// What the piece is.
    enum Kind: Sendable, Hashable {
        case heading(level: Int)
        case paragraph
        /// One entry of a list, with what is indented below it.
        case item
        /// One row of a table; the first row of a table is its head.
        case row(head: Bool)
        /// A fenced block, kept as it is.
        case code

        var isHeading: Bool { if case .heading = self { true } else { false } }
        var isRow: Bool { if case .row = self { true } else { false } }
    }

    var kind: Kind
    /// As written.
    var markdown: String
    /// Readable without any markup.
    var text: String
    /// Line of the body on which it begins; the first is 1.
    var line: Int
}

/// Cuts a Markdown text into its blocks: the part of CommonMark and of GitHub's tables that articles use.
struct MarkdownBlocks {
    private(set) var blocks: [MarkdownBlock] = []

    private var open: [Substring] = []
    private var openKind: MarkdownBlock.Kind = .paragraph
    private var openLine = 1
    private var fence: Substring?
    private var tableOpen = false
    private var comment = false

    init(_ body: String) {
        for (index, line) in body.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            take(line, number: index + 1)
        }
        close()
    }

    private mutating func take(_ line: Substring, number: Int) {
        let trimmed = line.drop { $0 == " " || $0 == "\t" }
        if let mark = fence {
            open.append(line)
            if trimmed.hasPrefix(mark), trimmed.allSatisfy({ $0 == mark.first || $0.isWhitespace }) {
                fence = nil
                close()
            }
            return
        }
        if comment || (trimmed.hasPrefix("<!--") && open.isEmpty) {
            comment = !trimmed.contains("-->")
            return
        }
        guard let first = trimmed.utf8.first else {
            close()
            tableOpen = false
            return
        }
        let indent = line.utf8.count - trimmed.utf8.count
        switch first {
        case UInt8(ascii: "`") where trimmed.hasPrefix("```"), UInt8(ascii: "~") where trimmed.hasPrefix("~~~"):
            close()
            begin(.code, line, number)
            fence = trimmed.prefix(3)
        case UInt8(ascii: "#") where indent < 4 && Self.headingLevel(trimmed) != nil:
            close()
            heading(trimmed, level: Self.headingLevel(trimmed) ?? 1, number)
        case UInt8(ascii: "|"):
            row(line, trimmed, number)
        case UInt8(ascii: "=") where Self.isUnderline(trimmed, "=") && openIsSingleLine,
            UInt8(ascii: "-") where Self.isUnderline(trimmed, "-") && openIsSingleLine:
            let title = open[0]
            open.removeAll()
            heading(title, level: first == UInt8(ascii: "=") ? 1 : 2, openLine, underlined: true)
        case _ where Self.isRuler(trimmed):
            close()
        case _ where Self.isItem(trimmed) && (indent < 2 || openKind != .item || open.isEmpty):
            close()
            begin(.item, line, number)
        default:
            if open.isEmpty {
                begin(indent >= 2 && blocks.last?.kind == .item ? .item : .paragraph, line, number)
            } else {
                open.append(line)
            }
        }
    }

    private var openIsSingleLine: Bool { open.count == 1 && openKind == .paragraph }

    private mutating func begin(_ kind: MarkdownBlock.Kind, _ line: Substring, _ number: Int) {
        openKind = kind
        openLine = number
        open = [line]
    }

    private mutating func close() {
        defer { open.removeAll(keepingCapacity: true) }
        guard !open.isEmpty else { return }
        let markdown = open.joined(separator: "\n")
        let text: String
        switch openKind {
        case .code:
            text = open.dropFirst().filter { !$0.hasPrefix("```") && !$0.hasPrefix("~~~") }.joined(separator: "\n")
        default: text = MarkdownText.plain(markdown)
        }
        guard !text.isEmpty else { return }
        blocks.append(MarkdownBlock(kind: openKind, markdown: markdown, text: text, line: openLine))
    }

    private mutating func heading(_ line: Substring, level: Int, _ number: Int, underlined: Bool = false) {
        var title = underlined ? line : line.drop { $0 == "#" }
        while let last = title.last, last == "#" || last.isWhitespace { title.removeLast() }
        let text = MarkdownText.plain(String(title))
        blocks.append(
            MarkdownBlock(kind: .heading(level: level), markdown: String(line), text: text, line: number))
    }

    private mutating func row(_ line: Substring, _ trimmed: Substring, _ number: Int) {
        if trimmed.allSatisfy({ "|-: \t".contains($0) }) { return }
        close()
        let cells = trimmed.split(separator: "|").map { MarkdownText.plain(String($0)) }
        let text = cells.filter { !$0.isEmpty }.joined(separator: ", ")
        guard !text.isEmpty else { return }
        blocks.append(MarkdownBlock(kind: .row(head: !tableOpen), markdown: String(line), text: text, line: number))
        tableOpen = true
    }

    private static func headingLevel(_ line: Substring) -> Int? {
        let level = line.prefix { $0 == "#" }.count
        let next = line.utf8.dropFirst(level).first
        return level <= 6 && (next == 0x20 || next == 0x09 || next == nil) ? level : nil
    }

    private static func isUnderline(_ line: Substring, _ mark: Character) -> Bool {
        let marks = line.prefix { $0 == mark }
        return marks.count >= 2 && line.dropFirst(marks.count).allSatisfy(\.isWhitespace)
    }

    private static func isRuler(_ line: Substring) -> Bool {
        guard let mark = line.first, "-*_".contains(mark) else { return false }
        let marks = line.filter { !$0.isWhitespace }
        return marks.count >= 3 && marks.allSatisfy { $0 == mark }
    }

    /// `- `, `* `, `+ `, `• ` or a number of at most nine digits with a dot or bracket (CommonMark 5.2).
    private static func isItem(_ line: Substring) -> Bool {
        let bytes = line.utf8
        guard let first = bytes.first else { return false }
        if first == UInt8(ascii: "-") || first == UInt8(ascii: "*") || first == UInt8(ascii: "+") {
            let next = bytes.dropFirst().first
            return next == 0x20 || next == 0x09
        }
        if line.hasPrefix("• ") { return true }
        let digits = bytes.prefix { (48...57).contains($0) }.count
        guard (1...9).contains(digits) else { return false }
        let rest = bytes.dropFirst(digits)
        return (rest.first == UInt8(ascii: ".") || rest.first == UInt8(ascii: ")")) && rest.dropFirst().first == 0x20
    }
}
