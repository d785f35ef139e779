public import Conversations
import Escalation
import GRDB
public import Intake
import Synchronization

extension SQLiteStore: InboxStore {
    public func accept(_ message: InboundMessage) async throws -> Accepted {
        let message = message.storable
        let subscriber = subscriber(of: message)
        let signal = CommitSignal()
        let box = ResultBox<Acceptance>()
        let told = Mutex<Acceptance.Place??>(nil)
        return try await withUnsafeThrowingContinuation { continuation in
            writer.submit(
                GroupCommit.Job(
                    perform: { [self] db in
                        try box.fill(db) { db in try acceptNow(db, message, subscriber) }
                        let result = box.take()
                        guard told.withLock({ $0.setOnce((try? result.get())?.place) }) else { return }
                        continuation.resume(with: result.map { $0.accepted(signal, generation: generation) })
                    },
                    finish: { [self] failure in
                        let place = told.withLock { $0 }
                        if let failure, place == nil { return continuation.resume(throwing: failure) }
                        guard case .success(let acceptance) = box.take() else { return signal.finish(failure) }
                        if let failure {
                            retire(acceptance.appended.state.id)
                            return signal.finish(failure)
                        }
                        // Tried again by itself it may have found another place than the one that was told. The
                        // message is stored; its sender repeats it and learns the right one.
                        signal.finish(place == acceptance.place ? nil : Acceptance.moved)
                        tell(acceptance.appended)
                        for appended in acceptance.others { tell(appended) }
                    }))
        }
    }

    public func conversationsNeedingTurn(after id: ConversationID, limit: Int) async throws -> [ConversationID] {
        try await read { db in
            try Int64.fetchAll(
                db,
                sql: """
                    SELECT id FROM conversations WHERE owner = 'agent' AND unanswered_messages > 0 AND id > ?
                    ORDER BY id LIMIT ?
                    """,
                arguments: [id.number, limit]
            ).map(ConversationID.init(number:))
        }
    }

    public func context(of conversation: ConversationState) async throws -> CustomerContext {
        try await read { db in try CustomerRow.context(db, conversation.customer, in: conversation.id) }
    }

    /// Who a sender is by their number.
    func subscriber(of message: InboundMessage) -> Subscriber? {
        message.sender.phone == nil ? nil : options.phone.subscriber(message)
    }

    func acceptNow(
        _ db: Database, _ given: InboundMessage, _ subscriber: Subscriber?
    ) throws -> Acceptance {
        var message = given
        if let known = try Letters.known(db, &message) {
            guard let state = try ConversationRow.load(db, known.conversation) else {
                throw StoreFailure(kind: .corrupt, detail: "a stored message has no conversation")
            }
            return Acceptance(
                appended: Appended(state: state, events: []),
                customer: try CustomerRow.context(db, state.customer, in: state.id), seq: known.seq, message: nil)
        }
        if message.handling?.kind != .silent, try Letters.isTakenElsewhere(db, message) {
            message.handling = Handling(.silent, reason: Handling.takenElsewhere)
        }
        var (state, bodies, isOwn) = try conversation(db, for: message)
        // Opening comes first, and the address it names is the sender's.
        let address = state.seq == 0 ? message.sender.address : state.address
        var received = MessageReceived(message, address: address)
        if !isOwn { received.assurance = min(message.sender.assurance, Recognition.guestAssuranceMax) }
        if let limit = message.answerLimit, message.handling == nil,
            try !AnswerRates.mayAnswer(db, message, within: limit)
        {
            received.handling = Handling(.human, reason: AnswerLimit.reason)
        }
        bodies.append(.messageReceived(received))
        var events = try projection(db).append(bodies, to: &state, at: message.receivedAt)
        let seq = state.seq
        try Letters.keepFingerprint(db, of: message)
        if let original = message.original {
            try Originals.keep(
                db, original, of: state.id, seq: seq, wantsAnswer: received.wantsAnswer)
        }
        let links = isOwn ? try followLinks(db, message, subscriber, state) : []
        if !links.isEmpty {
            events += try projection(db).append(
                links.map { .customerLink(CustomerLinkChanged($0)) }, to: &state, at: message.receivedAt)
        }
        try noteOutside(db, events, of: state.id)
        let others = try noteElsewhere(db, links, at: message.receivedAt, except: state.id)
        return Acceptance(
            appended: Appended(state: state, events: events),
            customer: try CustomerRow.context(db, state.customer, in: state.id), seq: seq, message: received,
            others: others)
    }

