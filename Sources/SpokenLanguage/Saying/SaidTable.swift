/// A table as it is told: a sentence a row, its first cell naming what the others are of.
struct SaidTable {
    /// Most rows told: whoever listens has forgotten the first by then.
    static let rowsMax = 20
    /// Most columns told.
    static let columnsMax = 5

    /// One for each row; empty for a table that is too wide to be told.
    private(set) var lines: [String] = []
    /// Whether all of it is told.
    private(set) var isWhole = true

    /// - Parameters:
    ///   - header: The line above the one of dashes.
    ///   - rows: The lines below it.
    init(header: String, rows: [String]) {
        let titles = SaidTable.cells(header)
        for row in rows {
            let cells = SaidTable.cells(row)
            guard !cells.allSatisfy(\.isEmpty) else { continue }
            guard cells.count <= SaidTable.columnsMax, lines.count < SaidTable.rowsMax else {
                isWhole = false
                continue
            }
            let line = SaidTable.line(cells, titles, isFirst: lines.isEmpty)
            if !line.isEmpty { lines.append(line) }
        }
    }

    /// Whether a line parts a table's header from its rows.
    static func isDivider(_ line: String) -> Bool {
        line.contains("-") && line.contains("|") && line.allSatisfy { "-: |".contains($0) }
    }

    /// With two columns the title of the second is told once, with more of them before each value.
    private static func line(_ cells: [String], _ titles: [String], isFirst: Bool) -> String {
        guard let name = cells.first else { return "" }
        let values = cells.indices.dropFirst().filter { !cells[$0].isEmpty }.map { place in
            let isTitled = titles.count > 2 || isFirst
            guard isTitled, titles.indices.contains(place), !titles[place].isEmpty else { return cells[place] }
            return titles[place] + " " + cells[place]
        }
        guard !name.isEmpty, !values.isEmpty else { return name + values.joined(separator: ", ") }
        return name + ": " + values.joined(separator: ", ")
    }

    /// A stroke behind a backslash is part of the cell.
    private static func cells(_ line: String) -> [String] {
        var cells: [String] = []
        var cell = ""
        var isEscaped = false
        for character in line {
            if character == "|", !isEscaped {
                cells.append(cell)
                cell = ""
            } else if character != "\\" || isEscaped {
                cell.append(character)
            }
            isEscaped = character == "\\" && !isEscaped
        }
        cells.append(cell)
        var trimmed = cells.map { MarkdownText.trimmed($0) }
        if line.hasPrefix("|") { trimmed.removeFirst() }
        if trimmed.last?.isEmpty == true { trimmed.removeLast() }
        return trimmed
    }
}
