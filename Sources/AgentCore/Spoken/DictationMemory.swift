import Conversations
import SpokenLanguage
import Synchronization

/// How far calls were folded in turns before, so that a turn reads only what is new.
///
/// Nothing is lost with it: what does not begin with the messages that were folded is folded again, as in a new process.
final class DictationMemory: Sendable {
    /// Most calls kept; beyond it all are forgotten, and folded again.
    static let callsMax = 1_000

    private struct Entry {
        let messages: [TurnMessage]
        let day: CivilDate
        let dictation: Dictation
    }

    private let entries = Mutex<[Key: Entry]>([:])

    private struct Key: Hashable {
        let conversation: ConversationID
        let channel: ChannelName
    }

    /// The fold over everything that was said before the turn.
    func dictation(before input: TurnInput, _ details: SpokenDetails) -> Dictation {
        let key = Key(conversation: input.conversation, channel: input.channel)
        let day = details.today(input.now)
        let known = entries.withLock { $0[key] }
        var dictation = Dictation(details)
        var rest = input.history[...]
        if let known, known.day == day, input.history.starts(with: known.messages) {
            dictation = known.dictation
            rest = rest.dropFirst(known.messages.count)
        }
        // What the caller says in a row is one utterance, so the fold is kept where we spoke last.
        let settled = rest.lastIndex { $0.author.kind != .customer }.map { $0 + 1 } ?? rest.startIndex
        dictation.take(rest[..<settled], now: input.now)
        let entry = Entry(messages: Array(input.history[..<settled]), day: day, dictation: dictation)
        entries.withLock { entries in
            if entries.count >= Self.callsMax, entries[key] == nil { entries = [:] }
            entries[key] = entry
        }
        dictation.take(rest[settled...], now: input.now)
        return dictation
    }
}
