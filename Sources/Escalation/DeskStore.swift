public import Conversations

/// Everything the desk reads and keeps beside the conversations' logs.
///
/// Events, states and appends go through ``Conversations/ConversationLog``; nothing here changes a conversation but
/// ``DeskDirectory/erase(_:at:)``. Every method throws ``Conversations/StoreFailure`` when the store cannot answer.
/// What it answers is at least as new as every append whose promise was kept before the call.
public protocol DeskStore: DeskDirectory, CustomerLinking, AccountStore, OperationStore, FileStore {}

/// Lists and single entries: what operators look at.
public protocol DeskDirectory: Sendable {
    /// Conversations by latest activity (`state.changedAt`), newest first; equal moments by id, highest first.
    ///
    /// - Throws: ``InvalidCursor`` for a cursor this store did not give for a list of conversations.
    func conversations(_ filter: ConversationFilter, _ page: PageRequest) async throws -> Page<ConversationEntry>

    /// One conversation, or nil.
    func conversation(_ id: ConversationID) async throws -> ConversationEntry?

    /// Cases without their briefs.
    ///
    /// Unless only resolved ones are asked for: by priority, urgent first, then by `waitingSince`, oldest first, those
    /// nobody waits for last, then by `openedAt`, oldest first, then by id. Resolved ones alone: by `resolvedAt`,
    /// newest first.
    ///
    /// - Throws: ``InvalidCursor`` for a cursor this store did not give for a list of cases.
    func cases(_ filter: CaseFilter, _ page: PageRequest) async throws -> Page<CaseEntry>

    /// One case with its brief, or nil. Earlier cases of a conversation are found too.
    func `case`(_ id: CaseID) async throws -> CaseEntry?

    /// How many cases there are now.
    func queueFigures() async throws -> QueueFigures

    /// Open cases whose customer has been waiting since `moment` or longer and was not told yet: the log holds no
    /// ``Conversations/WaitingNoticeDue`` of this case. Longest waiting first, at most `limit`.
    func casesWaiting(since moment: Timestamp, limit: Int) async throws -> [CaseID]

    /// One customer, or nil; also nil after an erasure.
    func customer(_ id: CustomerID) async throws -> CustomerEntry?

    /// The customer one of whose handles has exactly this address on any channel (or as account number); the one seen
    /// last where several have.
    func customer(withAddress address: String) async throws -> CustomerID?

    /// Removes what the customer wrote, what was learned of them, their name and their addresses, in one transaction;
    /// figures and the fact of the erasure remain. Logs stay gap-free: texts are emptied, not events dropped.
    ///
    /// - Returns: False when there is no such customer.
    func erase(_ customer: CustomerID, at moment: Timestamp) async throws -> Bool
}

/// Operators, sessions, tokens and the audit trail. Holds hashes only: no password, session secret or token.
public protocol AccountStore: Sendable {
    /// Adds an operator.
    ///
    /// - Parameter passwordHash: As libsodium's `crypto_pwhash_str` writes it.
    /// - Throws: ``NameTaken`` when an operator has the name, letter case aside.
    func addOperator(
        name: String, role: Role, passwordHash: String, at moment: Timestamp
    ) async throws
        -> OperatorAccount

    /// The operator of this name, letter case aside; nil also for tokens.
    func operatorAccount(named name: String) async throws -> OperatorAccount?

    /// The operator with this id; nil also for tokens.
    func operatorAccount(_ id: OperatorID) async throws -> OperatorAccount?

    /// Everybody, by name; without tokens. There are few of them.
    func operatorAccounts() async throws -> [OperatorAccount]

    /// Replaces an operator's password hash. False when there is no such operator.
    func setPassword(of id: OperatorID, hash: String) async throws -> Bool

    /// Takes an operator off for good: nothing here finds them any more, their name is free, their id never used again.
    /// False when there is no such operator.
    func removeOperator(_ id: OperatorID, at moment: Timestamp) async throws -> Bool

    /// Keeps a session. Its hash is new.
    func addSession(_ session: StoredSession) async throws

    /// The session with this hash, expired or not.
    func session(hash: [UInt8]) async throws -> StoredSession?

    /// Notes that the session was used. Nothing happens when it is gone.
    func touchSession(hash: [UInt8], at moment: Timestamp) async throws

    /// Ends one session. Nothing happens when it is gone.
    func removeSession(hash: [UInt8]) async throws

    /// Ends every session of an operator.
    func removeSessions(of id: OperatorID) async throws

    /// Ends sessions that expire at or before `moment` and those not used since `idleSince`.
    func removeSessions(expiringBy moment: Timestamp, idleSince: Timestamp) async throws

    /// Keeps a token and gives it an id from the operators' own sequence, so that a token can own a conversation and
    /// is never mistaken for a person.
    ///
    /// - Throws: ``NameTaken`` when a token that was not revoked has the name.
    func addToken(name: String, scope: TokenScope, hash: [UInt8], at moment: Timestamp) async throws -> StoredToken

    /// The token with this hash, revoked or not.
    func token(hash: [UInt8]) async throws -> StoredToken?

    /// Every token, newest first, revoked ones too.
    func tokens() async throws -> [StoredToken]

    /// Revokes a token. False when there is none that was not revoked yet.
    func revokeToken(_ id: OperatorID, at moment: Timestamp) async throws -> Bool

    /// Writes an entry that is never changed.
    func audit(_ entry: AuditEntry) async throws

    /// Entries, newest first.
    func auditTrail(_ page: PageRequest) async throws -> Page<AuditEntry>
}

/// What the machine's keeper looks at.
public protocol OperationStore: Sendable {
    /// One entry for each channel that ever received or sent, by name.
    func channelLedger() async throws -> [ChannelLedgerEntry]

    /// What could not be processed or delivered, latest first.
    func deadLetters(_ page: PageRequest) async throws -> Page<DeadLetter>

    /// Queues a dead letter again: it leaves the list and is tried as if it were new. False when there is none.
    func retryDeadLetter(_ id: String, at moment: Timestamp) async throws -> Bool

    /// The same for the dead letter of one outbound message.
    func retryDelivery(of message: Int, in conversation: ConversationID, at moment: Timestamp) async throws -> Bool

    /// Takes a dead letter off the list for good. False when there is none.
    func dropDeadLetter(_ id: String, at moment: Timestamp) async throws -> Bool

    /// Figures of the span from `since` (included) to `until` (not included), recomputable from the log.
    func metricsSummary(since: Timestamp, until: Timestamp) async throws -> MetricsSummary
}

/// The store did not give this cursor, or it was for another list.
public struct InvalidCursor: Error, Sendable, Hashable {
    public init() {}
}

/// The name is in use already.
public struct NameTaken: Error, Sendable, Hashable {
    public let name: String
    public init(name: String) { self.name = name }
}
