import Conversations
import GRDB
import Intake

/// Who a sender is, and whether their conversation must be opened again.
enum Recognition {
    /// A closed conversation goes back to the agent when its customer writes again.
    static func reopening(_ state: ConversationState) -> [ConversationEvent.Body] {
        guard state.owner == .nobody else { return [] }
        let by = Author(kind: .customer)
        return [.ownerChanged(OwnerChanged(owner: .agent, epoch: state.epoch + 1, by: by))]
    }

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

    /// What the agent must know of a customer.
    static func context(_ db: Database, _ id: CustomerID) throws -> CustomerContext {
        let statement = try db.cachedStatement(
            sql: "SELECT name, language, assurance, facts, conversations FROM customers WHERE id = ?")
        guard let row = try Row.fetchOne(statement, arguments: [id.number]) else {
            throw StoreFailure(kind: .corrupt, detail: "customer \(id) is missing")
        }
        return CustomerContext(
            id: id, name: row[0], language: row[1], assurance: Assurance(rawValue: row[2]) ?? .anonymous,
            facts: try FactColumn.decode(row[3]), earlierConversations: max(0, (row[4] as Int) - 1))
    }
}
