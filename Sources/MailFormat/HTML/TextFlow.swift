/// Lines of text as they grow out of a document: white space collapses, blocks begin new lines, quotes get marks.
struct TextFlow {
    private(set) var bytes: [UInt8] = []
    private let max: Int
    /// What the current line has so far, without its prefix.
    private var line: [UInt8] = []
    private var pendingSpace = false
    private var wantsBlankLine = false
    private var hasText = false
    private(set) var isFull = false
    /// Levels of quotation around the current place.
    var quoteDepth = 0
    /// Blanks before each line, for lists.
    var indent = 0
    /// What the next line starts with: a bullet, a number.
    var marker = ""
    private var blankLines = 0
    /// Levels of quotation of the line before.
    private var lastDepth = 0
    private static let deepest = 20

    init(max: Int) { self.max = max }

    /// Adds running text; white space collapses unless `isPreformatted`.
    mutating func add(_ text: UnsafeBufferPointer<UInt8>, isPreformatted: Bool) {
        var at = 0
        while at < text.count, !isFull {
            let byte = text[at]
            if isPreformatted, byte == Byte.lf {
                endLine()
            } else if Byte.isWhite(byte), !isPreformatted {
                pendingSpace = true
            } else if let skipped = invisible(text, at) {
                at += skipped
                continue
            } else if byte == 0xC2, at + 1 < text.count, text[at + 1] == 0xA0 {
                append(Byte.space)
                at += 1
            } else {
                append(byte)
            }
            at += 1
        }
    }

    mutating func add(_ text: String) {
        var copy = text
        copy.withUTF8 { add($0, isPreformatted: false) }
    }

    /// Adds text as it is, blanks included.
    mutating func addLiteral(_ text: String) {
        for byte in text.utf8 { append(byte) }
    }

    /// Ends the line if it has anything: a block begins or ends here.
    mutating func breakLine() {
        if !line.isEmpty || hasText { endLine() }
        pendingSpace = false
    }

    /// As ``breakLine()``, with a blank line before what follows.
    mutating func breakParagraph() {
        breakLine()
        wantsBlankLine = true
    }

    /// Ends the line, also an empty one.
    mutating func endLine() {
        pendingSpace = false
        if line.allSatisfy({ $0 == Byte.space }) {
            line = []
            hasText = false
            wantsBlankLine = false
            // Blank lines before the first text and long runs of them say nothing.
            if !bytes.isEmpty, blankLines < 2 {
                emit([], isBlank: true)
                blankLines += 1
            }
            return
        }
        emit(line, isBlank: false)
        line = []
        hasText = false
        blankLines = 0
    }

    /// Whether something stands on the current line already.
    var isInLine: Bool { !line.isEmpty }

    /// Whether the last line that says anything is this one.
    func endsWith(_ text: String) -> Bool {
        var end = bytes.count
        while end > 0, bytes[end - 1] == Byte.lf || bytes[end - 1] == Byte.space { end -= 1 }
        let begin = end - text.utf8.count
        return begin >= 0 && bytes[begin..<end].elementsEqual(text.utf8) && (begin == 0 || bytes[begin - 1] == Byte.lf)
    }

    mutating func finish() -> String {
        breakLine()
        while let last = bytes.last, last == Byte.lf || last == Byte.space { bytes.removeLast() }
        return String(decoding: bytes, as: UTF8.self)
    }

    private mutating func append(_ byte: UInt8) {
        if !hasText {
            hasText = true
            if wantsBlankLine, !bytes.isEmpty, blankLines == 0 {
                emit([], isBlank: true)
                blankLines = 1
            }
            wantsBlankLine = false
        } else if pendingSpace, line.last != Byte.space {
            line.append(Byte.space)
        }
        pendingSpace = false
        line.append(byte)
        if bytes.count + line.count > max { isFull = true }
    }

    private mutating func emit(_ content: [UInt8], isBlank: Bool) {
        var end = content.count
        while end > 0, content[end - 1] == Byte.space { end -= 1 }
        // A blank line between two levels belongs to the outer one.
        let depth = min(quoteDepth, Self.deepest, isBlank ? lastDepth : quoteDepth)
        if !isBlank { lastDepth = depth }
        if depth > 0 {
            for _ in 0..<depth { bytes.append(0x3E) }
            if !isBlank { bytes.append(Byte.space) }
        }
        if !isBlank {
            let blanks = min(indent, 2 * Self.deepest)
            bytes.append(contentsOf: repeatElement(Byte.space, count: Swift.max(0, blanks - marker.utf8.count)))
            bytes.append(contentsOf: marker.utf8)
            marker = ""
            bytes.append(contentsOf: content[..<end])
        }
        bytes.append(Byte.lf)
        if bytes.count > max { isFull = true }
    }

    /// Length of a character that shows nothing: soft hyphen, zero-width space, byte order mark, grapheme joiner.
    private func invisible(_ text: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int? {
        guard text[at] >= 0xC2, at + 1 < text.count else { return nil }
        switch (text[at], text[at + 1]) {
        case (0xC2, 0xAD), (0xCD, 0x8F): return 2
        case (0xE2, 0x80): return at + 2 < text.count && text[at + 2] == 0x8B ? 3 : nil
        case (0xEF, 0xBB): return at + 2 < text.count && text[at + 2] == 0xBF ? 3 : nil
        default: return nil
        }
    }
}
