/// Reads what stands in one line of our Markdown: bold, italics, strike-through, code, links, and addresses as they are.
///
/// One pass over the bytes; what opens and is never closed stays as it was written.
struct InlineReader {
    private enum Mark: Int { case bold, italic, strike }

    private enum Token {
        case bytes(Range<Int>)
        case runs([RichText.Run])
        /// A mark that may open or close; text where its other half is missing.
        case mark(Mark, canOpen: Bool, canClose: Bool)
    }

    private let bytes: [UInt8]
    private let takesLinks: Bool
    private var tokens: [Token] = []
    private var textStart = 0
    private var codeEnds: [Int: Int]

    /// The runs of a line.
    static func runs(_ line: some StringProtocol) -> [RichText.Run] {
        if !line.utf8.contains(where: isSpecial) { return line.isEmpty ? [] : [RichText.Run(String(line))] }
        return merged(runs(Array(line.utf8), takesLinks: true))
    }

    private static func runs(_ bytes: [UInt8], takesLinks: Bool) -> [RichText.Run] {
        var reader = InlineReader(bytes: bytes, takesLinks: takesLinks)
        reader.read()
        return reader.styled()
    }

    private init(bytes: [UInt8], takesLinks: Bool) {
        self.bytes = bytes
        self.takesLinks = takesLinks
        codeEnds = Self.codeEnds(bytes)
    }

    private static func isSpecial(_ byte: UInt8) -> Bool { "*`[~\\:".utf8.contains(byte) }

    // MARK: Bytes to tokens

    private mutating func read() {
        var index = 0
        while index < bytes.count {
            let end: Int? =
                switch bytes[index] {
                case UInt8(ascii: "\\"): escape(at: index)
                case UInt8(ascii: "`"): code(at: index)
                case UInt8(ascii: "["): takesLinks ? link(at: index) : nil
                case UInt8(ascii: "*"), UInt8(ascii: "~"): marks(at: index)
                case UInt8(ascii: "h"), UInt8(ascii: "H"): address(at: index)
                default: nil
                }
            index = end ?? index + 1
            if end != nil { textStart = index }
        }
        flush(to: bytes.count)
    }

    private mutating func flush(to end: Int) {
        if textStart < end { tokens.append(.bytes(textStart..<end)) }
        textStart = end
    }

    /// A backslash takes the meaning from a sign that would have one, and is itself a sign before all others, so that
    /// paths keep theirs.
    private mutating func escape(at index: Int) -> Int? {
        guard index + 1 < bytes.count, "*`[]~|".utf8.contains(bytes[index + 1]) else { return nil }
        flush(to: index)
        tokens.append(.bytes(index + 1..<index + 2))
        return index + 2
    }

    private mutating func code(at index: Int) -> Int? {
        let length = runLength(at: index)
        guard let close = codeEnds[index] else {
            flush(to: index)
            tokens.append(.bytes(index..<index + length))
            return index + length
        }
        var inner = bytes[index + length..<close]
        // One blank inside each end lets code begin or end with a backtick (CommonMark 0.31, section 6.1).
        if inner.count > 2, inner.first == 0x20, inner.last == 0x20, inner.contains(where: { $0 != 0x20 }) {
            inner = inner.dropFirst().dropLast()
        }
        flush(to: index)
        tokens.append(.runs([RichText.Run(String(decoding: inner, as: UTF8.self), style: .code)]))
        return close + length
    }

    /// Where the backticks that end the code begun at each place are: the next run of the same length.
    private static func codeEnds(_ bytes: [UInt8]) -> [Int: Int] {
        guard bytes.contains(UInt8(ascii: "`")) else { return [:] }
        var (ends, next): ([Int: Int], [Int: Int]) = ([:], [:])
        var index = bytes.count
        while index > 0 {
            index -= 1
            guard bytes[index] == UInt8(ascii: "`") else { continue }
            let last = index
            while index > 0, bytes[index - 1] == UInt8(ascii: "`") { index -= 1 }
            let length = last - index + 1
            // Escaped backticks open nothing; the reader never asks for them.
            if let end = next[length] { ends[index] = end }
            next[length] = index
        }
        return ends
    }

    private mutating func link(at index: Int) -> Int? {
        guard let labelEnd = labelEnd(after: index), labelEnd > index + 1, labelEnd + 1 < bytes.count,
            bytes[labelEnd + 1] == UInt8(ascii: "("), let end = addressEnd(from: labelEnd + 2)
        else { return nil }
        let address = String(decoding: bytes[labelEnd + 2..<end], as: UTF8.self)
        guard LinkAddress.isSafe(address) else { return nil }
        let label = Self.runs(Array(bytes[index + 1..<labelEnd]), takesLinks: false)
        guard label.contains(where: { $0.text.unicodeScalars.contains { !$0.isBlank } }) else { return nil }
        flush(to: index)
        tokens.append(.runs(label.map { RichText.Run($0.text, style: $0.style, link: address) }))
        return end + 1
    }

    private func labelEnd(after index: Int) -> Int? {
        var at = index + 1
        while at < bytes.count {
            switch bytes[at] {
            case UInt8(ascii: "\\"): at += 2
            case UInt8(ascii: "["): return nil
            case UInt8(ascii: "]"): return at
            default: at += 1
            }
        }
        return nil
    }

