/// Our Markdown subset cut into the blocks of a letter.
enum LetterBlock: Sendable, Equatable {
    /// Lines that belong together.
    case paragraph([Substring])
    case list(isOrdered: Bool, items: [Substring])
    case table(LetterTable)

    /// The blocks of a text, in order.
    static func blocks(_ markdown: String) -> [LetterBlock] {
        var blocks: [LetterBlock] = []
        var lines: [Line] = []
        for text in markdown.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            let line = Line(text)
            if let last = lines.last, last.kind != line.kind {
                if let block = block(of: lines) { blocks.append(block) }
                lines = []
            }
            lines.append(line)
        }
        if let block = block(of: lines) { blocks.append(block) }
        return blocks
    }

    private static func block(of lines: [Line]) -> LetterBlock? {
        switch lines.first?.kind {
        case .text: return .paragraph(lines.map(\.text))
        case .item(let isOrdered): return .list(isOrdered: isOrdered, items: lines.map(\.text))
        case .row: return .table(LetterTable(lines: lines.map(\.cells)))
        case .blank, nil: return nil
        }
    }

    private struct Line {
        enum Kind: Equatable { case blank, text, item(isOrdered: Bool), row }
        var kind = Kind.text
        var text: Substring
        var cells: [Substring] = []

        init(_ line: Substring) {
            text = line
            if line.allSatisfy(\.isWhitespace) {
                kind = .blank
            } else if let cells = LetterTable.cells(line) {
                kind = .row
                self.cells = cells
            } else if let item = LetterBlock.item(line) {
                kind = .item(isOrdered: item.isOrdered)
                text = item.text
            }
        }
    }

    private static func item(_ line: Substring) -> (isOrdered: Bool, text: Substring)? {
        let trimmed = line.drop { $0 == " " }
        if trimmed.hasPrefix("- ") || trimmed.hasPrefix("* ") { return (false, trimmed.dropFirst(2)) }
        let digits = trimmed.prefix { $0.isASCII && $0.isNumber }
        guard (1...3).contains(digits.count) else { return nil }
        let rest = trimmed[digits.endIndex...]
        return rest.hasPrefix(". ") || rest.hasPrefix(") ") ? (true, rest.dropFirst(2)) : nil
    }
}

/// A table, whose first row is its head where a line of dashes follows it.
struct LetterTable: Sendable, Equatable {
    let head: [Substring]
    let rows: [[Substring]]

    /// - Parameter lines: The cells of each line, of the one of dashes too.
    init(lines: [[Substring]]) {
        let hasHead = lines.count > 1 && Self.isRule(lines[1])
        head = hasHead ? lines[0] : []
        rows = lines.dropFirst(hasHead ? 1 : 0).filter { !Self.isRule($0) }
    }

    private static func isRule(_ cells: [Substring]) -> Bool {
        cells.allSatisfy { cell in !cell.isEmpty && cell.allSatisfy { "-: ".contains($0) } }
    }

    /// What stands over a column; empty where nothing does.
    func label(_ column: Int) -> Substring { head.indices.contains(column) ? head[column] : "" }

    /// Each row with what stands over its cells; cells without words are left out.
    var labelled: [[(label: Substring, cell: Substring)]] {
        rows.map { row in row.indices.map { (label($0), row[$0]) }.filter { !$0.1.isEmpty } }.filter { !$0.isEmpty }
    }

    /// The cells of `| a | b |`; nil for any other line. `\|` is a stroke inside a cell.
    static func cells(_ line: Substring) -> [Substring]? {
        let trimmed = trimmed(line)
        guard trimmed.first == "|", trimmed.dropFirst().contains("|") else { return nil }
        var cells: [Substring] = []
        var rest = trimmed.dropFirst()
        while let stroke = stroke(in: rest) {
            cells.append(trimmed[rest.startIndex..<stroke])
            rest = rest[stroke...].dropFirst()
        }
        if !rest.isEmpty { cells.append(rest) }
        return cells.map { cell in
            let own = Self.trimmed(cell)
            return own.contains("\\|") ? Substring(own.replacing("\\|", with: "|")) : own
        }
    }

    private static func stroke(in text: Substring) -> Substring.Index? {
        var isEscaped = false
        for index in text.indices {
            if text[index] == "|", !isEscaped { return index }
            isEscaped = text[index] == "\\" && !isEscaped
        }
        return nil
    }

    private static func trimmed(_ text: Substring) -> Substring {
        var rest = text.drop(while: \.isWhitespace)
        while rest.last?.isWhitespace == true { rest = rest.dropLast() }
        return rest
    }
}
