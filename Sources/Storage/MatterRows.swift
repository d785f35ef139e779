import Conversations
import GRDB

/// What a person wrote about elsewhere.
enum MatterRows {
    /// Newest conversations of one customer that are looked at: by when they began, which an index knows.
    private static let lookedAt = 20

    /// The newest ``Matter/countMax`` other conversations of these customers in which something was said.
    static func of(_ db: Database, _ customers: [CustomerID], except conversation: ConversationID?) throws -> [Matter] {
        let statement = try db.cachedStatement(
            sql: """
                SELECT id, channel, changed_at, memory, case_ordinal FROM conversations
                WHERE customer = ? AND id IS NOT ? AND last_message > 0 ORDER BY id DESC LIMIT ?
                """)
        var found: [(customer: CustomerID, row: Row)] = []
        for customer in customers {
            let rows = try Row.fetchAll(
                statement, arguments: [customer.number, conversation?.number, lookedAt])
            found += rows.map { (customer, $0) }
        }
        let newest = found.sorted { ($1.row[2] as Int64, $1.row[0] as Int64) < ($0.row[2], $0.row[0]) }
        return try newest.prefix(Matter.countMax).map { customer, row in
            let id = ConversationID(number: row[0])
            return Matter(
                conversation: id, customer: customer, channel: ChannelName(row[1]),
                at: Timestamp(milliseconds: row[2]), memory: row[3],
                openCase: try (row[4] as Int?).flatMap { try openCase(db, id, $0) })
        }
    }

    private static func openCase(
        _ db: Database, _ conversation: ConversationID, _ ordinal: Int
    ) throws -> Matter.OpenCase? {
        let row = try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT state, queue, opened_at FROM cases
                    WHERE conversation = ? AND ordinal = ? AND state != 'resolved'
                    """),
            arguments: [conversation.number, ordinal])
        guard let row, let state = CaseState(rawValue: row[0]) else { return nil }
        return Matter.OpenCase(
            id: CaseID(conversation: conversation, ordinal: ordinal), state: state, queue: row[1],
            openedAt: Timestamp(milliseconds: row[2]))
    }
}
