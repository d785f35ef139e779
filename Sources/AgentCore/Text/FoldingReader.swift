/// Takes Unicode scalars one by one and builds a ``FoldedText``.
struct FoldingReader {
    private var wordStart = 0
    private var onlyDigits = true
    private var hasDigit = false
    private var sentenceStart = 0
    private var sourceStart = 0
    /// The last scalar where it was `.`, `!` or `?`; the next one tells whether a sentence ends there. 0 for none.
    private var stop: UInt32 = 0
    /// Whether a question mark stood inside the sentence, as in an address.
    private var askedInside = false
    private var commaPending = false
    /// How often the last letter stood in a row.
    private var run = 0
    /// The scalar before this one.
    private var last: UInt32 = 0
    /// Where the scalar at hand and the word at hand begin, as UTF-8 offsets.
    private var here = 0
    private var wordSource = 0

    /// Adds one scalar that begins at the UTF-8 offset.
    mutating func take(_ value: UInt32, at offset: Int, into text: inout FoldedText) {
        if stop != 0 { settleStop(before: value, at: offset, into: &text) }
        here = offset
        if text.letters.count == wordStart { wordSource = offset }
        defer { last = value }
        switch value {
        case 0x61...0x7A:
            text.latin += 1
            letter(UInt8(truncatingIfNeeded: value), into: &text)
        case 0x41...0x5A:
            text.latin += 1
            text.capitals += 1
            letter(UInt8(truncatingIfNeeded: value) | 0x20, into: &text)
        case 0x30...0x39:
            hasDigit = true
            text.letters.append(UInt8(truncatingIfNeeded: value))
        case 0x27, 0x60, 0xB4, 0x2018, 0x2019, 0x02BC:
            break
        case 0x3F, 0x37E, 0x61F:
            endWord(into: &text)
            stop = 0x3F
        case 0x21:
            text.exclamations += 1
            endWord(into: &text)
            stop = 0x21
        case 0x0A, 0x0D, 0x2028, 0x2029:
            endWord(into: &text)
            endSentence(asks: false, at: offset, into: &text)
        case 0x2E:
            endWord(into: &text)
            stop = 0x2E
        case 0x00...0x7F:
            endWord(into: &text)
            if value == 0x2C || value == 0x3B || value == 0x3A || value == 0x2D && last == 0x20 { commaPending = true }
            if value == 0x29, last == 0x3A || last == 0x3B || last == 0x2D { text.smiles += 1 }
        default:
            beyondASCII(value, into: &text)
        }
    }

    /// Ends the last word and sentence.
    mutating func finish(at offset: Int, into text: inout FoldedText) {
        here = offset
        endWord(into: &text)
        if stop == 0x3F { askedInside = true }
        endSentence(asks: false, at: offset, into: &text)
    }

    /// Adds a letter; doubled ones count once, but `ee` and `oo` stay, which tell English words apart (`feel`, `fell`).
    private mutating func letter(_ byte: UInt8, into text: inout FoldedText) {
        onlyDigits = false
        guard text.letters.count > wordStart, text.letters[text.letters.count - 1] == byte else {
            run = 1
            return text.letters.append(byte)
        }
        run += 1
        let isKept = byte == 0x65 || byte == 0x6F
        if isKept, run == 2 { text.letters.append(byte) }
        if isKept, run == 3 { text.letters.removeLast() }
    }

    private mutating func beyondASCII(_ value: UInt32, into text: inout FoldedText) {
        switch value {
        case 0xDF, 0x1E9E:
            text.latin += 1
            text.germanLetters += 1
            letter(0x73, into: &text)
        case 0xC4, 0xD6, 0xDC, 0xE4, 0xF6, 0xFC:
            text.latin += 1
            text.germanLetters += 1
            if value < 0xE0 { text.capitals += 1 }
            letter(LatinFolding.base(value), into: &text)
        case 0xC0...0x17F:
            let base = LatinFolding.base(value)
            guard base != 0 else { return endWord(into: &text) }
            text.latin += 1
            text.otherMarks += 1
            letter(base, into: &text)
        case 0x300...0x36F:
            // A combining diaeresis makes the umlaut that came in two pieces; other marks are dropped.
            if value == 0x308 { text.germanLetters += 1 } else { text.otherMarks += 1 }
        case 0xAD, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2064, 0x2066...0x2069, 0xFE00...0xFE0F, 0xFEFF:
            break
        case 0x2600...0x27BF, 0x1F000...0x1FAFF, 0xE0000...0xE007F:
            text.emoji += 1
            if LatinFolding.frowns.contains(value) { text.frowns += 1 }
            if (0x1F600...0x1F60F).contains(value) || value == 0x1F642 || value == 0x1F923 { text.smiles += 1 }
            endWord(into: &text)
        case 0x370...0x2FFF where value >= 0x370 && value < 0x2000, 0x3040...0xD7FF, 0xF900...0xFAFF,
            0x20000...0x3FFFF:
            text.foreign += 1
            endWord(into: &text)
        default:
            endWord(into: &text)
        }
    }

