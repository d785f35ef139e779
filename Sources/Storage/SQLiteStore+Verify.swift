import Conversations
import GRDB

/// What a check of the projections against the log found.
public struct VerifyReport: Sendable, Hashable {
    /// Differences listed at most; more are counted.
    public static let listedMax = 100

    public var conversations = 0
    public var events = 0
    public var differences = 0
    /// One sentence each: what, where, log and row.
    public var listed: [String] = []

    public init() {}

    /// Notes a difference.
    mutating func differ(_ text: @autoclosure () -> String) {
        differences += 1
        if listed.count < Self.listedMax { listed.append(text()) }
    }
}

extension SQLiteStore {
    /// Folds every log again and compares it with the rows everybody reads; changes nothing.
    public func verify() async throws -> VerifyReport {
        try await read { db in
            var report = VerifyReport()
            var ledger: [String: (received: Int, sent: Int)] = [:]
            let cursor = try Row.fetchCursor(
                db, sql: "SELECT \(ConversationRow.columns) FROM conversations ORDER BY customer, id")
            var customer: CustomerCheck?
            while let row = try cursor.next() {
                let state = try ConversationRow.state(db, row)
                let events = try LogCheck(db: db, state: state).run(&report, &ledger)
                if customer?.id != state.customer {
                    try customer?.compare(db, &report)
                    customer = CustomerCheck(id: state.customer)
                }
                try customer?.add(events, db, &report)
            }
            try customer?.compare(db, &report)
            try CustomerCheck.compareHandles(db, &report)
            for (channel, counts) in ledger {
                let kept = try Row.fetchOne(
                    db, sql: "SELECT received, sent FROM ledger WHERE channel = ?", arguments: [channel])
                let found = (received: kept?[0] as Int? ?? 0, sent: kept?[1] as Int? ?? 0)
                if found != counts {
                    report.differ(
                        "channel \(channel): log has \(counts.received) received and \(counts.sent) sent, ledger "
                            + "\(found.received) and \(found.sent)")
                }
            }
            let kept = try String.fetchSet(db, sql: "SELECT channel FROM ledger")
            for channel in kept.subtracting(ledger.keys).sorted() {
                report.differ("channel \(channel): the ledger counts what no log holds")
            }
            for table in ["events", "inbox", "outbox", "cases", "originals", "files"] {
                let orphans =
                    try Int.fetchOne(
                        db,
                        sql: """
                            SELECT count(*) FROM \(table) WHERE conversation NOT IN (SELECT id FROM conversations)
                            """) ?? 0
                if orphans > 0 { report.differ("\(table): \(orphans) rows without a conversation") }
            }
            return report
        }
    }
}

/// One conversation's log against its rows.
private struct LogCheck {
    let db: Database
    let state: ConversationState

    /// Compares, and returns the log.
    func run(
        _ report: inout VerifyReport, _ ledger: inout [String: (received: Int, sent: Int)]
    ) throws -> [ConversationEvent] {
        report.conversations += 1
        let events = try EventRow.load(db, state.id, after: 0, limit: Int(Int32.max))
        report.events += events.count
        for (index, event) in events.enumerated() where event.seq != index + 1 {
            report.differ("\(state.id): the log has a gap before \(event.seq)")
            return events
        }
        let folded = ConversationState.fold(state.id, events)
        if folded != state { report.differ("\(state.id): the row differs from its log (seq \(state.seq))") }
        try compareInbox(events, &report)
        try compareCases(events, &report)
        try compareOutbox(events, &report, &ledger)
        try compareFiles(events, &report)
        return events
    }

