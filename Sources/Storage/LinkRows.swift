import Conversations
import GRDB

/// Rows of links between customers, and of the numbers that speak for them.
enum LinkRows {
    private static let columns = """
        id, first, second, rule, first_scope, first_address, first_number, second_scope, second_address, second_number,
        made_at, made_by, reason, undone_at, undone_by, undone_reason
        """

    // MARK: Reading

    /// All customers of a person, the given one first; it alone where nothing links it.
    static func members(_ db: Database, of customer: CustomerID, by rule: LinkRule? = nil) throws -> [CustomerID] {
        CustomerLink.members(of: customer, in: try holding(db, around: customer), by: rule)
    }

    /// The links that hold within a customer's person.
    static func holding(_ db: Database, around customer: CustomerID) throws -> [CustomerLink] {
        let count = try Int.fetchOne(
            db.cachedStatement(sql: "SELECT links FROM customers WHERE id = ?"), arguments: [customer.number])
        guard let count, count > 0 else { return [] }
        let statement = try db.cachedStatement(
            sql: """
                WITH RECURSIVE person (id) AS (
                    SELECT ?
                    UNION
                    SELECT iif(first = person.id, second, first) FROM person
                    JOIN customer_links ON first = person.id OR second = person.id
                    WHERE undone_at IS NULL)
                SELECT \(columns) FROM customer_links WHERE undone_at IS NULL AND first IN person ORDER BY id
                """)
        return try Row.fetchAll(statement, arguments: [customer.number]).map(link)
    }

    /// The links that held once and touch a customer, oldest first.
    static func undone(_ db: Database, of customer: CustomerID) throws -> [CustomerLink] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT \(columns) FROM customer_links WHERE undone_at IS NOT NULL AND (first = ?1 OR second = ?1)
                ORDER BY id
                """,
            arguments: [customer.number]
        ).map(link)
    }

    /// The links that a number speaks for.
    static func holding(_ db: Database, byNumber key: String) throws -> [CustomerLink] {
        let statement = try db.cachedStatement(
            sql: "SELECT \(columns) FROM customer_links WHERE number = ? AND undone_at IS NULL ORDER BY id")
        return try Row.fetchAll(statement, arguments: [key]).map(link)
    }

    /// Pairs that an operator parted, of these customers.
    static func parted(_ db: Database, among customers: [CustomerID]) throws -> [(CustomerID, CustomerID)] {
        let marks = databaseQuestionMarks(count: customers.count)
        let numbers = StatementArguments(customers.map(\.number))
        return try Row.fetchAll(
            db,
            sql: """
                SELECT DISTINCT first, second FROM customer_links
                WHERE undone_by IS NOT NULL AND first IN (\(marks)) AND second IN (\(marks))
                """,
            arguments: numbers + numbers
        ).map { (CustomerID(number: $0[0]), CustomerID(number: $0[1])) }
    }

    private static func link(_ row: Row) -> CustomerLink {
        func evidence(_ start: Int) -> [LinkEvidence] {
            guard let scope = row[start] as String? else { return [] }
            return [
                LinkEvidence(handle: Handle(scope: scope, address: row[start + 1]), number: row[start + 2])
            ]
        }
        func author(_ name: String?) -> Author { Author(kind: name == nil ? .system : .operator, name: name) }
        return CustomerLink(
            id: row[0], first: CustomerID(number: row[1]), second: CustomerID(number: row[2]),
            rule: LinkRule(rawValue: row[3]) ?? .merge, evidence: evidence(4) + evidence(7),
            at: Timestamp(milliseconds: row[10]), by: author(row[11]), reason: row[12],
            undone: (row[13] as Int64?).map {
                CustomerLink.Undoing(at: Timestamp(milliseconds: $0), by: author(row[14]), reason: row[15])
            })
    }

    // MARK: Writing

    /// Makes a link; its id is the store's.
    static func make(_ db: Database, _ link: CustomerLink, number key: String?) throws -> CustomerLink {
        let (one, other) = (link.evidence.first, link.evidence.dropFirst().first)
        try db.execute(
            sql: """
                INSERT INTO customer_links (first, second, rule, number, first_scope, first_address, first_number,
                    second_scope, second_address, second_number, made_at, made_by, reason)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                link.first.number, link.second.number, link.rule.rawValue, key, one?.handle.scope, one?.handle.address,
                one?.number, other?.handle.scope, other?.handle.address, other?.number, link.at.milliseconds,
                name(link.by), link.reason,
            ])
        let id = db.lastInsertedRowID
        try count(db, link, 1)
        return CustomerLink(
            id: id, first: link.first, second: link.second, rule: link.rule, evidence: link.evidence, at: link.at,
            by: link.by, reason: link.reason)
    }

    /// Undoes links that hold, and returns them as they are then.
    static func undo(_ db: Database, _ links: [CustomerLink], _ undoing: CustomerLink.Undoing) throws -> [CustomerLink]
    {
        try links.map { link in
            try db.execute(
                sql: "UPDATE customer_links SET undone_at = ?, undone_by = ?, undone_reason = ? WHERE id = ?",
                arguments: [undoing.at.milliseconds, name(undoing.by), undoing.reason, link.id])
            try count(db, link, -1)
            return CustomerLink(
                id: link.id, first: link.first, second: link.second, rule: link.rule, evidence: link.evidence,
                at: link.at, by: link.by, reason: link.reason, undone: undoing)
        }
    }

    /// Forgets an erased customer's numbers and the links they had; what held is undone before.
    static func forget(_ db: Database, _ customer: CustomerID) throws {
        try db.execute(
            sql: """
                DELETE FROM phone_numbers
                WHERE (scope, address) IN (SELECT scope, address FROM handles WHERE customer = ?)
                """,
            arguments: [customer.number])
        try db.execute(
            sql: "DELETE FROM customer_links WHERE first = ?1 OR second = ?1", arguments: [customer.number])
    }

    private static func name(_ author: Author) -> String? {
        author.kind == .system ? nil : author.name ?? author.kind.rawValue
    }

    private static func count(_ db: Database, _ link: CustomerLink, _ change: Int) throws {
        try db.execute(
            sql: "UPDATE customers SET links = links + ? WHERE id IN (?, ?)",
            arguments: [change, link.first.number, link.second.number])
    }
}

