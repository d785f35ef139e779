import Conversations
import GRDB

/// How many messages of each address the agent may have answered of late. Counted with the message, so that no burst
/// gets past it: the answers themselves come later.
enum AnswerRates {
    private static let hourMilliseconds: Int64 = 3_600_000
    private static let dayMilliseconds: Int64 = 86_400_000
    /// Rows of any address that one message clears away when they are a day old: more than it adds.
    private static let clearedAtOnce = 8

    /// Whether a message is within its sender's limit; then it is counted.
    static func mayAnswer(_ db: Database, _ message: InboundMessage, within limit: AnswerLimit) throws -> Bool {
        let now = message.receivedAt.milliseconds
        try db.cachedStatement(sql: clearing).execute(arguments: [now - dayMilliseconds, clearedAtOnce])
        let (channel, address) = (message.channel.rawValue, message.sender.address)
        let counts = try Row.fetchOne(
            db.cachedStatement(sql: counting),
            arguments: [channel, address, now - dayMilliseconds, now - hourMilliseconds])
        if let counts, counts[0] as Int >= limit.perDay || counts[1] as Int >= limit.perHour { return false }
        try db.cachedStatement(sql: "INSERT INTO answer_rates (channel, address, at) VALUES (?, ?, ?)")
            .execute(arguments: [channel, address, now])
        return true
    }

    /// Forgets the addresses of a customer.
    static func remove(_ db: Database, of customer: CustomerID) throws {
        try db.execute(
            sql: """
                DELETE FROM answer_rates
                WHERE (channel, address) IN (SELECT scope, address FROM handles WHERE customer = ?)
                """,
            arguments: [customer.number])
    }

    static let counting = """
        SELECT count(*), count(*) FILTER (WHERE at > ?4) FROM answer_rates WHERE channel = ?1 AND address = ?2 AND at > ?3
        """
    static let clearing = """
        DELETE FROM answer_rates
        WHERE id IN (SELECT id FROM answer_rates WHERE at <= ? ORDER BY at LIMIT ?)
        """
}