    private func compareInbox(_ events: [ConversationEvent], _ report: inout VerifyReport) throws {
        // An erased conversation has no inbox left; its address is one no channel gives.
        var received: [String] = []
        var addresses: Set<String> = [state.address]
        if state.address != Erasure.address {
            for event in events {
                guard case .messageReceived(let message) = event.body else { continue }
                received.append("\(event.seq) \(message.externalID)")
                if let from = message.from { addresses.insert(from) }
            }
        }
        var rows: [Row] = []
        for address in addresses {
            rows += try Row.fetchAll(
                db, sql: "SELECT seq, external_id FROM inbox WHERE channel = ? AND address = ? AND conversation = ?",
                arguments: [state.channel.rawValue, address, state.id.number])
        }
        let kept = rows.sorted { ($0[0] as Int) < $1[0] }.map { "\($0[0] as Int) \($0[1] as String)" }
        if kept != received {
            report.differ("\(state.id): inbox holds \(kept.count) messages, the log \(received.count)")
        }
    }

    private func compareFiles(_ events: [ConversationEvent], _ report: inout VerifyReport) throws {
        var sizes: [String: Int] = [:]
        for event in events {
            guard case .messageSent(let message) = event.body else { continue }
            for file in message.attachments ?? [] { sizes[file.digest] = file.sizeBytes }
        }
        let rows = try Row.fetchAll(
            db.cachedStatement(sql: "SELECT digest, length(bytes) FROM files WHERE conversation = ? AND is_sent"),
            arguments: [state.id.number])
        let kept = Dictionary(rows.map { ($0[0] as String, $0[1] as Int) }, uniquingKeysWith: { first, _ in first })
        if kept != sizes {
            report.differ("\(state.id): \(kept.count) sent files, the log \(sizes.count), or of other sizes")
        }
    }

    private func compareCases(_ events: [ConversationEvent], _ report: inout VerifyReport) throws {
        var states: [Int: (CaseState, String, Int64?)] = [:]
        for event in events {
            switch event.body {
            case .escalated(let escalated): states[escalated.ordinal] = (.open, escalated.queue, nil)
            case .caseChanged(let change):
                states[change.ordinal] = (change.state, change.queue, change.holder?.number)
            default: break
            }
        }
        let rows = try Row.fetchAll(
            db, sql: "SELECT ordinal, state, queue, holder FROM cases WHERE conversation = ?",
            arguments: [state.id.number])
        if rows.count != states.count { report.differ("\(state.id): \(rows.count) cases, the log \(states.count)") }
        for row in rows {
            guard let folded = states[row[0]] else { continue }
            if folded.0.rawValue != row[1] || folded.1 != row[2] || folded.2 != (row[3] as Int64?) {
                report.differ("\(state.id): case \(row[0] as Int) differs from the log")
            }
        }
    }

    private func compareOutbox(
        _ events: [ConversationEvent], _ report: inout VerifyReport,
        _ ledger: inout [String: (received: Int, sent: Int)]
    ) throws {
        let rows = try Row.fetchAll(
            db, sql: "SELECT seq, state FROM outbox WHERE conversation = ?", arguments: [state.id.number])
        var kept: [Int: String] = [:]
        for row in rows { kept[row[0]] = row[1] }
        var changed: [Int: DeliveryState] = [:]
        var messages: Set<Int> = []
        var counts = ledger[state.channel.rawValue] ?? (0, 0)
        for event in events {
            switch event.body {
            case .messageReceived: counts.received += 1
            case .messageSent: messages.insert(event.seq)
            case .deliveryChanged(let change):
                changed[change.message] = change.state
                if change.state == .sent { counts.sent += 1 }
            default: break
            }
        }
        for seq in messages {
            // A channel whose customers read the log has its messages delivered by the commit itself.
            if changed[seq] == nil && kept[seq] == DeliveryState.sent.rawValue { counts.sent += 1 }
            // Before anything changed it, a row is as the commit left it.
            let expected = changed[seq].map { [$0.rawValue] } ?? ["pending", "sent"]
            if !expected.contains(kept[seq] ?? "") {
                report.differ("\(state.id): outbox row of \(seq) differs from the log")
            }
        }
        if kept.count != messages.count {
            report.differ("\(state.id): \(kept.count) outbox rows, the log \(messages.count)")
        }
        ledger[state.channel.rawValue] = counts
    }
}
