import Conversations
import GRDB

/// A customer's row and handles against the logs of all their conversations.
///
/// In which order two conversations of a customer taught something is not in their logs, so a row may hold any of the
/// values the logs have, but none they have not.
struct CustomerCheck {
    let id: CustomerID
    private var names: Set<String> = []
    /// Names of others who wrote in the customer's conversations; they were the customer's once.
    private var guests: Set<String> = []
    private var languages: Set<String> = []
    private var facts: [String: Set<String>] = [:]

    init(id: CustomerID) { self.id = id }

    /// Takes in one conversation's log.
    mutating func add(_ events: [ConversationEvent], _ db: Database, _ report: inout VerifyReport) throws {
        for event in events {
            switch event.body {
            case .messageReceived(let message):
                if let name = message.name { note(name, isGuest: message.from != nil) }
            case .turnEnded(let turn):
                languages.insert(turn.language)
            case .factLearned(let fact):
                facts[fact.key, default: []].insert(fact.value)
            // An address that joined may have become its own customer's since, and been erased with them.
            case .identityLinked(let linked)
            where linked.handle.scope == Handle.accountScope && linked.handle.address != Erasure.address:
                let isKept = try Int.fetchOne(
                    db.cachedStatement(sql: "SELECT 1 FROM handles WHERE scope = ? AND address = ?"),
                    arguments: [linked.handle.scope, linked.handle.address])
                if isKept == nil { report.differ("customer \(id): a handle the log links is missing") }
            case .customerLink(let change): try compare(change, db, &report)
            default: break
            }
        }
    }

    /// Every link the log tells of is there, unless one of the two was erased with it.
    private func compare(_ change: CustomerLinkChanged, _ db: Database, _ report: inout VerifyReport) throws {
        let row = try Row.fetchOne(
            db.cachedStatement(sql: "SELECT undone_at FROM customer_links WHERE id = ?"), arguments: [change.link])
        if let row {
            if change.isUndone, row[0] as Int64? == nil {
                report.differ("customer \(id): a link is undone in the log only")
            }
            return
        }
        let erased = try Int.fetchOne(
            db.cachedStatement(sql: "SELECT count(*) FROM customers WHERE id IN (?, ?) AND erased_at IS NOT NULL"),
            arguments: [change.first.number, change.second.number])
        if erased == 0 { report.differ("customer \(id): a link the log tells of is missing") }
    }

    /// Compares what was taken in with the row.
    func compare(_ db: Database, _ report: inout VerifyReport) throws {
        guard
            let row = try Row.fetchOne(
                db.cachedStatement(sql: "SELECT name, language, facts, erased_at FROM customers WHERE id = ?"),
                arguments: [id.number])
        else { return report.differ("customer \(id): the log names them, the row is missing") }
        let isErased = row[3] as Int64? != nil
        let name: String? = row[0]
        if !agrees(name, names), name.map(guests.contains) != true {
            report.differ("customer \(id): the name is none of the log's")
        }
        if !isErased, !agrees(row[1], languages) {
            report.differ("customer \(id): the language is none of the log's")
        }
        let kept = try FactColumn.decode(row[2])
        let known = isErased ? [:] : facts
        if Set(kept.keys) != Set(known.keys) {
            report.differ("customer \(id): \(kept.count) facts, the log \(known.count)")
        }
        for (key, fact) in kept where known[key]?.contains(fact.value) == false {
            report.differ("customer \(id): the fact \(key) is none of the log's")
        }
    }

    private mutating func note(_ name: String, isGuest: Bool) {
        if isGuest { guests.insert(name) } else { names.insert(name) }
    }

    private func agrees(_ kept: String?, _ logged: Set<String>) -> Bool {
        guard let kept else { return logged.isEmpty }
        return logged.contains(kept)
    }

    /// Compares counts and handles with the conversations' rows.
    static func compareHandles(_ db: Database, _ report: inout VerifyReport) throws {
        let miscounted = try Int.fetchOne(
            db,
            sql: """
                SELECT count(*) FROM customers WHERE conversations !=
                    (SELECT count(*) FROM conversations WHERE customer = customers.id)
                """)
        if let miscounted, miscounted > 0 {
            report.differ("customers: \(miscounted) with another count of conversations")
        }
        let mislinked = try Int.fetchOne(
            db,
            sql: """
                SELECT count(*) FROM customers WHERE links != (SELECT count(*) FROM customer_links
                    WHERE undone_at IS NULL AND (first = customers.id OR second = customers.id))
                """)
        if let mislinked, mislinked > 0 { report.differ("customers: \(mislinked) with another count of links") }
        let astray = try Int.fetchOne(
            db,
            sql: """
                SELECT count(*) FROM conversations LEFT JOIN handles ON scope = channel
                    AND handles.address = conversations.address
                WHERE conversations.address != ? AND (handles.customer IS NOT conversations.customer
                    OR (SELECT customer FROM conversations AS named WHERE named.id = handles.conversation)
                        IS NOT handles.customer)
                """,
            arguments: [Erasure.address])
        if let astray, astray > 0 { report.differ("handles: \(astray) conversations are not found by their address") }
    }
}
