public import Conversations
import Foundation
import GRDB
import Synchronization

/// What e-mail channels keep beside the conversations.
extension SQLiteStore {
    /// How far a folder was read; nil when it never was.
    public func mailboxCursor(account: String, folder: String) async throws -> String? {
        try await read { db in
            try String.fetchOne(
                db, sql: "SELECT cursor FROM mailbox_cursors WHERE account = ? AND folder = ?",
                arguments: [account, folder])
        }
    }

    /// Keeps how far a folder was read.
    public func keepMailboxCursor(_ cursor: String, account: String, folder: String) async throws {
        try await writer.write { db in
            try db.execute(
                sql: """
                    INSERT INTO mailbox_cursors (account, folder, cursor) VALUES (?1, ?2, ?3)
                    ON CONFLICT (account, folder) DO UPDATE SET cursor = ?3
                    """,
                arguments: [account, folder, cursor])
        }
    }

    /// Whether a letter with this id was taken on a channel, from whatever address.
    public func hasAccepted(_ externalID: String, on channel: ChannelName) async throws -> Bool {
        try await read { db in
            try Bool.fetchOne(
                db.cachedStatement(sql: Letters.acceptedQuery),
                arguments: [externalID.storable, channel.rawValue])
        } ?? false
    }

    /// Whether a token of a platform's call was kept and is in force.
    public func isKnownToken(_ token: String, on channel: ChannelName, at moment: Timestamp) async throws -> Bool {
        try await read { db in
            try Bool.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT EXISTS (
                            SELECT 1 FROM webhook_tokens WHERE channel = ? AND token = ? AND ends_at >= ?)
                        """),
                arguments: [channel.rawValue, token.storable, moment.milliseconds])
        } ?? false
    }

    /// Keeps a token until `end`, and forgets those whose time is over.
    public func keepToken(
        _ token: String, on channel: ChannelName, until end: Timestamp, at moment: Timestamp
    ) async throws {
        try await writer.write { db in
            try db.execute(sql: "DELETE FROM webhook_tokens WHERE ends_at < ?", arguments: [moment.milliseconds])
            try db.execute(
                sql: "INSERT OR REPLACE INTO webhook_tokens (channel, token, ends_at) VALUES (?, ?, ?)",
                arguments: [channel.rawValue, token.storable, end.milliseconds])
        }
    }

    /// A key of 32 random bytes, made when it is first asked for and the same from then on.
    public func secret(named name: String) async throws -> [UInt8] {
        let known = try await read { db in
            try Data.fetchOne(db, sql: "SELECT bytes FROM secrets WHERE name = ?", arguments: [name])
        }
        if let known { return Array(known) }
        return try await writer.write { db in
            try db.execute(
                sql: "INSERT OR IGNORE INTO secrets (name, bytes) VALUES (?, randomblob(32))", arguments: [name])
            return Array(
                try Data.fetchOne(db, sql: "SELECT bytes FROM secrets WHERE name = ?", arguments: [name]) ?? Data())
        }
    }

    /// Bytes kept under a name; nil when there are none.
    public func keptSecret(named name: String) async throws -> [UInt8]? {
        try await read { db in
            try Data.fetchOne(db, sql: "SELECT bytes FROM secrets WHERE name = ?", arguments: [name]).map(Array.init)
        }
    }

    /// Keeps bytes under a name, in place of those before.
    public func keepSecret(_ bytes: [UInt8], named name: String) async throws {
        try await writer.write { db in
            try db.execute(
                sql: """
                    INSERT INTO secrets (name, bytes) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET bytes = ?2
                    """,
                arguments: [name, Data(bytes)])
        }
    }

    /// What whoever has an address on a channel last did not want, if nothing lifted it since.
    ///
    /// Derived from the log: a complaint is a message kept for that reason, a bad address a delivery that failed with a
    /// detail that begins with `badAddress`. Either is lifted by a newer message that wants an answer, by a hand-back,
    /// and by a delivery that was queued again by hand.
    public func unwanted(
        at address: String, on channel: ChannelName, badAddress: String
    ) async throws -> UnwantedMail? {
        try await read { db in
            try UnwantedMailSearch(channel: channel, address: address, badAddress: badAddress).run(db).found
        }
    }

    /// Notes that a message of ours came back: its delivery has failed. One that is on its way again stays so, and
    /// colleagues read the news as a note.
    ///
    /// - Parameter followUp: What else is written where it has failed by that.
    public func cameBack(
        _ seq: Int, in conversation: ConversationID, detail: String, at moment: Timestamp,
        followUp: @escaping @Sendable (ConversationState) -> [ConversationEvent.Body] = { _ in [] }
    ) async throws {
        let row = FoundRow()
        _ = try await append(
            to: conversation, at: moment,
            when: { db in
                let found = try Row.fetchOne(
                    db, sql: "SELECT state, attempts FROM outbox WHERE conversation = ? AND seq = ?",
                    arguments: [conversation.number, seq])
                row.value.withLock { $0 = found.map { ($0[0], $0[1]) } }
                return found != nil
            },
            { conversation in
                // An erased customer's words stay erased, whatever still comes back.
                guard !conversation.address.isEmpty else { return [] }
                guard let (state, attempts) = row.value.withLock({ $0 }) else { return [] }
                if state == DeliveryState.pending.rawValue || state == DeliveryState.sending.rawValue {
                    let text = "A mail sent earlier \(detail). It is on its way again."
                    let remark = Remark(.mailReturned, ["detail": detail])
                    return [.noteAdded(NoteAdded(author: Author(kind: .system), text: text, remark: remark))]
                }
                return [
                    .deliveryChanged(
                        DeliveryChanged(message: seq, state: .failed, attempt: max(1, attempts), detail: detail))
                ] + followUp(conversation)
            })
    }
}

/// What a customer does not want of programs.
public enum UnwantedMail: Sendable, Hashable {
    case complained
    case badAddress
}

/// What the first step of a transaction found for its second.
private final class FoundRow: Sendable {
    let value = Mutex<(state: String, attempts: Int)?>(nil)
}
