public import ConnectorKit
public import Conversations
public import Recipes

/// What bringing messages out needs of the store.
public protocol RecipeDesk: Sendable {
    /// Where a message goes and what its channel's policy must know, as things are now.
    func circumstances(of message: OutboundMessage) async throws -> ReplyCircumstances

    /// How far an earlier attempt at a message got; nil for no attempt, or none that left anything.
    func progress(of message: MessageKey) async throws -> [UInt8]?

    /// Keeps how far it got, in one transaction, on disk when this returns.
    func keep(_ step: SendingStep, of message: MessageKey) async throws

    /// The bytes of a file a message carries; nil when they are gone, because its customer was erased.
    func bytes(of file: SentFile, in conversation: ConversationID) async throws -> [UInt8]?
}

/// What is kept while a message goes out.
public struct SendingStep: Sendable, Hashable {
    /// To be given back by ``RecipeDesk/progress(of:)``.
    public var progress: [UInt8]
    /// The platform's ids of what it took, all of this message so far, in order.
    public var platformIDs: [String] = []
    /// The comment whose one private answer is leaving now; nil for none.
    public var answersPrivately: String?
    /// The comment whose private answer did not leave after all; nil for none.
    public var stillUnanswered: String?

    public init(progress: [UInt8], platformIDs: [String] = [], answersPrivately: String? = nil) {
        self.progress = progress
        self.platformIDs = platformIDs
        self.answersPrivately = answersPrivately
    }
}

/// Where a message goes and under which rules, at one moment.
public struct ReplyCircumstances: Sendable, Hashable {
    /// The customer's id on the platform.
    public var recipient: String
    /// The newest place of the conversation.
    public var place: InboundEvent.Place
    /// The platform's id of the customer's newest message, or of the one that is answered.
    public var answered: String?
    /// Without the moments of earlier sends.
    public var state: ReplyState
    /// Language of the conversation, `de`; nil before it is known.
    public var language: String?

    public init(
        recipient: String, place: InboundEvent.Place = InboundEvent.Place(), answered: String? = nil,
        state: ReplyState = ReplyState(), language: String? = nil
    ) {
        self.recipient = recipient
        self.place = place
        self.answered = answered
        self.state = state
        self.language = language
    }
}
