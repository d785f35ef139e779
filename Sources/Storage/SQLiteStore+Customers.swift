public import Conversations
public import Escalation
import GRDB

extension SQLiteStore: DeskDirectory {
    public func customer(_ id: CustomerID) async throws -> CustomerEntry? {
        try await read { db in
            guard
                let row = try Row.fetchOne(
                    db,
                    sql: """
                        SELECT name, language, assurance, created_at FROM customers
                        WHERE id = ? AND erased_at IS NULL
                        """,
                    arguments: [id.number])
            else { return nil }
            let handles = try Row.fetchAll(
                db, sql: "SELECT scope, address, assurance FROM handles WHERE customer = ? ORDER BY scope, address",
                arguments: [id.number]
            ).map {
                CustomerEntry.LinkedHandle(
                    handle: Handle(scope: $0[0], address: $0[1]),
                    assurance: Assurance(rawValue: $0[2]) ?? .anonymous)
            }
            return CustomerEntry(
                id: id, name: row[0], language: row[1], assurance: Assurance(rawValue: row[2]) ?? .anonymous,
                createdAt: Timestamp(milliseconds: row[3]), handles: handles, facts: try Self.facts(db, id))
        }
    }

    /// The latest fact of each key with the place it was learned, latest first.
    private static func facts(_ db: Database, _ id: CustomerID) throws -> [CustomerEntry.KnownFact] {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT seq, at, kind, body, conversation FROM events
                WHERE kind = 13 AND conversation IN (SELECT id FROM conversations WHERE customer = ?)
                ORDER BY at DESC, conversation DESC, seq DESC
                """,
            arguments: [id.number])
        var seen: Set<String> = []
        return try rows.compactMap { row in
            let event = try EventRow.event(row)
            guard case .factLearned(let fact) = event.body, !fact.value.isEmpty, seen.insert(fact.key).inserted else {
                return nil
            }
            return CustomerEntry.KnownFact(fact: fact, conversation: ConversationID(number: row[4]), at: event.at)
        }
    }

    public func customer(withAddress address: String) async throws -> CustomerID? {
        try await read { db in
            try Int64.fetchOne(
                db,
                sql: """
                    SELECT handles.customer FROM handles LEFT JOIN conversations ON conversations.id = conversation
                    WHERE handles.address = ? ORDER BY changed_at DESC LIMIT 1
                    """,
                arguments: [address]
            ).map(CustomerID.init(number:))
        }
    }

    public func erase(_ customer: CustomerID, at moment: Timestamp) async throws -> Bool {
        let isServing = options.isServing
        let erased = try await writer.write { [self] db -> (sessions: [String], closings: [Appended])? in
            let known = try Int.fetchOne(
                db, sql: "SELECT 1 FROM customers WHERE id = ? AND erased_at IS NULL", arguments: [customer.number])
            guard known != nil else { return nil }
            let links = try LinkKeeping(db: db, rules: options.phone, at: moment).partErased(customer)
            let others = links.compactMap { $0.other(than: customer) }
            let told = try note(links, among: others, at: moment, db)
            try LinkRows.forget(db, customer)
            let conversations = try Int64.fetchAll(
                db, sql: "SELECT id FROM conversations WHERE customer = ?", arguments: [customer.number])
            let closings =
                try told
                + conversations.map(ConversationID.init(number:)).map { id in
                    let closing = try closeForGood(db, id, moment)
                    try Erasure.empty(db, id)
                    return closing
                }
            let sessions = try EndedSessions.remove(db, of: customer, leavingWord: !isServing)
            try AnswerRates.remove(db, of: customer)
            try db.execute(sql: "DELETE FROM handles WHERE customer = ?", arguments: [customer.number])
            try db.execute(
                sql: "UPDATE customers SET name = NULL, language = NULL, facts = '', erased_at = ? WHERE id = ?",
                arguments: [moment.milliseconds, customer.number])
            return (sessions, closings)
        }
        guard let erased else { return false }
        for closing in erased.closings { tell(closing) }
        tellEnded(erased.sessions)
        await forgetOverwritten()
        return true
    }

    /// Ends what still goes on in a conversation whose customer is erased: its case, what waits to be delivered, and by
    /// the new epoch a turn that runs.
    private func closeForGood(_ db: Database, _ id: ConversationID, _ moment: Timestamp) throws -> Appended {
        guard var state = try ConversationRow.load(db, id) else {
            throw StoreFailure(kind: .corrupt, detail: "conversation \(id) is missing")
        }
        let by = Author(kind: .system)
        var bodies = try Row.fetchAll(
            db, sql: "SELECT seq, attempts FROM outbox WHERE conversation = ? AND state = 'pending' ORDER BY seq",
            arguments: [id.number]
        ).map { row -> ConversationEvent.Body in
            .deliveryChanged(
                DeliveryChanged(
                    message: row[0], state: .withdrawn, attempt: row[1], detail: "the customer was erased"))
        }
        if let current = state.currentCase, current.state != .resolved {
            bodies.append(
                .caseChanged(
                    CaseChanged(
                        ordinal: current.ordinal, state: .resolved, queue: current.queue, holder: nil, holderName: nil,
                        by: by, reason: CaseOutcome.resolved.rawValue)))
        }
        bodies.append(.ownerChanged(OwnerChanged(owner: .nobody, epoch: state.epoch + 1, by: by)))
        let events = try projection(db).append(bodies, to: &state, at: moment)
        try noteOutside(db, events, of: id)
        return Appended(state: state, events: events)
    }
}

/// Takes a person's words out of a log without taking events out of it.
enum Erasure {
    /// Stands where an erased address stood; it is no address any channel gives.
    static let address = ""

    static func empty(_ db: Database, _ conversation: ConversationID) throws {
        let events = try EventRow.load(db, conversation, after: 0, limit: Int(Int32.max))
        for event in events {
            guard let emptied = emptied(event.body, seq: event.seq) else { continue }
            let (_, body) = try EventCodec.encode(emptied)
            try db.execute(
                sql: "UPDATE events SET body = ? WHERE conversation = ? AND seq = ?",
                arguments: [body, conversation.number, event.seq])
        }
        for address in writers(events) {
            try db.execute(
                sql: """
                    DELETE FROM inbox
                    WHERE channel = (SELECT channel FROM conversations WHERE id = ?1) AND address = ?2
                        AND conversation = ?1
                    """,
                arguments: [conversation.number, address])
        }
        try Originals.remove(db, of: conversation)
        try SentFiles.remove(db, of: conversation)
        try PlatformRows.remove(db, of: conversation)
        try db.execute(
            sql: "UPDATE outbox SET detail = NULL WHERE conversation = ?", arguments: [conversation.number])
        try db.execute(
            sql: """
                UPDATE conversations SET address = ?, memory = '', hand_back_summary = NULL WHERE id = ?
                """,
            arguments: [address, conversation.number])
        let brief = try EventCodec.json(Self.brief(language: ""))
        try db.execute(
            sql: "UPDATE cases SET detail = '', brief = ? WHERE conversation = ?",
            arguments: [brief, conversation.number])
    }

    /// The addresses messages of the conversation came from.
    private static func writers(_ events: [ConversationEvent]) -> Set<String> {
        var addresses: Set<String> = []
        for event in events {
            switch event.body {
            case .opened(let opened): addresses.insert(opened.address)
            case .messageReceived(let message): if let from = message.from { addresses.insert(from) }
            default: break
            }
        }
        return addresses
    }

    private static func emptied(_ body: ConversationEvent.Body, seq: Int) -> ConversationEvent.Body? {
        switch body {
        case .opened(let opened):
            return .opened(
                Opened(customer: opened.customer, channel: opened.channel, address: address, locale: opened.locale))
        case .messageReceived(let message):
            var erased = MessageReceived(externalID: "erased-\(seq)", text: "", name: nil)
            erased.handling = message.handling
            erased.assurance = message.assurance
            return .messageReceived(erased)
        case .messageSent(let message):
            return .messageSent(
                MessageSent(
                    author: message.author, text: "", citations: message.citations, epoch: message.epoch,
                    answers: message.answers))
        case .factLearned(let fact):
            return .factLearned(Fact(key: fact.key, value: "", source: fact.source))
        case .turnEnded(let turn):
            let trace = TurnTrace(intent: turn.trace.intent, confidence: turn.trace.confidence)
            return .turnEnded(
                TurnEnded(
                    through: turn.through, result: turn.result, language: turn.language, unanswered: turn.unanswered,
                    memory: "", trace: trace, left: turn.left))
        case .escalated(let escalated):
            return .escalated(
                Escalated(
                    ordinal: escalated.ordinal, queue: escalated.queue, priority: escalated.priority,
                    reason: escalated.reason, detail: "", brief: brief(language: escalated.brief.language)))
        case .noteAdded(let note):
            return .noteAdded(
                NoteAdded(author: note.author, text: "", remark: note.remark.map { Remark($0.code) }))
        case .handedBack(let handedBack):
            return .handedBack(HandedBack(by: handedBack.by, summary: nil))
        case .rated(let rated):
            return .rated(Rated(score: rated.score, comment: nil))
        case .identityLinked(let linked):
            let handle = Handle(scope: linked.handle.scope, address: address)
            return .identityLinked(
                IdentityLinked(
                    handle: handle, customer: linked.customer, assurance: linked.assurance,
                    evidence: linked.evidence))
        case .ownerChanged(let change) where change.by.kind == .customer:
            return .ownerChanged(
                OwnerChanged(owner: change.owner, epoch: change.epoch, by: Author(kind: .customer)))
        case .messageHeard(let message):
            return .messageHeard(
                MessageHeard(message: message.message, heard: "", isNoticeLost: message.isNoticeLost))
        case .deliveryChanged(let change):
            // What servers say of a letter names whom it was for.
            return .deliveryChanged(
                DeliveryChanged(
                    message: change.message, state: change.state, attempt: change.attempt, detail: nil,
                    retryAt: change.retryAt))
        case .customerLink(let change):
            return .customerLink(
                CustomerLinkChanged(
                    link: change.link, first: change.first, second: change.second, rule: change.rule,
                    isUndone: change.isUndone, by: change.by, reason: nil))
        case .disclosed, .ownerChanged, .caseChanged, .waitingNoticeDue:
            return nil
        }
    }

    private static func brief(language: String) -> Brief {
        Brief(
            who: "", wants: "", tried: [], facts: [], mood: "", verification: .anonymous, suggestion: "", draft: nil,
            language: language)
    }
}
