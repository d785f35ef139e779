public import Conversations
public import Escalation
import GRDB

extension SQLiteStore: OperationStore, DeskStore {
    public func channelLedger() async throws -> [ChannelLedgerEntry] {
        try await read { db in
            var entries: [String: ChannelLedgerEntry] = [:]
            let rows = try Row.fetchAll(
                db, sql: "SELECT channel, received, sent, last_received_at, last_sent_at FROM ledger")
            for row in rows {
                let received: Int = row[1]
                entries[row[0]] = ChannelLedgerEntry(
                    name: ChannelName(row[0]), received: received, processed: received, sent: row[2],
                    lastReceivedAt: (row[3] as Int64?).map(Timestamp.init(milliseconds:)),
                    lastSentAt: (row[4] as Int64?).map(Timestamp.init(milliseconds:)))
            }
            let waiting = try Row.fetchAll(
                db,
                sql: """
                    SELECT channel, sum(unanswered_messages) FROM conversations
                    WHERE owner = 'agent' AND unanswered_messages > 0 GROUP BY channel
                    """)
            for row in waiting {
                let count: Int = row[1]
                entries[row[0]]?.waiting = count
                entries[row[0]]?.processed -= count
            }
            let open = try Row.fetchAll(
                db,
                sql: """
                    SELECT channel, count(*) FROM outbox WHERE state IN ('pending', 'sending') GROUP BY channel
                    """)
            for row in open { entries[row[0]]?.pending = row[1] }
            let dead = try Row.fetchAll(
                db,
                sql: """
                    SELECT channel, state, count(*) FROM outbox WHERE state IN ('failed', 'unknown')
                    GROUP BY channel, state
                    """)
            for row in dead {
                if row[1] == "failed" { entries[row[0]]?.failed = row[2] } else { entries[row[0]]?.unknown = row[2] }
            }
            return entries.values.sorted { $0.name.rawValue < $1.name.rawValue }
        }
    }

    public func deadLetters(_ page: PageRequest) async throws -> Page<DeadLetter> {
        let cursor = try Cursor(page.cursor, list: "d", count: 3)?.numbers ?? [Int64.max, Int64.max, Int64.max]
        return try await read { db in
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT outbox.conversation, outbox.seq, channel, state, attempts, detail, changed_at, events.body,
                        before.kind, before.body
                    FROM outbox JOIN events ON events.conversation = outbox.conversation AND events.seq = outbox.seq
                    LEFT JOIN events AS before
                        ON before.conversation = outbox.conversation AND before.seq = outbox.seq - 1
                    WHERE state IN ('failed', 'unknown') AND dropped_at IS NULL
                        AND (changed_at, outbox.conversation, outbox.seq) < (?1, ?2, ?3)
                    UNION ALL
                    SELECT 0, id, channel, reason, attempts, detail, at, NULL, NULL, NULL FROM inbound_letters
                    WHERE dropped_at IS NULL AND (at, 0, id) < (?1, ?2, ?3)
                    ORDER BY changed_at DESC, 1 DESC, 2 DESC LIMIT ?4
                    """,
                arguments: StatementArguments(cursor) + [page.limit + 1])
            let letters = try rows.prefix(page.limit).map { row in
                if row[0] == 0 as Int64 { return InboundLetters.letter(row) }
                let message: MessageSent = try EventCodec.value(row[7])
                let notice = try Notice.before(kind: row[8], body: row[9])
                return DeadLetter(
                    id: "\(row[0] as Int64)-\(row[1] as Int64)", direction: .outbound, channel: ChannelName(row[2]),
                    conversation: ConversationID(number: row[0]), reason: row[3], detail: row[5],
                    text: String((notice?.remainder(of: message.text) ?? message.text).prefix(200)), attempts: row[4],
                    at: Timestamp(milliseconds: row[6]))
            }
            let last = rows.prefix(page.limit).last.map { Cursor([$0[6], $0[0], $0[1]]).text("d") }
            return Page(items: Array(letters), next: rows.count > page.limit ? last : nil)
        }
    }

    public func retryDeadLetter(_ id: String, at moment: Timestamp) async throws -> Bool {
        guard let (conversation, seq) = Self.letter(id) else { return false }
        if conversation.number == 0 { return try await retryInbound(Int64(seq), at: moment) }
        return try await retryDelivery(of: seq, in: conversation, at: moment)
    }

    public func retryDelivery(
        of seq: Int, in conversation: ConversationID, at moment: Timestamp
    ) async throws -> Bool {
        let isDead: @Sendable (Database) throws -> Bool = { try Self.isDead($0, conversation, seq) }
        guard try await read(isDead) else { return false }
        // Looked at again in the transaction: of two retries at once the second must not queue what is being sent.
        let appended = try await append(to: conversation, at: moment, when: isDead) { _ in
            [
                .deliveryChanged(
                    DeliveryChanged(
                        message: seq, state: .pending, attempt: 0, detail: "queued again by hand", retryAt: moment))
            ]
        }
        return !appended.events.isEmpty
    }

    public func dropDeadLetter(_ id: String, at moment: Timestamp) async throws -> Bool {
        guard let (conversation, seq) = Self.letter(id) else { return false }
        if conversation.number == 0 { return try await dropInbound(Int64(seq), at: moment) }
        return try await writer.write { db in
            try db.execute(
                sql: """
                    UPDATE outbox SET dropped_at = ? WHERE conversation = ? AND seq = ? AND dropped_at IS NULL
                        AND state IN ('failed', 'unknown')
                    """,
                arguments: [moment.milliseconds, conversation.number, seq])
            return db.changesCount > 0
        }
    }

    private static func letter(_ id: String) -> (ConversationID, Int)? {
        let parts = id.split(separator: "-")
        guard parts.count == 2, let number = Int64(parts[0]), let seq = Int(parts[1]) else { return nil }
        return (ConversationID(number: number), seq)
    }

    private static func isDead(_ db: Database, _ conversation: ConversationID, _ seq: Int) throws -> Bool {
        try Int.fetchOne(
            db,
            sql: """
                SELECT 1 FROM outbox WHERE conversation = ? AND seq = ? AND state IN ('failed', 'unknown')
                    AND dropped_at IS NULL
                """,
            arguments: [conversation.number, seq]) != nil
    }
}
