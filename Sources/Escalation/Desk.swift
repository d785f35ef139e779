public import ConnectorKit
public import Conversations

/// What operators do, through one door: the console, the API and the command line all come in here.
///
/// Each command is one append to the conversation's log and one entry of the audit trail. Who the user is and that
/// they are signed in, the caller has checked; what their role allows is checked here.
///
/// Besides what each method names, all throw ``Conversations/StoreFailure``.
public struct Desk: Sendable {
    /// Longest reply or note whatever the channel, in characters.
    public static let textCharactersMax = 20_000

    public let store: any DeskStore
    public let log: any ConversationLog
    public let rules: EscalationRules
    /// Configured channels by name.
    public let channels: [ChannelName: ChannelDefinition]
    public let fileLimits: FileLimits
    /// The moment, by the clock on the wall.
    public let now: @Sendable () -> Timestamp
    let decisions: DeskDecisions
    let recentReplies = RecentReplies()

    public init(
        store: any DeskStore, log: any ConversationLog, rules: EscalationRules, channels: [ChannelDefinition],
        fileLimits: FileLimits = FileLimits(), now: @escaping @Sendable () -> Timestamp
    ) {
        self.store = store
        self.log = log
        self.rules = rules
        self.channels = Dictionary(channels.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        self.fileLimits = fileLimits
        self.now = now
        decisions = DeskDecisions(rules: rules, letters: Set(channels.filter { !$0.limits.isLive }.map(\.name)))
    }
}

// MARK: - Cases

extension Desk {
    /// See ``DeskDecisions/claim(_:ordinal:by:now:)``.
    @discardableResult
    public func claim(_ id: CaseID, by user: DeskUser) async throws -> Appended {
        let moment = now()
        return try await command("case.claim", on: id.description, by: user) {
            try await log.append(to: id.conversation, at: moment) { state in
                try decisions.claim(state, ordinal: id.ordinal, by: user, now: moment)
            }
        }
    }

    /// See ``DeskDecisions/release(_:ordinal:by:now:)``.
    @discardableResult
    public func release(_ id: CaseID, by user: DeskUser) async throws -> Appended {
        let moment = now()
        return try await command("case.release", on: id.description, by: user) {
            try await log.append(to: id.conversation, at: moment) { state in
                try decisions.release(state, ordinal: id.ordinal, by: user, now: moment)
            }
        }
    }

    /// Moves a case to another queue.
    ///
    /// - Throws: ``DeskError/noSuchQueue(_:)``, and what the decision throws.
    @discardableResult
    public func transfer(
        _ id: CaseID, toQueue queue: String, note: String?, by user: DeskUser
    ) async throws
        -> Appended
    {
        try known(queue: queue)
        let moment = now()
        return try await command("case.transfer", on: id.description, detail: queue, by: user) {
            try await log.append(to: id.conversation, at: moment) { state in
                try decisions.transfer(
                    state, ordinal: id.ordinal, toQueue: queue, note: note, by: user, now: moment)
            }
        }
    }

    /// Gives a case to a colleague.
    ///
    /// - Throws: ``DeskError/noSuchOperator``, and what the decision throws.
    @discardableResult
    public func transfer(
        _ id: CaseID, to colleague: OperatorID, note: String?, by user: DeskUser
    ) async throws
        -> Appended
    {
        let target = try await operatorUser(colleague)
        let moment = now()
        return try await command("case.transfer", on: id.description, detail: colleague.description, by: user) {
            try await log.append(to: id.conversation, at: moment) { state in
                try decisions.transfer(state, ordinal: id.ordinal, to: target, note: note, by: user, now: moment)
            }
        }
    }

    /// Checks that a command on a case means the conversation's newest one, which is what it will change.
    ///
    /// - Throws: `noSuchCase`, or `notNow` when it is an earlier, resolved one.
    public func conversation(ofUnresolved id: CaseID) async throws -> ConversationID {
        guard let state = try await log.state(of: id.conversation) else { throw Refusal.noSuchCase }
        _ = try decisions.unresolved(state, id.ordinal)
        return id.conversation
    }
}

// MARK: - Shared steps

extension Desk {
    /// Runs a command and, if it did something, writes it to the audit trail.
    func command(
        _ action: String, on subject: String, detail: String = "", by user: DeskUser,
        _ append: () async throws -> Appended
    ) async throws -> Appended {
        let appended = try await append()
        if !appended.events.isEmpty { try await audit(action, on: subject, detail: detail, by: user) }
        return appended
    }

    /// Writes an entry of the audit trail.
    public func audit(_ action: String, on subject: String = "", detail: String = "", by user: DeskUser) async throws {
        try await store.audit(
            AuditEntry(
                at: now(), actor: user.id, actorName: user.name, action: action, subject: subject, detail: detail))
    }

    func require(_ role: Role, _ user: DeskUser) throws {
        guard user.role >= role else { throw DeskError.needs(role) }
    }

    func known(queue: String?) throws {
        guard let queue, !rules.queues.contains(where: { $0.name == queue }) else { return }
        throw DeskError.noSuchQueue(queue)
    }

    func operatorUser(_ id: OperatorID) async throws -> DeskUser {
        guard let account = try await store.operatorAccount(id) else { throw DeskError.noSuchOperator }
        return DeskUser(account)
    }

    /// The brief of a case that may have to be opened now.
    func brief(_ state: ConversationState) async throws -> Brief {
        let events = try await log.events(
            of: state.id, after: max(0, state.seq - BriefBuilder.eventsMax), limit: BriefBuilder.eventsMax)
        let customer = try await store.customer(state.customer)
        return BriefBuilder(customerName: customer?.name)
            .brief(state, events)
    }

    func state(_ id: ConversationID) async throws -> ConversationState {
        guard let state = try await log.state(of: id) else { throw Refusal.noSuchConversation }
        return state
    }

    /// - Throws: ``DeskError/emptyText``, ``DeskError/textTooLong(charactersMax:)``.
    func check(_ text: String, charactersMax: Int = Desk.textCharactersMax) throws {
        guard text.contains(where: { !$0.isWhitespace }) else { throw DeskError.emptyText }
        guard text.count <= charactersMax else { throw DeskError.textTooLong(charactersMax: charactersMax) }
    }
}
