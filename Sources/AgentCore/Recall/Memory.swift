import Conversations

/// What the agent wants to find again in its next turn of a conversation; kept as one string in the log.
struct Memory: Sendable, Hashable {
    /// What the agent waits for.
    enum Pending: Sendable, Hashable {
        case nothing
        /// A yes to the offer of a human.
        case human
        /// Which of two articles is meant, and the question it would answer.
        case choice(first: Citation, second: Citation, question: String)
        /// A yes to hearing the rest of a spoken answer.
        case more(String)
    }

    /// A question that was worked on, with the article given, if any.
    struct Attempt: Sendable, Hashable {
        var question: String
        var article: Citation?
        /// Whether it went on from the question before it.
        var continues = false
    }

    var pending: Pending = .nothing
    /// Oldest first, at most ``attemptsMax``.
    var attempts: [Attempt] = []
    /// Hash of the last answer's text; 0 for none.
    var lastAnswer: UInt64 = 0
    /// Whether the question of the last attempt was asked back once already.
    var clarified = false
    /// The language the customer asked to be answered in; nil to answer in the one they write.
    var language: String?
    /// What a human left when handing back last; for the agent, not for the customer's eyes.
    var settled: String?

    /// The question before this one.
    var lastQuestion: String? { attempts.last?.question }
    /// What a short question now may go on from: the question before this one, with the one that went on from where it
    /// says too little by itself ("and tomorrow?").
    var topic: String? {
        guard let last = attempts.last else { return nil }
        guard last.continues, Topical.words(last.question) == 0, let root = attempts.last(where: { !$0.continues })
        else {
            return last.question
        }
        return root.question + " " + last.question
    }
    /// The article the conversation is about.
    var lastArticle: Citation? { attempts.last(where: { $0.article != nil })?.article }

    /// More attempts are forgotten, oldest first.
    static let attemptsMax = 4
    /// Longer texts are cut before they are kept, in characters.
    static let textCharactersMax = 200
    /// The rest of a spoken answer is cut here, in characters: some two minutes of speech.
    static let restCharactersMax = 2000

    /// Notes an attempt.
    mutating func note(_ question: String, _ article: Citation?, continues: Bool = false) {
        attempts.append(Attempt(question: question, article: article, continues: continues))
        if attempts.count > Memory.attemptsMax { attempts.removeFirst(attempts.count - Memory.attemptsMax) }
    }
}

extension Memory {
    /// Parts are separated by U+001F, rows by U+001E; neither occurs in the texts kept.
    private static let part: Character = "\u{1F}"
    private static let row: Character = "\u{1E}"
    private static let version = "1"

    /// The written form.
    var encoded: String {
        var rows = ["\(Memory.version)\(Memory.part)\(lastAnswer)\(Memory.part)\(clarified ? 1 : 0)"]
        switch pending {
        case .nothing, .more: break
        case .human: rows.append("h")
        case .choice(let first, let second, let question):
            rows.append(Memory.join(["c", question] + Memory.fields(first) + Memory.fields(second)))
        }
        if case .more(let rest) = pending {
            rows.append("m\(Memory.part)" + Memory.kept(rest, charactersMax: Memory.restCharactersMax))
        }
        if let language { rows.append(Memory.join(["l", language])) }
        if let settled { rows.append(Memory.join(["s", settled])) }
        for attempt in attempts {
            rows.append(
                Memory.join(
                    [attempt.continues ? "b" : "a", attempt.question] + (attempt.article.map(Memory.fields) ?? [])))
        }
        return rows.joined(separator: String(Memory.row))
    }

    /// Reads the written form; anything else, older versions included, is an empty memory.
    init(encoded: String) {
        guard !encoded.isEmpty, encoded.utf8.count <= 16_384 else { return }
        let rows = encoded.split(separator: Memory.row, omittingEmptySubsequences: false)
        guard let head = rows.first?.split(separator: Memory.part, omittingEmptySubsequences: false),
            head.count == 3, head[0] == Memory.version, let answer = UInt64(head[1])
        else { return }
        lastAnswer = answer
        clarified = head[2] == "1"
        for row in rows.dropFirst() {
            let parts = row.split(separator: Memory.part, omittingEmptySubsequences: false).map(String.init)
            switch (parts.first, parts.count) {
            case ("h", 1): pending = .human
            case ("c", 8):
                pending = .choice(
                    first: Memory.citation(parts[2...4]), second: Memory.citation(parts[5...7]), question: parts[1])
            case ("m", 2): pending = .more(parts[1])
            case ("l", 2): language = parts[1]
            case ("s", 2): settled = parts[1]
            case ("a", 2), ("b", 2): note(parts[1], nil, continues: parts[0] == "b")
            case ("a", 5), ("b", 5): note(parts[1], Memory.citation(parts[2...4]), continues: parts[0] == "b")
            default: break
            }
        }
    }

    private static func join(_ parts: [String]) -> String {
        parts.map { Memory.kept($0) }.joined(separator: String(Memory.part))
    }

    private static func fields(_ citation: Citation) -> [String] { [citation.id, citation.title, citation.url ?? ""] }

    private static func citation(_ parts: ArraySlice<String>) -> Citation {
        let fields = Array(parts)
        return Citation(id: fields[0], title: fields[1], url: fields[2].isEmpty ? nil : fields[2])
    }

    /// Without control characters and not longer than told.
    private static func kept(_ text: String, charactersMax: Int = textCharactersMax) -> String {
        if text.utf8.count <= charactersMax, text.utf8.allSatisfy({ $0 >= 0x20 }) { return text }
        return String(text.prefix(charactersMax).filter { $0.unicodeScalars.allSatisfy { $0.value >= 0x20 } })
    }
}

/// Counts the words of a question that may be its topic.
private enum Topical {
    static func words(_ question: String) -> Int {
        var folded = FoldedText(question)
        let table = Lexicon.shared
        table.vocabulary.mark(&folded)
        let small = ["@day", "@subject", "@askverb", "@interrogative", "@joiner", "@det"].compactMap {
            table.row(named: $0)
        }
        return folded.words.count { word in
            !word.isNumber && word.end - word.start > 2
                && (word.id == 0 || !(small + [table.openerRow]).contains { table.holds($0, word.id) })
        }
    }
}
