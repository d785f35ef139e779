extension Transcript {
    /// The segments with consecutive ones of one speaker joined: captions break a sentence over many.
    ///
    /// Times reach from the first to the last; of several confidences the lowest is kept; segments without a known
    /// speaker are joined only when the recogniser's label is the same. Segments without words vanish.
    public var turns: [Segment] {
        var turns: [Segment] = []
        var words: [String] = []
        func close() {
            guard !words.isEmpty else { return }
            turns[turns.count - 1].text = words.joined(separator: " ")
            words = []
        }
        for segment in segments where segment.text.utf8.contains(where: { $0 > 0x20 }) {
            let known = segment.party != nil || segment.speaker != nil
            if known, let last = turns.last, last.party == segment.party, last.speaker == segment.speaker,
                last.language == segment.language
            {
                words.append(segment.text)
                let end = [last.end, segment.end].compactMap(\.self).max()
                let confidence = [last.confidence, segment.confidence].compactMap(\.self).min()
                turns[turns.count - 1].end = end
                turns[turns.count - 1].confidence = confidence
            } else {
                close()
                turns.append(segment)
                words = [segment.text]
            }
        }
        close()
        return turns
    }
}
