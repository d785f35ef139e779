public import FoundationEssentials

/// Something about the articles that their author should look at.
public struct KnowledgeFinding: Sendable, Hashable, CustomStringConvertible {
    /// What is to be looked at.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// A file that gives no article.
        case broken
        /// Two articles that say the same.
        case duplicate
        /// Two articles that answer the same question, perhaps differently.
        case contradiction
        /// Something that is missing: a language, questions, a time in which the article holds.
        case gap
    }

    public var kind: Kind
    public var file: String
    /// The first line is 1.
    public var line: Int
    /// The article concerned; empty when the file gives none.
    public var article: String
    /// One sentence without a full stop.
    public var reason: String

    public init(kind: Kind, file: String, line: Int, article: String, reason: String) {
        self.kind = kind
        self.file = file
        self.line = line
        self.article = article
        self.reason = reason
    }

    /// `FILE:LINE: KIND: reason`.
    public var description: String { "\(file):\(line): \(kind.rawValue): \(reason)" }
}

/// Looks through articles for what will go wrong with customers.
public struct KnowledgeCheck: Sendable {
    /// All findings in the order of files and lines.
    public let findings: [KnowledgeFinding]

    /// - Parameters:
    ///   - loaded: What a ``KnowledgeLoader`` gave.
    ///   - moment: Articles that don't hold then are gaps.
    public init(_ loaded: LoadedKnowledge, moment: Date) {
        var findings = loaded.problems.map {
            KnowledgeFinding(
                kind: .broken, file: $0.file, line: $0.line, article: "",
                reason: $0.key.isEmpty ? $0.reason : "\($0.key): \($0.reason)")
        }
        findings += Self.gaps(loaded.articles, seconds: Int64(moment.timeIntervalSince1970))
        findings += Self.sameQuestions(loaded.articles)
        findings += Likeness(loaded.articles).findings
        self.findings = findings.sorted {
            ($0.file, $0.line, $0.kind.rawValue, $0.reason) < ($1.file, $1.line, $1.kind.rawValue, $1.reason)
        }
    }

    private static func gaps(_ articles: [Article], seconds: Int64) -> [KnowledgeFinding] {
        var found: [KnowledgeFinding] = []
        let languages = Set(articles.map(\.language))
        let present = Dictionary(grouping: articles, by: \.id).mapValues { Set($0.map(\.language)) }
        var reported: Set<String> = []
        for article in articles {
            func gap(_ key: String, _ reason: String) {
                found.append(
                    KnowledgeFinding(
                        kind: .gap, file: article.file, line: article.keyLines[key] ?? 1, article: article.id,
                        reason: reason))
            }
            let missing = languages.subtracting(present[article.id] ?? []).sorted()
            if !missing.isEmpty, reported.insert(article.id).inserted {
                gap("lang", "\(article.id) is there in \(article.language), not in \(missing.joined(separator: ", "))")
            }
            if seconds >= article.validity.untilSeconds { gap("valid_until", "\(article.id) has expired") }
            if seconds < article.validity.fromSeconds { gap("valid_from", "\(article.id) does not hold yet") }
            if article.questions.isEmpty {
                gap("questions", "\(article.id) has no questions; ways customers ask make it easier to find")
            }
            if !article.body.utf8.contains(where: { $0 > 0x20 }) { gap("title", "\(article.id) has no text") }
        }
        return found
    }

    private static func sameQuestions(_ articles: [Article]) -> [KnowledgeFinding] {
        var asked: [String: Int] = [:]
        var found: [KnowledgeFinding] = []
        for (number, article) in articles.enumerated() {
            for question in [article.title] + article.questions {
                let key = article.language + ":" + Folding.words(question).joined(separator: " ")
                guard key.utf8.count > article.language.utf8.count + 1 else { continue }
                guard let other = asked[key] else {
                    asked[key] = number
                    continue
                }
                guard other != number else { continue }
                let line = article.keyLines[question == article.title ? "title" : "questions"] ?? 1
                found.append(
                    KnowledgeFinding(
                        kind: .contradiction, file: article.file, line: line, article: article.id,
                        reason: "\"\(question)\" is also answered by \(articles[other].id) (\(articles[other].file))"))
            }
        }
        return found
    }
}
