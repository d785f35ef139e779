/// A line between what was written now and what was written before: `-----Original Message-----`.
enum Separator {
    /// What stands below it.
    case original, forwarded

    /// - Parameter next: the next line that is not blank.
    init?(_ line: TextLine, next: TextLine?) {
        guard !line.isBlank, !line.facts.contains(.long) else { return nil }
        if let inner = Self.inner(of: line.content)?.lowercased() {
            if MailWords.forwarded.isIn(inner) {
                self = .forwarded
                return
            }
            if MailWords.original.isIn(inner) {
                self = .original
                return
            }
            // In a language nobody told us of, the header below it says the same.
            if let next, let label = next.label, label == .from || label == .date {
                self = .original
                return
            }
            return nil
        }
        guard line.facts.contains(.colon), line.content.utf8.count <= 90,
            MailWords.forwardOpenings.begins(line.folded)
        else { return nil }
        self = .forwarded
    }

    /// The words between two rules of at least two dashes each; nil when the line has another shape.
    static func inner(of content: String) -> String? {
        let bytes = Array(content.utf8)
        guard (6...160).contains(bytes.count) else { return nil }
        func isRule(_ byte: UInt8) -> Bool { byte == 0x2D || byte == 0x5F || byte == 0x3D || byte == 0x2A }
        var start = 0
        var end = bytes.count
        while start < end, isRule(bytes[start]) { start += 1 }
        while end > start, isRule(bytes[end - 1]) { end -= 1 }
        let dashes = bytes[..<start].count { $0 != 0x2A }
        guard dashes >= 2, bytes[end...].count(where: { $0 != 0x2A }) >= 2, end > start else { return nil }
        return String(decoding: bytes[start..<end], as: UTF8.self)
    }

    /// A line of nothing but signs of ruling.
    static func isRule(_ line: TextLine) -> Bool {
        !line.isBlank && !line.facts.contains(.long)
            && line.content.unicodeScalars.allSatisfy { "-_,=+~#*ᐧ—–─━·• ".unicodeScalars.contains($0) }
    }

    /// Our own line above which an answer is to be written: `##- … -##`.
    static func isReplyMarker(_ line: TextLine) -> Bool {
        line.content.hasPrefix("##-") && line.content.hasSuffix("-##")
    }
}
