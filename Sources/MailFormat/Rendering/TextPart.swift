/// Texts as parts.
enum TextPart {
    /// Octets of a line that need no encoding (RFC 5321, 4.5.3.1.6 allows 998 and the line end).
    private static let lineOctets = 990

    /// Plain text as `format=flowed` (RFC 3676), whose paragraphs any screen can wrap.
    static func plain(_ text: String) -> MailPart {
        let flowed = FlowedWriter.flowed(LineText.unix(text))
        return part("text/plain; charset=utf-8; format=flowed", Array(flowed.utf8))
    }

    static func html(_ html: String) -> MailPart {
        part("text/html; charset=utf-8", Array(LineText.unix(html).utf8))
    }

    private static func part(_ type: String, _ content: [UInt8]) -> MailPart {
        let isASCII = content.allSatisfy { $0 < 128 && $0 != 0 }
        let isSendable = !hasBoundaryMark(content) && !hasLongLines(content) && !content.contains(0)
        let encoding: String
        let body: [UInt8]
        if isSendable, isASCII {
            encoding = "7bit"
            body = BodyEncoding.wire(content)
        } else {
            let eightBit = content.reduce(0) { $0 + ($1 >= 128 ? 1 : 0) }
            // Quoted-printable triples what it encodes, base64 adds a third to everything.
            let isMostlyText = eightBit * 6 < content.count
            encoding = isMostlyText ? "quoted-printable" : "base64"
            body =
                isMostlyText ? BodyEncoding.quotedPrintable(content) : BodyEncoding.base64(BodyEncoding.wire(content))
        }
        return MailPart(
            header: ["Content-Type: \(type)", "Content-Transfer-Encoding: \(encoding)"], content: body)
    }

    private static func hasBoundaryMark(_ content: [UInt8]) -> Bool {
        var at = 0
        while let mark = content.index(of: 0x3D, from: at, before: content.count) {
            if mark + 1 < content.count, content[mark + 1] == 0x5F { return true }
            at = mark + 1
        }
        return false
    }

    private static func hasLongLines(_ content: [UInt8]) -> Bool {
        var at = 0
        while at < content.count {
            let line = content.line(at: at, before: content.count)
            if line.contentEnd - at > lineOctets { return true }
            at = line.next
        }
        return false
    }
}

enum LineText {
    static func unix(_ text: String) -> String {
        text.utf8.contains(Byte.cr) ? String(decoding: LineEnds.unix(Array(text.utf8)), as: UTF8.self) : text
    }
}

/// Writes `format=flowed` (RFC 3676): long lines broken softly, quotes and stuffing as it wants.
enum FlowedWriter {
    private static let columns = 72
    /// Quoted lines up to here stay as they are: others broke them already, and breaking the mark's two columns off
    /// again leaves a comb of short lines (RFC 5322, section 2.1.1, asks for 78 without insisting).
    private static let quotedColumns = 80

    static func flowed(_ text: String) -> String {
        var out = ""
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            write(line, into: &out)
        }
        return out
    }

    private static func write(_ line: Substring, into out: inout String) {
        if line == "-- " {
            out += "-- \n"
            return
        }
        let (depth, content) = quote(line)
        let prefix = depth == 0 ? "" : String(repeating: ">", count: depth) + " "
        var rest = trimmed(content)
        while true {
            let isStuffed =
                depth == 0 && (rest.first == " " || rest.first == ">" || rest.hasPrefix("From "))
            let start = prefix + (isStuffed ? " " : "")
            let isKept = depth > 0 && rest.count <= quotedColumns
            guard !isKept, let end = softBreak(rest, room: columns - start.utf8.count) else {
                out += start + rest + "\n"
                return
            }
            out += start + rest[..<end] + "\n"
            rest = rest[end...]
        }
    }

    /// Where to break: after a blank, so that the blank ends the line and says that it flows.
    private static func softBreak(_ text: Substring, room: Int) -> Substring.Index? {
        guard text.count > room else { return nil }
        var column = 0
        var last: Substring.Index?
        for index in text.indices {
            column += 1
            if text[index] == " " {
                let after = text.index(after: index)
                // A line that starts with a blank would need stuffing; runs of blanks stay together.
                if after < text.endIndex, text[after] != " " { last = after }
            }
            if column > max(room, 20), last != nil { break }
        }
        return last
    }

    /// Marks of quotation, contiguous or with blanks between, and what follows them.
    private static func quote(_ line: Substring) -> (depth: Int, content: Substring) {
        guard line.first == ">" else { return (0, line) }
        var depth = 0
        var rest = line
        while rest.first == ">" {
            depth += 1
            rest = rest.dropFirst()
            if rest.hasPrefix(" >") { rest = rest.dropFirst() }
        }
        return (depth, rest.first == " " ? rest.dropFirst() : rest)
    }

    /// Without blanks at the end, which would say that the line flows.
    private static func trimmed(_ line: Substring) -> Substring {
        var rest = line
        while rest.last == " " || rest.last == "\t" { rest = rest.dropLast() }
        return rest
    }
}
