public import Conversations
public import Delivery
import GRDB

extension SQLiteStore: OutboxStore {
    public func due(
        at moment: Timestamp, limit: Int, except channels: Set<ChannelName>
    ) async throws -> [OutboxItem] {
        let left = channels.map(\.rawValue).sorted()
        return try await read { db in
            try Self.items(
                db, sql: Self.dueQuery(channelsLeftOut: left.count),
                arguments: [moment.milliseconds] + StatementArguments(left) + [limit])
        }
    }

    public func interrupted() async throws -> [OutboxItem] {
        try await read { db in try Self.items(db, sql: Self.interruptedQuery) }
    }

    /// The outbox's queries, for a look at how SQLite answers them.
    static var outboxQueries: [String] { [dueQuery(channelsLeftOut: 2), interruptedQuery] }

    private static func dueQuery(channelsLeftOut count: Int) -> String {
        selectOpen + """
             AND state = 'pending' AND due_at <= ? AND channel NOT IN (\(databaseQuestionMarks(count: count)))
                AND NOT EXISTS (
                    SELECT 1 FROM outbox AS earlier
                    WHERE earlier.conversation = outbox.conversation AND earlier.seq < outbox.seq
                        AND earlier.state IN ('pending', 'sending'))
            ORDER BY due_at LIMIT ?
            """
    }

    private static let interruptedQuery = selectOpen + " AND state = 'sending'"

    /// With the condition of the index on what waits in its very words: else SQLite reads the whole outbox.
    private static let selectOpen = """
        SELECT conversation, seq, channel, attempts,
            (SELECT address FROM conversations WHERE id = outbox.conversation),
            (SELECT body FROM events WHERE events.conversation = outbox.conversation
                AND events.seq = outbox.seq),
            (SELECT at FROM events WHERE events.conversation = outbox.conversation AND events.seq = outbox.seq)
        FROM outbox WHERE state IN ('pending', 'sending')
        """

    private static func items(
        _ db: Database, sql: String, arguments: StatementArguments = []
    ) throws -> [OutboxItem] {
        try Row.fetchAll(db.cachedStatement(sql: sql), arguments: arguments).map { row in
            OutboxItem(
                conversation: ConversationID(number: row[0]), seq: row[1], channel: ChannelName(row[2]),
                address: row[4], message: try EventCodec.value(row[5]), sentAt: Timestamp(milliseconds: row[6]),
                attempts: row[3])
        }
    }
}
