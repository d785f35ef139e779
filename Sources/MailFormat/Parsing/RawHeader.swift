/// One header as it stands in the mail: names and where the raw values are.
struct RawHeader {
    struct Field {
        var name: String
        /// The value with its folding, without the name and the colon.
        var value: [UInt8]
    }

    var fields: [Field] = []
    /// Where the body starts.
    var bodyStart: Int

    func first(_ name: String) -> [UInt8]? { fields.first { MailHeaders.isSame($0.name, name) }?.value }

    func all(_ name: String) -> [[UInt8]] { fields.filter { MailHeaders.isSame($0.name, name) }.map(\.value) }
}

/// Reads headers, also broken ones.
struct HeaderReader {
    let bytes: [UInt8]
    let limits: MailLimits

    /// Reads the header at `start`. Its end is a blank line, or the first line that can only be text.
    func read(at start: Int, before end: Int, _ problems: inout Problems) -> RawHeader {
        var header = RawHeader(bodyStart: end)
        var used = 0
        var at = start
        while at < end {
            let line = bytes.line(at: at, before: end)
            if line.contentEnd == at {
                header.bodyStart = line.next
                return header
            }
            let isContinuation = Byte.isBlank(bytes[at])
            if isContinuation, bytes.isBlank(at..<line.contentEnd), header.fields.isEmpty || !goesOn(at: line.next, end)
            {
                // A line of blanks is what became of the blank line on some gateway's way.
                header.bodyStart = line.next
                return header
            }
            used += line.next - at
            let isCut = used > limits.headerBytes || header.fields.count > limits.headerFields
            if isContinuation, !header.fields.isEmpty {
                if !isCut { header.fields[header.fields.count - 1].value += [Byte.lf] + bytes[at..<line.contentEnd] }
            } else if let colon = Self.colon(in: bytes, at..<line.contentEnd) {
                if !isCut { header.fields.append(field(at: at, colon: colon, end: line.contentEnd)) }
            } else if isContinuation || !isLooseLine(at: at, line, before: end, header) {
                header.bodyStart = at
                problems.add(.header, "a header ends without a blank line; the body is taken to start there")
                return header
            } else {
                problems.add(.header, "a line of a header is no field and was left out")
            }
            if isCut {
                problems.add(.limit, "a header is longer than \(limits.headerBytes) bytes; its end was left out")
            }
            at = line.next
        }
        return header
    }

    /// Where the colon of a field is, if the line looks like one (RFC 5322, 2.2; blanks before the colon happen).
    static func colon(in bytes: [UInt8], _ line: Range<Int>) -> Int? {
        var at = line.lowerBound
        while at < line.upperBound, bytes[at] > 32, bytes[at] < 127, bytes[at] != Byte.colon { at += 1 }
        guard at > line.lowerBound else { return nil }
        var colon = at
        while colon < line.upperBound, Byte.isBlank(bytes[colon]) { colon += 1 }
        return colon < line.upperBound && bytes[colon] == Byte.colon ? colon : nil
    }

    private func field(at start: Int, colon: Int, end: Int) -> RawHeader.Field {
        let name = String(decoding: bytes[bytes.trimmed(start..<colon)], as: UTF8.self)
        return RawHeader.Field(name: name, value: Array(bytes[colon + 1..<end]))
    }

    /// Whether a header goes on after a line of blanks: the next line is a field.
    private func goesOn(at start: Int, _ end: Int) -> Bool {
        guard start < end else { return false }
        let line = bytes.line(at: start, before: end)
        return Self.colon(in: bytes, start..<line.contentEnd).map { isKnown(start..<$0) } ?? false
    }

    /// Whether a line that is no field stands among fields: an mbox separator, or a fold that lost its blank.
    private func isLooseLine(
        at start: Int, _ line: (contentEnd: Int, next: Int), before end: Int, _ header: RawHeader
    ) -> Bool {
        // A delimiter: the blank line before the first part was lost.
        if bytes.hasPrefix("--", at: start, before: line.contentEnd) { return false }
        if bytes.hasPrefix("From ", at: start, before: line.contentEnd) { return true }
        if bytes.hasPrefix(">From ", at: start, before: line.contentEnd) { return true }
        guard !header.fields.isEmpty else { return false }
        var at = line.next
        for _ in 0..<8 where at < end {
            let next = bytes.line(at: at, before: end)
            if next.contentEnd == at { return false }
            if let colon = Self.colon(in: bytes, at..<next.contentEnd), isKnown(at..<colon) { return true }
            at = next.next
        }
        return false
    }

    private func isKnown(_ name: Range<Int>) -> Bool {
        let text = String(decoding: bytes[bytes.trimmed(name)], as: UTF8.self).lowercased()
        return Self.known.contains(text) || text.hasPrefix("x-") || text.hasPrefix("content-")
    }

    private static let known: Set<String> = [
        "from", "to", "cc", "bcc", "subject", "date", "message-id", "received", "return-path", "mime-version",
        "reply-to", "sender", "in-reply-to", "references", "delivered-to", "dkim-signature", "list-id",
        "authentication-results", "auto-submitted", "precedence", "importance", "user-agent",
    ]
}
