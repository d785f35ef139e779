/// Cuts text into lines at LF, CRLF and CR alike.
enum TextLines {
    static func split(_ text: String) -> [Substring] {
        var lines: [Substring] = []
        let bytes = text.utf8
        var start = bytes.startIndex
        var at = start
        while at != bytes.endIndex {
            let byte = bytes[at]
            let next = bytes.index(after: at)
            if byte == 0x0A || byte == 0x0D {
                lines.append(text[start..<at])
                let isPair = byte == 0x0D && next != bytes.endIndex && bytes[next] == 0x0A
                start = isPair ? bytes.index(after: next) : next
                at = start
            } else {
                at = next
            }
        }
        lines.append(text[start...])
        return lines
    }
}

/// A line of a mail's text, read once for everything that judges it.
struct TextLine {
    /// Longest line that can be a line of a client's making, in octets; a longer one is somebody's words.
    static let judgedOctetsMax = 600

    let raw: Substring
    /// How deep it is quoted; 0 for the writer's own line.
    let depth: Int
    /// Without marks of quoting and outer white space, in one kind of space. Cut at `judgedOctetsMax`.
    let content: String
    /// `content` in lower case.
    let folded: String
    let facts: LineFacts
    /// What it would be as a row of a header.
    let label: MailWords.Label?
    /// White space before the line's first character.
    let isIndented: Bool

    var isBlank: Bool { content.isEmpty }
    var isOwn: Bool { depth == 0 && !content.isEmpty }

    init(_ raw: Substring) {
        self.raw = raw
        let bytes = Array(raw.utf8.prefix(Self.judgedOctetsMax + 1))
        let isLong = bytes.count > Self.judgedOctetsMax
        let (depth, start) = Self.quoting(bytes)
        let cleaned = Self.cleaned(bytes[start...])
        isIndented = bytes.first == 0x20 || bytes.first == 0x09
        let isDecoration = depth > 0 && cleaned.hasSuffix("<<")
        self.depth = isDecoration ? 0 : depth
        content = isDecoration ? Self.cleaned(bytes[...]) : cleaned
        folded = content.lowercased()
        facts = content.isEmpty ? [] : isLong ? .long : LineFacts(folded)
        label = isLong || content.isEmpty ? nil : HeaderBlock.label(of: folded)
    }

    /// The line without its marks of quoting, whole.
    var unquoted: Substring {
        guard depth > 0 else { return raw }
        let start = Self.quoting(Array(raw.utf8.prefix(Self.judgedOctetsMax))).start
        return raw[(raw.utf8.index(raw.startIndex, offsetBy: start, limitedBy: raw.endIndex) ?? raw.endIndex)...]
    }

    /// Counts `>` with spaces between them; also the initials of old news readers (`AB> `).
    private static func quoting(_ bytes: [UInt8]) -> (depth: Int, start: Int) {
        var at = 0
        while at < bytes.count, at < 8, bytes[at] == 0x20 || bytes[at] == 0x09 { at += 1 }
        var initials = at
        while initials < bytes.count, initials < at + 3, isLetter(bytes[initials]) { initials += 1 }
        if initials > at, initials < bytes.count, bytes[initials] == 0x3E,
            initials + 1 == bytes.count || bytes[initials + 1] == 0x20
        {
            at = initials
        }
        var depth = 0
        var start = 0
        while at < bytes.count {
            if bytes[at] == 0x3E {
                depth += 1
                start = at + 1
            } else if bytes[at] != 0x20 {
                break
            }
            at += 1
        }
        if depth > 0, start < bytes.count, bytes[start] == 0x20 { start += 1 }
        return (depth, start)
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) }

    private static func cleaned(_ bytes: ArraySlice<UInt8>) -> String {
        if bytes.allSatisfy({ (0x20...0x7E).contains($0) }) {
            var bytes = bytes
            while bytes.first == 0x20 { bytes.removeFirst() }
            while bytes.last == 0x20 { bytes.removeLast() }
            return String(decoding: bytes, as: UTF8.self)
        }
        var scalars = String.UnicodeScalarView()
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
            switch scalar.value {
            case 0x09, 0xA0, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: scalars.append(" ")
            case 0x00...0x1F, 0xAD, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2064, 0xFEFF: continue
            default: scalars.append(scalar)
            }
        }
        while scalars.first == " " { scalars.removeFirst() }
        while scalars.last == " " { scalars.removeLast() }
        return String(scalars)
    }
}
