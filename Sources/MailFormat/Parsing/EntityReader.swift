/// Reads the structure of a mail (RFC 2046) within bounds.
///
/// GMime has a reader of its own, which builds the whole tree before anyone can say stop: a mail of a few megabytes
/// then holds millions of parts or a thousand levels. So the walk over lines is ours, and what stands on them is
/// decoded by GMime.
struct EntityReader {
    let bytes: [UInt8]
    let limits: MailLimits
    var problems = Problems()
    private var parts = 0
    /// Charset of raw 8-bit bytes in headers: what the mail's own `Content-Type` says.
    private(set) var charset: String?

    init(_ bytes: [UInt8], limits: MailLimits) {
        self.bytes = bytes
        self.limits = limits
    }

    /// Reads the mail that starts at `start`.
    mutating func readMail(at start: Int) -> Entity {
        let reader = HeaderReader(bytes: bytes, limits: limits)
        let header = reader.read(at: start, before: bytes.count, &problems)
        if let value = header.first("Content-Type") {
            var unheard = Problems()
            charset = ContentType.parse(value, charset: nil, &unheard)?.parameters["charset"]
        }
        return entity(header, bodyEnd: bytes.count, outer: [], isDigest: false).entity
    }

    /// What ended a part: a delimiter of a multipart around it, by its level, or the end of the text.
    private struct Ending {
        /// Where the part's content ends, without the line end that belongs to the delimiter.
        var contentEnd: Int
        /// Where the reading goes on.
        var next: Int
        /// The multipart whose delimiter it is, counted from outside; nil at the end of the text.
        var level: Int?
        var isLast: Bool
    }

    private mutating func entity(
        _ header: RawHeader, bodyEnd: Int, outer: [[UInt8]], isDigest: Bool
    ) -> (entity: Entity, ending: Ending) {
        parts += 1
        let stated = header.first("Content-Type").flatMap { ContentType.parse($0, charset: charset, &problems) }
        let type =
            stated
            ?? ContentType(
                media: isDigest ? "message" : "text", subtype: isDigest ? "rfc822" : "plain", parameters: [:])
        let disposition = header.first("Content-Disposition").flatMap {
            ContentDisposition.parse($0, charset: charset, &problems)
        }
        var entity = Entity(
            header: header, type: type, isTypeStated: stated != nil, disposition: disposition,
            content: .leaf(header.bodyStart..<header.bodyStart))
        let isTooDeep = type.media == "multipart" && outer.count >= limits.depth
        if isTooDeep {
            problems.leaveOut("parts are nested deeper than \(limits.depth) levels; what is deeper is one file")
        }
        if type.media == "multipart", !isTooDeep, let read = multipart(entity, bodyEnd: bodyEnd, outer: outer) {
            entity.content = .multipart(read.children)
            return (entity, read.ending)
        }
        let ending = ending(from: header.bodyStart, before: bodyEnd, boundaries: outer)
        let body = header.bodyStart..<max(header.bodyStart, ending.contentEnd)
        entity.content = .leaf(body)
        if type.media == "multipart", !isTooDeep {
            problems.add(.structure, "a \(type.type) has no parts; it was read as text")
            entity.type = ContentType(media: "text", subtype: looksLikeHTML(body) ? "html" : "plain", parameters: [:])
        }
        return (entity, ending)
    }

    /// Reads a multipart's parts; nil when its boundary stands nowhere.
    private mutating func multipart(
        _ entity: Entity, bodyEnd: Int, outer: [[UInt8]]
    ) -> (children: [Entity], ending: Ending)? {
        let start = entity.header.bodyStart
        var boundary = entity.type.parameters["boundary"].map { Array($0.utf8) } ?? []
        while let last = boundary.last, Byte.isWhite(last) { boundary.removeLast() }
        var first = ending(from: start, before: bodyEnd, boundaries: boundary.isEmpty ? outer : outer + [boundary])
        if boundary.isEmpty || first.level != outer.count {
            guard let guess = guessedBoundary(in: start..<max(start, first.contentEnd)) else { return nil }
            problems.add(
                .structure, "the boundary of a \(entity.type.type) is missing or wrong; it was found in the text")
            boundary = guess
            first = ending(from: start, before: bodyEnd, boundaries: outer + [boundary])
            guard first.level == outer.count else { return nil }
        }
        return parts(of: entity, after: first, bodyEnd: bodyEnd, boundaries: outer + [boundary])
    }

