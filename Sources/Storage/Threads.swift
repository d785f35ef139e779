import Conversations
import GRDB

/// Which conversation a message belongs to on a channel where one sender has many.
enum Threads {
    /// The conversation named by a secret of ours, or by earlier messages its sender had a part in; nil opens a new
    /// one.
    static func conversation(
        _ db: Database, _ thread: InboundMessage.Thread, of message: InboundMessage
    ) throws -> ConversationState? {
        if let proven = thread.proven, let state = try ConversationRow.load(db, proven),
            state.channel == message.channel, state.address != Erasure.address
        {
            return state
        }
        for reference in thread.answers {
            let id =
                switch reference {
                case .received(let externalID): try received(db, externalID, message)
                case .sent(let id): try hasPart(db, message, in: id) ? id : nil
                }
            if let id, let state = try ConversationRow.load(db, id) { return state }
        }
        return nil
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
                sql: """
                    SELECT 1 WHERE EXISTS (
                        SELECT 1 FROM conversations WHERE id = ?1 AND channel = ?2 AND address = ?3
                    ) OR EXISTS (
                        SELECT 1 FROM inbox WHERE channel = ?2 AND address = ?3 AND conversation = ?1
                    )
                    """),
            arguments: [id.number, message.channel.rawValue, message.sender.address])
        return found != nil
    }
}
