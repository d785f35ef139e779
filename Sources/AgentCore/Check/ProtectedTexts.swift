/// Notices when a reply repeats instructions: eight words in a row of a protected text.
struct ProtectedTexts: Sendable {
    /// So many words in a row are a repetition, fewer may be chance.
    static let wordsInARow = 8

    private var runs: Set<UInt64> = []

    init(_ texts: [String]) {
        for text in texts { runs.formUnion(ProtectedTexts.runs(of: text)) }
    }

    /// Whether the text tells a protected one.
    func isToldIn(_ text: String) -> Bool {
        guard !runs.isEmpty else { return false }
        return ProtectedTexts.runs(of: text).contains { runs.contains($0) }
    }

    private static func runs(of text: String) -> [UInt64] {
        let folded = FoldedText(text, limit: Int.max)
        let hashes = folded.words.indices.map { Hash.forward(folded.folded($0)) }
        guard hashes.count >= wordsInARow else { return [] }
        return (0...(hashes.count - wordsInARow)).map { start in
            hashes[start..<(start + wordsInARow)].reduce(Hash.seed) { ($0 ^ $1) &* 0x0000_0100_0000_01B3 }
        }
    }
}