    private func addressEnd(from index: Int) -> Int? {
        var open = 0
        for at in index..<min(bytes.count, index + LinkAddress.bytesMax + 1) {
            switch bytes[at] {
            case UInt8(ascii: "("): open += 1
            case UInt8(ascii: ")"):
                if open == 0 { return at }
                open -= 1
            case UInt8(ascii: "["), 0...0x20: return nil
            default: break
            }
        }
        return nil
    }

    private mutating func address(at index: Int) -> Int? {
        guard index + 7 < bytes.count, bytes[index + 1] | 0x20 == UInt8(ascii: "t"),
            index == 0 || !bytes[index - 1].isWordPart
        else { return nil }
        let most = bytes[index..<min(bytes.count, index + LinkAddress.bytesMax)]
        // An address is short; what follows it is decoded in vain at most once for each beginning.
        let text = String(decoding: most.prefix { $0 > 0x20 }, as: UTF8.self)
        guard let end = BareAddress.end(Substring(text).unicodeScalars) else { return nil }
        let address = String(text[..<end])
        flush(to: index)
        tokens.append(.runs([RichText.Run(address, link: address)]))
        return index + address.utf8.count
    }

    // MARK: Marks

    private func runLength(at index: Int) -> Int {
        var end = index
        while end < bytes.count, bytes[end] == bytes[index] { end += 1 }
        return end - index
    }

    private mutating func marks(at index: Int) -> Int? {
        let length = runLength(at: index)
        let isStar = bytes[index] == UInt8(ascii: "*")
        guard isStar ? length <= 3 : length == 2 else {
            flush(to: index)
            tokens.append(.bytes(index..<index + length))
            return index + length
        }
        let before = index > 0 ? bytes[index - 1] : 0x20
        let after = index + length < bytes.count ? bytes[index + length] : 0x20
        // A single star inside a word or a sum is a star: 2*3*4.
        let isInside = before.isWordPart && after.isWordPart && (length == 1 || isDigit(before) && isDigit(after))
        let canOpen = after > 0x20 && !isInside && !(length == 1 && before.isWordPart)
        let canClose = before > 0x20 && !isInside && !(length == 1 && after.isWordPart)
        flush(to: index)
        switch (isStar, length) {
        case (false, _): tokens.append(.mark(.strike, canOpen: canOpen, canClose: canClose))
        case (true, 1): tokens.append(.mark(.italic, canOpen: canOpen, canClose: canClose))
        case (true, 2): tokens.append(.mark(.bold, canOpen: canOpen, canClose: canClose))
        default:
            // `***`: bold opens first and closes last.
            let opens = canOpen && !canClose
            tokens.append(.mark(opens ? .bold : .italic, canOpen: canOpen, canClose: canClose))
            tokens.append(.mark(opens ? .italic : .bold, canOpen: canOpen, canClose: canClose))
        }
        return index + length
    }

    private func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    // MARK: Tokens to runs

    private func styled() -> [RichText.Run] {
        let pairs = paired()
        var runs: [RichText.Run] = []
        var style: RichText.Style = []
        for (place, token) in tokens.enumerated() {
            switch token {
            case .bytes(let range):
                runs.append(RichText.Run(String(decoding: bytes[range], as: UTF8.self), style: style))
            case .runs(let inner):
                runs += inner.map { RichText.Run($0.text, style: $0.style.union(style), link: $0.link) }
            case .mark(let mark, _, _):
                if pairs.contains(place) {
                    style.formSymmetricDifference(Self.style(mark))
                } else {
                    runs.append(RichText.Run(Self.sign(mark), style: style))
                }
            }
        }
        return runs
    }

    /// The places of the marks that have their other half. A pair inside which another opens and does not close takes
    /// that one's meaning.
    private func paired() -> Set<Int> {
        var pairs: Set<Int> = []
        var open: [Int?] = [nil, nil, nil]
        for (place, token) in tokens.enumerated() {
            guard case .mark(let mark, let canOpen, let canClose) = token else { continue }
            if canClose, let start = open[mark.rawValue], place > start + 1 {
                pairs.formUnion([start, place])
                for other in open.indices where (open[other] ?? -1) >= start { open[other] = nil }
            } else if canOpen, open[mark.rawValue] == nil {
                open[mark.rawValue] = place
            }
        }
        return pairs
    }

    private static func style(_ mark: Mark) -> RichText.Style {
        switch mark {
        case .bold: .bold
        case .italic: .italic
        case .strike: .strike
        }
    }

    private static func sign(_ mark: Mark) -> String {
        switch mark {
        case .bold: "**"
        case .italic: "*"
        case .strike: "~~"
        }
    }

    /// Neighbours that look the same as one.
    private static func merged(_ runs: [RichText.Run]) -> [RichText.Run] {
        var merged: [RichText.Run] = []
        for run in runs where !run.text.isEmpty {
            if let last = merged.last, last.style == run.style, last.link == nil, run.link == nil,
                !run.style.contains(.code)
            {
                merged[merged.count - 1].text += run.text
            } else {
                merged.append(run)
            }
        }
        return merged
    }
}
