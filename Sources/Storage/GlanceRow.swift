import Conversations
import Escalation
import GRDB

/// What lists show of a conversation beside its state: single rows found by their keys, however long the history is.
enum GlanceRow {
    /// Both messages are events whose sequence the conversation's row knows; where the customer wrote nothing that wants
    /// an answer, the one that opened it.
    static let query = """
        SELECT customers.name, customers.facts, sender.assurance, conversations.address,
            (SELECT account.address FROM handles AS account
                WHERE account.customer = conversations.customer AND account.scope = ?2 LIMIT 1),
            newest.at, newest.kind, newest.body, own.at, own.kind, own.body, before.kind, before.body
        FROM conversations
        LEFT JOIN customers ON customers.id = conversations.customer
        LEFT JOIN handles AS sender
            ON sender.scope = conversations.channel AND sender.address = conversations.address
        LEFT JOIN events AS newest ON newest.conversation = conversations.id AND newest.seq = last_message
        LEFT JOIN events AS before ON before.conversation = conversations.id AND before.seq = last_message - 1
        LEFT JOIN events AS own ON own.conversation = conversations.id AND own.seq = max(last_received, 2) AND own.kind = 2
        WHERE conversations.id = ?1
        """

    /// Empty for a conversation that is not there.
    static func load(_ db: Database, _ id: ConversationID) throws -> ConversationGlance {
        let statement = try db.cachedStatement(sql: query)
        guard let row = try Row.fetchOne(statement, arguments: [id.number, Handle.accountScope]) else {
            return ConversationGlance()
        }
        let name: String? = row[0]
        let assurance = (row[2] as Int?).flatMap(Assurance.init(rawValue:)) ?? .anonymous
        return ConversationGlance(
            customerName: name, statedName: name == nil ? try statedName(row[1]) : nil,
            address: row[4] ?? (assurance > .anonymous ? row[3] : nil),
            lastMessage: try message(row, from: 5, notice: Notice.before(kind: row[11], body: row[12])),
            lastCustomerMessage: try message(row, from: 8))
    }

    private static func statedName(_ facts: String?) throws -> String? {
        let name = try FactColumn.decode(facts ?? "")[ConversationGlance.nameFact]?.value
        return name?.isEmpty == true ? nil : name
    }

    /// The message whose `at`, `kind` and `body` begin at a column, cut for a list.
    private static func message(_ row: Row, from column: Int, notice: Disclosed? = nil) throws -> LastMessage? {
        guard let milliseconds = row[column] as Int64? else { return nil }
        let sentAt = Timestamp(milliseconds: milliseconds)
        switch try EventCodec.decode(kind: row[column + 1], body: row[column + 2]) {
        case .messageReceived(let message):
            return LastMessage(
                author: Author(kind: .customer, name: message.name),
                text: String(message.text.prefix(LastMessage.textCharactersMax)), subject: message.subject,
                sentAt: sentAt)
        case .messageSent(let message):
            let text = notice?.remainder(of: message.text) ?? message.text
            return LastMessage(
                author: message.author, text: String(text.prefix(LastMessage.textCharactersMax)), sentAt: sentAt)
        default:
            return nil
        }
    }
}

/// The AI notice a message carries: the event right before it tells of it, for one turn writes both.
enum Notice {
    /// - Parameters:
    ///   - kind: Of the event before the message; nil when there is none, as for `body`.
    /// - Returns: Nil when that event is another one.
    /// - Throws: `StoreFailure` when it does not read.
    static func before(kind: Int?, body: String?) throws -> Disclosed? {
        guard let kind, let body, kind == EventCodec.Kind.disclosed.rawValue else { return nil }
        return try EventCodec.value(body)
    }
}
