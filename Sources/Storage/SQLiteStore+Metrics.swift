public import Conversations
public import Escalation
import GRDB

extension SQLiteStore {
    public func metricsSummary(since: Timestamp, until: Timestamp) async throws -> MetricsSummary {
        try await read { db in
            var tally = MetricsTally(since: since, until: until)
            let rows = try Row.fetchCursor(
                db,
                sql: """
                    SELECT seq, at, kind, body, conversation FROM events
                    WHERE conversation IN (SELECT id FROM conversations WHERE changed_at >= ?)
                        AND kind IN (1, 2, 3, 5, 6, 7, 8, 11)
                    ORDER BY conversation, seq
                    """,
                arguments: [since.milliseconds])
            while let row = try rows.next() { tally.add(try EventRow.event(row), of: row[4]) }
            var summary = tally.summary()
            let now = try Row.fetchOne(
                db,
                sql: """
                    SELECT (SELECT count(*) FROM conversations WHERE owner != 'nobody'),
                        (SELECT count(*) FROM cases WHERE state = 'open'),
                        (SELECT count(*) FROM cases WHERE state = 'claimed'),
                        (SELECT min(waiting_since) FROM cases WHERE state = 'open')
                    """)
            if let now {
                summary.conversationsOpen = now[0]
                summary.casesWaiting = now[1]
                summary.casesClaimed = now[2]
                summary.oldestWaitingSince = (now[3] as Int64?).map(Timestamp.init(milliseconds:))
            }
            return summary
        }
    }
}

/// Counts a span of the log, conversation by conversation.
struct MetricsTally {
    /// Hours shown at most.
    static let hoursMax = 48

    private var result: MetricsSummary
    private var hours: [Int64: MetricsSummary.Hour] = [:]
    private var conversation: Int64 = 0
    private var askedAt: Timestamp?
    private var caseOpenedAt: Timestamp?
    private var latencies: [Double] = []
    private var waits: [Double] = []
    private static let hour: Int64 = 3_600_000

    init(since: Timestamp, until: Timestamp) { result = MetricsSummary(since: since, until: until) }

    mutating func add(_ event: ConversationEvent, of number: Int64) {
        if number != conversation {
            conversation = number
            askedAt = nil
            caseOpenedAt = nil
        }
        let counts = event.at >= result.since && event.at < result.until
        switch event.body {
        case .opened: if counts { result.conversationsStarted += 1 }
        case .messageReceived:
            askedAt = askedAt ?? event.at
            if counts {
                result.messagesOfCustomers += 1
                count(event.at) { $0.messages += 1 }
            }
        case .messageSent(let message): sent(message, event.at, counts)
        case .turnEnded(let turn):
            if counts {
                result.turns[turn.result, default: 0] += 1
                if let askedAt { latencies.append(Double(event.at.milliseconds - askedAt.milliseconds)) }
            }
            askedAt = nil
        case .ownerChanged(let change):
            if change.owner != .agent { askedAt = nil }
            if counts && change.owner == .nobody { result.conversationsResolved += 1 }
        case .escalated(let escalated):
            caseOpenedAt = counts ? event.at : nil
            if counts {
                result.casesOpened += 1
                result.casesByReason[escalated.reason, default: 0] += 1
                count(event.at) { $0.escalated += 1 }
            }
        case .caseChanged(let change): if counts && change.state == .resolved { result.casesResolved += 1 }
        case .rated(let rated): if counts, (1...5).contains(rated.score) { result.ratings[rated.score - 1] += 1 }
        default: break
        }
    }

    private mutating func sent(_ message: MessageSent, _ at: Timestamp, _ counts: Bool) {
        switch message.author.kind {
        case .agent:
            guard counts else { return }
            result.messagesOfAgent += 1
            count(at) { $0.messages += 1 }
        case .operator:
            if let opened = caseOpenedAt { waits.append(Double(at.milliseconds - opened.milliseconds) / 1000) }
            caseOpenedAt = nil
            guard counts else { return }
            result.messagesOfOperators += 1
            count(at) { $0.messages += 1 }
        case .customer, .system: break
        }
    }

    private mutating func count(_ at: Timestamp, _ change: (inout MetricsSummary.Hour) -> Void) {
        let start = at.milliseconds / Self.hour * Self.hour
        change(
            &hours[
                start,
                default: MetricsSummary.Hour(start: Timestamp(milliseconds: start), messages: 0, escalated: 0)])
    }

    func summary() -> MetricsSummary {
        var result = result
        result.latencyMillisecondsP50 = Self.percentile(latencies, 0.5)
        result.latencyMillisecondsP99 = Self.percentile(latencies, 0.99)
        result.waitSecondsP50 = Self.percentile(waits, 0.5)
        result.waitSecondsP90 = Self.percentile(waits, 0.9)
        let last = (result.until.milliseconds - 1) / Self.hour * Self.hour
        let first = max(
            result.since.milliseconds / Self.hour * Self.hour, last - Int64(Self.hoursMax - 1) * Self.hour)
        if first <= last {
            result.hours = stride(from: first, through: last, by: Int(Self.hour)).map { start in
                hours[start]
                    ?? MetricsSummary.Hour(start: Timestamp(milliseconds: start), messages: 0, escalated: 0)
            }
        }
        return result
    }

    /// Nearest rank; nil for no values.
    private static func percentile(_ values: [Double], _ rank: Double) -> Double? {
        guard !values.isEmpty else { return nil }
        let sorted = values.sorted()
        return sorted[min(sorted.count - 1, Int((rank * Double(sorted.count)).rounded(.up)) - 1)]
    }
}
