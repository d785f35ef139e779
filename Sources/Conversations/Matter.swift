/// Another conversation of the person who writes: what it was about, and whether somebody works on it.
///
/// What of it may be said to the customer depends on how sure we are of who writes; see the agent's `MatterStatus`.
public struct Matter: Sendable, Hashable {
    /// Of a person, the newest so many are looked at.
    public static let countMax = 5

    /// A case that is not resolved.
    public struct OpenCase: Sendable, Hashable {
        public let id: CaseID
        public let state: CaseState
        public let queue: String
        public let openedAt: Timestamp

        public init(id: CaseID, state: CaseState, queue: String, openedAt: Timestamp) {
            self.id = id
            self.state = state
            self.queue = queue
            self.openedAt = openedAt
        }
    }

    public let conversation: ConversationID
    public let customer: CustomerID
    public let channel: ChannelName
    /// When something last happened in it.
    public let at: Timestamp
    /// As ``ConversationState/memory``: what the agent knows of its topic.
    public let memory: String
    public let openCase: OpenCase?

    public init(
        conversation: ConversationID, customer: CustomerID, channel: ChannelName, at: Timestamp, memory: String,
        openCase: OpenCase?
    ) {
        self.conversation = conversation
        self.customer = customer
        self.channel = channel
        self.at = at
        self.memory = memory
        self.openCase = openCase
    }
}
