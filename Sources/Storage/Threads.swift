import Conversations
import GRDB

/// Which conversation a message belongs to on a channel where one sender has many.
enum Threads {
    /// The conversation named by the secret it came to, by earlier messages its sender had a part in, or by a secret
    /// within the text, in this order: whoever quotes what others got still writes where they write. Nil opens a new
    /// one.
    static func conversation(
        _ db: Database, _ thread: InboundMessage.Thread, of message: InboundMessage
    ) throws -> ConversationState? {
        if let state = try named(db, thread.proven, message) { return state }
        for reference in thread.answers {
            let id =
                switch reference {
                case .received(let externalID): try received(db, externalID, message)
                case .sent(let id): try hasPart(db, message, in: id) ? id : nil
                }
            if let id, let state = try ConversationRow.load(db, id) { return state }
        }
        return try named(db, thread.marked, message)
    }

    /// The conversation a secret names, where it is one of the message's channel whose customer was not erased.
    private static func named(
        _ db: Database, _ id: ConversationID?, _ message: InboundMessage
    ) throws -> ConversationState? {
        guard let id, let state = try ConversationRow.load(db, id), state.channel == message.channel,
            state.address != Erasure.address
        else { return nil }
        return state
    }

    private static func received(
        _ db: Database, _ externalID: String, _ message: InboundMessage
    ) throws -> ConversationID? {
        try Int64.fetchOne(
            db.cachedStatement(
                sql: "SELECT conversation FROM inbox WHERE channel = ? AND address = ? AND external_id = ?"),
            arguments: [message.channel.rawValue, message.sender.address, externalID.storable]
        ).map(ConversationID.init(number:))
    }

    private static func hasPart(_ db: Database, _ message: InboundMessage, in id: ConversationID) throws -> Bool {
        let found = try Int.fetchOne(
            db.cachedStatement(
                sql: partQuery), arguments: [id.number, message.channel.rawValue, message.sender.address])
        return found != nil
    }

    /// Whether a sender opened a conversation or wrote in it.
    static let partQuery = """
        SELECT 1 WHERE EXISTS (
            SELECT 1 FROM conversations WHERE id = ?1 AND channel = ?2 AND address = ?3
        ) OR EXISTS (
            SELECT 1 FROM inbox INDEXED BY inbox_by_conversation WHERE conversation = ?1 AND channel = ?2 AND address = ?3
        )
        """
}
