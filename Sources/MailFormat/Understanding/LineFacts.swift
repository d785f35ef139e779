/// What stands in a line, by shape and by single words: enough to tell lines of clients from lines of people.
struct LineFacts: OptionSet, Sendable {
    let rawValue: Int

    static let digit = LineFacts(rawValue: 1)
    /// A year of four digits, or three numbers with one separator.
    static let date = LineFacts(rawValue: 2)
    /// `10:00` or `10.00`.
    static let time = LineFacts(rawValue: 4)
    /// `local@domain`.
    static let address = LineFacts(rawValue: 8)
    /// `<`.
    static let opens = LineFacts(rawValue: 16)
    /// "wrote" in a language of ``MailWords``.
    static let wrote = LineFacts(rawValue: 32)
    /// Ends with a colon.
    static let colon = LineFacts(rawValue: 64)
    /// Begins as attribution lines begin: "On", "Am", a weekday, a number.
    static let start = LineFacts(rawValue: 128)
    /// An opened `<` is not closed in this line.
    static let unclosed = LineFacts(rawValue: 256)
    /// Too long to be judged; no other fact is known.
    static let long = LineFacts(rawValue: 512)

    init(rawValue: Int) { self.rawValue = rawValue }

    /// - Parameter folded: the line in lower case, trimmed.
    init(_ folded: String) {
        var scan = Scan(Array(folded.utf8))
        scan.run()
        var facts = scan.facts
        if folded.hasSuffix(":") || folded.hasSuffix("：") { facts.insert(.colon) }
        if scan.hasWide, MailWords.wroteInside.isIn(folded) { facts.insert(.wrote) }
        self = facts
    }

    /// One pass over the line's octets.
    private struct Scan {
        let bytes: [UInt8]
        var facts: LineFacts = []
        var hasWide = false
        private var at = 0
        private var tokens = 0

        init(_ bytes: [UInt8]) { self.bytes = bytes }

        mutating func run() {
            while at < bytes.count {
                let byte = bytes[at]
                if Self.isDigit(byte) {
                    number()
                } else if Self.isWord(byte) {
                    word()
                } else {
                    if byte == 0x3C { facts.formUnion([.opens, .unclosed]) }
                    if byte == 0x3E { facts.remove(.unclosed) }
                    at += 1
                }
            }
        }

        private mutating func number() {
            facts.insert(.digit)
            if tokens == 0 { facts.insert(.start) }
            tokens += 1
            let first = digits()
            if first.count == 4, (1970...2099).contains(first.value) { facts.insert(.date) }
            guard at + 1 < bytes.count, Self.isDigit(bytes[at + 1]) else { return }
            let separator = bytes[at]
            guard [0x3A, 0x2E, 0x2F, 0x2D].contains(separator) else { return }
            at += 1
            let second = digits()
            if second.count == 4, (1970...2099).contains(second.value) { facts.insert(.date) }
            let isThird = at + 1 < bytes.count && bytes[at] == separator && Self.isDigit(bytes[at + 1])
            if separator == 0x3A || (separator == 0x2E && !isThird && second.count == 2 && first.count <= 2) {
                if first.count <= 2 { facts.insert(.time) }
            } else if isThird, first.count <= 4, second.count <= 2 {
                facts.insert(.date)
            }
            if isThird {
                at += 1
                _ = digits()
            }
        }

        private mutating func digits() -> (count: Int, value: Int) {
            var count = 0
            var value = 0
            while at < bytes.count, Self.isDigit(bytes[at]) {
                count += 1
                if count <= 4 { value = value * 10 + Int(bytes[at] - 0x30) }
                at += 1
            }
            return (count, value)
        }

        private mutating func word() {
            let begin = at
            while at < bytes.count, Self.isWord(bytes[at]) {
                if bytes[at] >= 0xE0 { hasWide = true }
                at += 1
            }
            if at < bytes.count, bytes[at] == 0x40, at + 1 < bytes.count,
                Self.isWord(bytes[at + 1]) || Self.isDigit(bytes[at + 1]) || bytes[at + 1] == 0x5B
            {
                facts.insert(.address)
            }
            defer { tokens += 1 }
            guard at - begin <= 24 else { return }
            let word = String(decoding: bytes[begin..<at], as: UTF8.self)
            if MailWords.wrote.contains(word) { facts.insert(.wrote) }
            if tokens == 0, isStart(word) { facts.insert(.start) }
        }

        /// Also a short word with a full stop or comma after it: weekdays in any language.
        private func isStart(_ word: String) -> Bool {
            if MailWords.attributionStarts.contains(word) { return true }
            if word.hasPrefix("在") { return true }
            return word.unicodeScalars.count <= 4 && at < bytes.count && (bytes[at] == 0x2C || bytes[at] == 0x2E)
        }

        private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
        private static func isWord(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte) || byte >= 0x80 }
    }
}
