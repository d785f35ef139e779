public import Conversations
import Foundation
import GRDB

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

    /// How many messages the agent wrote since a moment in the conversations of whoever has an address on a channel.
    public func automaticMessages(
        to address: String, on channel: ChannelName, since: Timestamp
    ) async throws -> Int {
        try await read { db in
            try Int.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT count(*) FROM conversations JOIN events ON events.conversation = conversations.id
                        WHERE conversations.customer = (SELECT customer FROM handles WHERE scope = ?1 AND address = ?2)
                            AND conversations.channel = ?1 AND conversations.changed_at >= ?3
                            AND events.at >= ?3 AND events.kind = ?4
                            AND json_extract(events.body, '$.author.kind') IN ('agent', 'system')
                        """),
                arguments: [channel.rawValue, address, since.milliseconds, EventCodec.Kind.messageSent.rawValue])
        } ?? 0
    }
}
