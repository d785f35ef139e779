public import Conversations
import Foundation
import GRDB

/// Where a conversation's messages go on its platform, as the newest message told.
public struct SendingPlace: Sendable, Hashable {
    /// The customer's id on the platform.
    public let recipient: String
    /// What the channel's definition wants back, as JSON.
    public let place: String
    public let isPublic: Bool
    /// When the customer wrote directly last; nil for never.
    public let lastDirectAt: Timestamp?
    /// The platform's id of the customer's message that is answered, else of the newest.
    public let answered: String?
    public let isOptedOut: Bool
    /// Whether the comment that is answered had its one private answer.
    public let privateReplyUsed: Bool
    /// When the message that is answered came.
    public let answeredAt: Timestamp
    public let language: String?
}

extension SQLiteStore {
    /// Where a message goes; nil for a conversation without a place on a platform.
    ///
    /// - Parameter answers: Sequence of the customer's message it answers; nil where none is known.
    public func sendingPlace(
        of conversation: ConversationID, answering answers: Int?
    ) async throws -> SendingPlace? {
        try await read { db in
            let row = try Row.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT recipient, place, is_public, last_direct_at, last_id, opted_out_at, language, changed_at
                        FROM conversations JOIN places USING (channel, address) WHERE id = ?
                        """), arguments: [conversation.number])
            guard let row else { return nil }
            let known = try answers.flatMap { seq in
                try Row.fetchOne(
                    db.cachedStatement(
                        sql: """
                            SELECT platform_ids.id, events.at FROM platform_ids JOIN events USING (conversation, seq)
                            WHERE conversation = ? AND seq = ? AND NOT is_ours LIMIT 1
                            """), arguments: [conversation.number, seq])
            }
            let answered: String? = known?[0] ?? row[4]
            let isUsed = try answered.map { comment in
                try Bool.fetchOne(
                    db.cachedStatement(
                        sql: "SELECT EXISTS (SELECT 1 FROM private_replies WHERE conversation = ? AND comment = ?)"),
                    arguments: [conversation.number, comment]) ?? false
            }
            return SendingPlace(
                recipient: row[0], place: row[1], isPublic: row[2],
                lastDirectAt: (row[3] as Int64?).map(Timestamp.init(milliseconds:)), answered: answered,
                isOptedOut: row[5] != nil, privateReplyUsed: isUsed ?? false,
                answeredAt: Timestamp(milliseconds: known?[1] ?? row[7]), language: row[6])
        }
    }

    /// How far an earlier attempt at a message got; nil for no attempt.
    public func sendingProgress(of seq: Int, in conversation: ConversationID) async throws -> [UInt8]? {
        try await read { db in
            try Data.fetchOne(
                db.cachedStatement(sql: "SELECT progress FROM sendings WHERE conversation = ? AND seq = ?"),
                arguments: [conversation.number, seq]
            ).map { [UInt8]($0) }
        }
    }

    /// Keeps how far a message got, with the ids its platform gave it.
    ///
    /// - Parameters:
    ///   - spent: The comment whose one private answer is leaving; nil for none.
    ///   - unspent: The comment whose private answer did not leave after all; nil for none.
    public func keepSending(
        _ progress: [UInt8], ids: [String], spent: String?, unspent: String?, of seq: Int,
        in conversation: ConversationID
    ) async throws {
        try await writer.write { db in
            let channel = try String.fetchOne(
                db, sql: "SELECT channel FROM conversations WHERE id = ?", arguments: [conversation.number])
            guard let channel else { return }
            try db.cachedStatement(
                sql: "INSERT OR REPLACE INTO sendings (conversation, seq, progress) VALUES (?, ?, ?)"
            ).execute(arguments: [conversation.number, seq, Data(progress)])
            for id in ids {
                try PlatformIDs.keep(db, ChannelName(channel), id.storable, of: seq, in: conversation, isOurs: true)
            }
            if let spent {
                try db.cachedStatement(
                    sql: "INSERT OR IGNORE INTO private_replies (conversation, comment) VALUES (?, ?)"
                ).execute(arguments: [conversation.number, spent.storable])
            }
            if let unspent {
                try db.cachedStatement(
                    sql: "DELETE FROM private_replies WHERE conversation = ? AND comment = ?"
                ).execute(arguments: [conversation.number, unspent.storable])
            }
        }
    }
}
