/// A table as lines, since no messenger shows tables: `- Monday: 10 – 19`, with more columns `- Classic: price 89 €; lasts
/// 2 hours`. Every word of the table stands in them.
struct MarkdownTable {
    private var head: [Substring] = []
    private var rows: [[Substring]]

    /// - Parameter lines: The cells of each line, of the one of dashes too.
    init(_ lines: [[Substring]]) {
        let hasHead = lines.count > 1 && Self.isRule(lines[1])
        if hasHead { head = lines[0] }
        rows = lines.dropFirst(hasHead ? 1 : 0).filter { !Self.isRule($0) }
    }

    /// The lines that say what the table says, in Markdown.
    var lines: [(isItem: Bool, markdown: String)] {
        let labelled = rows.map { row in
            row.indices.map { (label: label($0), cell: row[$0]) }.filter { !$0.cell.isEmpty }
        }
        .filter { !$0.isEmpty }
        if labelled.count == 1, !head.isEmpty, labelled[0].count == head.count {
            return labelled[0].map { (false, $0.label.isEmpty ? String($0.cell) : "\($0.label): \($0.cell)") }
        }
        var lines: [(isItem: Bool, markdown: String)] = []
        // Labels stand with the cells where every column has some; else above them all.
        let shown = labelled.first { $0.count > 2 }.map { Set($0.map(\.label)) } ?? []
        if head.contains(where: { !$0.isEmpty && !shown.contains($0) }) {
            lines.append((false, head.filter { !$0.isEmpty }.joined(separator: " – ")))
        }
        for row in labelled {
            let cells = row.map { row.count <= 2 || $0.label.isEmpty ? String($0.cell) : "\($0.label) \($0.cell)" }
            let rest = cells.dropFirst().joined(separator: "; ")
            lines.append((true, rest.isEmpty ? cells[0] : "\(cells[0]): \(rest)"))
        }
        return lines
    }

    private func label(_ column: Int) -> Substring { head.indices.contains(column) ? head[column] : "" }

    private static func isRule(_ cells: [Substring]) -> Bool {
        !cells.isEmpty && cells.allSatisfy { cell in cell.contains("-") && cell.allSatisfy { "-: ".contains($0) } }
    }

    /// The cells of `| a | b |`; nil for any other line. `\|` is a stroke inside a cell.
    static func cells(_ line: Substring) -> [Substring]? {
        guard line.utf8.first == UInt8(ascii: "|"), line.utf8.dropFirst().contains(UInt8(ascii: "|")) else {
            return nil
        }
        var cells: [Substring] = []
        var start = line.utf8.index(after: line.startIndex)
        var isEscaped = false
        for index in line.utf8.indices.dropFirst() {
            let byte = line.utf8[index]
            if byte == UInt8(ascii: "|"), !isEscaped {
                cells.append(trimmed(line[start..<index]))
                start = line.utf8.index(after: index)
            }
            isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
        }
        let last = trimmed(line[start...])
        if !last.isEmpty { cells.append(last) }
        return cells.isEmpty ? nil : cells
    }

    private static func trimmed(_ text: Substring) -> Substring {
        var rest = text.drop(while: \.isWhitespace)
        while rest.last?.isWhitespace == true { rest = rest.dropLast() }
        return rest
    }
}
