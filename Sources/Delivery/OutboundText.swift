import ConnectorKit
import Conversations

/// Brings a text within a channel's length, at the friendliest place: between paragraphs, sentences or words, never
/// inside a character.
public enum OutboundText {
    /// The parts to send, in order; one part for a text that fits.
    ///
    /// - Parameter charactersMax: At least 1; characters are grapheme clusters.
    public static func parts(_ text: String, charactersMax: Int) -> [String] {
        precondition(charactersMax > 0, "a channel carries at least one character")
        var parts: [String] = []
        var rest = text[...]
        while let limit = rest.index(rest.startIndex, offsetBy: charactersMax, limitedBy: rest.endIndex),
            limit < rest.endIndex
        {
            let cut = cutting(rest, before: limit)
            parts.append(trimmed(rest[..<cut]))
            rest = rest[cut...].drop { $0.isWhitespace }
        }
        if !rest.isEmpty || parts.isEmpty { parts.append(String(rest)) }
        return parts.filter { !$0.isEmpty || parts.count == 1 }
    }

    private static func cutting(_ text: Substring, before limit: String.Index) -> String.Index {
        let head = text[..<limit]
        let half = text.index(text.startIndex, offsetBy: text.distance(from: text.startIndex, to: limit) / 2)
        if let newline = head.lastIndex(where: \.isNewline), newline > half { return newline }
        if let stop = head.indices.last(where: { isSentenceEnd(text, $0) }), stop > half {
            return head.index(after: stop)
        }
        if let space = head.lastIndex(where: \.isWhitespace), space > text.startIndex { return space }
        return limit
    }

    private static func isSentenceEnd(_ text: Substring, _ index: String.Index) -> Bool {
        guard ".!?…".contains(text[index]) else { return false }
        let next = text.index(after: index)
        return next == text.endIndex || text[next].isWhitespace
    }

    private static func trimmed(_ text: Substring) -> String {
        var end = text.endIndex
        while end > text.startIndex, text[text.index(before: end)].isWhitespace { end = text.index(before: end) }
        return String(text[..<end])
    }
}