/// Which telephone number a handle stands for.
enum NumberRows {
    /// A customer who gave a number, the handle they gave it with, and whether more is proved of them.
    struct Claimant {
        let customer: CustomerID
        let evidence: LinkEvidence
        let isVerified: Bool
    }

    /// The key of a handle's number; nil for none.
    static func key(_ db: Database, of handle: Handle) throws -> String? {
        try String.fetchOne(
            db.cachedStatement(sql: "SELECT key FROM phone_numbers WHERE scope = ? AND address = ?"),
            arguments: [handle.scope, handle.address])
    }

    /// Keeps a handle's number in place of the one before.
    static func keep(_ db: Database, _ subscriber: Subscriber, of handle: Handle) throws {
        try db.cachedStatement(
            sql: """
                INSERT INTO phone_numbers (scope, address, key, e164) VALUES (?1, ?2, ?3, ?4)
                ON CONFLICT (scope, address) DO UPDATE SET key = ?3, e164 = ?4
                """
        ).execute(arguments: [handle.scope, handle.address, subscriber.key, subscriber.e164])
    }

    /// Who gave a number, each customer once with their oldest conversation's handle, the oldest customer first.
    static func claimants(_ db: Database, of key: String, limit: Int) throws -> [Claimant] {
        let statement = try db.cachedStatement(
            sql: """
                SELECT customers.id, min(handles.scope), handles.address, e164, customers.assurance FROM phone_numbers
                JOIN handles ON handles.scope = phone_numbers.scope AND handles.address = phone_numbers.address
                JOIN customers ON customers.id = handles.customer
                WHERE key = ? GROUP BY customers.id ORDER BY customers.id LIMIT ?
                """)
        return try Row.fetchAll(statement, arguments: [key, limit]).map { row in
            Claimant(
                customer: CustomerID(number: row[0]),
                evidence: LinkEvidence(handle: Handle(scope: row[1], address: row[2]), number: row[3]),
                isVerified: row[4] == Assurance.verified.rawValue)
        }
    }
}
