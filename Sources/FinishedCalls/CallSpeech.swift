import Foundation
import TranscriptFormat

/// What was said, turn by turn: captions of one speaker joined, what is too long for one message parted.
struct CallSpeech {
    /// Longest text of one entry, in characters.
    static let charactersMax = 4000
    /// A pause of one speaker that begins a new entry, in seconds.
    static let pauseMax = 30.0

    let turns: [Transcript.Segment]
    /// Seconds from the beginning to the last words.
    let length: Double

    init(_ transcript: Transcript) {
        var turns: [Transcript.Segment] = []
        var words: [String] = []
        var characters = 0
        func close() {
            if !words.isEmpty { turns[turns.count - 1].text = words.joined(separator: " ") }
            words = []
            characters = 0
        }
        for segment in transcript.segments where segment.text.utf8.contains(where: { $0 > 0x20 }) {
            for (index, piece) in Self.pieces(segment.text).enumerated() {
                let isKnown = segment.party != nil || segment.speaker != nil
                let pause = (segment.start ?? 0) - (turns.last?.end ?? turns.last?.start ?? segment.start ?? 0)
                let joins =
                    isKnown && index == 0 && turns.last?.party == segment.party
                    && turns.last?.speaker == segment.speaker && turns.last?.language == segment.language
                    && pause < Self.pauseMax && characters + piece.count < Self.charactersMax
                if joins, let last = turns.last {
                    turns[turns.count - 1].end = [last.end, segment.end].compactMap(\.self).max()
                } else {
                    close()
                    turns.append(segment)
                }
                words.append(piece)
                characters += piece.count + 1
            }
        }
        close()
        self.turns = turns
        length = turns.compactMap { $0.end ?? $0.start }.filter(\.isFinite).max() ?? 0
    }

    var isEmpty: Bool { turns.isEmpty }

    private static func pieces(_ text: String) -> [String] {
        guard text.utf8.count > charactersMax else { return [text] }
        var pieces: [String] = []
        var rest = text[...]
        while !rest.isEmpty {
            var piece = rest.prefix(charactersMax)
            if piece.endIndex < rest.endIndex, let gap = piece.lastIndex(of: " ") { piece = piece[...gap] }
            rest = rest[piece.endIndex...]
            let words = piece.trimmingCharacters(in: .whitespacesAndNewlines)
            if !words.isEmpty { pieces.append(words) }
        }
        return pieces
    }
}
