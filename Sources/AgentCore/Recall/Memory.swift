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
    }

    /// A question that was worked on, with the article given, if any.
    struct Attempt: Sendable, Hashable {
        var question: String
        var article: Citation?
    }

    var pending: Pending = .nothing
    /// Oldest first, at most ``attemptsMax``.
    var attempts: [Attempt] = []
    /// Hash of the last answer's text; 0 for none.
    var lastAnswer: UInt64 = 0
    /// Whether the question of the last attempt was asked back once already.
    var clarified = false

    /// The question before this one.
    var lastQuestion: String? { attempts.last?.question }
    /// The article the conversation is about.
    var lastArticle: Citation? { attempts.last(where: { $0.article != nil })?.article }

    /// More attempts are forgotten, oldest first.
    static let attemptsMax = 4
    /// Longer texts are cut before they are kept, in characters.
    static let textCharactersMax = 200

    /// Notes an attempt.
    mutating func note(_ question: String, _ article: Citation?) {
        attempts.append(Attempt(question: question, article: article))
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
        case .nothing: break
        case .human: rows.append("h")
        case .choice(let first, let second, let question):
            rows.append(Memory.join(["c", question] + Memory.fields(first) + Memory.fields(second)))
        }
        for attempt in attempts {
            rows.append(Memory.join(["a", attempt.question] + (attempt.article.map(Memory.fields) ?? [])))
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
            case ("a", 2): note(parts[1], nil)
            case ("a", 5): note(parts[1], Memory.citation(parts[2...4]))
            default: break
            }
        }
    }

    private static func join(_ parts: [String]) -> String {
        parts.map(Memory.kept).joined(separator: String(Memory.part))
    }

    private static func fields(_ citation: Citation) -> [String] { [citation.id, citation.title, citation.url ?? ""] }

    private static func citation(_ parts: ArraySlice<String>) -> Citation {
        let fields = Array(parts)
        return Citation(id: fields[0], title: fields[1], url: fields[2].isEmpty ? nil : fields[2])
    }

    /// Without control characters and not longer than ``textCharactersMax``.
    private static func kept(_ text: String) -> String {
        if text.utf8.count <= textCharactersMax, text.utf8.allSatisfy({ $0 >= 0x20 }) { return text }
        return String(text.prefix(textCharactersMax).filter { $0.unicodeScalars.allSatisfy { $0.value >= 0x20 } })
    }
}
