/// A text cut once into folded words; every classifier of a turn reads this and never the text again.
///
/// Folding makes spellings that mean one word equal: lower case, no accents, `ä`, `ae` and `a` alike, doubled letters
/// single, apostrophes gone. It loses distinctions on purpose; the lexicons are folded in the same way.
struct FoldedText: Sendable {
    /// One word.
    struct Word: Sendable {
        /// Where its folded letters lie in ``FoldedText/letters``.
        var start: Int32
        var end: Int32
        /// Number in the vocabulary; 0 for a word it does not hold.
        var id: Int32 = 0
        /// Whether it is digits alone.
        var isNumber: Bool
        /// Whether a comma, a dash or the like stands before it.
        var afterComma = false
        /// Where it begins and ends in the text, as offsets into its UTF-8.
        var sourceStart: Int32 = 0
        var sourceEnd: Int32 = 0
    }

    /// A run of words up to `.`, `!`, `?` or the end of a line.
    struct Sentence: Sendable {
        var words: Range<Int>
        /// Whether a question mark ended it.
        var asks: Bool
        /// Where it lies in the text, as offsets into its UTF-8.
        var source: Range<Int>
    }

    var letters: [UInt8] = []
    var words: [Word] = []
    var sentences: [Sentence] = []
    /// Exclamation marks.
    var exclamations = 0
    /// Latin capitals and all Latin letters.
    var capitals = 0
    var latin = 0
    /// Umlauts and `ß`.
    var germanLetters = 0
    /// Letters of other scripts.
    var foreign = 0
    /// Letters with marks German and English do not have.
    var otherMarks = 0
    var emoji = 0
    /// Smiling faces, of punctuation or as emoji.
    var smiles = 0
    /// Angry faces and gestures, as emoji.
    var frowns = 0

    /// The folded letters of a word.
    func folded(_ index: Int) -> ArraySlice<UInt8> {
        letters[Int(words[index].start)..<Int(words[index].end)]
    }

    /// Reads the first `limit` Unicode scalars of a text.
    init(_ text: String, limit: Int = FoldedText.scalarsMax) {
        var reader = FoldingReader()
        var count = 0
        var offset = 0
        for scalar in text.unicodeScalars {
            if count == limit { break }
            count += 1
            reader.take(scalar.value, at: offset, into: &self)
            offset += scalar.utf8Width
        }
        reader.finish(at: offset, into: &self)
    }

    /// Text beyond this many Unicode scalars is not analysed.
    static let scalarsMax = 2000
}

extension Unicode.Scalar {
    /// Bytes of its UTF-8 form.
    var utf8Width: Int {
        switch value {
        case 0..<0x80: 1
        case 0x80..<0x800: 2
        case 0x800..<0x10000: 3
        default: 4
        }
    }
}
