/// The header a mail program puts over a quoted mail: rows of "From:", "Sent:", "To:", "Subject:" in its language.
struct HeaderBlock {
    /// Lines it takes, wrapped rows included.
    let count: Int

    private static let rowsMax = 14
    private static let wrapsMax = 3

    /// - Returns: the header that begins at line `index`, if one does. People write such rows too ("From: Berlin,
    ///   To: Hamburg"), so a subject or an address has to be among them.
    init?(_ lines: [TextLine], at index: Int) {
        guard let first = lines[index].label, first != .copy, first != .other else {
            guard let count = Self.unknownTongue(lines, index) else { return nil }
            self.count = count
            return
        }
        let depth = lines[index].depth
        var seen: Set<MailWords.Label> = []
        var hasAddress = false
        var end = index
        var at = index
        var wraps = 0
        while at < lines.count, at - index < Self.rowsMax, lines[at].depth == depth {
            let line = lines[at]
            if let label = line.label {
                seen.insert(label)
                wraps = 0
                end = at + 1
            } else if line.isBlank {
                // Text made of HTML sets each row apart.
                guard at + 1 < lines.count, lines[at + 1].depth == depth, lines[at + 1].label != nil else { break }
            } else {
                guard wraps < Self.wrapsMax, Self.isWrap(line, lines, at) else { break }
                wraps += 1
                end = at + 1
            }
            if line.facts.contains(.address) { hasAddress = true }
            at += 1
        }
        let hasSender = seen.contains(.from) || (seen.contains(.date) && seen.contains(.to))
        guard seen.count >= 2, hasSender, hasAddress || seen.contains(.subject) else { return nil }
        count = end - index
    }

    /// The label a line, in lower case, begins with.
    static func label(of folded: String) -> MailWords.Label? { name(of: folded).flatMap { MailWords.labels[$0] } }

    /// What stands before the first colon, without the stars of converted bold text; nil when too long for a label.
    private static func name(of folded: String) -> String? {
        let bytes = folded.utf8
        var colon = bytes.startIndex
        var octets = 0
        while colon != bytes.endIndex, bytes[colon] != 0x3A {
            if bytes[colon] == 0xEF, folded[colon...].hasPrefix("：") { break }
            colon = bytes.index(after: colon)
            octets += 1
            if octets > 40 { return nil }
        }
        guard colon != bytes.endIndex else { return nil }
        let name = folded[..<colon]
        let start = name.firstIndex { !"*_[ ".contains($0) } ?? name.endIndex
        let end = name.lastIndex { !"*_] ".contains($0) }
        guard let end, start <= end else { return nil }
        return String(name[start...end])
    }

    /// A row that did not fit: it is indented, or names an address, or a known row follows.
    private static func isWrap(_ line: TextLine, _ lines: [TextLine], _ at: Int) -> Bool {
        if line.isIndented || line.facts.contains(.address) || line.content.hasPrefix("<") { return true }
        return at + 1 < lines.count && lines[at + 1].label != nil && lines[at + 1].depth == line.depth
    }

    /// Four rows of "word: value" of which one has an address and one a moment are a header in any language.
    private static func unknownTongue(_ lines: [TextLine], _ index: Int) -> Int? {
        guard lines[index].facts.contains(.address), let first = name(of: lines[index].folded), first.utf8.count <= 30
        else { return nil }
        guard first.unicodeScalars.contains(where: { $0.value > 0x7F }) else { return nil }
        var facts: LineFacts = []
        var at = index
        while at < lines.count, at - index < rowsMax, !lines[at].isBlank, name(of: lines[at].folded) != nil {
            facts.formUnion(lines[at].facts)
            at += 1
        }
        return at - index >= 4 && facts.isSuperset(of: [.address, .date, .time]) ? at - index : nil
    }
}
