import Conversations
import GRDB

/// Messages that are known by what they say, beside their id: letters. Their senders give one id to different letters, and
/// write one letter to several of our addresses.
enum Letters {
    /// The row of a message that was taken before.
    struct Known {
        let conversation: ConversationID
        let seq: Int
    }

    /// The message's own row, if it was taken before. Where what was taken under its id said something else, and cannot be
    /// compared any more since its original is gone, the message gets an id of its own.
    static func known(_ db: Database, _ message: inout InboundMessage) throws -> Known? {
        guard let row = try row(db, message) else { return nil }
        let known = Known(conversation: ConversationID(number: row[0]), seq: row[1])
        guard let fingerprint = message.fingerprint, let stored: String = row[2], !stored.isEmpty,
            stored != fingerprint, try !Originals.isKept(db, known.conversation, known.seq)
        else { return known }
        message.externalID += "#\(fingerprint)"
        return try Self.row(db, message).map { Known(conversation: ConversationID(number: $0[0]), seq: $0[1]) }
    }

    private static func row(_ db: Database, _ message: InboundMessage) throws -> Row? {
        try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT conversation, seq, fingerprint FROM inbox
                    WHERE channel = ? AND address = ? AND external_id = ?
                    """),
            arguments: [message.channel.rawValue, message.sender.address, message.externalID])
    }

    /// Whether another channel took the same letter of the same sender and did not put it aside: there it is dealt with.
    ///
    /// Whichever channel stores it first takes it. An order of the addresses named in the letter would be decided as
    /// early, but the first of them may never get it, and then nobody would answer.
    static func isTakenElsewhere(_ db: Database, _ message: InboundMessage) throws -> Bool {
        guard let fingerprint = message.fingerprint else { return false }
        return try Bool.fetchOne(
            db.cachedStatement(sql: elsewhereQuery),
            arguments: [
                message.externalID, message.sender.address, fingerprint, message.channel.rawValue,
                Handling.Kind.silent.rawValue,
            ]) ?? false
    }

    /// Keeps what a message says beside its id.
    static func keepFingerprint(_ db: Database, of message: InboundMessage) throws {
        guard let fingerprint = message.fingerprint else { return }
        try db.cachedStatement(
            sql: "UPDATE inbox SET fingerprint = ? WHERE channel = ? AND address = ? AND external_id = ?"
        ).execute(
            arguments: [fingerprint, message.channel.rawValue, message.sender.address, message.externalID])
    }

    static let elsewhereQuery = """
        SELECT EXISTS (
            SELECT 1 FROM inbox INDEXED BY inbox_letters
                JOIN events ON events.conversation = inbox.conversation AND events.seq = inbox.seq
            WHERE external_id = ? AND address = ? AND fingerprint = ? AND channel <> ?
                AND fingerprint IS NOT NULL AND json_extract(body, '$.handling.kind') IS NOT ?
        )
        """

    /// Whether a letter was taken on a channel, from whatever address.
    static let acceptedQuery = """
        SELECT EXISTS (
            SELECT 1 FROM inbox INDEXED BY inbox_letters
            WHERE external_id = ? AND channel = ? AND fingerprint IS NOT NULL
        )
        """
}
