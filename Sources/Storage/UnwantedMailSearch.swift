import Conversations
import GRDB

/// Looks for what a customer does not want, from the newest event backwards: what lifted it usually stands right before,
/// since most of what is sent answers a message.
struct UnwantedMailSearch {
    let channel: ChannelName
    let address: String
    /// How the detail of a delivery begins whose address does not exist.
    let badAddress: String

    /// What was found, and how many events were read for it.
    struct Answer {
        var found: UnwantedMail?
        var eventsRead = 0
    }

    func run(_ db: Database) throws -> Answer {
        var answer = Answer()
        var complaint: Int64?
        var bounce: Int64?
        var lifted = Int64.min
        let conversations = try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT id, changed_at FROM conversations
                    WHERE customer = (SELECT customer FROM handles WHERE scope = ?1 AND address = ?2) AND channel = ?1
                    ORDER BY changed_at DESC
                    """),
            arguments: [channel.rawValue, address])
        for conversation in conversations {
            // Nothing in it or in those that follow is newer than what lifted everything.
            guard (conversation[1] as Int64) > lifted else { break }
            let events = try Row.fetchCursor(
                db.cachedStatement(sql: Self.eventsQuery), arguments: arguments(of: conversation[0]))
            while let event = try events.next() {
                answer.eventsRead += 1
                let at: Int64 = event[0]
                switch event[1] as Int? {
                case 0: lifted = max(lifted, at)
                case 1: complaint = max(complaint ?? at, at)
                case .some: bounce = max(bounce ?? at, at)
                case nil: break
                }
                if at <= lifted { break }
            }
        }
        if let complaint, complaint > lifted {
            answer.found = .complained
        } else if let bounce, bounce > lifted {
            answer.found = .badAddress
        }
        return answer
    }

    /// Times and what they count for, the newest first: 0 lifts, 1 is a complaint, 2 a bad address.
    private static let eventsQuery = """
        SELECT at, CASE
            WHEN kind = ?3 AND json_extract(body, '$.handling.kind') IS NOT 'silent' THEN 0
            WHEN kind = ?3 AND json_extract(body, '$.handling.reason') = 'complaint' THEN 1
            WHEN kind = ?4 AND json_extract(body, '$.state') = 'pending' AND json_extract(body, '$.attempt') = 0 THEN 0
            WHEN kind = ?4 AND json_extract(body, '$.state') = 'failed'
                AND substr(json_extract(body, '$.detail'), 1, length(?2)) = ?2 THEN 2
            WHEN kind = ?5 THEN 0 END AS sort
        FROM events WHERE conversation = ?1 ORDER BY seq DESC
        """

    private func arguments(of conversation: Int64) -> StatementArguments {
        [
            conversation, badAddress, EventCodec.Kind.messageReceived.rawValue,
            EventCodec.Kind.deliveryChanged.rawValue,
            EventCodec.Kind.handedBack.rawValue,
        ]
    }
}
