public import Conversations
import GRDB

/// What became of a finished call.
public struct FiledCall: Sendable, Hashable {
    public let conversation: ConversationID
    public let customer: CustomerID
    /// Whether the call was there before; nothing was written then.
    public let isDuplicate: Bool
    /// Whether it was there because it was led live.
    public let wasLive: Bool
    /// The case that was opened for what was promised.
    public let followUp: CaseID?
    /// How many facts the customer's context gained.
    public let facts: Int
}

extension SQLiteStore {
    /// Writes a finished call in one transaction: all of it or nothing. The same call again changes nothing.
    ///
    /// - Parameters:
    ///   - queue: Where the case for what was promised goes.
    ///   - now: When such a case is opened.
    /// - Throws: ``StoreFailure`` with nothing written.
    public func file(_ call: CallRecord, queue: String, at now: Timestamp) async throws -> FiledCall {
        let box = ResultBox<(filed: FiledCall, appended: [Appended])>()
        let subscriber = subscriber(of: call.opening)
        return try await withUnsafeThrowingContinuation { continuation in
            writer.submit(
                GroupCommit.Job(
                    perform: { [self] db in try box.fill(db) { db in try fileNow(db, call, subscriber, queue, now) } },
                    finish: { [self] failure in
                        if let failure { return continuation.resume(throwing: failure) }
                        let result = box.take()
                        if case .success(let (_, appended)) = result { for one in appended { tell(one) } }
                        continuation.resume(with: result.map(\.filed))
                    }))
        }
    }

    /// A finished or live call of this id, if the channel had it before.
    public func filedCall(_ id: String, on channel: ChannelName) async throws -> FiledCall? {
        try await read { db in try Calls.find(db, id.storable, on: channel) }
    }

    /// Calls that go on, as far as their log knows, and of which nothing was written since that moment; oldest first.
    public func openCalls(
        on channel: ChannelName, unchangedSince moment: Timestamp, limit: Int
    ) async throws -> [(conversation: ConversationID, id: String)] {
        try await read { db in
            let rows = try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT conversations.id, inbox.external_id FROM conversations
                        JOIN inbox ON inbox.conversation = conversations.id AND inbox.seq = 2
                        WHERE conversations.channel = ? AND changed_at <= ? AND call IN ('led', 'listened')
                        ORDER BY changed_at LIMIT ?
                        """), arguments: [channel.rawValue, moment.milliseconds, limit])
            return rows.map { (ConversationID(number: $0[0]), $0[1]) }
        }
    }

    private func fileNow(
        _ db: Database, _ call: CallRecord, _ subscriber: Subscriber?, _ queue: String, _ now: Timestamp
    ) throws -> (filed: FiledCall, appended: [Appended]) {
        let opening = call.opening.storable
        if let known = try Calls.find(db, opening.externalID, on: opening.channel) { return (known, []) }
        let accepted = try acceptNow(db, opening, subscriber)
        var state = accepted.appended.state
        var events = accepted.appended.events
        let projection = projection(db)
        let knows = try Calls.knowsBetter(db, state, than: call)
        var sequences: [Int] = []
        func append(_ bodies: [ConversationEvent.Body], _ at: Timestamp) throws {
            let written = try projection.append(bodies, to: &state, at: at)
            try noteOutside(db, written, of: state.id)
            events += written
        }
        for (index, entry) in call.entries.enumerated() {
            try append([call.body(of: index, epoch: state.epoch)], entry.at)
            sequences.append(state.seq)
        }
        let facts = call.facts.filter { !knows.contains($0.key) && sequences.indices.contains($0.entry) }
            .map { Fact(key: $0.key, value: $0.value, source: sequences[$0.entry]) }
        try append(facts.map { .factLearned($0) }, call.endedAt)
        if let remark = call.remark {
            try append([.noteAdded(remark)], call.endedAt)
        }
        try append(call.ending(on: state, queue: queue), call.followUp == nil ? call.endedAt : now)
        let filed = FiledCall(
            conversation: state.id, customer: state.customer, isDuplicate: false, wasLive: false,
            followUp: state.caseID, facts: facts.count)
        return (filed, [Appended(state: state, events: events)] + accepted.others)
    }
}

/// Rows of calls.
private enum Calls {
    /// Every call's opening is the second event of its conversation, live or not; an index knows those alone.
    static func find(_ db: Database, _ id: String, on channel: ChannelName) throws -> FiledCall? {
        let row = try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT inbox.conversation, conversations.customer, json_extract(events.body, '$.handling.reason')
                    FROM inbox INDEXED BY inbox_openings
                    JOIN conversations ON conversations.id = inbox.conversation
                    JOIN events ON events.conversation = inbox.conversation AND events.seq = inbox.seq
                    WHERE inbox.channel = ? AND inbox.external_id = ? AND inbox.seq = 2
                    """),
            arguments: [channel.rawValue, id])
        return row.map {
            FiledCall(
                conversation: ConversationID(number: $0[0]), customer: CustomerID(number: $0[1]), isDuplicate: true,
                wasLive: ($0[2] as String?) != CallRecord.reason, followUp: nil, facts: 0)
        }
    }

    /// The keys of facts that are known from after the call: what is older does not take their place.
    static func knowsBetter(_ db: Database, _ state: ConversationState, than call: CallRecord) throws -> Set<String> {
        let newest = try Int64.fetchOne(
            db.cachedStatement(sql: "SELECT max(changed_at) FROM conversations WHERE customer = ? AND id != ?"),
            arguments: [state.customer.number, state.id.number])
        guard let newest, newest > call.endedAt.milliseconds else { return [] }
        return Set(try CustomerRow.context(db, state.customer).facts.keys)
    }
}
