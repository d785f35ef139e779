/// Rows in columns that line up.
struct TextTable {
    /// Cells longer than this are cut, in characters.
    static let cellCharactersMax = 80

    let headings: [String]
    private(set) var rows: [[String]] = []

    init(_ headings: String...) { self.headings = headings }

    mutating func add(_ cells: String...) { rows.append(cells.map(Self.fit)) }

    /// The lines, headings first; trailing spaces are dropped.
    var lines: [String] {
        let all = [headings] + rows
        let widths = headings.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
        return all.map { row in
            var line = ""
            for (column, cell) in row.enumerated() {
                line += cell
                if column < row.count - 1 { line += String(repeating: " ", count: widths[column] - cell.count + 2) }
            }
            while line.last == " " { line.removeLast() }
            return line
        }
    }

    /// One line of readable text: control characters become spaces, long texts end in an ellipsis.
    private static func fit(_ text: String) -> String {
        let line = plain(text)
        guard line.count > cellCharactersMax else { return line }
        return line.prefix(cellCharactersMax - 1) + "…"
    }

    /// The text with everything a terminal would obey taken out.
    static func plain(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator: result.unicodeScalars.append(" ")
            // Direction marks reorder what stands around them; joiners (U+200C, U+200D) hold letters and emoji together.
            case .format where scalar.value != 0x200C && scalar.value != 0x200D: continue
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
