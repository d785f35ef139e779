/// A reply as it is said on the phone.
public struct SpokenReply: Sendable, Hashable {
    /// What cannot be said and may be sent instead.
    public enum LeftOut: String, Sendable, Hashable, CaseIterable {
        case link, table, code, rest
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
    /// How much is said at once.
    public struct Limits: Sendable, Hashable {
        /// Longest sentence in words, where it can be parted at a clause's border.
        public var sentenceWordsMax = 18
        /// Sentences of one answer.
        public var sentencesMax = 6
        /// Words of one answer: at 2.5 words a second, half a minute.
        public var wordsMax = 80

        public init() {}
    }

    /// Longest text looked at, in characters: many times what is said at once.
    public static let charactersMax = 6000

    public let tongue: Tongue?
    public let limits: Limits
    public let dialling: Dialling?

    public init(tongue: Tongue?, limits: Limits = Limits(), dialling: Dialling? = nil) {
        self.tongue = tongue
        self.limits = limits
        self.dialling = dialling
    }

    /// The reply as sentences, cut at a sentence's end with an offer to go on when it is too long.
    public func reply(_ markdown: String) -> SpokenReply {
        let plain = MarkdownText(String(markdown.prefix(SpokenText.charactersMax)))
        var sentences: [String] = []
        for line in plain.lines { sentences += self.sentences(line) }
        var reply = SpokenReply(sentences: sentences, leftOut: plain.leftOut)
        bound(&reply)
        return reply
    }

    private func sentences(_ line: String) -> [String] {
        guard let tongue else { return SentenceParts.sentences(line) }
        let tokens = SaidTokens(line, tongue, dialling).said()
        return SentenceParts.sentences(tokens).flatMap {
            SentenceParts.shortened($0, max: limits.sentenceWordsMax, tongue)
        }
    }

    private func bound(_ reply: inout SpokenReply) {
        var words = 0
        var kept: [String] = []
        for sentence in reply.sentences {
            words += sentence.split(separator: " ").count
            if !kept.isEmpty, kept.count == limits.sentencesMax || words > limits.wordsMax { break }
            kept.append(sentence)
        }
        if kept.count < reply.sentences.count {
            reply.leftOut.insert(.rest)
            if let more = SpokenText.more[tongue ?? .english], tongue != nil { kept.append(more) }
        } else if reply.leftOut.contains(.table) || reply.leftOut.contains(.link), let tongue,
            let offer = SpokenText.offers[tongue]
        {
            kept.append(offer)
        }
        reply.sentences = kept
    }

    private static let more: [Tongue: String] = [
        .german: "Möchten Sie mehr hören?", .english: "Would you like to hear more?",
    ]
    private static let offers: [Tongue: String] = [
        .german: "Den Link kann ich Ihnen gern schicken.", .english: "I can send you the link.",
    ]
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

    private static func closed(_ sentence: String) -> String {
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