    private mutating func endWord(into text: inout FoldedText) {
        var end = text.letters.count
        guard end > wordStart else { return }
        if !onlyDigits, end - wordStart >= 4 {
            end = LatinFolding.joinUmlauts(&text.letters, from: wordStart)
        }
        text.words.append(
            FoldedText.Word(
                start: Int32(wordStart), end: Int32(end), isNumber: onlyDigits && hasDigit, afterComma: commaPending,
                sourceStart: Int32(wordSource), sourceEnd: Int32(here)))
        commaPending = false
        wordStart = end
        onlyDigits = true
        hasDigit = false
    }

    /// Whether the full stop stood after a number or a single letter: `3. Mai`, `z. B.`.
    private func afterAbbreviation(in text: FoldedText) -> Bool {
        guard let word = text.words.last else { return true }
        return word.isNumber || word.end - word.start < 2
    }

    /// Decides on a stop sign by what follows it: `3.50` and addresses go on, everything else ends the sentence.
    private mutating func settleStop(before value: UInt32, at offset: Int, into text: inout FoldedText) {
        let sign = stop
        stop = 0
        let isWordLike = value >= 0x30 && value <= 0x39 || (value | 0x20) >= 0x61 && (value | 0x20) <= 0x7A
        if sign == 0x2E {
            if value <= 0x20, !afterAbbreviation(in: text) { endSentence(asks: false, at: offset, into: &text) }
        } else if isWordLike {
            if sign == 0x3F { askedInside = true }
        } else {
            endSentence(asks: sign == 0x3F, at: offset, into: &text)
        }
    }

    private mutating func endSentence(asks: Bool, at offset: Int, into text: inout FoldedText) {
        let end = text.words.count
        if end > sentenceStart {
            text.sentences.append(
                FoldedText.Sentence(
                    words: sentenceStart..<end, asks: asks || askedInside, source: sourceStart..<offset))
            sentenceStart = end
            askedInside = false
        } else if let last = text.sentences.indices.last {
            if asks { text.sentences[last].asks = true }
            text.sentences[last].source = text.sentences[last].source.lowerBound..<offset
        } else {
            return
        }
        sourceStart = offset
    }
}

/// Letters of the Latin blocks without their marks.
enum LatinFolding {
    /// Faces and gestures of anger.
    static let frowns: Set<UInt32> = [0x1F620, 0x1F621, 0x1F624, 0x1F92C, 0x1F47F, 0x1F595, 0x1F44E]

    /// Base letters of U+00C0 to U+017F; a blank where there is none.
    private static let bases: [UInt8] = Array(
        ("aaaaaaaceeeeiiiidnooooo ouuuuypsaaaaaaaceeeeiiiidnooooo ouuuuypy"
            + "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkkllllllllll"
            + "nnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs").utf8)

    /// The base letter, or 0 where the scalar is a sign.
    static func base(_ value: UInt32) -> UInt8 {
        let index = Int(value) - 0xC0
        guard index >= 0, index < bases.count, bases[index] != 0x20 else { return 0 }
        return bases[index]
    }

    /// Makes `ae`, `oe` and `ue` of one word `a`, `o` and `u`, so that both ways to write an umlaut fold alike.
    ///
    /// - Returns: The word's new end, which is also the new count of `letters`.
    static func joinUmlauts(_ letters: inout [UInt8], from start: Int) -> Int {
        var write = start
        var read = start
        let end = letters.count
        while read < end {
            let byte = letters[read]
            let isVowel = byte == 0x61 || byte == 0x6F || byte == 0x75
            if isVowel, read + 1 < end, letters[read + 1] == 0x65 {
                letters[write] = byte
                read += 2
            } else {
                letters[write] = byte
                read += 1
            }
            write += 1
        }
        letters.removeLast(end - write)
        return write
    }
}
