/// Divides an mbox into its mails while it is read, in bounded memory.
///
/// A mail begins with a line `From sender date` at the start or after a blank line. Lines `>From ` within are freed
/// of one mark, as mboxrd wrote them (`>>From ` came from `>From `).
public struct MboxSplitter: Sendable {
    /// One mail of the file.
    public struct Item: Sendable, Equatable {
        /// Where its separator line starts in the file.
        public var offset: Int
        /// The mail without its separator.
        public var bytes: [UInt8]
        /// Whether it was longer than allowed and `bytes` is its beginning.
        public var isCut: Bool
    }

    private let mailBytesMax: Int
    /// What was fed and makes no full line yet.
    private var pending: [UInt8] = []
    /// Where ``pending`` starts in the file.
    private var at = 0
    private var current: Item?
    private var isAfterBlankLine = true
    /// A line that began without an end and is already longer than any separator.
    private var isInLongLine = false

    /// No separator is longer; a longer line is taken in pieces.
    private static let lineMax = 64 << 10

    /// - Parameter mailBytesMax: longest mail kept; of longer ones the beginning is given.
    public init(mailBytesMax: Int = MailLimits().sizeBytes) {
        self.mailBytesMax = mailBytesMax
    }

    /// Takes the next bytes of the file; gives the mails that are complete.
    public mutating func feed(_ chunk: some Sequence<UInt8>) -> [Item] {
        pending += chunk
        var items: [Item] = []
        var start = 0
        while let feed = pending.index(of: Byte.lf, from: start, before: pending.count) {
            line(start..<feed + 1, &items)
            start = feed + 1
        }
        if pending.count - start > Self.lineMax {
            append(start..<pending.count)
            at += pending.count - start
            start = pending.count
            isInLongLine = true
            isAfterBlankLine = false
        }
        pending.removeFirst(start)
        return items
    }

    /// Ends the file; gives the last mail.
    public mutating func finish() -> Item? {
        var items: [Item] = []
        if !pending.isEmpty { line(0..<pending.count, &items) }
        pending = []
        if let item = current {
            current = nil
            items.append(item)
        }
        return items.last
    }

    private mutating func line(_ range: Range<Int>, _ items: inout [Item]) {
        defer { at += range.count }
        if isInLongLine {
            append(range)
            isInLongLine = pending[range.upperBound - 1] != Byte.lf
            return
        }
        if isAfterBlankLine, isSeparator(range) {
            if var item = current {
                item.bytes = Self.withoutLastBlankLine(item.bytes, isCut: item.isCut)
                items.append(item)
            }
            current = Item(offset: at, bytes: [], isCut: false)
            isAfterBlankLine = false
            return
        }
        isAfterBlankLine = range.allSatisfy { pending[$0] == Byte.lf || pending[$0] == Byte.cr }
        append(isEscaped(range) ? range.lowerBound + 1..<range.upperBound : range)
    }

    private mutating func append(_ range: Range<Int>) {
        guard var item = current else { return }
        current = nil
        let room = max(0, mailBytesMax - item.bytes.count)
        if range.count > room { item.isCut = true }
        item.bytes += pending[range.prefix(room)]
        current = item
    }

    /// `From `, a word, and a time of day: text that begins with the word has none.
    private func isSeparator(_ range: Range<Int>) -> Bool {
        guard pending.hasPrefix("From ", at: range.lowerBound, before: range.upperBound),
            pending[range.lowerBound] == 0x46, range.count < 1000
        else { return false }
        let line = pending[range]
        return line.indices.dropFirst(6).dropLast(2).contains { index in
            line[index] == Byte.colon && Self.isDigit(line[index - 1]) && Self.isDigit(line[index + 1])
        }
    }

    private func isEscaped(_ range: Range<Int>) -> Bool {
        guard pending[range.lowerBound] == 0x3E else { return false }
        let start = range.first { pending[$0] != 0x3E } ?? range.upperBound
        return pending[start..<range.upperBound].starts(with: Array("From ".utf8))
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    /// The blank line before a separator belongs to it.
    private static func withoutLastBlankLine(_ bytes: [UInt8], isCut: Bool) -> [UInt8] {
        guard !isCut else { return bytes }
        if bytes.hasSuffix([Byte.cr, Byte.lf, Byte.cr, Byte.lf]) { return Array(bytes.dropLast(2)) }
        if bytes.hasSuffix([Byte.lf, Byte.lf]) { return Array(bytes.dropLast()) }
        return bytes
    }
}

extension [UInt8] {
    func hasSuffix(_ end: [UInt8]) -> Bool { count >= end.count && suffix(end.count).elementsEqual(end) }
}
