/// The part of an article that is sent to the customer.
public struct Answer: Sendable, Hashable {
    /// As written in the article.
    public var markdown: String
    /// The same without markup, for channels that show plain text only.
    public var text: String
    /// Line of the article's file on which it begins.
    public var line: Int
    /// The article says more than this.
    public var isPart: Bool
}

extension KnowledgeIndex {
    /// Characters of an answer unless the channel says otherwise: what fits a phone's screen.
    public static let answerCharactersMax = 700

    /// The sentences, list entries and table rows of a hit that answer a question.
    ///
    /// An article that fits is given whole, else its best passage, else the part of that passage around the sentence
    /// that fits best; of a table, its head and the rows that fit. Nothing is cut inside a sentence, an entry or a row:
    /// if the best of them alone is longer than the bound, it is given whole. `nil` for an article without text.
    ///
    /// - Parameter charactersMax: UTF-8 bytes the answer has at most, at least 80.
    public func answer(
        _ hit: SearchHit, question: String, charactersMax: Int = answerCharactersMax
    ) -> Answer? {
        let limit = max(80, charactersMax)
        guard let number = number(hit.article.id, language: hit.article.language) else { return nil }
        let all = passages[number]
        guard let best = hit.passages.first ?? all.first else { return nil }
        if all.reduce(0, { $0 + $1.markdown.utf8.count + 2 }) <= limit {
            return Answer(
                markdown: Self.withHeadings(all, \.markdown, mark: "**"),
                text: Self.withHeadings(all, \.text, mark: ""),
                line: all[0].line, isPart: false)
        }
        if best.markdown.utf8.count <= limit {
            return Answer(markdown: best.markdown, text: best.text, line: best.line, isPart: all.count > 1)
        }
        let pieces = pieces.pieces(
            PieceCache.Key(article: number, line: best.line), of: best, language: hit.article.language)
        let cut = PassageExcerpt(
            passage: best, pieces: pieces, question: question, language: hit.article.language)
        return cut.answer(limit: limit)
    }

    private static func withHeadings(_ passages: [Passage], _ part: (Passage) -> String, mark: String) -> String {
        var out: [String] = []
        var last: String?
        for passage in passages {
            if let heading = passage.headings.last, heading != last, passages.count > 1 {
                out.append(mark + heading + mark)
            }
            last = passage.headings.last
            out.append(part(passage))
        }
        return out.joined(separator: "\n\n")
    }
}
