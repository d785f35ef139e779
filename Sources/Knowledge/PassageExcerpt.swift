/// Picks the part of a long passage that answers a question.
struct PassageExcerpt {
    /// Rows that fit this well, as a share of the one that fits best, are shown with it.
    private static let rowShare: Float = 0.6

    private let pieces: [PassagePiece]
    /// How well each piece fits.
    private let scores: [Float]
    private let line: Int
    private let wanted: WantedWords

    /// - Parameter pieces: Those of the passage.
    init(passage: Passage, pieces: [PassagePiece], question: String, language: String) {
        line = passage.line
        self.pieces = pieces
        let wanted = WantedWords(question, language: language)
        self.wanted = wanted
        scores = pieces.map { wanted.score($0.words) }
    }

    /// The run of pieces around the best one that fits, or the rows of a table that answer with its head.
    ///
    /// Where nothing has a word of the question, the table, if there is one: figures are what is mostly asked for.
    func answer(limit: Int) -> Answer? {
        guard
            let best = pieces.indices.max(by: {
                scores[$0] < scores[$1] || (scores[$0] == scores[$1] && $0 > $1)
            })
        else { return nil }
        if scores[best] == 0, let row = pieces.firstIndex(where: { $0.block.kind == .row(head: false) }) {
            return rows(of: row, limit: limit)
        }
        return pieces[best].block.kind.isRow ? rows(of: best, limit: limit) : run(around: best, limit: limit)
    }

    /// The head of a row's table and the rows that fit about as well as the best, in their order.
    private func rows(of best: Int, limit: Int) -> Answer? {
        var head = best
        while head > 0, pieces[head].block.kind == .row(head: false) { head -= 1 }
        let hasHead = pieces[head].block.kind == .row(head: true)
        let first = hasHead ? head + 1 : head
        let whole = pieces.indices.dropFirst(first).prefix { pieces[$0].block.kind == .row(head: false) }
        let (table, isAll) = asked(Array(whole))
        guard let top = table.map({ scores[$0] }).max() else { return run(around: best, limit: limit) }
        var chosen: Set<Int> = []
        var size = hasHead ? bytes(head) * 2 : 0
        for row in isAll ? table : table.sorted(by: { scores[$0] > scores[$1] }) {
            guard isAll || scores[row] >= top * Self.rowShare else { break }
            guard chosen.isEmpty || size + bytes(row) <= limit else { break }
            chosen.insert(row)
            size += bytes(row)
        }
        return answer(of: (hasHead ? [head] : []) + chosen.sorted())
    }

    /// The rows a number of the question leaves of a table of ranges: those that hold it; all where none does, for a
    /// wrong row is worse than many.
    private func asked(_ table: [Int]) -> (rows: [Int], isAll: Bool) {
        guard wanted.namesNumber, table.count(where: { !pieces[$0].words.ranges.isEmpty }) > 1 else {
            return (table, false)
        }
        let held = table.filter { wanted.isHeld(by: pieces[$0].words) }
        return held.isEmpty ? (table, true) : (held, false)
    }

    private func run(around best: Int, limit: Int) -> Answer {
        var first = best
        var last = best
        if pieces[best].block.kind == .item {
            // A list without what introduces it can't be understood.
            var head = best
            while head > 0, pieces[head - 1].block.kind == .item { head -= 1 }
            if head > 0, pieces[head - 1].block.text.hasSuffix(":") { head -= 1 }
            if size(head, best) <= limit { first = head }
        } else if best > 0, pieces[best].continues, size(best - 1, best) <= limit {
            first = best - 1
        }
        while last + 1 < pieces.count, size(first, last + 1) <= limit { last += 1 }
        while first > 0, size(first - 1, last) <= limit { first -= 1 }
        // Nor is there any use in rows without their table's head, or in what introduces something that is left out.
        while first < best, pieces[first].block.kind == .row(head: false) { first += 1 }
        while last > best, pieces[last].block.kind == .row(head: true) || pieces[last].block.text.hasSuffix(":") {
            last -= 1
        }
        return answer(of: Array(first...last))
    }

    private func answer(of chosen: [Int]) -> Answer {
        Answer(markdown: joined(chosen, \.markdown), text: joined(chosen, \.text), line: line, isPart: true)
    }

    private func bytes(_ piece: Int) -> Int { pieces[piece].block.markdown.utf8.count + 2 }

    private func size(_ first: Int, _ last: Int) -> Int { (first...last).reduce(0) { $0 + bytes($1) } }

    /// The pieces as text; sentences of one paragraph stay in one.
    private func joined(_ chosen: [Int], _ part: (MarkdownBlock) -> String) -> String {
        var blocks: [MarkdownBlock] = []
        for index in chosen {
            let piece = pieces[index]
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
