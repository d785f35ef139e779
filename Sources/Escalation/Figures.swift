public import Conversations

/// What a channel took in and brought out since the store was made. `received` is `processed + parked + waiting`.
public struct ChannelLedgerEntry: Sendable, Hashable {
    public var name: ChannelName
    public var received: Int
    /// Answered, or left to a human or to nobody.
    public var processed: Int
    /// Received, not yet processed.
    public var waiting: Int
    /// Set aside as a dead letter.
    public var parked: Int
    public var sent: Int
    /// In the outbox.
    public var pending: Int
    public var failed: Int
    public var unknown: Int
    public var lastReceivedAt: Timestamp?
    public var lastSentAt: Timestamp?

    public init(
        name: ChannelName, received: Int = 0, processed: Int = 0, waiting: Int = 0, parked: Int = 0, sent: Int = 0,
        pending: Int = 0, failed: Int = 0, unknown: Int = 0, lastReceivedAt: Timestamp? = nil,
        lastSentAt: Timestamp? = nil
    ) {
        self.name = name
        self.received = received
        self.processed = processed
        self.waiting = waiting
        self.parked = parked
        self.sent = sent
        self.pending = pending
        self.failed = failed
        self.unknown = unknown
        self.lastReceivedAt = lastReceivedAt
        self.lastSentAt = lastSentAt
    }
}

/// Something that could not be processed or delivered.
public struct DeadLetter: Sendable, Hashable {
    /// Whether it was on its way in or out.
    public enum Direction: String, Sendable, Hashable { case inbound, outbound }

    /// Opaque, in `A-Z a-z 0-9 - _`.
    public let id: String
    public let direction: Direction
    public let channel: ChannelName
    public let conversation: ConversationID?
    /// The kind of failure, a word of a closed list.
    public let reason: String
    /// For operators.
    public let detail: String?
    /// The beginning of the message, at most 200 characters.
    public let text: String?
    public let attempts: Int
    /// When it was given up.
    public let at: Timestamp

    public init(
        id: String, direction: Direction, channel: ChannelName, conversation: ConversationID?, reason: String,
        detail: String?, text: String?, attempts: Int, at: Timestamp
    ) {
        self.id = id
        self.direction = direction
        self.channel = channel
        self.conversation = conversation
        self.reason = reason
        self.detail = detail
        self.text = text
        self.attempts = attempts
        self.at = at
    }
}

/// Figures of a span of time; those marked "now" are of this moment whatever the span.
public struct MetricsSummary: Sendable, Hashable {
    /// Messages and cases of one hour.
    public struct Hour: Sendable, Hashable {
        /// The full hour, UTC.
        public var start: Timestamp
        /// Of customers, the agent and operators.
        public var messages: Int
        public var escalated: Int
        public init(start: Timestamp, messages: Int, escalated: Int) {
            self.start = start
            self.messages = messages
            self.escalated = escalated
        }
    }

    public var since: Timestamp
    public var until: Timestamp
    public var conversationsStarted = 0
    /// Owner became nobody.
    public var conversationsResolved = 0
    /// Now.
    public var conversationsOpen = 0
    public var messagesOfCustomers = 0
    public var messagesOfAgent = 0
    public var messagesOfOperators = 0
    /// Turns by how they ended; a result without one may be missing.
    public var turns: [TurnResult: Int] = [:]
    /// From a customer's message to the end of the turn that answered it; nil without one.
    public var latencyMillisecondsP50: Double?
    public var latencyMillisecondsP99: Double?
    /// Now.
    public var casesWaiting = 0
    /// Now.
    public var casesClaimed = 0
    public var casesOpened = 0
    public var casesResolved = 0
    /// From the opening of a case to the first word of a person, for cases opened in the span; nil without one.
    public var waitSecondsP50: Double?
    public var waitSecondsP90: Double?
    /// Now.
    public var oldestWaitingSince: Timestamp?
    /// Cases opened, by reason.
    public var casesByReason: [EscalationReason: Int] = [:]
    /// How many gave 1, 2, 3, 4 and 5; always five entries.
    public var ratings: [Int] = [0, 0, 0, 0, 0]
    /// Oldest first, hours without anything included, at most the last 48 of the span.
    public var hours: [Hour] = []

    public init(since: Timestamp, until: Timestamp) {
        self.since = since
        self.until = until
    }
}
