/// A mail's text as a row of pieces, and the decision which of them the writer wrote.
struct ReplyPieces {
    enum Kind { case own, attribution, quote, embedded, forward }

    struct Piece {
        var kind: Kind
        var range: Range<Int>
        /// A quote under an attribution, which its program put there.
        var isAttributed = false
        /// Words of the writer in the attribution's first line.
        var wordsBefore: Substring?
    }

    /// Most pieces taken from the end of a mail: the lines of many signatures, one below the other.
    private static let roundsMax = 200

    private let lines: [TextLine]
    private(set) var pieces: [Piece] = []
    private var dropped: [Range<Int>] = []
    private var signatures: [Range<Int>] = []
    private var wordsBefore: [Int: Substring] = [:]
    private var quotesFound = 0
    /// Whether a line is code.
    private let fenced: [Bool]

    init(_ lines: [TextLine]) {
        self.lines = lines
        fenced = Self.fenced(lines)
        cut()
    }

    // MARK: - Cutting

    private mutating func cut() {
        let nextWord = Self.nextWord(lines)
        var at = 0
        while at < lines.count {
            let line = lines[at]
            if line.isBlank || fenced[at] {
                at = add(.own, at..<(at + 1))
            } else if line.depth > 0, !closesLink(at) {
                at = addQuote(at)
            } else if Separator.isReplyMarker(line) {
                at = add(.embedded, at..<lines.count)
            } else if let words = AttributionLine.wordsBefore(line), let attribution = AttributionLine(lines, at: at) {
                let below = Self.skip(nextWord, at + attribution.count)
                let isQuoted = below < lines.count && lines[below].depth > 0
                if isQuoted || attribution.isCertain { wordsBefore[at] = words }
                let end = isQuoted ? at + attribution.count : attribution.isCertain ? lines.count : at + 1
                at = add(isQuoted ? .attribution : attribution.isCertain ? .embedded : .own, at..<end)
            } else if let attribution = AttributionLine(lines, at: at) {
                let below = Self.skip(nextWord, at + attribution.count)
                if below < lines.count, lines[below].depth > 0 {
                    at = add(.attribution, at..<(at + attribution.count))
                } else {
                    at = add(
                        attribution.isCertain ? .embedded : .own, at..<(attribution.isCertain ? lines.count : at + 1))
                }
            } else if let separator = Separator(line, next: Self.line(lines, Self.skip(nextWord, at + 1))) {
                at = add(separator == .forwarded ? .forward : .embedded, at..<lines.count)
            } else if let header = HeaderBlock(lines, at: at) {
                let below = Self.skip(nextWord, at + header.count)
                let isQuoted = below < lines.count && lines[below].depth > 0
                at = add(isQuoted ? .attribution : .embedded, at..<(isQuoted ? at + header.count : lines.count))
            } else {
                at = add(.own, at..<(at + 1))
            }
        }
    }

    private mutating func add(_ kind: Kind, _ range: Range<Int>) -> Int {
        if kind == .own, let last = pieces.last, last.kind == .own {
            pieces[pieces.count - 1].range = last.range.lowerBound..<range.upperBound
        } else {
            pieces.append(Piece(kind: kind, range: range))
        }
        return range.upperBound
    }

    /// Quoted lines with the blank lines between them.
    private mutating func addQuote(_ start: Int) -> Int {
        var end = start + 1
        var at = end
        while at < lines.count, lines[at].isBlank || lines[at].depth > 0 {
            at += 1
            if lines[at - 1].depth > 0 { end = at }
        }
        let first = (start..<end).first { !lines[$0].isBlank } ?? start
        let isUnder = pieces.last { !isBlank($0) }?.kind == .attribution
        let isForward = Separator(lines[first], next: nil) == .forwarded
        let isAttributed =
            isUnder || isForward || HeaderBlock(lines, at: first) != nil
            || AttributionLine(lines, at: first).map { $0.isCertain || lines[first].facts.contains(.wrote) } ?? false
        quotesFound += 1
        pieces.append(Piece(kind: .quote, range: start..<end, isAttributed: isAttributed))
        return end
    }

