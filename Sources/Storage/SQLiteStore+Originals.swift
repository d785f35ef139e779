public import Conversations
import Foundation
import GRDB

extension SQLiteStore {
    /// A message as it came, byte for byte; nil when its channel keeps none or its customer was erased.
    public func original(of message: Int, in conversation: ConversationID) async throws -> InboundMessage.Original? {
        try await read { db in try Originals.load(db, conversation, message) }
    }

    /// The newest original of a conversation before an event, with the sequence of its message.
    public func lastOriginal(
        of conversation: ConversationID, before seq: Int
    ) async throws -> (seq: Int, original: InboundMessage.Original)? {
        try await read { db in
            let last = try Int.fetchOne(
                db.cachedStatement(sql: "SELECT max(seq) FROM originals WHERE conversation = ? AND seq < ?"),
                arguments: [conversation.number, seq])
            guard let last, let original = try Originals.load(db, conversation, last) else { return nil }
            return (last, original)
        }
    }
}

/// Rows of messages as they came.
enum Originals {
    static func keep(
        _ db: Database, _ original: InboundMessage.Original, of conversation: ConversationID, seq: Int
    ) throws {
        try db.cachedStatement(
            sql: "INSERT INTO originals (conversation, seq, media_type, bytes) VALUES (?, ?, ?, ?)"
        ).execute(arguments: [conversation.number, seq, original.mediaType, Data(original.bytes)])
    }

    static func load(
        _ db: Database, _ conversation: ConversationID, _ seq: Int
    ) throws -> InboundMessage.Original? {
        try Row.fetchOne(
            db.cachedStatement(sql: "SELECT media_type, bytes FROM originals WHERE conversation = ? AND seq = ?"),
            arguments: [conversation.number, seq]
        ).map { InboundMessage.Original(mediaType: $0[0], bytes: [UInt8]($0[1] as Data)) }
    }

    static func remove(_ db: Database, of conversation: ConversationID) throws {
        try db.execute(sql: "DELETE FROM originals WHERE conversation = ?", arguments: [conversation.number])
    }
}
