extension RichText {
    /// Reads our Markdown: bold, italics, strike-through, code, links, headings, lists, quotes, tables and fenced code,
    /// each line a line of its own.
    ///
    /// Not CommonMark, which renumbers lists (`24.`, `26.` become 24 and 25), joins lines, takes indented lines as code
    /// and leaves out link definitions and comments: what an agent or a person wrote must arrive. Whatever means nothing
    /// here stays as it was written. A backslash before a mark takes its meaning away; see ``Markdown/escaped(_:)``.
    public init(markdown: String) {
        var reader = MarkdownReader()
        for line in TextHygiene.lines(markdown) { reader.take(line) }
        self.init(reader.finish())
    }
}

/// Our Markdown, written.
public enum Markdown {
    /// Words of others, to stand in a text of ours as they are: no mark, link or list comes of them.
    ///
    /// Addresses among them remain addresses that are shown in full.
    public static func escaped(_ text: String) -> String {
        TextHygiene.lines(text).map { line in
            let trimmed = line.drop(while: \.isWhitespace)
            var escaped = String(line[..<trimmed.startIndex])
            let start = MarkdownReader.startLength(trimmed)
            for (place, scalar) in trimmed.unicodeScalars.enumerated() {
                if place == start || "*`[]~|".unicodeScalars.contains(scalar) { escaped.unicodeScalars.append("\\") }
                escaped.unicodeScalars.append(scalar)
            }
            return escaped
        }.joined(separator: "\n")
    }
}

/// Lines of Markdown to lines of a rich text.
struct MarkdownReader {
    private var lines: [RichText.Line] = []
    private var opensBlock = false
    private var fence: (sign: Character, length: Int, language: String)?
    private var fenceIsFresh = false
    private var rows: [[Substring]] = []
    /// Deepest list that is told from the one above it.
    private static let depthMax = 3
    /// Longest name of a language, in bytes.
    private static let languageBytesMax = 20

    mutating func take(_ line: Substring) {
        if fence != nil { return takeCode(line) }
        let trimmed = line.drop(while: \.isWhitespace)
        if let cells = MarkdownTable.cells(trimmed) { return rows.append(cells) }
        endTable()
        if trimmed.isEmpty || Self.isRule(trimmed) {
            opensBlock = !lines.isEmpty
        } else if let opened = Self.fence(trimmed) {
            (fence, fenceIsFresh) = (opened, true)
        } else {
            takeText(line, trimmed)
        }
    }

    mutating func finish() -> [RichText.Line] {
        endTable()
        return lines
    }

    private mutating func append(_ kind: RichText.Kind, _ text: some StringProtocol, isQuoted: Bool = false) {
        lines.append(
            RichText.Line(kind, InlineReader.runs(text), isQuoted: isQuoted, opensBlock: opensBlock))
        opensBlock = false
    }

    // MARK: Blocks

    private mutating func takeText(_ line: Substring, _ trimmed: Substring) {
        if let heading = Self.heading(trimmed) {
            opensBlock = !lines.isEmpty
            return append(.heading, heading)
        }
        var (rest, isQuoted) = (trimmed, false)
        while rest.first == ">" {
            rest = rest.dropFirst().drop(while: \.isWhitespace)
            isQuoted = true
        }
        if isQuoted, lines.last?.isQuoted == false, !opensBlock { opensBlock = true }
        if rest.isEmpty {
            // `>` alone is an empty line of the quote.
            opensBlock = !lines.isEmpty
        } else if let item = Self.item(rest) {
            let indent = isQuoted ? 0 : Self.indent(line)
            append(.item(marker: item.marker, depth: min(indent / 2, Self.depthMax)), item.text, isQuoted: isQuoted)
        } else {
            append(.text, Self.unescaped(rest), isQuoted: isQuoted)
        }
    }

