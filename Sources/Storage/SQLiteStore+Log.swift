public import Conversations
import GRDB
import Synchronization

extension SQLiteStore: ConversationLog {
    public var generation: Int { writer.takenBack.load(ordering: .acquiring) }

    public func append(
        to conversation: ConversationID, at: Timestamp,
        _ decide: @escaping @Sendable (ConversationState) throws -> [ConversationEvent.Body]
    ) async throws -> Appended {
        try await append(to: conversation, at: at, when: { _ in true }, decide)
    }

    /// Appends, unless the store's rows say by then that nothing is to be done.
    func append(
        to conversation: ConversationID, at: Timestamp, when applies: @escaping @Sendable (Database) throws -> Bool,
        _ decide: @escaping @Sendable (ConversationState) throws -> [ConversationEvent.Body]
    ) async throws -> Appended {
        let box = ResultBox<Appended>()
        return try await withUnsafeThrowingContinuation { continuation in
            writer.submit(
                GroupCommit.Job(
                    perform: { [self] db in
                        try box.fill(db) { db in
                            try appendNow(db, conversation, at) { try applies(db) ? decide($0) : [] }
                        }
                    },
                    finish: { [self] failure in
                        if let failure { return continuation.resume(throwing: failure) }
                        let result = box.take()
                        if case .success(let appended) = result { tell(appended) }
                        continuation.resume(with: result)
                    }))
        }
    }

    private func appendNow(
        _ db: Database, _ conversation: ConversationID, _ at: Timestamp,
        _ decide: (ConversationState) throws -> [ConversationEvent.Body]
    ) throws -> Appended {
        guard var state = try ConversationRow.load(db, conversation) else { throw Refusal.noSuchConversation }
        let bodies = try decide(state)
        try SentFiles.require(db, bodies, of: conversation)
        let events = try projection(db).append(bodies, to: &state, at: at)
        try noteOutside(db, events, of: conversation)
        return Appended(state: state, events: events)
    }

    /// Leaves word of each event for the process that serves.
    func noteOutside(_ db: Database, _ events: [ConversationEvent], of conversation: ConversationID) throws {
        if options.isServing { return }
        for event in events {
            try db.execute(
                sql: "INSERT INTO outside_changes (conversation, first_seq) VALUES (?, ?)",
                arguments: [conversation.number, event.seq])
        }
    }

    public func state(of conversation: ConversationID) async throws -> ConversationState? {
        try await read { db in try ConversationRow.load(db, conversation) }
    }

    public func events(
        of conversation: ConversationID, after seq: Int, limit: Int
    ) async throws -> [ConversationEvent] {
        try await read { db in try EventRow.load(db, conversation, after: seq, limit: limit) }
    }
}

/// Rows of the log.
enum EventRow {
    /// Events after `seq`, oldest first.
    static func load(
        _ db: Database, _ conversation: ConversationID, after seq: Int, limit: Int
    ) throws -> [ConversationEvent] {
        let statement = try db.cachedStatement(
            sql: "SELECT seq, at, kind, body FROM events WHERE conversation = ? AND seq > ? ORDER BY seq LIMIT ?")
        return try Row.fetchAll(statement, arguments: [conversation.number, seq, limit]).map(event)
    }

    /// The event of a row of seq, at, kind and body.
    static func event(_ row: Row) throws -> ConversationEvent {
        ConversationEvent(
            seq: row[0], at: Timestamp(milliseconds: row[1]),
            body: try EventCodec.decode(kind: row[2], body: row[3]))
    }
}
