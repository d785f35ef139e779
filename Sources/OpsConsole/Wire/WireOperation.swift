import ConnectorKit
import Conversations
import Escalation

struct WireOperator: Encodable, Sendable {
    let id: String
    let name: String
    let role: String
    let online: Bool

    init(id: OperatorID, name: String, role: Role, online: Bool) {
        self.id = id.description
        self.name = name
        self.role = role.rawValue
        self.online = online
    }
}

struct WireSession: Encodable, Sendable {
    let `operator`: WireOperator
    let csrf: String
    /// Absent for a token.
    let expiresAt: String?
}

struct WireChannel: Encodable, Sendable {
    let name: String
    let kind: String
    let state: String
    let detail: OrNull<String>
    let received: Int
    let processed: Int
    let waiting: Int
    let parked: Int
    let sent: Int
    let pending: Int
    let failed: Int
    let unknown: Int
    let lastReceivedAt: OrNull<String>
    let lastSentAt: OrNull<String>

    /// - Parameter whyDown: Why nothing is brought out; nil when things are.
    init(_ entry: ChannelLedgerEntry, kind: String, whyDown: String? = nil) {
        name = entry.name.rawValue
        self.kind = kind
        let isWhole = entry.parked + entry.failed + entry.unknown == 0
        state = whyDown != nil ? "down" : isWhole ? "up" : "degraded"
        detail = OrNull(
            whyDown != nil
                ? whyDown.map { "nothing is sent, \(entry.pending) waiting: \($0)" }
                : isWhole ? nil : "\(entry.parked) parked, \(entry.failed) failed, \(entry.unknown) of unknown outcome")
        received = entry.received
        processed = entry.processed
        waiting = entry.waiting
        parked = entry.parked
        sent = entry.sent
        pending = entry.pending
        failed = entry.failed
        unknown = entry.unknown
        lastReceivedAt = OrNull(entry.lastReceivedAt?.description)
        lastSentAt = OrNull(entry.lastSentAt?.description)
    }
}

struct WireDeadLetter: Encodable, Sendable {
    let id: String
    let direction: String
    let channel: String
    let conversation: OrNull<String>
    let reason: String
    let detail: OrNull<String>
    let text: OrNull<String>
    let attempts: Int
    let at: String

    init(_ letter: DeadLetter) {
        id = letter.id
        direction = letter.direction.rawValue
        channel = letter.channel.rawValue
        conversation = OrNull(letter.conversation?.description)
        reason = letter.reason
        detail = OrNull(letter.detail)
        text = OrNull(letter.text)
        attempts = letter.attempts
        at = letter.at.description
    }
}

/// A queue that is configured.
struct WireQueueTitle: Encodable, Sendable {
    let name: String
    let title: String
    let titles: [String: String]

    init(_ queue: CaseQueue) {
        name = queue.name
        title = queue.title
        titles = queue.titles
    }
}

/// How much waits, as live events tell it.
struct WireQueue: Encodable, Sendable {
    let waiting: Int
    let open: Int

    init(_ figures: QueueFigures) {
        waiting = figures.waiting
        open = figures.unresolved
    }
}

/// Everything stored about a customer.
struct WireExport: Encodable, Sendable {
    let exportedAt: String
    let customer: WireCustomer
    let conversations: [WireConversation]
}
