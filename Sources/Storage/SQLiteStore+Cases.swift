public import Conversations
public import Escalation
import GRDB

extension SQLiteStore {
    private static let caseColumns = """
        cases.conversation, ordinal, conversations.customer, conversations.channel, conversations.language, queue,
        priority, state, reason, detail, holder, holder_name, cases.opened_at, waiting_since, resolved_at, outcome
        """

    private static let caseTables = "cases JOIN conversations ON conversations.id = cases.conversation"

    public func cases(_ filter: CaseFilter, _ page: PageRequest) async throws -> Page<CaseEntry> {
        let byEnd = filter.states == [.resolved]
        let order = byEnd ? "r" : "k"
        let cursor = try Cursor(page.cursor, list: order, count: byEnd ? 3 : 5)
        var conditions = ["state IN (\(filter.states.map { "'\($0.rawValue)'" }.sorted().joined(separator: ", ")))"]
        var arguments = StatementArguments()
        if let queue = filter.queue {
            conditions.append("queue = ?")
            arguments += [queue]
        }
        if let holder = filter.holder {
            conditions.append("holder = ?")
            arguments += [holder.number]
        }
        if let cursor {
            conditions.append(
                byEnd
                    ? "(-resolved_at, cases.conversation, ordinal) > (?, ?, ?)"
                    : "(-priority, \(Self.waiting), cases.opened_at, cases.conversation, ordinal) > (?, ?, ?, ?, ?)")
            arguments += StatementArguments(cursor.numbers)
        }
        arguments += [page.limit + 1]
        let bound = arguments
        let sql = """
            SELECT \(Self.caseColumns) FROM \(Self.caseTables) WHERE \(conditions.joined(separator: " AND "))
            ORDER BY \(byEnd ? "-resolved_at" : "-priority, \(Self.waiting), cases.opened_at"), cases.conversation,
                ordinal
            LIMIT ?
            """
        return try await read { db in
            let rows = try Row.fetchAll(db, sql: sql, arguments: bound)
            let entries = try rows.prefix(page.limit).map { try Self.caseEntry(db, $0, brief: nil) }
            let last = entries.last.map { Cursor(Self.position($0, byEnd: byEnd)).text(order) }
            return Page(items: entries, next: rows.count > page.limit ? last : nil)
        }
    }

    /// Cases nobody waits for come last.
    private static let waiting = "ifnull(waiting_since, 9223372036854775807)"

    private static func position(_ entry: CaseEntry, byEnd: Bool) -> [Int64] {
        let id = [entry.id.conversation.number, Int64(entry.id.ordinal)]
        if byEnd { return [-(entry.resolvedAt?.milliseconds ?? 0)] + id }
        return [
            Int64(-entry.priority.rawValue), entry.waitingSince?.milliseconds ?? Int64.max, entry.openedAt.milliseconds,
        ] + id
    }

    public func `case`(_ id: CaseID) async throws -> CaseEntry? {
        let sql = """
            SELECT \(Self.caseColumns), brief FROM \(Self.caseTables) WHERE cases.conversation = ? AND ordinal = ?
            """
        return try await read { db in
            let row = try Row.fetchOne(db, sql: sql, arguments: [id.conversation.number, id.ordinal])
            return try row.map { try Self.caseEntry(db, $0, brief: EventCodec.value($0["brief"])) }
        }
    }

    private static func caseEntry(_ db: Database, _ row: Row, brief: Brief?) throws -> CaseEntry {
        let id = CaseID(conversation: ConversationID(number: row[0]), ordinal: row[1])
        guard let priority = CasePriority(rawValue: row[6]), let state = CaseState(rawValue: row[7]),
            let reason = EscalationReason(rawValue: row[8])
        else { throw StoreFailure(kind: .corrupt, detail: "case \(id) does not read") }
        let holder: OperatorID? = (row[10] as Int64?).map(OperatorID.init(number:))
        let waitingSince: Timestamp? = (row[13] as Int64?).map(Timestamp.init(milliseconds:))
        let resolvedAt: Timestamp? = (row[14] as Int64?).map(Timestamp.init(milliseconds:))
        let outcome: CaseOutcome? = (row[15] as String?).flatMap(CaseOutcome.init(rawValue:))
        return CaseEntry(
            id: id, customer: CustomerID(number: row[2]), channel: ChannelName(row[3]), language: row[4],
            queue: row[5], priority: priority, state: state, reason: reason, detail: row[9], holder: holder,
            holderName: row[11], openedAt: Timestamp(milliseconds: row[12]), waitingSince: waitingSince,
            resolvedAt: resolvedAt, outcome: outcome, glance: try GlanceRow.load(db, id.conversation),
            wants: try wants(db, id), brief: brief)
    }

    /// Read for the rows of a page alone: among the columns, every brief that waits would be taken apart to sort.
    private static func wants(_ db: Database, _ id: CaseID) throws -> String {
        let statement = try db.cachedStatement(
            sql: "SELECT json_extract(brief, '$.wants') FROM cases WHERE conversation = ? AND ordinal = ?")
        return try String.fetchOne(statement, arguments: [id.conversation.number, id.ordinal]) ?? ""
    }

    public func queueFigures() async throws -> QueueFigures {
        try await read { db in
            let rows = try Row.fetchAll(
                db, sql: "SELECT queue, count(*) FROM cases WHERE state = 'open' GROUP BY queue")
            let claimed = try Int.fetchOne(db, sql: "SELECT count(*) FROM cases WHERE state = 'claimed'")
            var waiting: [String: Int] = [:]
            for row in rows { waiting[row[0]] = row[1] }
            return QueueFigures(waitingByQueue: waiting, claimed: claimed ?? 0)
        }
    }

    public func casesWaiting(since moment: Timestamp, limit: Int) async throws -> [CaseID] {
        try await read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT conversation, ordinal FROM cases
                    WHERE state = 'open' AND told_waiting = 0 AND waiting_since <= ? ORDER BY waiting_since LIMIT ?
                    """,
                arguments: [moment.milliseconds, limit]
            ).map { CaseID(conversation: ConversationID(number: $0[0]), ordinal: $0[1]) }
        }
    }
}
