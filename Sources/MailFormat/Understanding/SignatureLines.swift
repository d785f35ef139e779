/// Where a signature begins in the last lines of somebody's own words.
///
/// A greeting and a name are words of the writer and stay. What a program or a template put below them goes.
enum SignatureLines {
    private static let markedLinesMax = 15
    private static let ruledLinesMax = 8
    private static let blockLinesMax = 10

    /// - Parameters:
    ///   - lines: an unbroken run of the writer's lines, the last not blank.
    ///   - isBelowWords: whether the writer said something above these lines.
    /// - Returns: the index of the signature's first line; nil when there is none.
    static func start(in lines: ArraySlice<TextLine>, isBelowWords: Bool) -> Int? {
        guard let last = lines.indices.last else { return nil }
        if let marked = marked(lines, isBelowWords) { return marked }
        if isSentFrom(lines[last]) { return last }
        if isDisclaimer(lines[last]) { return last }
        return afterClosing(lines)
    }

    /// From `-- ` (RFC 3676, section 4.3) on; the space is often lost, and some programs rule with underscores.
    private static func marked(_ lines: ArraySlice<TextLine>, _ isBelowWords: Bool) -> Int? {
        var below = 0
        var found: Int?
        for index in lines.indices.reversed() {
            let line = lines[index]
            if line.content == "--" {
                guard below <= markedLinesMax || line.raw == "-- " else { return found }
                found = index
            } else if line.content.utf8.count >= 2, line.content.utf8.allSatisfy({ $0 == 0x5F }),
                below <= ruledLinesMax,
                isBelowWords || hasWords(lines[lines.startIndex..<index])
            {
                found = index
            }
            if !line.isBlank { below += 1 }
            if below > 60 { return found }
        }
        return found
    }

    private static func hasWords(_ lines: ArraySlice<TextLine>) -> Bool { lines.contains { !$0.isBlank } }

    /// "Sent from my telephone" and what programs say of themselves.
    static func isSentFrom(_ line: TextLine) -> Bool {
        guard line.content.utf8.count <= 160, !line.content.hasSuffix("?") else { return false }
        let words = tokens(line.folded)
        guard let first = words.first else { return false }
        let hasDevice = words.contains(where: SignatureWords.devices.contains)
        let isSent =
            words.contains(where: SignatureWords.sent.contains) || SignatureWords.sentInside.isIn(line.folded)
        let isMine = words.contains(where: SignatureWords.my.contains)
        if isSent, hasDevice, words.count <= 24 { return true }
        if words.count <= 4, SignatureWords.sentInside.isIn(line.folded), SignatureWords.devicesInside.isIn(line.folded)
        {
            return true
        }
        if isSent, isMine, words.count <= 12, SignatureWords.sent.contains(first) { return true }
        if hasDevice, words.count <= 8, words.contains(where: SignatureWords.from.contains) {
            return isMine || words.last.map(SignatureWords.devices.contains) == true && words.count <= 4
        }
        return hasDevice && SignatureWords.get.contains(first) && words.count <= 16
            && words.contains(where: SignatureWords.programs.contains)
    }

    private static func isDisclaimer(_ line: TextLine) -> Bool {
        line.content.utf8.count >= 80 && SignatureWords.disclaimer.count(in: line.folded) >= 2
            || SignatureWords.imprint.count(in: line.folded) >= 2
    }

    /// "Kind regards", a name, and at least one line more, none of which is a sentence.
    private static func afterClosing(_ lines: ArraySlice<TextLine>) -> Int? {
        var below = 0
        for index in lines.indices.reversed() {
            let line = lines[index]
            if line.isBlank { continue }
            if isClosing(line) { return below >= 2 ? index : nil }
            below += 1
            guard below <= blockLinesMax, isBlockLine(line) else { return nil }
        }
        return nil
    }

    static func isClosing(_ line: TextLine) -> Bool {
        line.content.utf8.count <= 60 && SignatureWords.closings.begins(line.folded)
            && tokens(line.folded).count <= 7
    }

    private static func isBlockLine(_ line: TextLine) -> Bool {
        guard line.content.utf8.count <= 90, !line.content.hasSuffix("?"),
            !line.folded.hasPrefix("p") || !isPostscript(line)
        else { return false }
        return !(line.content.hasSuffix(".") || line.content.hasSuffix("!")) || tokens(line.folded).count <= 6
    }

    private static func isPostscript(_ line: TextLine) -> Bool {
        ["ps", "p.s", "pps", "p.p.s"].contains { line.folded.hasPrefix($0) }
            && (tokens(line.folded).first?.utf8.count ?? 9) <= 3
    }

    /// Words of letters; links and signs are left out.
    static func tokens(_ folded: String) -> [String] {
        var words: [String] = []
        for piece in folded.split(whereSeparator: { " <>()[]*_,;!\"'’".contains($0) }) {
            let link = piece.utf8.count > 4 ? linkStart(piece) : nil
            let word = link.map { piece[..<$0] } ?? piece
            let end = word.lastIndex { $0 != "." && $0 != ":" }
            guard let end else { continue }
            words.append(String(word[...end]))
        }
        return words
    }

    private static func linkStart(_ piece: Substring) -> Substring.Index? {
        let bytes = piece.utf8
        for at in bytes.indices where bytes[at] == 0x68 && bytes[at...].starts(with: "http".utf8) { return at }
        return nil
    }
}