    /// `>` that closes a link of the line before, and quotes nothing.
    private func closesLink(_ at: Int) -> Bool {
        at > 0 && lines[at - 1].depth == 0 && lines[at - 1].facts.contains(.unclosed) && lines[at].depth == 1
            && !(at + 1 < lines.count && lines[at + 1].depth > 0)
    }

    // MARK: - Deciding

    /// Takes from the end what was not written now, until words of the writer are at the end.
    mutating func stripTail() {
        for _ in 0..<Self.roundsMax {
            guard let last = pieces.last else { return }
            switch last.kind {
            case .embedded, .forward:
                guard hasOwnWords(before: pieces.count - 1) || wordsBefore[last.range.lowerBound] != nil else { return }
                drop(last)
            case .attribution:
                drop(last)
            case .quote:
                guard hasOwnWords(before: pieces.count - 1) || last.isAttributed && !isForward(last) else { return }
                drop(last)
            case .own:
                guard stripOwn(last) else { return }
            }
        }
    }

    /// - Returns: whether something was taken, or nothing is left of it.
    private mutating func stripOwn(_ piece: Piece) -> Bool {
        guard piece.wordsBefore == nil else { return false }
        var end = piece.range.upperBound
        let start = piece.range.lowerBound
        while end > start, lines[end - 1].isBlank { end -= 1 }
        let isBelowWords = hasOwnWords(before: pieces.count - 1)
        let free = fenced[start..<end].lastIndex(of: true).map { $0 + 1 } ?? start
        if end > free,
            let signature = SignatureLines.start(in: lines[free..<end], isBelowWords: isBelowWords || free > start)
        {
            signatures.append(signature..<end)
            pieces[pieces.count - 1].range = start..<signature
            return true
        }
        while end > free, Separator.isRule(lines[end - 1]) || lines[end - 1].isBlank { end -= 1 }
        if end == start {
            pieces.removeLast()
            return true
        }
        let isShorter = end < piece.range.upperBound && lines[end..<piece.range.upperBound].contains { !$0.isBlank }
        pieces[pieces.count - 1].range = start..<end
        return isShorter
    }

    private mutating func drop(_ piece: Piece) {
        dropped.append(piece.range)
        pieces.removeLast()
        if let words = wordsBefore[piece.range.lowerBound] {
            pieces.append(Piece(kind: .own, range: piece.range.lowerBound..<piece.range.lowerBound, wordsBefore: words))
        }
    }

    /// Takes the attributions; and the quote, when there is but one and a program attributed it.
    mutating func decideQuotes() {
        let isInline = quotesFound > 1
        var kept: [Piece] = []
        for piece in pieces {
            switch piece.kind {
            case .attribution:
                dropped.append(piece.range)
                if let words = wordsBefore[piece.range.lowerBound] {
                    kept.append(
                        Piece(kind: .own, range: piece.range.lowerBound..<piece.range.lowerBound, wordsBefore: words))
                }
            case .quote where piece.isAttributed && !isInline && !isForward(piece):
                dropped.append(piece.range)
            default: kept.append(piece)
            }
        }
        pieces = kept
    }

    func result() -> ReplySplit {
        var reply: [Substring] = []
        var quoted = dropped
        var end: Int?
        for piece in pieces {
            // Where something was taken out, one blank line stands for it.
            if let end, end != piece.range.lowerBound {
                while reply.last?.allSatisfy(\.isWhitespace) == true { reply.removeLast() }
                if !reply.isEmpty { reply.append("") }
            }
            end = piece.range.upperBound
            if let words = piece.wordsBefore { reply.append(words) }
            var own = lines[piece.range].map(\.raw)
            if piece.kind == .forward || piece.kind == .embedded || (piece.kind == .quote && isForward(piece)) {
                let start = passedOn(piece.range)
                quoted.append(piece.range.lowerBound..<start)
                own = lines[start..<piece.range.upperBound].map(\.unquoted)
            }
            reply += reply.last?.isEmpty == true ? Array(own.drop { $0.allSatisfy(\.isWhitespace) }) : own
        }
        return ReplySplit(
            reply: Self.joined(reply),
            quoted: Self.joined(quoted.sorted { $0.lowerBound < $1.lowerBound }.flatMap(quotedLines)),
            signature: Self.joined(signatures.sorted { $0.lowerBound < $1.lowerBound }.flatMap { lines[$0].map(\.raw) })
        )
    }

