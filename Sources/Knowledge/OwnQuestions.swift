/// Titles and questions word for word: whoever asks as an article puts it gets that article, however often its words
/// stand elsewhere.
struct OwnQuestions: Sendable {
    /// How sure an article is that was asked for in its own words.
    static let confidence = 0.95

    /// Articles by language and hash of the folded text; nil where two articles put it alike.
    private var articles: [Int: Int?] = [:]

    init(_ all: [Article]) {
        for (number, article) in all.enumerated() {
            for text in [article.title] + article.questions {
                var folded: [UInt8] = []
                Folding.fold(text.utf8, into: &folded)
                guard let key = Self.key(folded, article.language) else { continue }
                if let known = articles[key], known != number {
                    articles[key] = .some(nil)
                } else {
                    articles[key] = number
                }
            }
        }
    }

    /// The article whose title or question a folded text is.
    func article(_ folded: [UInt8], language: String) -> Int? {
        Self.key(folded, language).flatMap { articles[$0] ?? nil }
    }

    private static func key(_ folded: [UInt8], _ language: String) -> Int? {
        let start = folded.firstIndex { $0 != 0x20 }
        let end = folded.lastIndex { $0 != 0x20 }
        guard let start, let end else { return nil }
        var hasher = Hasher()
        hasher.combine(language)
        folded[start...end].withUnsafeBytes { hasher.combine(bytes: $0) }
        return hasher.finalize()
    }
}
