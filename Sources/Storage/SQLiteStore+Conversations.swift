public import Conversations
public import Escalation
import GRDB

extension SQLiteStore {
    public func conversations(
        _ filter: ConversationFilter, _ page: PageRequest
    ) async throws -> Page<ConversationEntry> {
        let cursor = try Cursor(page.cursor, list: "c", count: 2)
        var conditions: [String] = []
        var arguments = StatementArguments()
        if let cursor {
            conditions.append("(changed_at, id) < (?, ?)")
            arguments += [cursor.numbers[0], cursor.numbers[1]]
        }
        switch filter.phase {
        case .open: conditions.append("owner != 'nobody'")
        case .resolved: conditions.append("owner = 'nobody'")
        case nil: break
        }
        // The words of the index on conversations in human hands, which are few among very many.
        if let owner = filter.owner, owner == .operator || owner == .queue {
            conditions.append("owner NOT IN ('agent', 'nobody')")
        }
        switch filter.owner {
        case .operator: conditions.append("owner GLOB 'o[0-9]*'")
        case let kind?:
            conditions.append("owner = ?")
            arguments += [kind.rawValue]
        case nil: break
        }
        if let channel = filter.channel {
            conditions.append("channel = ?")
            arguments += [channel.rawValue]
        }
        if let customer = filter.customer {
            conditions.append("customer = ?")
            arguments += [customer.number]
        }
        for word in (filter.text ?? "").prefix(200).split(whereSeparator: \.isWhitespace) {
            conditions.append(Self.wordCondition)
            let folded = String(word).lowercased()
            arguments += [folded, folded]
        }
        let clause = conditions.isEmpty ? "1" : conditions.joined(separator: " AND ")
        arguments += [page.limit + 1]
        let sql = """
            SELECT \(ConversationRow.columns) FROM conversations WHERE \(clause)
            ORDER BY changed_at DESC, id DESC LIMIT ?
            """
        let bound = arguments
        return try await read { db in
            let rows = try Row.fetchAll(db, sql: sql, arguments: bound)
            let entries = try rows.prefix(page.limit).map { row in
                try Self.entry(db, try ConversationRow.state(db, row))
            }
            let last = entries.last.map { Cursor([$0.state.changedAt.milliseconds, $0.state.id.number]).text("c") }
            return Page(items: entries, next: rows.count > page.limit ? last : nil)
        }
    }

    /// One word in the customer's name or in a message; `unicode_lower` folds umlauts too.
    private static let wordCondition = """
        (EXISTS (SELECT 1 FROM customers WHERE customers.id = conversations.customer
            AND instr(unicode_lower(name), ?) > 0)
         OR EXISTS (SELECT 1 FROM events WHERE events.conversation = conversations.id AND kind IN (2, 3)
            AND instr(unicode_lower(json_extract(body, '$.text')), ?) > 0))
        """

    public func conversation(_ id: ConversationID) async throws -> ConversationEntry? {
        try await read { db in try ConversationRow.load(db, id).map { try Self.entry(db, $0) } }
    }

    private static func entry(_ db: Database, _ state: ConversationState) throws -> ConversationEntry {
        ConversationEntry(state: state, glance: try GlanceRow.load(db, state.id))
    }
}