    /// The message's conversation and what has to happen in it before the message: it opens, reopens, or its customer
    /// is recognised. `isOwn` says whether what was proved of the sender is proved of the conversation's customer.
    private func conversation(
        _ db: Database, for message: InboundMessage
    ) throws -> (ConversationState, [ConversationEvent.Body], isOwn: Bool) {
        let sender = message.sender
        let handle = try Row.fetchOne(
            db.cachedStatement(
                sql: "SELECT customer, conversation FROM handles WHERE scope = ? AND address = ?"),
            arguments: [message.channel.rawValue, sender.address])
        // Who only ever joined with a token of ours has no conversation of their own, and is a guest in the other's.
        let owner = handle.flatMap { ($0[1] as Int64?) == nil ? nil : CustomerID(number: $0[0]) }
        if let thread = message.thread {
            if let state = try Threads.conversation(db, thread, of: message) {
                // A server's report joins by its token too, and is nobody's address.
                let isNew = handle == nil && message.handling?.kind != .silent
                let joining = isNew ? [Recognition.join(message, state)] : []
                return (state, reopening(state, message) + joining, isOwn: owner == state.customer)
            }
        } else if let handle, let number = handle[1] as Int64?,
            let state = try ConversationRow.load(db, ConversationID(number: number))
        {
            return (state, try reopening(state, message) + Recognition.linking(db, message, state), isOwn: true)
        }
        let account = try Recognition.customer(db, account: sender.account, assurance: sender.assurance)
        let customer =
            try account ?? owner
            ?? CustomerRow.create(db, name: sender.name, sender.assurance, message.receivedAt)
        let id = try unretired(
            db,
            ConversationRow.create(
                db, customer: customer, channel: message.channel, address: sender.address, at: message.receivedAt))
        try db.cachedStatement(
            sql: """
                INSERT INTO handles (scope, address, customer, assurance, conversation) VALUES (?1, ?2, ?3, ?4, ?5)
                ON CONFLICT (scope, address) DO UPDATE SET conversation = ?5,
                    customer = iif(conversation IS NULL, ?3, customer),
                    assurance = iif(conversation IS NULL, ?4, max(assurance, ?4))
                """
        ).execute(
            arguments: [
                message.channel.rawValue, sender.address, customer.number, sender.assurance.rawValue, id.number,
            ])
        try db.cachedStatement(sql: "UPDATE customers SET conversations = conversations + 1 WHERE id = ?")
            .execute(arguments: [customer.number])
        var bodies: [ConversationEvent.Body] = [
            .opened(
                Opened(
                    customer: customer, channel: message.channel, address: sender.address, locale: message.locale))
        ]
        if account == nil, let account = sender.account, sender.assurance == .verified {
            bodies.append(Recognition.link(account, customer))
        }
        return (ConversationState(id: id), bodies, isOwn: true)
    }

    /// A message nobody waits for an answer to leaves a closed conversation closed.
    private func reopening(_ state: ConversationState, _ message: InboundMessage) -> [ConversationEvent.Body] {
        message.handling?.kind == .silent ? [] : DeskDecisions.reopen(state)
    }
}

extension SQLiteStore {
    /// Never gives a conversation's id again: somebody was told of it, though its transaction never reached the disk,
    /// and may be working on it still.
    private func retire(_ id: ConversationID) { retiredThrough.withLock { $0 = max($0, id.number) } }

    /// The id of a conversation just made, moved beyond the retired ones.
    private func unretired(_ db: Database, _ id: ConversationID) throws -> ConversationID {
        let retired = retiredThrough.withLock { $0 }
        guard id.number <= retired else { return id }
        try db.execute(sql: "UPDATE conversations SET id = ? WHERE id = ?", arguments: [retired + 1, id.number])
        return ConversationID(number: retired + 1)
    }
}

/// What one accepted message came to.
struct Acceptance: Sendable {
    /// Where the message stands.
    struct Place: Sendable, Hashable {
        let conversation: ConversationID
        let seq: Int
    }

    static let moved = StoreFailure(
        kind: .locked, detail: "the message was stored in a second try; send it again to learn where")

    let appended: Appended
    let customer: CustomerContext
    let seq: Int
    /// Nil for one that was stored before.
    let message: MessageReceived?
    /// What other conversations were told of it.
    var others: [Appended] = []

    var place: Place { Place(conversation: appended.state.id, seq: seq) }

    func accepted(_ signal: CommitSignal, generation: Int) -> Accepted {
        Accepted(
            state: appended.state, customer: customer, seq: seq, isDuplicate: message == nil, message: message,
            generation: generation, committed: { try await signal.wait() }, onRefusal: { signal.onRefusal($0) })
    }
}

extension Optional {
    /// Sets a value where there is none; whether it did.
    fileprivate mutating func setOnce(_ value: Wrapped) -> Bool {
        guard case .none = self else { return false }
        self = value
        return true
    }
}
