/// Words of an utterance as they are compared: lower case, umlauts written out, in sentences and clauses.
struct Words {
    struct Word {
        /// Folded, without the marks around it.
        let key: String
        /// Bytes are never looked at: characters from the start of the text.
        let range: Range<Int>
        /// A comma, colon, dash or the sentence's end follows.
        let endsClause: Bool
    }

    /// Words up to a full stop, a question mark or an exclamation mark.
    struct Sentence {
        var words: [Word]
        var isQuestion: Bool

        /// The characters it stands in.
        var range: Range<Int> { (words.first?.range.lowerBound ?? 0)..<(words.last?.range.upperBound ?? 0) }
    }

    /// Most words of one utterance that are looked at.
    static let wordsMax = 4000

    let sentences: [Sentence]

    init(_ text: String) {
        var sentences: [Sentence] = []
        var open: [Word] = []
        var current: [Character] = []
        var start = 0
        var count = 0
        func close() {
            defer { current = [] }
            let lead = current.prefix { Self.marks.contains($0) }.count
            let tail = current.dropFirst(lead).reversed().prefix { Self.marks.contains($0) }
            let core = current.dropFirst(lead).dropLast(tail.count)
            let ends = tail.contains { ".!?…".contains($0) }
            if core.isEmpty {
                if let last = open.popLast() { open.append(Word(key: last.key, range: last.range, endsClause: true)) }
            } else {
                let key = Self.fold(core.prefix(60))
                let isShort = tail.first == "." && (core.allSatisfy(\.isNumber) || Self.shortened.contains(key))
                let breaks = tail.contains { ",;:–—".contains($0) } || ends && !isShort
                open.append(
                    Word(key: key, range: start + lead..<start + lead + core.count, endsClause: breaks))
                count += 1
                if isShort { return }
            }
            guard ends, !open.isEmpty else { return }
            sentences.append(Sentence(words: open, isQuestion: tail.contains("?")))
            open = []
        }
        for (place, character) in text.enumerated() {
            if count == Self.wordsMax { break }
            if character.isWhitespace {
                if !current.isEmpty { close() }
            } else {
                if current.isEmpty { start = place }
                current.append(character)
            }
        }
        if !current.isEmpty { close() }
        if !open.isEmpty { sentences.append(Sentence(words: open, isQuestion: false)) }
        self.sentences = sentences
    }

    /// One spelling for what recognisers and people write differently.
    static func fold(_ text: some Sequence<Character>) -> String {
        var folded = ""
        for character in text {
            switch character {
            case "ä", "Ä": folded += "ae"
            case "ö", "Ö": folded += "oe"
            case "ü", "Ü": folded += "ue"
            case "ß": folded += "ss"
            case "’", "‘", "`": folded += "'"
            default: folded += character.lowercased()
            }
        }
        return folded
    }

    private static let marks: Set<Character> = Set(".,;:!?\"„“”»«()[]…¡¿*-–—")
    private static let shortened: Set<String> = [
        "z.b", "ca", "dr", "nr", "mr", "mrs", "ms", "a.m", "p.m", "bzw", "ggf", "st", "str", "inkl", "usw",
    ]
}
