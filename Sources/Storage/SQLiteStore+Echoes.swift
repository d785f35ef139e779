public import Conversations
import Delivery
import Foundation
import GRDB
import Intake

/// A message in our name of which it is not yet clear who wrote it.
public struct WaitingEcho: Sendable, Hashable {
    public let channel: ChannelName
    /// The platform's.
    public let id: String
    public let conversation: ConversationID
    public let text: String
    /// When it came.
    public let at: Timestamp
}

/// What an echo turned out to be.
public enum EchoOutcome: Sendable, Hashable {
    /// One of ours that came back.
    case ours
    /// Not to be told before a message that is being sent has its ids.
    case waiting
    /// A person wrote it in the platform's own app.
    case human
}

extension SQLiteStore {
    /// Echoes to be looked at now, the oldest first.
    public func echoes(dueAt moment: Timestamp, limit: Int) async throws -> [WaitingEcho] {
        try await read { db in
            try Row.fetchAll(
                db.cachedStatement(
                    sql:
                        "SELECT channel, id, conversation, text, at FROM echoes WHERE due_at <= ? ORDER BY due_at LIMIT ?"
                ),
                arguments: [moment.milliseconds, limit]
            ).map {
                WaitingEcho(
                    channel: ChannelName($0[0]), id: $0[1], conversation: ConversationID(number: $0[2]), text: $0[3],
                    at: Timestamp(milliseconds: $0[4]))
            }
        }
    }

    /// Says whose an echo is, and where a person wrote it, appends what `decide` makes of it: all in one transaction.
    ///
    /// A message of ours that has left is being sent or has its ids: while one is being sent, the echo waits, at most
    /// `patience`. A message without ids, as its answer never came, is told by its words.
    ///
    /// - Parameter patience: Milliseconds since the echo came.
    public func settle(
        _ echo: WaitingEcho, at moment: Timestamp, patience: Int64,
        _ decide: @escaping @Sendable (ConversationState) -> [ConversationEvent.Body]
    ) async throws -> EchoOutcome {
        let box = ResultBox<Settling>()
        return try await withUnsafeThrowingContinuation { continuation in
            writer.submit(
                GroupCommit.Job(
                    perform: { [self] db in
                        try box.fill(db) { db in
                            try settleNow(db, echo, at: moment, patience: patience, decide)
                        }
                    },
                    finish: { [self] failure in
                        if let failure { return continuation.resume(throwing: failure) }
                        let result = box.take()
                        if case .success(let settling) = result, let appended = settling.appended { tell(appended) }
                        continuation.resume(with: result.map(\.outcome))
                    }))
        }
    }

    private struct Settling: Sendable {
        let outcome: EchoOutcome
        var appended: Appended?
    }

    private func settleNow(
        _ db: Database, _ echo: WaitingEcho, at moment: Timestamp, patience: Int64,
        _ decide: (ConversationState) -> [ConversationEvent.Body]
    ) throws -> Settling {
        let forget = { [echo] in
            try db.execute(
                sql: "DELETE FROM echoes WHERE channel = ? AND id = ?", arguments: [echo.channel.rawValue, echo.id])
        }
        if try PlatformIDs.find(db, echo.channel, echo.id) != nil {
            try forget()
            return Settling(outcome: .ours)
        }
        guard var state = try ConversationRow.load(db, echo.conversation), state.address != Erasure.address else {
            try forget()
            return Settling(outcome: .ours)
        }
        let sends = try OwnSends.recent(db, echo.conversation, since: moment.advanced(byMilliseconds: -900_000))
        if let own = sends.first(where: { $0.hasNoID && EchoWords.areSame(echo.text, $0.text) }) {
            try PlatformIDs.keep(db, echo.channel, echo.id, of: own.seq, in: echo.conversation, isOurs: true)
            try forget()
            guard own.state == DeliveryState.unknown.rawValue else { return Settling(outcome: .ours) }
            let body = ConversationEvent.Body.deliveryChanged(
                DeliveryChanged(message: own.seq, state: .sent, attempt: max(1, own.attempts), detail: nil))
            let events = try projection(db).append([body], to: &state, at: moment)
            return Settling(outcome: .ours, appended: Appended(state: state, events: events))
        }
        if sends.contains(where: { $0.state == DeliveryState.sending.rawValue }),
            moment.milliseconds - echo.at.milliseconds < patience
        {
            try db.execute(
                sql: "UPDATE echoes SET due_at = ? WHERE channel = ? AND id = ?",
                arguments: [moment.milliseconds + 250, echo.channel.rawValue, echo.id])
            return Settling(outcome: .waiting)
        }
        let events = try projection(db).append(decide(state), to: &state, at: moment)
        let seq = events.last { if case .messageSent = $0.body { true } else { false } }?.seq ?? state.seq
        try PlatformIDs.keep(db, echo.channel, echo.id, of: seq, in: echo.conversation, isOurs: true)
        try forget()
        try noteOutside(db, events, of: echo.conversation)
        return Settling(outcome: .human, appended: Appended(state: state, events: events))
    }
}

/// Messages of ours a platform may echo.
private struct OwnSends {
    let seq: Int
    let state: String
    let attempts: Int
    let text: String
    let hasNoID: Bool

    /// Those whose sending changed lately, at most 50, the newest first.
    static func recent(_ db: Database, _ conversation: ConversationID, since: Timestamp) throws -> [OwnSends] {
        try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT outbox.seq, outbox.state, outbox.attempts, events.body, NOT EXISTS (
                        SELECT 1 FROM platform_ids WHERE platform_ids.conversation = outbox.conversation
                            AND platform_ids.seq = outbox.seq)
                    FROM outbox JOIN events ON events.conversation = outbox.conversation AND events.seq = outbox.seq
                    WHERE outbox.conversation = ? AND outbox.changed_at >= ?
                        AND outbox.state IN ('sending', 'sent', 'unknown')
                    ORDER BY outbox.seq DESC LIMIT 50
                    """),
            arguments: [conversation.number, since.milliseconds]
        ).map { row in
            let message: MessageSent = try EventCodec.value(row[3])
            return OwnSends(seq: row[0], state: row[1], attempts: row[2], text: message.text, hasNoID: row[4])
        }
    }
}

/// Whether a platform shows a text of ours: in its own dialect of markup, and perhaps only a part of it.
enum EchoWords {
    /// Shorter texts say too little to be recognised in a part.
    private static let partMin = 24

    static func areSame(_ echo: String, _ own: String) -> Bool {
        let (echo, own) = (kept(echo), kept(own))
        guard !echo.isEmpty else { return false }
        return echo == own || echo.utf8.count >= partMin && own.contains(echo)
    }

    /// Letters and digits alone.
    private static func kept(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.filter { $0.properties.isAlphabetic || $0.properties.numericType != nil })
        )
        .lowercased()
    }
}
