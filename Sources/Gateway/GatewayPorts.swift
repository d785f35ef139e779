public import Conversations
public import Intake

/// What the public side needs of the rest of the gateway.
public struct GatewayPorts: Sendable {
    /// A message that is on disk.
    public struct Taken: Sendable {
        /// Sequence of the message; of the first copy for a duplicate.
        public let seq: Int
        public let state: ConversationState
        /// Everything said after it so far, oldest first.
        public let events: [ConversationEvent]

        public init(seq: Int, state: ConversationState, events: [ConversationEvent]) {
            self.seq = seq
            self.state = state
            self.events = events
        }
    }

    /// What an API token may do.
    public struct Grant: Sendable, Hashable {
        public let name: String
        public let mayChat: Bool

        public init(name: String, mayChat: Bool) {
            self.name = name
            self.mayChat = mayChat
        }
    }

    /// Takes a message; with `waitSeconds` above 0 returns when it is answered or the time is over.
    public var take: @Sendable (_ message: InboundMessage, _ waitSeconds: Int) async throws -> Taken
    public var log: any ConversationLog
    /// The conversation of a sender, or nil before the first message.
    public var conversation: @Sendable (_ channel: ChannelName, _ address: String) async throws -> ConversationState?
    public var hub: ConversationHub
    /// Opens a case because the customer asked for a human; a second request while one is open changes nothing.
    public var requestHuman: @Sendable (ConversationID) async throws -> Void
    /// Keeps a rating from 1 to 5.
    public var rate: @Sendable (ConversationID, _ score: Int, _ comment: String?) async throws -> Void
    /// What an API token may do; nil for an unknown one.
    public var grant: @Sendable (_ token: String) async throws -> Grant?
    /// Why messages cannot be taken at this moment; nil when they can.
    public var notReady: @Sendable () async -> String?
    public var now: @Sendable () -> Timestamp

    public init(
        take: @escaping @Sendable (InboundMessage, Int) async throws -> Taken, log: any ConversationLog,
        conversation: @escaping @Sendable (ChannelName, String) async throws -> ConversationState?,
        hub: ConversationHub, requestHuman: @escaping @Sendable (ConversationID) async throws -> Void,
        rate: @escaping @Sendable (ConversationID, Int, String?) async throws -> Void,
        grant: @escaping @Sendable (String) async throws -> Grant?,
        notReady: @escaping @Sendable () async -> String?, now: @escaping @Sendable () -> Timestamp
    ) {
        self.take = take
        self.log = log
        self.conversation = conversation
        self.hub = hub
        self.requestHuman = requestHuman
        self.rate = rate
        self.grant = grant
        self.notReady = notReady
        self.now = now
    }

    /// ``take`` made of the intake.
    public static func taking(by intake: Intake) -> @Sendable (InboundMessage, Int) async throws -> Taken {
        { message, waitSeconds in
            guard waitSeconds > 0 else {
                let accepted = try await intake.accept(message)
                return Taken(seq: accepted.seq, state: accepted.state, events: [])
            }
            let answer = try await intake.converse(message, seconds: waitSeconds)
            return Taken(seq: answer.accepted.seq, state: answer.state, events: answer.events)
        }
    }
}
