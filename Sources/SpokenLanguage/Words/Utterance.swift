/// What a caller said, as words with their places.
struct Utterance {
    struct Word {
        /// As recognised, without punctuation around it.
        let raw: String
        /// Folded for look-ups.
        let key: String
        /// Characters from the start of the utterance.
        let range: Range<Int>
        /// A comma, colon or dash follows.
        let pauseAfter: Bool
        /// A full stop, question or exclamation mark follows.
        let endAfter: Bool
    }

    /// Longest utterance read, in characters; callers do not speak for ten minutes without a pause.
    static let charactersMax = 8000
    /// Most words read of an utterance.
    static let wordsMax = 600

    let words: [Word]
    /// Every letter is a capital, so capitals tell nothing.
    let isShouted: Bool

    private init(_ words: [Word], isShouted: Bool) {
        self.words = words
        self.isShouted = isShouted
    }

    /// Without sounds of thinking, which stand anywhere: in the middle of a number, too. The pauses after them stay.
    func withoutNoise(_ tongue: Tongue) -> Utterance {
        var kept: [Word] = []
        for word in words {
            guard Fillers.isNoise(word.key, tongue) else {
                kept.append(word)
                continue
            }
            if let last = kept.popLast() {
                kept.append(
                    Word(
                        raw: last.raw, key: last.key, range: last.range,
                        pauseAfter: last.pauseAfter || word.pauseAfter, endAfter: last.endAfter || word.endAfter))
            }
        }
        return Utterance(kept, isShouted: isShouted)
    }

    init(_ text: String) {
        var words: [Word] = []
        var current: [Character] = []
        var start = 0
        var place = 0
        func close() {
            defer { current = [] }
            let leading = current.prefix { Utterance.around.contains($0) || Utterance.opening.contains($0) }.count
            let body = current.dropFirst(leading)
            let trailing = body.reversed().prefix { Utterance.around.contains($0) }
            let core = body.dropLast(trailing.count)
            let pause = trailing.contains { ",;:–—".contains($0) }
            let end = trailing.contains { ".!?…".contains($0) }
            if core.isEmpty || core.allSatisfy({ "-–—".contains($0) }) {
                if let last = words.popLast() {
                    words.append(
                        Word(
                            raw: last.raw, key: last.key, range: last.range,
                            pauseAfter: last.pauseAfter || pause || !core.isEmpty, endAfter: last.endAfter || end))
                }
                return
            }
            let raw = String(core.prefix(80))
            words.append(
                Word(
                    raw: raw, key: Folding.key(raw), range: start + leading..<start + leading + core.count,
                    pauseAfter: pause, endAfter: end))
        }
        for character in text {
            if place == Utterance.charactersMax || words.count == Utterance.wordsMax { break }
            if character.isWhitespace {
                if !current.isEmpty { close() }
            } else {
                if current.isEmpty { start = place }
                current.append(character)
            }
            place += 1
        }
        if !current.isEmpty, words.count < Utterance.wordsMax { close() }
        self.words = words
        let letters = words.lazy.flatMap(\.raw).filter(\.isLetter)
        isShouted = letters.prefix(9).count > 8 && !letters.contains { $0.isLowercase }
    }

    private static let around: Set<Character> = Set(".,;:!?\"'„“”»«()[]…¡¿’‚‘*`")
    private static let opening: Set<Character> = []
}
