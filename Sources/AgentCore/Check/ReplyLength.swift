import Conversations

/// Keeps replies within a length without ever cutting inside a sentence.
enum ReplyLength {
    /// The longest reply, in characters: the persona's and the channel's bound. A letter may hold as much for each of
    /// its parts as a message as a whole.
    static func max(_ persona: Persona, _ limits: ChannelLimits, parts: Int) -> Int {
        let own = limits.isLive ? persona.replyCharactersMax : persona.replyCharactersMax * Swift.max(1, parts)
        return min(own, limits.textCharactersMax)
    }

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
