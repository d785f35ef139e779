public import Conversations

/// One message that waits to be brought out.
public struct OutboxItem: Sendable, Hashable {
    public let conversation: ConversationID
    /// Sequence of the message.
    public let seq: Int
    public let channel: ChannelName
    public let address: String
    public let message: MessageSent
    public let sentAt: Timestamp
    /// Attempts made so far.
    public let attempts: Int

    public init(
        conversation: ConversationID, seq: Int, channel: ChannelName, address: String, message: MessageSent,
        sentAt: Timestamp, attempts: Int
    ) {
        self.conversation = conversation
        self.seq = seq
        self.channel = channel
        self.address = address
        self.message = message
        self.sentAt = sentAt
        self.attempts = attempts
    }
}

/// Where Delivery reads what it has to do. What it did, it writes into the conversations' logs.
public protocol OutboxStore: Sendable {
    /// Messages to try now: of each conversation the oldest that is pending, if it is due and none before it is being
    /// sent. Longest due first.
    ///
    /// - Parameter channels: Channels whose messages are left out.
    func due(at moment: Timestamp, limit: Int, except channels: Set<ChannelName>) async throws -> [OutboxItem]

    /// Messages whose sending was cut off by the end of an earlier run.
    func interrupted() async throws -> [OutboxItem]
}
