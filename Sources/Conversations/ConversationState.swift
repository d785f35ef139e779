/// What is true of a conversation now: the fold of its log.
///
/// Decisions are made on this value and nothing else; the store keeps it as a row it can recompute at any time.
public struct ConversationState: Sendable, Hashable, Codable {
    public let id: ConversationID
    public var customer: CustomerID
    public var channel: ChannelName
    /// Where replies go.
    public var address: String
    /// Sequence of the newest event; 0 before the first.
    public var seq: Int
    public var owner: Owner
    /// The owner's name, where an operator owns it.
    public var ownerName: String?
    public var epoch: Epoch
    /// The epoch in which a human last became the owner; 0 when none ever did. What the agent wrote before it and has
    /// not left the house never will.
    public var takeoverEpoch: Epoch
    /// Language the conversation is held in; the device's until the first turn.
    public var language: String?
    /// Sequence of the customer's newest message that wants an answer; 0 when there is none.
    public var lastReceived: Int
    /// The newest message of the customer that needs no turn of the agent any more: answered by one, or left to a
    /// human.
    public var answeredThrough: Int
    /// How many messages of the customer came after `answeredThrough`.
    public var unansweredMessages: Int
    /// Whether the AI notice was given, and heard where it was spoken.
    public var disclosed: Bool
    /// How many turns in a row ended without an answer.
    public var unanswered: Int
    /// The agent's own encoding of what it wants to find again.
    public var memory: String
    /// What the last human left for the agent; cleared by its next turn.
    public var handBackSummary: String?
    /// The newest case; nil when there never was one.
    public var currentCase: CurrentCase?
    public var rating: Int?
    /// Nil for a conversation that is no phone call.
    public var call: CallPhase?
    /// Sequence of the newest event that undid a link of the customer; 0 where none did. A turn that began before it
    /// knew what it must not tell.
    public var parted: Int
    public var openedAt: Timestamp
    public var changedAt: Timestamp

    /// The newest case of a conversation.
    public struct CurrentCase: Sendable, Hashable, Codable {
        public var ordinal: Int
        public var state: CaseState
        public var queue: String
        public var priority: CasePriority
        public var reason: EscalationReason
        public var holder: OperatorID?
        public var holderName: String?
        public var openedAt: Timestamp
        /// Since when nobody answers the customer; nil while an operator holds the case or it is done.
        public var waitingSince: Timestamp?

        public init(
            ordinal: Int, state: CaseState, queue: String, priority: CasePriority, reason: EscalationReason,
            holder: OperatorID? = nil, holderName: String? = nil, openedAt: Timestamp, waitingSince: Timestamp?
        ) {
            self.ordinal = ordinal
            self.state = state
            self.queue = queue
            self.priority = priority
            self.reason = reason
            self.holder = holder
            self.holderName = holderName
            self.openedAt = openedAt
            self.waitingSince = waitingSince
        }
    }

    /// A conversation before its first event.
    public init(id: ConversationID) {
        self.id = id
        customer = CustomerID(number: 0)
        channel = ChannelName("")
        address = ""
        seq = 0
        owner = .agent
        epoch = 0
        takeoverEpoch = 0
        lastReceived = 0
        answeredThrough = 0
        unansweredMessages = 0
        disclosed = false
        unanswered = 0
        memory = ""
        parted = 0
        openedAt = Timestamp(milliseconds: 0)
        changedAt = Timestamp(milliseconds: 0)
    }

    /// Whether messages wait for a turn of the agent.
    public var needsTurn: Bool { owner == .agent && lastReceived > answeredThrough }

    /// The customer's newest message that wants an answer; nil when there is none.
    public var newestToAnswer: Int? { lastReceived > 0 ? lastReceived : nil }

    /// The newest case's id.
    public var caseID: CaseID? { currentCase.map { CaseID(conversation: id, ordinal: $0.ordinal) } }

    /// The id of the case that is opened next.
    public var nextCaseID: CaseID { CaseID(conversation: id, ordinal: (currentCase?.ordinal ?? 0) + 1) }
}

extension ConversationState {
    /// The state after one more event.
    ///
    /// - Precondition: `event.seq` is `seq + 1`; a gap is a defect of the caller, never of the world.
    public mutating func apply(_ event: ConversationEvent) {
        precondition(event.seq == seq + 1, "a conversation's log has no gaps")
        seq = event.seq
        changedAt = event.at
        call = CallPhase.after(event.body, call)
        switch event.body {
        case .opened(let opened):
            customer = opened.customer
            channel = opened.channel
            address = opened.address
            language = opened.locale
            openedAt = event.at
        case .messageReceived(let message):
            guard message.wantsAnswer else { break }
            lastReceived = event.seq
            if owner == .agent { unansweredMessages += 1 } else { answeredThrough = event.seq }
        case .messageSent, .noteAdded, .deliveryChanged, .factLearned, .waitingNoticeDue:
            break
        case .disclosed:
            disclosed = true
        case .messageHeard(let message):
            if message.isNoticeLost == true { disclosed = false }
        case .turnEnded(let turn):
            answeredThrough = max(answeredThrough, turn.through)
            unansweredMessages = answeredThrough >= lastReceived ? 0 : turn.left ?? unansweredMessages
            language = turn.language
            unanswered = turn.unanswered
            memory = turn.memory
            handBackSummary = nil
        case .ownerChanged(let change):
            applyOwner(change)
        case .escalated(let escalated):
            currentCase = CurrentCase(
                ordinal: escalated.ordinal, state: .open, queue: escalated.queue, priority: escalated.priority,
                reason: escalated.reason, openedAt: event.at, waitingSince: event.at)
        case .caseChanged(let change):
            applyCase(change, at: event.at)
        case .handedBack(let handedBack):
            handBackSummary = handedBack.summary
            unanswered = 0
        case .rated(let rated):
            rating = rated.score
        case .identityLinked(let linked):
            customer = linked.customer
        case .customerLink(let change):
            if change.isUndone { parted = event.seq }
        }
    }

    private mutating func applyOwner(_ change: OwnerChanged) {
        owner = change.owner
        epoch = change.epoch
        ownerName = change.owner.operatorID == nil ? nil : change.by.name
        if change.owner.operatorID != nil { takeoverEpoch = change.epoch }
        if owner != .agent {
            answeredThrough = lastReceived
            unansweredMessages = 0
        }
    }

    private mutating func applyCase(_ change: CaseChanged, at: Timestamp) {
        guard currentCase?.ordinal == change.ordinal else { return }
        currentCase?.state = change.state
        currentCase?.queue = change.queue
        currentCase?.holder = change.holder
        currentCase?.holderName = change.holderName
        if let priority = change.priority { currentCase?.priority = priority }
        switch change.state {
        case .open: if currentCase?.waitingSince == nil { currentCase?.waitingSince = at }
        case .claimed, .resolved: currentCase?.waitingSince = nil
        }
    }

    /// The state after a whole log.
    public static func fold(_ id: ConversationID, _ events: some Sequence<ConversationEvent>) -> ConversationState {
        var state = ConversationState(id: id)
        for event in events { state.apply(event) }
        return state
    }
}