    private mutating func parts(
        of entity: Entity, after first: Ending, bodyEnd: Int, boundaries: [[UInt8]]
    ) -> (children: [Entity], ending: Ending) {
        let level = boundaries.count - 1
        let reader = HeaderReader(bytes: bytes, limits: limits)
        var children: [Entity] = []
        var end = first
        while end.level == level, !end.isLast {
            guard parts < limits.parts else {
                problems.leaveOut("more than \(limits.parts) parts; the others were left out")
                let outer = Array(boundaries.dropLast())
                return (children, ending(from: end.next, before: bodyEnd, boundaries: outer))
            }
            // A header goes no further than the next delimiter.
            let limit = ending(from: end.next, before: min(bodyEnd, end.next + headerReach), boundaries: boundaries)
            let headerEnd = limit.level == nil ? min(bodyEnd, end.next + headerReach) : max(end.next, limit.contentEnd)
            var header = reader.read(at: end.next, before: headerEnd, &problems)
            header.bodyStart = min(header.bodyStart, max(end.next, limit.level == nil ? bodyEnd : limit.contentEnd))
            let child = self.entity(
                header, bodyEnd: bodyEnd, outer: boundaries, isDigest: entity.type.subtype == "digest")
            children.append(child.entity)
            end = child.ending
        }
        if end.level != level {
            problems.add(.structure, "a \(entity.type.type) is not closed; the mail may be cut off")
            return (children, end)
        }
        // What follows the closing line belongs to nobody (RFC 2046, 5.1.1).
        return (children, ending(from: end.next, before: bodyEnd, boundaries: Array(boundaries.dropLast())))
    }

    /// Bytes in which a part's header is looked for.
    private var headerReach: Int { limits.headerBytes * 2 }

    /// Goes on to the next delimiter of any of the boundaries; the innermost comes first.
    private func ending(from start: Int, before end: Int, boundaries: [[UInt8]]) -> Ending {
        var at = start
        while at < end {
            let line = bytes.line(at: at, before: end)
            if line.contentEnd - at > 2, bytes[at] == Byte.dash, bytes[at + 1] == Byte.dash {
                for level in boundaries.indices.reversed() {
                    guard let isLast = delimiter(at..<line.contentEnd, boundaries[level]) else { continue }
                    return Ending(
                        contentEnd: withoutLineEnd(before: at, from: start), next: line.next, level: level,
                        isLast: isLast)
                }
            }
            at = line.next
        }
        return Ending(contentEnd: end, next: end, level: nil, isLast: true)
    }

    /// Whether a line is the boundary's, and if so whether it is the closing one.
    private func delimiter(_ line: Range<Int>, _ boundary: [UInt8]) -> Bool? {
        let textEnd = line.lowerBound + 2 + boundary.count
        guard line.upperBound >= textEnd, bytes[line.lowerBound] == Byte.dash, bytes[line.lowerBound + 1] == Byte.dash,
            bytes[line.lowerBound + 2..<textEnd].elementsEqual(boundary)
        else { return nil }
        if bytes.isBlank(textEnd..<line.upperBound) { return false }
        guard line.upperBound >= textEnd + 2, bytes[textEnd] == Byte.dash, bytes[textEnd + 1] == Byte.dash,
            bytes.isBlank(textEnd + 2..<line.upperBound)
        else { return nil }
        return true
    }

    /// The line end before a delimiter belongs to it (RFC 2046, 5.1.1).
    private func withoutLineEnd(before at: Int, from start: Int) -> Int {
        guard at > start, bytes[at - 1] == Byte.lf else { return at }
        return at - 1 > start && bytes[at - 2] == Byte.cr ? at - 2 : at - 1
    }

    /// A boundary that is not announced: a line of dashes and a token with a field of a part's header below it.
    private func guessedBoundary(in body: Range<Int>) -> [UInt8]? {
        var at = body.lowerBound
        for _ in 0..<2000 where at < body.upperBound {
            let line = bytes.line(at: at, before: body.upperBound)
            let text = bytes.trimmed(at..<line.contentEnd)
            if text.count > 4, text.count <= 102, bytes[at] == Byte.dash, at + 1 < text.upperBound,
                bytes[at + 1] == Byte.dash, bytes.hasPrefix("content-", at: line.next, before: body.upperBound)
            {
                return Array(bytes[text.lowerBound + 2..<text.upperBound])
            }
            at = line.next
        }
        return nil
    }

    private func looksLikeHTML(_ body: Range<Int>) -> Bool {
        let text = bytes.trimmed(body)
        return bytes.hasPrefix("<html", at: text.lowerBound, before: text.upperBound)
            || bytes.hasPrefix("<!doctype html", at: text.lowerBound, before: text.upperBound)
    }
}
