import Conversations

/// A call as its two sides heard it.
enum SpokenHistory {
    /// Messages of the log before a sequence, oldest first; of a spoken message that was cut off, what was heard.
    ///
    /// - Parameter events: All that is known, later ones too: what was heard of a message is told after it.
    static func of(_ events: [ConversationEvent], before first: Int) -> [TurnMessage] {
        var heard: [Int: String] = [:]
        for event in events {
            if case .messageHeard(let cut) = event.body { heard[cut.message] = cut.heard }
        }
        return events.compactMap { event in
            guard event.seq < first else { return nil }
            switch event.body {
            case .messageReceived(let message) where message.wantsAnswer: return TurnMessage(seq: event.seq, message)
            case .messageSent(let message):
                let text = heard[event.seq] ?? message.text
                return text.isEmpty ? nil : TurnMessage(seq: event.seq, author: message.author, text: text)
            default: return nil
            }
        }
    }
}
