public import Conversations
import Foundation
import GRDB

extension SQLiteStore {
    /// A message as it came, byte for byte; nil when its channel keeps none or its customer was erased.
    public func original(of message: Int, in conversation: ConversationID) async throws -> InboundMessage.Original? {
        try await read { db in try Originals.load(db, conversation, message) }
    }

    /// Which of some messages of a conversation have an original.
    public func originals(of messages: [Int], in conversation: ConversationID) async throws -> Set<Int> {
        guard let first = messages.min(), let last = messages.max() else { return [] }
        let kept = try await read { db in
            try Int.fetchAll(
                db.cachedStatement(sql: "SELECT seq FROM originals WHERE conversation = ? AND seq BETWEEN ? AND ?"),
                arguments: [conversation.number, first, last])
        }
        return Set(messages).intersection(kept)
    }

    /// The newest original of a conversation before an event that wants an answer.
    public func lastOriginal(
        of conversation: ConversationID, before seq: Int
    ) async throws -> InboundMessage.Original? {
        try await read { db in
            let last = try Int.fetchOne(
                db.cachedStatement(
                    sql: "SELECT max(seq) FROM originals WHERE conversation = ? AND seq < ? AND wants_answer"),
                arguments: [conversation.number, seq])
            return try last.flatMap { try Originals.load(db, conversation, $0) }
        }
    }
}

/// Rows of messages as they came.
enum Originals {
    static func keep(
        _ db: Database, _ original: InboundMessage.Original, of conversation: ConversationID, seq: Int,
        wantsAnswer: Bool
    ) throws {
        try db.cachedStatement(
            sql: """
                INSERT INTO originals (conversation, seq, media_type, wants_answer, bytes, kept_at)
                VALUES (?, ?, ?, ?, ?, CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER))
                """
        ).execute(
            arguments: [conversation.number, seq, original.mediaType, wantsAnswer, Data(original.bytes)])
    }

    static func load(
        _ db: Database, _ conversation: ConversationID, _ seq: Int
    ) throws -> InboundMessage.Original? {
        try Row.fetchOne(
            db.cachedStatement(sql: "SELECT media_type, bytes FROM originals WHERE conversation = ? AND seq = ?"),
            arguments: [conversation.number, seq]
        ).map { InboundMessage.Original(mediaType: $0[0], bytes: [UInt8]($0[1] as Data)) }
    }

    static func isKept(_ db: Database, _ conversation: ConversationID, _ seq: Int) throws -> Bool {
        try Bool.fetchOne(
            db.cachedStatement(
                sql: "SELECT EXISTS (SELECT 1 FROM originals WHERE conversation = ? AND seq = ?)"),
            arguments: [conversation.number, seq]) ?? false
    }

    static func remove(_ db: Database, of conversation: ConversationID) throws {
        try db.execute(sql: "DELETE FROM originals WHERE conversation = ?", arguments: [conversation.number])
    }
}
