/// A reply as it is said on the phone.
public struct SpokenReply: Sendable, Hashable {
    /// What cannot be said.
    public enum LeftOut: String, Sendable, Hashable, CaseIterable {
        /// The address behind words that are said.
        case link
        /// One too long or too wide to be told, or the end of it.
        case table
        case code
    }

    /// Short sentences in order, without markup.
    public var sentences: [String]
    public var leftOut: Set<LeftOut>

    /// All of it, for a voice.
    public var text: String { sentences.joined(separator: " ") }
}

/// Written replies made fit to be said: no markup, no addresses letter by letter, numbers, days, times and sums in words.
///
/// In a language we do not speak, only the markup goes: digits stay for the voice to read.
public struct SpokenText: Sendable {
    /// Longest text looked at, in characters: some ten minutes of speech.
    public static let charactersMax = 6000
    /// Longest sentence in words, where it can be parted at a clause's border.
    static let sentenceWordsMax = 18

    public let tongue: Tongue?
    public let dialling: Dialling?

    public init(tongue: Tongue?, dialling: Dialling? = nil) {
        self.tongue = tongue
        self.dialling = dialling
    }

    /// The reply as sentences in words.
    public func reply(_ markdown: String) -> SpokenReply {
        let plain = MarkdownText(String(markdown.prefix(SpokenText.charactersMax)))
        return SpokenReply(sentences: plain.lines.flatMap(sentences), leftOut: plain.leftOut)
    }

    /// The reply's sentences without markup, numbers as they are written: what the log keeps of a spoken answer.
    public static func written(_ markdown: String) -> SpokenReply {
        let plain = MarkdownText(String(markdown.prefix(charactersMax)))
        return SpokenReply(sentences: plain.lines.flatMap(WrittenSentences.of), leftOut: plain.leftOut)
    }

    private func sentences(_ line: String) -> [String] {
        guard let tongue else { return WrittenSentences.of(line) }
        let tokens = SaidTokens(line, tongue, dialling).said()
        return SentenceParts.sentences(tokens).flatMap {
            SentenceParts.shortened($0, max: SpokenText.sentenceWordsMax, tongue)
        }
    }
}

/// Sentences of a line as it is written.
enum WrittenSentences {
    static func of(_ line: String) -> [String] {
        var sentences: [String] = []
        var words: [Substring] = []
        func close() {
            let sentence = SentenceParts.closed(words.joined(separator: " "))
            if sentence.contains(where: { $0.isLetter || $0.isNumber }) { sentences.append(sentence) }
            words = []
        }
        for word in line.split(whereSeparator: \.isWhitespace) {
            words.append(word)
            if ends(word) { close() }
        }
        if !words.isEmpty { close() }
        return sentences
    }

    /// Whether a sentence ends with this word. `3.`, `z.` and `Dr.` are followed by more.
    private static func ends(_ word: Substring) -> Bool {
        var core = word
        while let last = core.last, "\"“”)»".contains(last) { core = core.dropLast() }
        guard let last = core.last, ".!?…".contains(last) else { return false }
        guard last == "." else { return true }
        let before = core.dropLast()
        if before.allSatisfy(\.isNumber) || before.count <= 2 && before.allSatisfy(\.isLetter) { return false }
        return !Tongue.allCases.contains { Abbreviations.said(String(core), $0) != nil }
    }
}

/// Sentences and their parts.
enum SentenceParts {
    /// Split after full stops, question and exclamation marks that a blank follows.
    static func sentences(_ text: String) -> [String] {
        var found: [String] = []
        var current = ""
        var isEnd = false
        for character in text {
            if isEnd, character.isWhitespace {
                found.append(current)
                current = ""
                isEnd = false
                continue
            }
            if current.isEmpty, character.isWhitespace { continue }
            current.append(character)
            isEnd = ".!?".contains(character) && !current.hasSuffix(".m.") || (isEnd && "\"“”)".contains(character))
        }
        if !current.isEmpty { found.append(current) }
        return found.map(closed).filter { $0.contains { $0.isLetter || $0.isNumber } }
    }

    static func closed(_ sentence: String) -> String {
        var text = sentence[...]
        while let last = text.last, last.isWhitespace || ":;,–-".contains(last) { text = text.dropLast() }
        let isClosed = text.last.map { ".!?…".contains($0) } ?? true
        return isClosed ? String(text) : text + "."
    }

    private static let borders: [Tongue: Set<String>] = [
        .german: [
            "aber", "und", "oder", "denn", "sondern", "weil", "dass", "wenn", "damit", "sodass", "obwohl", "bevor",
            "falls", "während",
        ],
        .english: [
            "but", "and", "or", "because", "so", "while", "although", "if", "when", "unless", "which", "before",
            "after",
        ],
    ]

    /// A long sentence parted at semicolons, dashes and commas before a conjunction, nearest to its middle first.
    static func shortened(_ sentence: String, max: Int, _ tongue: Tongue) -> [String] {
        let words = sentence.split(separator: " ").map(String.init)
        guard words.count > max, max > 0 else { return [sentence] }
        var parts: [String] = []
        var start = 0
        while words.count - start > max {
            let candidates = (start + 3..<min(words.count - 2, start + max)).filter { isBorder(words, $0, tongue) }
            guard let cut = candidates.last else { break }
            parts.append(ended(words[start...cut].joined(separator: " ")))
            start = cut + 1
        }
        parts.append(words[start...].joined(separator: " "))
        return parts.enumerated().map { $0.offset == 0 ? $0.element : begun($0.element) }
    }

    private static func isBorder(_ words: [String], _ at: Int, _ tongue: Tongue) -> Bool {
        guard let last = words[at].last else { return false }
        if last == ";" || last == ":" || words[at] == "–" || words[at] == "—" { return true }
        // Only main clauses stand alone: after a comma, before a conjunction that joins them.
        return last == "," && ["aber", "und", "oder", "denn", "but", "and", "or", "so"].contains(words[at + 1])
            && borders[tongue]?.contains(words[at + 1]) == true
    }

    private static func ended(_ text: String) -> String {
        var part = text[...]
        while let last = part.last, ",;:–— ".contains(last) { part = part.dropLast() }
        return part + "."
    }

    private static func begun(_ text: String) -> String {
        guard let first = text.first else { return text }
        return first.uppercased() + text.dropFirst()
    }
}
