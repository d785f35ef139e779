/// Encoded words (RFC 2047), also broken ones: with blanks inside, without an end, split within a character.
enum EncodedWords {
    enum Piece {
        case raw(Range<Int>)
        /// Words with only white space between them, which does not count (RFC 2047, 6.2).
        case words([Word])
    }

    struct Word {
        var charset: String
        var isBase64: Bool
        var payload: [UInt8]
        /// Where it ends in the line.
        var end: Int
    }

    /// Cuts a line into what is encoded and what is not.
    ///
    /// - Parameter excluded: A word that holds one of these as it stands is none.
    static func split(_ line: [UInt8], excluding excluded: Set<UInt8> = []) -> [Piece] {
        var pieces: [Piece] = []
        var words: [Word] = []
        var rawStart = 0
        var at = 0
        var endKnownMissing = false
        while let mark = line.index(of: 0x3D, from: at, before: line.count) {
            guard let word = word(line, at: mark, &endKnownMissing),
                excluded.isDisjoint(with: word.payload)
            else {
                at = mark + 1
                continue
            }
            let gap = rawStart..<mark
            if !words.isEmpty, line.isBlank(gap) {
                words.append(word)
            } else {
                if !words.isEmpty { pieces.append(.words(words)) }
                if !gap.isEmpty { pieces.append(.raw(gap)) }
                words = [word]
            }
            rawStart = word.end
            at = word.end
        }
        if !words.isEmpty { pieces.append(.words(words)) }
        if rawStart < line.count || pieces.isEmpty { pieces.append(.raw(rawStart..<line.count)) }
        return pieces
    }

    /// Neighbours of one charset are decoded together: mailers split inside characters.
    static func decode(_ words: [Word], _ problems: inout Problems) -> String {
        var text = ""
        var pending: [UInt8] = []
        var base64: [UInt8] = []
        var charset = ""
        func flushBase64() {
            if !base64.isEmpty { pending += TransferDecoding.base64(base64).bytes }
            base64 = []
        }
        for word in words {
            if word.charset != charset {
                flushBase64()
                text += decoded(pending, charset, &problems)
                pending = []
                charset = word.charset
            }
            if word.isBase64 {
                base64 += word.payload
                if base64.count % 4 == 0 || word.payload.last == 0x3D { flushBase64() }
            } else {
                flushBase64()
                pending += unquoted(word.payload)
            }
        }
        flushBase64()
        return text + decoded(pending, charset, &problems)
    }

    private static func decoded(_ bytes: [UInt8], _ charset: String, _ problems: inout Problems) -> String {
        guard !bytes.isEmpty else { return "" }
        let result = Charset.decode(bytes, label: charset)
        if let problem = result.problem { problems.add(.charset, "in a header: \(problem)") }
        return result.text
    }

    /// The word that starts at `=?`.
    private static func word(_ line: [UInt8], at start: Int, _ endKnownMissing: inout Bool) -> Word? {
        guard start + 1 < line.count, line[start + 1] == 0x3F else { return nil }
        var at = start + 2
        while at < line.count, at - start < 80, line[at] > 32, line[at] < 127, line[at] != 0x3F { at += 1 }
        guard at > start + 2, at + 2 < line.count, line[at] == 0x3F, line[at + 2] == 0x3F else { return nil }
        let label = String(decoding: line[start + 2..<at], as: UTF8.self)
        let encoding = Byte.lower(line[at + 1])
        guard encoding == 0x62 || encoding == 0x71 else { return nil }
        let textStart = at + 3
        let end = endKnownMissing ? nil : wordEnd(line, from: textStart)
        if end == nil { endKnownMissing = true }
        // A subject that was cut off has no end mark.
        let textEnd = end ?? line.count
        let payload = Array(line[textStart..<textEnd])
        let bare = String(label.prefix { $0 != "*" }).lowercased()
        return Word(
            charset: bare, isBase64: encoding == 0x62, payload: payload, end: min(textEnd + 2, line.count))
    }

    private static func wordEnd(_ line: [UInt8], from start: Int) -> Int? {
        var at = start
        while let mark = line.index(of: 0x3F, from: at, before: line.count) {
            if mark + 1 < line.count, line[mark + 1] == 0x3D { return mark }
            at = mark + 1
        }
        return nil
    }

    /// The Q encoding (RFC 2047, 4.2).
    private static func unquoted(_ payload: [UInt8]) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(payload.count)
        var at = 0
        while at < payload.count {
            let byte = payload[at]
            if byte == 0x3D, at + 2 < payload.count, let high = hex(payload[at + 1]), let low = hex(payload[at + 2]) {
                out.append(high << 4 | low)
                at += 3
            } else {
                out.append(byte == 0x5F ? Byte.space : byte)
                at += 1
            }
        }
        return out
    }

    static func hex(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x37
        case 0x61...0x66: byte - 0x57
        default: nil
        }
    }
}
