/// The one door through which a conversation changes.
///
/// A decision sees the current state inside the store's transaction, so what it checks (the epoch, the holder of a
/// case, what was answered) still holds when its events are written.
public protocol ConversationLog: Sendable {
    /// How many transactions were taken back after somebody may have been told of their content. What was learned
    /// under a smaller number may never have happened; inside `decide` it is the number of the running transaction.
    var generation: Int { get }

    /// Appends what `decide` returns, with every row that follows from it, in one transaction.
    ///
    /// - Parameters:
    ///   - at: The moment written beside each event.
    ///   - decide: Pure and quick; it may be called more than once when a transaction is tried again.
    /// - Returns: The events as written and the state after them, once they are on disk. Nothing is written and the
    ///   state of now is returned when `decide` returns no events.
    /// - Throws: What `decide` throws, with nothing written; ``StoreFailure`` when the store cannot take it.
    func append(
        to conversation: ConversationID, at: Timestamp,
        _ decide: @escaping @Sendable (ConversationState) throws -> [ConversationEvent.Body]
    ) async throws -> Appended

    /// The state of now, or nil for a conversation that does not exist.
    func state(of conversation: ConversationID) async throws -> ConversationState?

    /// Events after `seq`, oldest first, at most `limit`.
    func events(of conversation: ConversationID, after seq: Int, limit: Int) async throws -> [ConversationEvent]
}

/// What an append wrote.
public struct Appended: Sendable {
    public let state: ConversationState
    /// Empty when nothing had to be written.
    public let events: [ConversationEvent]
    public init(state: ConversationState, events: [ConversationEvent]) {
        self.state = state
        self.events = events
    }
}

/// Why a decision on a conversation was refused. Nothing was written.
public enum Refusal: Error, Sendable, Hashable {
    /// The owner changed since the work began.
    case stale(epoch: Epoch)
    /// The customer wrote again since the work began.
    case superseded
    /// Somebody else holds the case.
    case heldBy(OperatorID, name: String)
    /// There is no such conversation.
    case noSuchConversation
    /// There is no such case, or it is not the conversation's newest.
    case noSuchCase
    /// The command does not fit the state; the text says why, for operators.
    case notNow(String)
}

/// The store cannot take or give anything now.
public struct StoreFailure: Error, Sendable, Hashable {
    /// Fit for a metric label.
    public enum Kind: String, Sendable {
        case diskFull = "disk_full"
        case readOnly = "read_only"
        case locked
        case corrupt
        /// What was to be written breaks a rule of the store, and would again.
        case unfit
        case closed
        case other
    }

    public let kind: Kind
    /// For the operator of the machine: what was wrong, where, and the mend.
    public let detail: String

    public init(kind: Kind, detail: String) {
        self.kind = kind
        self.detail = detail
    }
}

/// Learns of every append, after it is on disk, in the order of each conversation's log.
public protocol ConversationObserver: Sendable {
    /// Quick and without suspension: it runs where the store tells of commits.
    func appended(_ appended: Appended)
}
