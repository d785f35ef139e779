import Conversations
import Synchronization

/// Remembers which reply a client's id stands for, so that a repeated request is the same message.
///
/// Bounded: the oldest of ``entriesMax`` is forgotten for a new one.
final class RecentReplies: Sendable {
    struct Key: Hashable, Sendable {
        let conversation: ConversationID
        let user: OperatorID
        let id: String
        /// Notes and replies are told apart.
        let isNote: Bool
    }

    enum Place: Sendable, Hashable {
        /// Nobody used the id yet; it is the caller's now, who must settle it.
        case free
        /// Somebody is storing it at this moment.
        case inFlight
        /// It is the message with this sequence.
        case stored(seq: Int)
    }

    static let entriesMax = 4096

    private struct Table {
        var places: [Key: Place] = [:]
        var order: [Key] = []
        var oldest = 0
    }

    private let table = Mutex(Table())

    /// What the id stands for; a free one is the caller's from now on.
    func take(_ key: Key) -> Place {
        table.withLock { table in
            if let place = table.places[key] { return place }
            table.places[key] = .inFlight
            if table.order.count < Self.entriesMax {
                table.order.append(key)
            } else {
                table.places[table.order[table.oldest]] = nil
                table.order[table.oldest] = key
                table.oldest = (table.oldest + 1) % Self.entriesMax
            }
            return .free
        }
    }

    /// Says what became of a taken id; nil frees it, because nothing was stored.
    func settle(_ key: Key, seq: Int?) {
        table.withLock { table in
            guard table.places[key] != nil else { return }
            if let seq {
                table.places[key] = .stored(seq: seq)
            } else {
                table.places[key] = nil
            }
        }
    }
}
