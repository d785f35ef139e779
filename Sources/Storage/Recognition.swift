import Conversations
import GRDB
import Intake

/// Who a sender is.
enum Recognition {
    /// Nobody who writes in another's conversation is proved to be its customer, whatever is proved of their address.
    static let guestAssuranceMax = Assurance.claimed

    /// The customer a proved account number belongs to.
    static func customer(_ db: Database, account: String?, assurance: Assurance) throws -> CustomerID? {
        guard let account, assurance == .verified else { return nil }
        let number = try Int64.fetchOne(
            db.cachedStatement(sql: "SELECT customer FROM handles WHERE scope = ? AND address = ?"),
            arguments: [Handle.accountScope, account])
        return number.map(CustomerID.init(number:))
    }

    /// What has to be noted when a running conversation's sender proves who they are: the account is linked to their
    /// customer, or the conversation to the account's customer.
    static func linking(
        _ db: Database, _ message: InboundMessage, _ state: ConversationState
    ) throws -> [ConversationEvent.Body] {
        guard let account = message.sender.account, message.sender.assurance == .verified else { return [] }
        let known = try customer(db, account: account, assurance: .verified)
        if known == state.customer { return [] }
        return [link(account, known ?? state.customer)]
    }

    /// The event that makes the address of somebody new, who got a message of a conversation and answers it, one of its
    /// customer's: claimed, whatever is proved of it. Should it ever open a conversation itself, it is its own
    /// customer's from then on.
    static func join(_ message: InboundMessage, _ state: ConversationState) -> ConversationEvent.Body {
        .identityLinked(
            IdentityLinked(
                handle: Handle(scope: message.channel.rawValue, address: message.sender.address),
                customer: state.customer, assurance: min(message.sender.assurance, guestAssuranceMax),
                evidence: "answered with the conversation's reply token"))
    }

    /// The event that ties an account number to a customer.
    static func link(_ account: String, _ customer: CustomerID) -> ConversationEvent.Body {
        .identityLinked(
            IdentityLinked(
                handle: Handle(scope: Handle.accountScope, address: account), customer: customer,
                assurance: .verified, evidence: "account number proved by the channel"))
    }
}

/// Rows of customers.
enum CustomerRow {
    static func create(
        _ db: Database, name: String?, _ assurance: Assurance, _ at: Timestamp
    ) throws -> CustomerID {
        try db.cachedStatement(sql: "INSERT INTO customers (name, assurance, created_at) VALUES (?, ?, ?)")
            .execute(arguments: [name, assurance.rawValue, at.milliseconds])
        return CustomerID(number: db.lastInsertedRowID)
    }

    /// Gives a conversation to the customer its sender turned out to be, with its handle and what was learned in it.
    /// None of its words stay behind with the customer it had before.
    static func move(
        _ db: Database, _ conversation: ConversationID, from: CustomerID, to: CustomerID
    ) throws {
        try db.execute(
            sql: """
                UPDATE handles SET customer = ?1
                WHERE (scope, address) = (SELECT channel, address FROM conversations WHERE id = ?2)
                """,
            arguments: [to.number, conversation.number])
        try db.execute(
            sql: """
                UPDATE customers SET conversations = conversations + (CASE id WHEN ?2 THEN 1 ELSE -1 END)
                WHERE id IN (?1, ?2)
                """,
            arguments: [from.number, to.number])
        try db.execute(
            sql: "UPDATE conversations SET customer = ? WHERE id = ?", arguments: [to.number, conversation.number])
        for customer in [from, to] { try learnAgain(db, customer) }
    }

    /// Makes name, language and facts what the customer's own conversations taught, the latest last.
    private static func learnAgain(_ db: Database, _ customer: CustomerID) throws {
        func newest(_ kind: EventCodec.Kind, _ key: String, unless guest: String? = nil) throws -> String? {
            try String.fetchOne(
                db,
                sql: """
                    SELECT json_extract(body, ?1) AS value FROM events
                    WHERE conversation IN (SELECT id FROM conversations WHERE customer = ?2) AND kind = ?3
                        AND value IS NOT NULL AND (?4 IS NULL OR json_extract(body, ?4) IS NULL)
                    ORDER BY at DESC, conversation DESC, seq DESC LIMIT 1
                    """,
                arguments: [key, customer.number, kind.rawValue, guest])
        }
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT seq, at, kind, body FROM events
                WHERE conversation IN (SELECT id FROM conversations WHERE customer = ?) AND kind = ?
                ORDER BY at, conversation, seq
                """,
            arguments: [customer.number, EventCodec.Kind.factLearned.rawValue])
        var facts: [String: Fact] = [:]
        for row in rows {
            guard case .factLearned(let fact) = try EventRow.event(row).body else { continue }
            facts[fact.key] = fact
        }
        try db.execute(
            sql: "UPDATE customers SET name = ?, language = ?, facts = ? WHERE id = ?",
            arguments: [
                try newest(.messageReceived, "$.name", unless: "$.from"),
                try newest(.turnEnded, "$.language"),
                facts.isEmpty ? "" : try FactColumn.encode(facts), customer.number,
            ])
    }

    /// What the agent must know of a customer.
    ///
    /// - Parameter conversation: The one that is led, which is no matter from before.
    static func context(
        _ db: Database, _ id: CustomerID, in conversation: ConversationID? = nil
    ) throws -> CustomerContext {
        let statement = try db.cachedStatement(
            sql: "SELECT name, language, assurance, facts, conversations, links FROM customers WHERE id = ?")
        guard let row = try Row.fetchOne(statement, arguments: [id.number]) else {
            throw StoreFailure(kind: .corrupt, detail: "customer \(id) is missing")
        }
        return CustomerContext(
            id: id, name: row[0], language: row[1], assurance: Assurance(rawValue: row[2]) ?? .anonymous,
            facts: try FactColumn.decode(row[3]), earlierConversations: max(0, (row[4] as Int) - 1),
            matters: (row[4] as Int) > 1 || (row[5] as Int) > 0
                ? try MatterRows.of(db, LinkRows.members(db, of: id), except: conversation) : [])
    }
}
