public import Conversations

/// One message to bring out, already within the channel's limits.
public struct OutboundMessage: Sendable, Hashable {
    /// The same for every attempt, different for every message: fit as an idempotency key.
    public let key: String
    public let conversation: ConversationID
    /// Sequence of the message in its conversation.
    public let seq: Int
    public let channel: ChannelName
    /// Where to: the address that wrote.
    public let address: String
    public let author: Author
    public let text: String
    public let citations: [Citation]
    public let sentAt: Timestamp
    /// Their bytes are the store's to give; empty on channels that take none.
    public var attachments: [SentFile] = []
    /// Sequence of the customer's message it answers; nil where none is known.
    public var answers: Int?

    public init(
        key: String, conversation: ConversationID, seq: Int, channel: ChannelName, address: String, author: Author,
        text: String, citations: [Citation], sentAt: Timestamp
    ) {
        self.key = key
        self.conversation = conversation
        self.seq = seq
        self.channel = channel
        self.address = address
        self.author = author
        self.text = text
        self.citations = citations
        self.sentAt = sentAt
    }
}

/// A channel that brings messages to a platform. Channels whose customers read the log need none.
public protocol OutboundChannel: Sendable {
    /// Whether the platform drops a repeated ``OutboundMessage/key``, so that an attempt of unknown outcome may be
    /// repeated.
    var dropsRepeatedKeys: Bool { get }

    /// Whether it divides texts by itself. Others are given parts within the channel's limits, each as a message.
    var dividesTexts: Bool { get }

    /// Whether a message whose sending was cut off may be sent again: nothing of it is out that would be sent twice, or
    /// the platform drops the repetition.
    func mayRepeat(_ message: MessageKey) async -> Bool

    /// How long a message is tried, where the usual is not right for the platform.
    var patience: Patience? { get }

    /// One attempt. It does not retry, sleep or store: Delivery does.
    ///
    /// Cancellation ends it soon; the outcome is then what is known by then.
    func send(_ message: OutboundMessage) async -> SendOutcome
}

extension OutboundChannel {
    public var patience: Patience? { nil }
    public var dividesTexts: Bool { false }
    public func mayRepeat(_ message: MessageKey) async -> Bool { dropsRepeatedKeys }
}

/// Which message: its conversation and its sequence in it.
public struct MessageKey: Sendable, Hashable {
    public let conversation: ConversationID
    public let seq: Int

    public init(_ conversation: ConversationID, _ seq: Int) {
        self.conversation = conversation
        self.seq = seq
    }
}

/// How often and how long a message is tried.
public struct Patience: Sendable, Hashable {
    /// Attempts of one message before it becomes a dead letter.
    public var attemptsMax: Int
    /// Wait after the first failed attempt; doubled with each further one.
    public var backoffFirst: Duration
    /// Longest wait between two attempts, unless the platform asks for more.
    public var backoffMax: Duration

    public init(attemptsMax: Int = 12, backoffFirst: Duration = .seconds(1), backoffMax: Duration = .seconds(3600)) {
        self.attemptsMax = attemptsMax
        self.backoffFirst = backoffFirst
        self.backoffMax = backoffMax
    }
}

/// What one attempt came to.
public enum SendOutcome: Sendable, Hashable {
    /// The platform took it.
    case sent
    /// The platform took it for the customer and not for somebody else it was also for. `detail` is for operators.
    case sentInPart(detail: String)
    /// It did not, or may not have.
    case failed(SendFailure)
}

/// Why an attempt failed.
public struct SendFailure: Error, Sendable, Hashable {
    /// Fit for a metric label.
    public enum Kind: String, Sendable {
        case rejected, rateLimited = "rate_limited", unreachable, timeout, unauthorized, tooLarge = "too_large", other
    }

    /// Whether another attempt makes sense.
    public enum Retry: Sendable, Hashable {
        case never
        /// With the usual backoff.
        case later
        /// Not before so many milliseconds.
        case after(milliseconds: Int64)
        /// Not before so many milliseconds, by the pace the platform asks of us: part of sending it, so it counts as no
        /// attempt.
        case paced(milliseconds: Int64)
        /// Once an operator has mended the channel, which until then brings out no message at all, whoever it is for: a
        /// refused sign-in. The message waits without counting attempts.
        case whenMended
    }

    /// What is known of the outcome.
    public enum Certainty: Sendable, Hashable {
        /// It surely did not happen.
        case didNotHappen
        /// It may have.
        case unknown
    }

    public let kind: Kind
    public let retry: Retry
    public let certainty: Certainty
    /// For operators; without secrets and without the customer's words.
    public let detail: String

    public init(kind: Kind, retry: Retry, certainty: Certainty, detail: String) {
        self.kind = kind
        self.retry = retry
        self.certainty = certainty
        self.detail = detail
    }
}

extension SendFailure {
    /// The channel's policy does not let a message leave. Consoles know the code and the remedies in the detail by their
    /// form: `not allowed (CODE; REMEDY, REMEDY): words`.
    public init(_ refusal: SendRefusal) {
        let terms = ([refusal.code.rawValue] + [refusal.remedies.map(\.rawValue).joined(separator: ", ")])
            .filter { !$0.isEmpty }
        self.init(
            kind: .rejected, retry: .never, certainty: .didNotHappen,
            detail: "not allowed (\(terms.joined(separator: "; "))): \(refusal.detail)")
    }
}
