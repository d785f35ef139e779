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
    /// that fits best. Nothing is cut inside a sentence, an entry or a row: if the best of them alone is longer than
    /// the bound, it is given whole. `nil` for an article without text.
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
        var cut = PassageExcerpt(passage: best, question: question, language: hit.article.language)
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

/// Picks the part of a long passage that answers a question.
struct PassageExcerpt {
    /// The smallest thing that is shown or not.
    private struct Piece {
        var block: MarkdownBlock
        var score: Float
        /// Goes on in the paragraph of the piece before.
        var continues: Bool
    }

    private var pieces: [Piece] = []
    private let line: Int

    init(passage: Passage, question: String, language: String) {
        line = passage.line
        let stemmer = Stemmer(language: language)
        let stop = Stopwords.of(language)
        let wanted = Self.stems(question, stemmer, stop)
        for block in passage.blocks {
            let parts = block.kind == .paragraph ? Sentences.of(block.markdown) : [block.markdown]
            for (number, part) in parts.enumerated() {
                var piece = block
                piece.markdown = part
                piece.text = parts.count == 1 ? block.text : MarkdownText.plain(part)
                guard !piece.text.isEmpty else { continue }
                let found = Self.stems(piece.text, stemmer, stop)
                let hits = Float(wanted.intersection(found).count)
                let score = hits / Float(8 + found.count).squareRoot()
                pieces.append(Piece(block: piece, score: score, continues: number > 0))
            }
        }
    }

    private static func stems(_ text: String, _ stemmer: Stemmer, _ stop: Set<String>) -> Set<[UInt8]> {
        var folded: [UInt8] = []
        Folding.fold(text.utf8, into: &folded)
        var stems: Set<[UInt8]> = []
        folded.withUnsafeBufferPointer { bytes in
            WordRanges.each(bytes) { range in
                let word = UnsafeBufferPointer(rebasing: bytes[range])
                guard !stop.contains(String(decoding: word, as: UTF8.self)) else { return }
                stems.insert(stemmer.stem(word) { Array($0) })
            }
        }
        return stems
    }

    /// The run of pieces around the best one that fits.
    mutating func answer(limit: Int) -> Answer? {
        guard
            let best = pieces.indices.max(by: {
                pieces[$0].score < pieces[$1].score || (pieces[$0].score == pieces[$1].score && $0 > $1)
            })
        else { return nil }
        var first = best
        var last = best
        // A list or a table without what introduces it can't be understood.
        if pieces[best].block.kind != .paragraph {
            var head = best
            while head > 0, pieces[head - 1].block.kind == pieces[best].block.kind || pieces[head - 1].block.kind.isRow
            {
                head -= 1
            }
            if head > 0, pieces[head - 1].block.text.hasSuffix(":") { head -= 1 }
            if size(head, best) <= limit { first = head }
        } else if best > 0, pieces[best].continues, size(best - 1, best) <= limit {
            first = best - 1
        }
        while last + 1 < pieces.count, size(first, last + 1) <= limit { last += 1 }
        while first > 0, size(first - 1, last) <= limit { first -= 1 }
        while last > best, pieces[last].block.text.hasSuffix(":") { last -= 1 }
        return Answer(
            markdown: joined(first, last, \.markdown), text: joined(first, last, \.text), line: line, isPart: true)
    }

    private func size(_ first: Int, _ last: Int) -> Int {
        pieces[first...last].reduce(0) { $0 + $1.block.markdown.utf8.count + 2 }
    }

    /// The pieces as text; sentences of one paragraph stay in one.
    private func joined(_ first: Int, _ last: Int, _ part: (MarkdownBlock) -> String) -> String {
        var blocks: [MarkdownBlock] = []
        for piece in pieces[first...last] {
            if piece.continues, let open = blocks.indices.last {
                let separator = blocks[open].markdown.last?.isWhitespace == true ? "" : " "
                blocks[open].markdown += separator + piece.block.markdown
                blocks[open].text += " " + piece.block.text
            } else {
                blocks.append(piece.block)
            }
        }
        let text = PassageCutter.join(blocks, part)
        return String(text[..<(text.lastIndex { !$0.isWhitespace }.map(text.index(after:)) ?? text.endIndex)])
    }
}
