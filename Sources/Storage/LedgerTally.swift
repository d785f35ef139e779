import Conversations
import GRDB
import Synchronization

/// What one transaction adds to the channels' counters, written once at its end: under load one row would otherwise be
/// rewritten by every message.
final class LedgerTally: Sendable {
    private struct Count {
        var received = 0
        var sent = 0
        var lastReceivedAt: Int64?
        var lastSentAt: Int64?
    }

    private let counts = Mutex<[ChannelName: Count]>([:])

    /// A transaction begins: nothing of an earlier one that was taken back may stay.
    func begin() { counts.withLock { $0.removeAll(keepingCapacity: true) } }

    func received(_ channel: ChannelName, _ at: Timestamp) {
        counts.withLock { counts in
            counts[channel, default: Count()].received += 1
            counts[channel, default: Count()].lastReceivedAt = at.milliseconds
        }
    }

    func sent(_ channel: ChannelName, _ at: Timestamp) {
        counts.withLock { counts in
            counts[channel, default: Count()].sent += 1
            counts[channel, default: Count()].lastSentAt = at.milliseconds
        }
    }

    /// Writes the counters, as the last thing before the commit.
    func write(_ db: Database) throws {
        let all = counts.withLock { $0 }
        for (channel, count) in all {
            try db.cachedStatement(
                sql: """
                    INSERT INTO ledger (channel, received, sent, last_received_at, last_sent_at)
                    VALUES (?1, ?2, ?3, ?4, ?5)
                    ON CONFLICT (channel) DO UPDATE SET received = received + ?2, sent = sent + ?3,
                        last_received_at = ifnull(?4, last_received_at), last_sent_at = ifnull(?5, last_sent_at)
                    """
            ).execute(
                arguments: [
                    channel.rawValue, count.received, count.sent, count.lastReceivedAt, count.lastSentAt,
                ])
        }
    }
}
