/// Keeps replies within a length without ever cutting inside a sentence.
enum ReplyLength {
    /// As many sentences from the front as fit, in characters (grapheme clusters); none where not even the first does.
    static func fit(_ sentences: [String], _ limit: Int) -> [String] {
        var kept: [String] = []
        var used = 0
        for sentence in sentences {
            let count = sentence.count
            let trailing = sentence.reversed().prefix { $0.isWhitespace }.count
            guard used + count - trailing <= limit else { break }
            kept.append(sentence)
            used += count
        }
        return kept
    }
}
