import Conversations
import Escalation

/// Figures for a page.
struct WireSummary: Encodable, Sendable {
    struct Totals: Encodable, Sendable {
        let started: Int
        let resolved: Int
        let open: Int
    }

    struct Messages: Encodable, Sendable {
        let customer: Int
        let agent: Int
        let `operator`: Int
    }

    struct Agent: Encodable, Sendable {
        let turns: Int
        let answered: Int
        let clarified: Int
        let unknown: Int
        let escalated: Int
        let latencyMsP50: OrNull<Double>
        let latencyMsP99: OrNull<Double>

        enum CodingKeys: String, CodingKey {
            case turns, answered, clarified, unknown, escalated
            case latencyMsP50 = "latency_ms_p50"
            case latencyMsP99 = "latency_ms_p99"
        }
    }

    struct ReasonCount: Encodable, Sendable {
        let reason: String
        let count: Int
    }

    struct Cases: Encodable, Sendable {
        let waiting: Int
        let claimed: Int
        let opened: Int
        let resolved: Int
        let waitSP50: OrNull<Double>
        let waitSP90: OrNull<Double>
        let oldestWaitingSince: OrNull<String>
        let byReason: [ReasonCount]

        enum CodingKeys: String, CodingKey {
            case waiting, claimed, opened, resolved
            case waitSP50 = "wait_s_p50"
            case waitSP90 = "wait_s_p90"
            case oldestWaitingSince, byReason
        }
    }

    struct Ratings: Encodable, Sendable {
        let count: Int
        let average: OrNull<Double>
        let distribution: [Int]
    }

    struct Hour: Encodable, Sendable {
        let start: String
        let messages: Int
        let escalated: Int
    }

    struct System: Encodable, Sendable {
        let version: String
        let uptimeS: Double
        let articles: Int?
        let passages: Int?

        enum CodingKeys: String, CodingKey {
            case version, articles, passages
            case uptimeS = "uptime_s"
        }
    }

    let since: String
    let until: String
    let conversations: Totals
    let messages: Messages
    let agent: Agent
    let cases: Cases
    let ratings: Ratings
    let hours: [Hour]
    let system: System

    init(_ summary: MetricsSummary, system: System) {
        since = summary.since.description
        until = summary.until.description
        conversations = Totals(
            started: summary.conversationsStarted, resolved: summary.conversationsResolved,
            open: summary.conversationsOpen)
        messages = Messages(
            customer: summary.messagesOfCustomers, agent: summary.messagesOfAgent,
            operator: summary.messagesOfOperators)
        agent = Agent(
            turns: summary.turns.values.reduce(0, +), answered: summary.turns[.answered] ?? 0,
            clarified: summary.turns[.asked] ?? 0, unknown: summary.turns[.unknown] ?? 0,
            escalated: summary.turns[.escalated] ?? 0, latencyMsP50: OrNull(summary.latencyMillisecondsP50),
            latencyMsP99: OrNull(summary.latencyMillisecondsP99))
        cases = Cases(
            waiting: summary.casesWaiting, claimed: summary.casesClaimed, opened: summary.casesOpened,
            resolved: summary.casesResolved, waitSP50: OrNull(summary.waitSecondsP50),
            waitSP90: OrNull(summary.waitSecondsP90),
            oldestWaitingSince: OrNull(summary.oldestWaitingSince?.description),
            byReason: Self.byReason(summary.casesByReason))
        let count = summary.ratings.reduce(0, +)
        let points = summary.ratings.enumerated().reduce(0) { $0 + ($1.offset + 1) * $1.element }
        ratings = Ratings(
            count: count, average: OrNull(count == 0 ? nil : Double(points * 100 / count) / 100),
            distribution: summary.ratings)
        hours = summary.hours.map {
            Hour(start: $0.start.description, messages: $0.messages, escalated: $0.escalated)
        }
        self.system = system
    }

    /// The API's words, most frequent first.
    private static func byReason(_ counts: [EscalationReason: Int]) -> [ReasonCount] {
        var words: [String: Int] = [:]
        for (reason, count) in counts { words[reasonWord(reason, detail: ""), default: 0] += count }
        return words.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            .map { ReasonCount(reason: $0.key, count: $0.value) }
    }
}
