/// Reply text without its markup: what is left are lines to be said.
struct MarkdownText {
    /// One line each: a paragraph, a heading, an item of a list.
    private(set) var lines: [String] = []
    private(set) var leftOut: Set<SpokenReply.LeftOut> = []

    init(_ markdown: String) {
        var paragraph: [String] = []
        var isCode = false
        func close() {
            if !paragraph.isEmpty { lines.append(paragraph.joined(separator: " ")) }
            paragraph = []
        }
        let written = markdown.split(separator: "\n", omittingEmptySubsequences: false)
        var next = 0
        while next < written.count {
            var line = MarkdownText.trimmed(written[next])
            next += 1
            if line.hasPrefix("```") || line.hasPrefix("~~~") {
                close()
                isCode.toggle()
                leftOut.insert(.code)
                continue
            }
            if isCode { continue }
            while line.hasPrefix(">") { line = MarkdownText.trimmed(line.dropFirst()) }
            if line.contains("|"), next < written.count, SaidTable.isDivider(MarkdownText.trimmed(written[next])) {
                close()
                let rows = written[(next + 1)...].prefix { $0.contains("|") }
                let table = SaidTable(header: line, rows: rows.map { MarkdownText.trimmed($0) })
                lines += table.lines
                if !table.isWhole { leftOut.insert(.table) }
                next = rows.endIndex
                continue
            }
            if line.hasPrefix("|") || MarkdownText.isRule(line) {
                close()
                if line.hasPrefix("|") { leftOut.insert(.table) }
                continue
            }
            if line.isEmpty {
                close()
            } else if let item = MarkdownText.item(line) {
                close()
                lines.append(item)
            } else {
                paragraph.append(line)
            }
        }
        close()
        lines = lines.map { inline($0) }.filter { $0.contains { $0.isLetter || $0.isNumber } }
    }

    static func trimmed(_ text: some StringProtocol) -> String {
        var part = text[...]
        while let first = part.first, first.isWhitespace { part = part.dropFirst() }
        while let last = part.last, last.isWhitespace { part = part.dropLast() }
        return String(part)
    }

    private static func isRule(_ line: String) -> Bool {
        line.count >= 3 && line.allSatisfy { "-*_=: |".contains($0) }
    }

    /// A heading's or a list item's text.
    private static func item(_ line: String) -> String? {
        let hashes = line.prefix { $0 == "#" }.count
        if (1...6).contains(hashes), line.dropFirst(hashes).first == " " { return trimmed(line.dropFirst(hashes)) }
        for mark in ["- ", "* ", "+ ", "• ", "– "] where line.hasPrefix(mark) { return trimmed(line.dropFirst(2)) }
        let digits = line.prefix { $0.isNumber }
        let rest = line.dropFirst(digits.count)
        if (1...2).contains(digits.count), rest.hasPrefix(". ") || rest.hasPrefix(") ") {
            // `23. November` is a date, not the twenty-third item.
            let text = trimmed(rest.dropFirst(2))
            let first = Folding.key(text.prefix { $0.isLetter })
            return CalendarWords.readMonth(first, .german) == nil ? text : nil
        }
        return nil
    }

    /// Links keep their words, emphasis its text, citations and pictures go.
    private mutating func inline(_ line: String) -> String {
        let characters = Array(line)
        var text = ""
        var at = 0
        while at < characters.count {
            let character = characters[at]
            if character == "[" || (character == "!" && at + 1 < characters.count && characters[at + 1] == "["),
                let link = MarkdownText.link(characters, at)
            {
                if character == "[" { text += link.text.filter { !"*`~".contains($0) } }
                if link.hasTarget, character == "[" { leftOut.insert(.link) }
                at = link.end
                continue
            }
            if character == "<", let end = characters[at...].prefix(200).firstIndex(of: ">") {
                let inner = String(characters[at + 1..<end])
                if inner.hasPrefix("http") { text += inner } else { text += " " }
                at = end + 1
                continue
            }
            let isEmphasis = character == "*" || character == "`" || character == "~"
            let isUnderscore = character == "_" && MarkdownText.isEdge(characters, at)
            if !isEmphasis && !isUnderscore { text.append(character) }
            at += 1
        }
        return text
    }

    private static func isEdge(_ characters: [Character], _ at: Int) -> Bool {
        let before = at == 0 || !(characters[at - 1].isLetter || characters[at - 1].isNumber)
        let after = at + 1 == characters.count || !(characters[at + 1].isLetter || characters[at + 1].isNumber)
        return before || after
    }

    /// `[words](target)`, and `[1]` or `[^note]`, which stand for a source.
    private static func link(_ characters: [Character], _ at: Int) -> (text: String, end: Int, hasTarget: Bool)? {
        let start = characters[at] == "!" ? at + 2 : at + 1
        guard let close = characters[start...].prefix(400).firstIndex(of: "]") else { return nil }
        let words = String(characters[start..<close])
        if close + 1 < characters.count, characters[close + 1] == "(" {
            guard let end = characters[(close + 1)...].prefix(600).firstIndex(of: ")") else { return nil }
            return (words, end + 1, true)
        }
        let isCitation =
            words.hasPrefix("^") || (!words.isEmpty && words.allSatisfy { $0.isNumber || $0 == "," || $0 == " " })
        return isCitation ? ("", close + 1, false) : (words, close + 1, false)
    }
}
