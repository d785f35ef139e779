/// Our Markdown subset as a letter has it.
enum LetterText {
    /// Without marks; tables as lines that any width can wrap.
    static func plain(_ markdown: String) -> String {
        LetterBlock.blocks(markdown).map { block in
            switch block {
            case .paragraph(let lines): lines.map(LetterInline.plain).joined(separator: "\n")
            case .list(let isOrdered, let items):
                items.enumerated().map { place, item in
                    (isOrdered ? "\(place + 1). " : "- ") + LetterInline.plain(item)
                }.joined(separator: "\n")
            case .table(let table): plain(table)
            }
        }.filter { !$0.isEmpty }.joined(separator: "\n\n")
    }

    /// As HTML with everything escaped.
    static func html(_ markdown: String) -> String {
        LetterBlock.blocks(markdown).map { block in
            switch block {
            case .paragraph(let lines): paragraph(lines.map(LetterInline.html).joined(separator: "<br>\n"))
            case .list(let isOrdered, let items): list(isOrdered ? "ol" : "ul", items.map(LetterInline.html))
            case .table(let table): html(table)
            }
        }.filter { !$0.isEmpty }.joined(separator: "\n")
    }

    static func paragraph(_ html: String) -> String { "<p style=\"margin:0 0 16px\">\(html)</p>" }

    private static func list(_ tag: String, _ items: [String]) -> String {
        let entries = items.map { "<li style=\"margin:0 0 4px\">\($0)</li>" }.joined(separator: "\n")
        return "<\(tag) style=\"margin:0 0 16px;padding:0 0 0 22px\">\n\(entries)\n</\(tag)>"
    }

    // MARK: Tables

    /// A line for each row: `- Montag: 10:00 – 19:00 Uhr`, `- Paket Klassik: Preis 89 €; Dauer 2 Stunden`. A row alone
    /// has a line for each cell.
    private static func plain(_ table: LetterTable) -> String {
        let rows = table.labelled
        if rows.count == 1, !table.head.isEmpty {
            return rows[0].map { "\(LetterInline.plain($0.label)): \(LetterInline.plain($0.cell))" }
                .joined(separator: "\n")
        }
        return rows.map { row in
            let isPair = row.count <= 2
            let cells = row.map { label, cell in
                (isPair || label.isEmpty ? "" : LetterInline.plain(label) + " ") + LetterInline.plain(cell)
            }
            return "- "
                + ([cells[0]] + (cells.count > 1 ? [cells.dropFirst().joined(separator: "; ")] : []))
                .joined(separator: ": ")
        }.joined(separator: "\n")
    }

    private static func html(_ table: LetterTable) -> String {
        let rows = table.labelled
        guard !rows.isEmpty else { return "" }
        if rows.count == 1, !table.head.isEmpty {
            return paragraph(
                rows[0].map { label, cell in
                    "<span class=\"soft\" style=\"color:\(LetterPage.soft)\">\(LetterInline.html(label)):</span> "
                        + "<strong>\(LetterInline.html(cell))</strong>"
                }.joined(separator: "<br>\n"))
        }
        let columns = max(table.head.count, table.rows.map(\.count).max() ?? 0)
        let head = table.head.isEmpty ? "" : "<tr>\(cells(table.head, columns, "th"))</tr>\n"
        let body = table.rows.map { "<tr>\(cells($0, columns, "td"))</tr>" }.joined(separator: "\n")
        return """
            <table cellpadding="0" cellspacing="0" style="margin:0 0 16px;border-collapse:collapse;width:100%;\
            font-size:15px;line-height:1.4">
            \(head)\(body)
            </table>
            """
    }

    /// Cells up to here are not broken, in characters: prices, hours, sizes.
    private static let keptTogetherMax = 10

    private static func cells(_ row: [Substring], _ columns: Int, _ tag: String) -> String {
        (0..<columns).map { column in
            let isHead = tag == "th"
            let isShort = row.indices.contains(column) && row[column].count <= keptTogetherMax
            let style =
                (isShort ? "white-space:nowrap;" : "overflow-wrap:break-word;")
                + "padding:8px \(column + 1 == columns ? 0 : 12)px 8px 0;text-align:left;vertical-align:top;"
                + "border-bottom:1px solid \(LetterPage.line);"
                + (isHead ? "font-weight:600;font-size:13px;color:\(LetterPage.soft)" : "")
            let cell = row.indices.contains(column) ? LetterInline.html(row[column]) : ""
            return "<\(tag) class=\"line\(isHead ? " soft" : "")\" style=\"\(style)\">\(cell)</\(tag)>"
        }.joined()
    }
}