    /// Lines as they came, without words of the writer before an attribution.
    private func quotedLines(_ range: Range<Int>) -> [Substring] {
        var quoted = lines[range].map(\.raw)
        if let words = wordsBefore[range.lowerBound], !quoted.isEmpty { quoted[0] = quoted[0][words.endIndex...] }
        return quoted
    }

    /// The first line below the header of a mail passed on.
    private func passedOn(_ range: Range<Int>) -> Int {
        var at = range.lowerBound
        if Separator.isReplyMarker(lines[at]) { return range.upperBound }
        if let attribution = AttributionLine(lines, at: at) {
            at += attribution.count
        } else if Separator(lines[at], next: Self.line(lines, at + 1)) != nil {
            at += 1
        }
        while at < range.upperBound, lines[at].isBlank { at += 1 }
        if at < range.upperBound, let header = HeaderBlock(lines, at: at) { at += header.count }
        return min(at, range.upperBound)
    }

    // MARK: - Looking

    private func isBlank(_ piece: Piece) -> Bool { piece.kind == .own && lines[piece.range].allSatisfy(\.isBlank) }

    private func isForward(_ piece: Piece) -> Bool {
        lines[piece.range].first { !$0.isBlank }.map { Separator($0, next: nil) == .forwarded } ?? false
    }

    private func hasOwnWords(before end: Int) -> Bool {
        pieces[..<end].contains { piece in
            (piece.kind == .own && lines[piece.range].contains { !$0.isBlank && !Separator.isRule($0) })
                || piece.wordsBefore != nil || wordsBefore[piece.range.lowerBound] != nil
        }
    }

    /// Lines between rows of three backticks, which are code and judged by nobody.
    private static func fenced(_ lines: [TextLine]) -> [Bool] {
        var fenced = Array(repeating: false, count: lines.count)
        var open: Int?
        for (index, line) in lines.enumerated() where line.depth == 0 && line.content.hasPrefix("```") {
            if let start = open {
                for inside in start...index { fenced[inside] = true }
                open = nil
            } else {
                open = index
            }
        }
        return fenced
    }

    /// For each line, the first one from it on that is not blank.
    private static func nextWord(_ lines: [TextLine]) -> [Int] {
        var next = Array(repeating: lines.count, count: lines.count)
        var last = lines.count
        for index in lines.indices.reversed() {
            if !lines[index].isBlank { last = index }
            next[index] = last
        }
        return next
    }

    private static func skip(_ next: [Int], _ at: Int) -> Int { at < next.count ? next[at] : next.count }

    private static func line(_ lines: [TextLine], _ at: Int) -> TextLine? { at < lines.count ? lines[at] : nil }

    /// Without blank lines at either end and white space at the ends of lines.
    private static func joined(_ lines: [Substring]) -> String {
        var lines = lines.map(trimmedEnd)[...]
        while lines.first?.isEmpty == true { lines.removeFirst() }
        while lines.last?.isEmpty == true { lines.removeLast() }
        return lines.joined(separator: "\n")
    }

    private static func trimmedEnd(_ line: Substring) -> Substring {
        var end = line.utf8.endIndex
        while end != line.utf8.startIndex {
            let before = line.utf8.index(before: end)
            guard line.utf8[before] == 0x20 || line.utf8[before] == 0x09 else { break }
            end = before
        }
        return line[..<end]
    }
}
