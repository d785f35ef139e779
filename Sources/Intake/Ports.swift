public import ConnectorKit
public import Conversations

/// Where inbound messages become durable.
public protocol InboxStore: Sendable {
    /// Stores a message once: finds or makes customer and conversation, reopens a closed one, appends the event.
    ///
    /// The same external id of the same sender on the same channel is the same message: it is found, not stored again.
    ///
    /// - Returns: As soon as the message is part of the running transaction. Nobody may be told before
    ///   ``Accepted/committed`` says that it is on disk.
    /// - Throws: ``StoreFailure`` with nothing stored.
    func accept(_ message: InboundMessage) async throws -> Accepted

    /// Conversations after `id` whose messages wait for a turn, by id: what is left to do after a start.
    func conversationsNeedingTurn(after id: ConversationID, limit: Int) async throws -> [ConversationID]

    /// What the agent must know of the customer of a conversation.
    func context(of conversation: ConversationState) async throws -> CustomerContext
}

/// A message on its way to the disk.
public struct Accepted: Sendable {
    public let state: ConversationState
    public let customer: CustomerContext
    /// Sequence of the message; of the first copy for a duplicate.
    public let seq: Int
    public let isDuplicate: Bool
    /// The message as it was stored; nil for a duplicate.
    public let message: MessageReceived?
    /// The log's generation in which the message became part of a transaction.
    public let generation: Int
    /// Returns once message and all that came before it are on disk; throws when they never will be.
    public let committed: @Sendable () async throws -> Void
    /// Runs its argument, quickly and once, should the message never reach the disk.
    public let onRefusal: @Sendable (@escaping @Sendable () -> Void) -> Void

    public init(
        state: ConversationState, customer: CustomerContext, seq: Int, isDuplicate: Bool, message: MessageReceived?,
        generation: Int, committed: @escaping @Sendable () async throws -> Void,
        onRefusal: @escaping @Sendable (@escaping @Sendable () -> Void) -> Void
    ) {
        self.state = state
        self.customer = customer
        self.seq = seq
        self.isDuplicate = isDuplicate
        self.message = message
        self.generation = generation
        self.committed = committed
        self.onRefusal = onRefusal
    }
}

/// The agent, as the turn runner sees it.
public protocol TurnResponder: Sendable {
    /// Makes of the customer's unseen messages what is to be said and done.
    ///
    /// Cancellation ends it soon, with any error; nothing it returns or throws after that is used.
    func respond(to input: TurnInput) async throws -> TurnOutcome
}

/// What is said and done when the agent could not do its work.
public protocol TurnFallback: Sendable {
    /// An honest holding line and a case for humans; pure, so that it cannot fail.
    ///
    /// - Parameter reason: Why, for operators; constant words such as `timeout`.
    func outcome(after reason: String, for input: TurnInput) -> TurnOutcome
}

/// What the core must know of the configured channels.
public protocol ChannelDirectory: Sendable {
    /// The channel's definition; nil for one that is not configured.
    func definition(of channel: ChannelName) -> ChannelDefinition?
}
