/// The line over a quote: "On Friday Erika wrote:".
///
/// Told by shape, since each program and language words it anew: a date with a time, an address in angle brackets, a
/// word for "wrote", a colon at the end. Programs wrap it over several lines.
struct AttributionLine {
    /// Lines it takes, its first included.
    let count: Int
    /// It needs no quote mark below it to be believed.
    let isCertain: Bool

    /// Most lines one was wrapped over, blank ones included.
    private static let linesMax = 7
    private static let octetsMax = 420

    /// - Returns: the attribution that begins at line `index`, if one does.
    init?(_ lines: [TextLine], at index: Int) {
        let first = lines[index]
        guard !first.isBlank, !first.facts.contains(.long) else { return nil }
        if let inner = Separator.inner(of: first.content) {
            let facts = LineFacts(inner.lowercased())
            guard facts.contains(.wrote) || (facts.contains(.date) && facts.contains(.address)) else { return nil }
            self.init(count: 1, isCertain: true)
            return
        }
        guard Self.mayStart(first, lines, index) else { return nil }
        var facts: LineFacts = []
        var octets = 0
        var words = 0
        var candidate: AttributionLine?
        for offset in 0..<Self.linesMax where index + offset < lines.count {
            let line = lines[index + offset]
            if line.isBlank {
                guard offset > 0, index + offset + 1 < lines.count, Self.goesOn(lines[index + offset + 1]) else {
                    break
                }
                continue
            }
            guard offset == 0 || line.depth == first.depth || Self.closes(line) else { break }
            if offset > 0, line.depth == first.depth, !lines[index + offset - 1].content.hasSuffix(","),
                Self.beginsAnew(line, after: facts)
            {
                break
            }
            octets += line.content.utf8.count
            words += 1
            guard octets <= Self.octetsMax, !line.facts.contains(.long) else { break }
            facts.formUnion(line.facts.subtracting([.colon, .start]))
            if let isCertain = Self.verdict(facts, ending: line) {
                self.init(count: offset + 1, isCertain: isCertain)
                return
            }
            if offset == 0, let isCertain = Self.isBare(line) {
                candidate = AttributionLine(count: 1, isCertain: isCertain)
            }
            guard words < 6 else { break }
        }
        guard let candidate else { return nil }
        self = candidate
    }

    private init(count: Int, isCertain: Bool) {
        self.count = count
        self.isCertain = isCertain
    }

    /// Where an attribution begins within a line of somebody's words: "Thanks. On Friday, … Erika wrote:".
    ///
    /// - Returns: the words before it.
    static func wordsBefore(_ line: TextLine) -> Substring? {
        guard line.depth == 0, line.facts.contains(.colon), line.facts.contains(.date), line.facts.contains(.wrote)
        else { return nil }
        let raw = line.raw
        var best: Substring.Index?
        for opening in [" On ", " Am ", " Le ", " El ", " Il ", " Op ", " Den ", " Em "] {
            guard let found = raw.lastRange(of: opening) else { continue }
            if best.map({ found > $0 }) ?? true { best = found }
        }
        guard let best, LineFacts(raw[best...].lowercased()).isSuperset(of: [.date, .wrote]) else { return nil }
        return raw[..<best]
    }

    private static func mayStart(_ line: TextLine, _ lines: [TextLine], _ index: Int) -> Bool {
        let facts = line.facts
        if facts.contains(.colon), !facts.isDisjoint(with: [.wrote, .address, .date]) { return true }
        if facts.contains(.start), !facts.isDisjoint(with: [.digit, .date]) { return true }
        if facts.contains(.start), !facts.contains(.colon), index + 1 < lines.count,
            lines[index + 1].facts.isSuperset(of: [.date, .wrote])
        {
            return true
        }
        if facts.contains(.unclosed) || facts.isSuperset(of: [.address, .opens]) { return true }
        // A long name of which the address had to go to the next line.
        let isAfterGap = index == 0 || lines[index - 1].isBlank
        return isAfterGap && line.content.utf8.count <= 60 && index + 1 < lines.count
            && lines[index + 1].content.hasPrefix("<") && lines[index + 1].facts.contains(.address)
    }

    private static func goesOn(_ line: TextLine) -> Bool { line.content.hasPrefix("<") && line.depth == 0 }

    /// `> wrote:`, where the first character closes the address of the line before.
    private static func closes(_ line: TextLine) -> Bool {
        line.facts.contains(.colon) && line.content.utf8.count <= 60
            && (line.facts.contains(.wrote) || line.content.utf8.count <= 2)
    }

    /// A line that is a better first line than the ones above it.
    private static func beginsAnew(_ line: TextLine, after facts: LineFacts) -> Bool {
        if !facts.isDisjoint(with: [.wrote, .address]), line.facts.isDisjoint(with: [.wrote, .address]) {
            return false
        }
        return line.facts.isSuperset(of: [.start, .date]) && !line.facts.isDisjoint(with: [.time, .wrote, .address])
    }

    /// - Returns: nil when the lines are no attribution, else whether they are certainly one.
    private static func verdict(_ facts: LineFacts, ending line: TextLine) -> Bool? {
        let hasAddress = facts.isSuperset(of: [.address, .opens])
        let hasMoment = facts.isSuperset(of: [.date, .time])
        if line.facts.contains(.colon) {
            // "On Monday at ten I wrote to you:" is no program's.
            if facts.contains(.wrote), !hasAddress, MailWords.ownVoice.isIn(line.folded) { return nil }
            if facts.contains(.wrote), hasMoment || hasAddress { return true }
            if hasMoment, hasAddress { return true }
            if facts.contains(.wrote), facts.contains(.date) || line.content.utf8.count <= 90 { return false }
            return facts.contains(.date) && facts.contains(.address) ? false : nil
        }
        return nil
    }

    /// A date and an address, and nothing to end it; or Gmail's oldest form, in some copies without verb and colon.
    ///
    /// - Returns: see ``verdict(_:ending:)``.
    private static func isBare(_ line: TextLine) -> Bool? {
        guard line.facts.isSuperset(of: [.start, .date]), !line.facts.contains(.unclosed) else { return nil }
        if line.facts.contains(.time), line.folded.utf8.count <= 140, line.folded.contains(" gmt") { return true }
        if line.facts.contains(.wrote), line.facts.contains(.time), line.folded.utf8.count <= 140 { return false }
        return line.facts.isSuperset(of: [.address, .opens]) && line.content.hasSuffix(">") ? false : nil
    }
}

extension Substring {
    /// - Returns: where the last occurrence of `text`, which is plain ASCII, begins.
    fileprivate func lastRange(of text: String) -> Index? {
        let wanted = Array(text.utf8)
        let bytes = utf8
        var at = bytes.endIndex
        while at != bytes.startIndex {
            at = bytes.index(before: at)
            if bytes[at] == wanted[0], bytes[at...].starts(with: wanted) { return at }
        }
        return nil
    }
}