    private mutating func takeCode(_ line: Substring) {
        guard let fence else { return }
        let trimmed = line.drop { $0 == " " }
        if trimmed.count >= fence.length, trimmed.allSatisfy({ $0 == fence.sign || $0 == " " }),
            trimmed.prefix(fence.length).allSatisfy({ $0 == fence.sign })
        {
            self.fence = nil
            opensBlock = true
            return
        }
        let opens = fenceIsFresh && !lines.isEmpty
        fenceIsFresh = false
        let runs = line.isEmpty ? [] : [RichText.Run(String(line))]
        lines.append(RichText.Line(.code(language: fence.language), runs, opensBlock: opens))
        opensBlock = false
    }

    private mutating func endTable() {
        guard !rows.isEmpty else { return }
        let table = MarkdownTable(rows)
        rows = []
        opensBlock = !lines.isEmpty
        for line in table.lines {
            append(line.isItem ? .item(marker: "", depth: 0) : .text, line.markdown)
        }
        opensBlock = true
    }

    // MARK: Lines

    private static func fence(_ line: Substring) -> (sign: Character, length: Int, language: String)? {
        guard let sign = line.first, sign == "`" || sign == "~" else { return nil }
        let length = line.prefix { $0 == sign }.count
        let info = line.dropFirst(length)
        guard length >= 3, !info.contains("`") else { return nil }
        // Words behind a fence that name no language are words.
        let name = info.prefix { !$0.isWhitespace }
        guard info[name.endIndex...].allSatisfy(\.isWhitespace), name.utf8.count <= languageBytesMax,
            name.utf8.allSatisfy({ $0.isWordPart && $0 < 0x80 || "+-#._".utf8.contains($0) })
        else { return nil }
        return (sign, length, String(name))
    }

    private static func heading(_ line: Substring) -> Substring? {
        let level = line.prefix { $0 == "#" }.count
        guard (1...6).contains(level) else { return nil }
        let rest = line.dropFirst(level)
        guard rest.first?.isWhitespace == true else { return nil }
        let text = rest.drop(while: \.isWhitespace)
        return text.isEmpty ? nil : text
    }

    private static func item(_ line: Substring) -> (marker: String, text: Substring)? {
        guard let first = line.first else { return nil }
        let marker: Substring
        if "-*•".contains(first) {
            marker = line.prefix(1)
        } else {
            let digits = line.prefix { $0.isASCII && $0.isNumber }
            guard (1...3).contains(digits.count), let stop = line[digits.endIndex...].first, ".)".contains(stop) else {
                return nil
            }
            marker = line.prefix(digits.count + 1)
        }
        let rest = line[marker.endIndex...]
        guard rest.first?.isWhitespace == true else { return nil }
        let text = rest.drop(while: \.isWhitespace)
        return text.isEmpty ? nil : ("-*•".contains(first) ? "" : String(marker), text)
    }

    private static func indent(_ line: Substring) -> Int {
        line.prefix(while: \.isWhitespace).reduce(0) { $0 + ($1 == "\t" ? 4 : 1) }
    }

    /// `---`, `***` and `___`: a line without words.
    private static func isRule(_ line: Substring) -> Bool {
        guard let first = line.first, "-*_".contains(first) else { return false }
        return line.filter { !$0.isWhitespace }.count >= 3 && line.allSatisfy { $0 == first || $0.isWhitespace }
    }

    /// Without the backslash before what would begin a list, a quote or a heading.
    private static func unescaped(_ line: Substring) -> Substring {
        guard let length = startLength(line), line.dropFirst(length).first == "\\" else { return line }
        return line.prefix(length) + line.dropFirst(length + 1)
    }

    /// How many scalars of a line stand before the sign that would begin a list, a quote, a heading or a rule, or before
    /// the backslashes in front of it; nil where no such sign is. Signs that are marks elsewhere too are not looked for.
    static func startLength(_ line: Substring) -> Int? {
        let scalars = line.unicodeScalars
        let digits = scalars.prefix { ("0"..."9").contains($0) }
        let sign = scalars[digits.endIndex...].drop { $0 == "\\" }.first
        let signs = digits.isEmpty ? "#>-•_" : ".)"
        return sign.map(signs.unicodeScalars.contains) == true && digits.count <= 3 ? digits.count : nil
    }
}
