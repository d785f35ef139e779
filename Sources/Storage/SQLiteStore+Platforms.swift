public import Conversations
import Foundation
import GRDB
public import Intake

extension SQLiteStore: PlatformInbox {
    public func take(_ batch: PlatformBatch) async throws -> [Accepted] {
        let batch = batch.storable
        let box = ResultBox<PlatformTaken>()
        return try await withUnsafeThrowingContinuation { continuation in
            writer.submit(
                GroupCommit.Job(
                    perform: { [self] db in
                        try box.fill(db) { db in
                            var taking = PlatformTaking(store: self, db: db, batch: batch)
                            try taking.run()
                            return taking.taken
                        }
                        CrashPoint.afterStore.reached()
                    },
                    finish: { [self] failure in
                        if let failure { return continuation.resume(throwing: failure) }
                        switch box.take() {
                        case .success(let taken):
                            for appended in taken.appended { tell(appended) }
                            continuation.resume(returning: taken.accepted)
                        case .failure(let error): continuation.resume(throwing: error)
                        }
                    }))
        }
    }

    /// Keeps the ids a platform gave a message of ours, for states and echoes.
    public func keepPlatformIDs(_ ids: [String], of seq: Int, in conversation: ConversationID) async throws {
        guard !ids.isEmpty else { return }
        try await writer.write { db in
            let channel = try String.fetchOne(
                db, sql: "SELECT channel FROM conversations WHERE id = ?", arguments: [conversation.number])
            guard let channel else { return }
            for id in ids {
                try PlatformIDs.keep(db, ChannelName(channel), id.storable, of: seq, in: conversation, isOurs: true)
            }
        }
    }

    /// How far a platform that is asked was read; nil when it never was.
    public func pollCursor(of channel: ChannelName) async throws -> String? {
        try await read { db in
            try String.fetchOne(
                db, sql: "SELECT cursor FROM poll_cursors WHERE channel = ?", arguments: [channel.rawValue])
        }
    }

    /// Whether a message of ours is known to have failed for that reason.
    public func hasFailed(_ seq: Int, in conversation: ConversationID, detail: String) async throws -> Bool {
        try await read { db in
            try Bool.fetchOne(
                db,
                sql: """
                    SELECT EXISTS (
                        SELECT 1 FROM outbox WHERE conversation = ? AND seq = ? AND state = 'failed' AND detail = ?)
                    """,
                arguments: [conversation.number, seq, detail]) ?? false
        }
    }

    /// The message that has an id on a platform.
    public func platformMessage(
        _ id: String, on channel: ChannelName
    ) async throws -> (conversation: ConversationID, seq: Int, isOurs: Bool)? {
        try await read { db in
            try PlatformIDs.find(db, channel, id.storable).map { ($0.conversation, $0.seq, $0.isOurs) }
        }
    }
}

/// Which message has which id on a platform.
enum PlatformIDs {
    struct Found {
        let conversation: ConversationID
        let seq: Int
        let isOurs: Bool
    }

    static func find(_ db: Database, _ channel: ChannelName, _ id: String) throws -> Found? {
        try Row.fetchOne(
            db.cachedStatement(
                sql: "SELECT conversation, seq, is_ours FROM platform_ids WHERE channel = ? AND id = ?"),
            arguments: [channel.rawValue, id]
        ).map { Found(conversation: ConversationID(number: $0[0]), seq: $0[1], isOurs: $0[2]) }
    }

    /// The first that has an id keeps it.
    static func keep(
        _ db: Database, _ channel: ChannelName, _ id: String, of seq: Int, in conversation: ConversationID,
        isOurs: Bool
    ) throws {
        try db.cachedStatement(
            sql: "INSERT OR IGNORE INTO platform_ids (channel, id, conversation, seq, is_ours) VALUES (?, ?, ?, ?, ?)"
        ).execute(arguments: [channel.rawValue, id, conversation.number, seq, isOurs])
    }
}

/// What one batch came to.
struct PlatformTaken: Sendable {
    var accepted: [Accepted] = []
    /// What was appended to which conversation, in order.
    var appended: [Appended] = []
}

extension PlatformBatch {
    /// Without what SQLite's texts cannot hold.
    var storable: PlatformBatch {
        var copy = self
        copy.items = items.map { item in
            guard case .message(var message) = item else { return item }
            message.message = message.message.storable
            return .message(message)
        }
        return copy
    }
}

/// Forgets what is kept of a conversation on a platform.
enum PlatformRows {
    /// While the conversation still has its address.
    static func remove(_ db: Database, of conversation: ConversationID) throws {
        try db.execute(
            sql: """
                DELETE FROM places WHERE (channel, address) IN (
                    SELECT channel, address FROM conversations WHERE id = ?)
                """,
            arguments: [conversation.number])
        for table in ["platform_ids", "receipts", "echoes", "remote_files", "sendings", "private_replies"] {
            try db.execute(sql: "DELETE FROM \(table) WHERE conversation = ?", arguments: [conversation.number])
        }
    }
}
