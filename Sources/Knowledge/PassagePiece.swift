import Synchronization

/// The smallest part of a passage that is shown or not: a sentence, a list entry, a row; with what a question is compared
/// with.
struct PassagePiece: Sendable {
    let block: MarkdownBlock
    let words: SentenceWords
    /// Goes on in the paragraph of the piece before.
    let continues: Bool

    /// The pieces of a passage, in order.
    static func pieces(of passage: Passage, language: String) -> [PassagePiece] {
        let stemmer = Stemmer(language: language)
        let stop = Stopwords.of(language)
        var pieces: [PassagePiece] = []
        for block in passage.blocks {
            let parts = block.kind == .paragraph ? Sentences.of(block.markdown) : [block.markdown]
            for (number, part) in parts.enumerated() {
                var piece = block
                piece.markdown = part
                piece.text = parts.count == 1 ? block.text : MarkdownText.plain(part)
                guard !piece.text.isEmpty else { continue }
                pieces.append(
                    PassagePiece(
                        block: piece, words: SentenceWords(piece.text, stemmer, stop), continues: number > 0))
            }
        }
        return pieces
    }
}

/// Pieces of the passages asked for lately: cutting a passage up costs more than choosing from it.
final class PieceCache: Sendable {
    /// Passages kept at most; beyond it all are forgotten and cut up again as they are asked for.
    static let passagesMax = 2048

    /// A passage by its article's number and its first line.
    struct Key: Hashable {
        let article: Int
        let line: Int
    }

    private let kept = Mutex<[Key: [PassagePiece]]>([:])

    func pieces(_ key: Key, of passage: Passage, language: String) -> [PassagePiece] {
        if let pieces = kept.withLock({ $0[key] }) { return pieces }
        let pieces = PassagePiece.pieces(of: passage, language: language)
        kept.withLock { kept in
            if kept.count >= Self.passagesMax { kept = [:] }
            kept[key] = pieces
        }
        return pieces
    }
}
