import Conversations
import Foundation
import GRDB
import Intake

/// Stores one batch of a platform inside the writer's transaction.
struct PlatformTaking {
    private let store: SQLiteStore
    private let db: Database
    private let batch: PlatformBatch
    private(set) var taken = PlatformTaken()

    init(store: SQLiteStore, db: Database, batch: PlatformBatch) {
        self.store = store
        self.db = db
        self.batch = batch
    }

    mutating func run() throws {
        for item in batch.items {
            switch item {
            case .message(let message): try take(message)
            case .remark(let remark): try take(remark)
            case .status(let status): try take(status)
            case .echo(let echo): try take(echo)
            }
        }
        if let letter = batch.letter { try keep(letter) }
        if let id = batch.settles {
            try db.execute(sql: "DELETE FROM inbound_letters WHERE id = ?", arguments: [id])
        }
        if let cursor = batch.cursor {
            try db.execute(
                sql: """
                    INSERT INTO poll_cursors (channel, cursor) VALUES (?1, ?2)
                    ON CONFLICT (channel) DO UPDATE SET cursor = ?2
                    """,
                arguments: [batch.channel.rawValue, cursor])
        }
    }

    // MARK: Messages

    private mutating func take(_ given: PlatformMessage) throws {
        var item = given
        if !item.replaces.isEmpty {
            var known: PlatformIDs.Found?
            for id in item.replaces where known == nil { known = try PlatformIDs.find(db, batch.channel, id) }
            guard let known, !known.isOurs, let state = try ConversationRow.load(db, known.conversation),
                state.address != Erasure.address
            else { return }
            // Platforms tell less of the place with an edit than they told with the message.
            item.message = item.message.sent(from: state.address)
            var message = item.message
            if try Letters.known(db, &message) == nil {
                try note("The customer changed message \(known.seq). The new words follow.", in: known.conversation)
            }
        }
        let acceptance = try store.acceptNow(db, item.message, store.subscriber(of: item.message))
        let state = acceptance.appended.state
        if acceptance.message != nil {
            taken.appended.append(acceptance.appended)
            taken.appended += acceptance.others
            if let id = item.id {
                try PlatformIDs.keep(db, batch.channel, id, of: acceptance.seq, in: state.id, isOurs: false)
            }
            for id in item.replaces {
                // From now on the id means the newest words.
                try db.execute(
                    sql: "UPDATE platform_ids SET conversation = ?, seq = ? WHERE channel = ? AND id = ?",
                    arguments: [state.id.number, acceptance.seq, batch.channel.rawValue, id])
            }
            if item.replaces.isEmpty { try keep(item.place, of: item) }
            try keep(item.files, of: acceptance.seq, in: state.id)
        }
        let signal = CommitSignal()
        signal.finish(nil)
        taken.accepted.append(acceptance.accepted(signal, generation: store.generation))
    }

    private func keep(_ place: PlatformPlace, of item: PlatformMessage) throws {
        try db.cachedStatement(
            sql: """
                INSERT INTO places (channel, address, recipient, chat, place, is_public, last_direct_at, last_id)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
                ON CONFLICT (channel, address) DO UPDATE SET recipient = ?3, chat = ?4, place = ?5, is_public = ?6,
                    last_direct_at = ifnull(?7, last_direct_at), last_id = ifnull(?8, last_id)
                """
        ).execute(
            arguments: [
                batch.channel.rawValue, item.message.sender.address, place.recipient, place.chat, place.json,
                place.isPublic, place.isPublic ? nil : item.message.receivedAt.milliseconds, item.id,
            ])
    }

    private func keep(_ files: [PlatformFile], of seq: Int, in conversation: ConversationID) throws {
        for (position, file) in files.enumerated() {
            try db.cachedStatement(
                sql: """
                    INSERT INTO remote_files (conversation, seq, position, kind, name, media_type, size_bytes, source,
                        bytes)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """
            ).execute(
                arguments: [
                    conversation.number, seq, position, file.kind, file.name, file.type, file.sizeBytes, file.source,
                    file.bytes.map { Data($0) },
                ])
        }
    }

    // MARK: News of messages

    private mutating func take(_ remark: PlatformRemark) throws {
        let mark = "remark:" + remark.id
        guard try PlatformIDs.find(db, batch.channel, mark) == nil else { return }
        for target in remark.targets {
            guard let found = try PlatformIDs.find(db, batch.channel, target) else { continue }
            let text =
                switch remark.kind {
                case .takenBack: "The customer took message \(found.seq) back."
                case .reaction(let sign?): "The customer reacted to message \(found.seq) with \(sign)."
                case .reaction(nil): "The customer took the reaction to message \(found.seq) back."
                }
            try note(text, in: found.conversation)
            try PlatformIDs.keep(db, batch.channel, mark, of: found.seq, in: found.conversation, isOurs: false)
        }
    }

    private mutating func note(_ text: String, in conversation: ConversationID) throws {
        guard var state = try ConversationRow.load(db, conversation), state.address != Erasure.address else { return }
        let body = ConversationEvent.Body.noteAdded(NoteAdded(author: Author(kind: .system), text: text))
        try append([body], to: &state)
    }

    private mutating func append(_ bodies: [ConversationEvent.Body], to state: inout ConversationState) throws {
        let events = try store.projection(db).append(bodies, to: &state, at: batch.at)
        try store.noteOutside(db, events, of: state.id)
        taken.appended.append(Appended(state: state, events: events))
    }

    private mutating func take(_ status: PlatformStatus) throws {
        if status.isOptOut { try optOut(status) }
        guard status.state == .delivered || status.state == .read || status.state == .sent else { return }
        for target in status.targets {
            guard let found = try PlatformIDs.find(db, batch.channel, target), found.isOurs else { continue }
            try receipt(status.state, of: found.seq, in: found.conversation)
        }
        guard status.targets.isEmpty, let until = status.until, let address = status.address else { return }
        let rows = try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT outbox.conversation, outbox.seq FROM handles
                        JOIN outbox ON outbox.conversation = handles.conversation
                        JOIN events ON events.conversation = outbox.conversation AND events.seq = outbox.seq
                    WHERE handles.scope = ? AND handles.address = ? AND outbox.state = 'sent' AND events.at <= ?
                    ORDER BY outbox.seq DESC LIMIT 200
                    """),
            arguments: [batch.channel.rawValue, address, until.milliseconds])
        for row in rows { try receipt(status.state, of: row[1], in: ConversationID(number: row[0])) }
    }

    private mutating func receipt(
        _ reached: PlatformStatus.State, of seq: Int, in conversation: ConversationID
    ) throws {
        // Whatever the platform says it did with a message, it has it.
        let state = try String.fetchOne(
            db, sql: "SELECT state FROM outbox WHERE conversation = ? AND seq = ?",
            arguments: [conversation.number, seq])
        if state == DeliveryState.unknown.rawValue, var current = try ConversationRow.load(db, conversation) {
            try append(
                [.deliveryChanged(DeliveryChanged(message: seq, state: .sent, attempt: 1, detail: nil))], to: &current)
        }
        guard reached != .sent else { return }
        try db.cachedStatement(
            sql: """
                INSERT INTO receipts (conversation, seq, delivered_at, read_at) VALUES (?1, ?2, ?3, ?4)
                ON CONFLICT (conversation, seq) DO UPDATE SET
                    delivered_at = ifnull(delivered_at, ?3), read_at = ifnull(read_at, ?4)
                """
        ).execute(
            arguments: [
                conversation.number, seq, batch.at.milliseconds, reached == .read ? batch.at.milliseconds : nil,
            ])
    }

    private func optOut(_ status: PlatformStatus) throws {
        var addresses = [status.address].compactMap(\.self)
        for target in status.targets {
            guard let found = try PlatformIDs.find(db, batch.channel, target) else { continue }
            if let state = try ConversationRow.load(db, found.conversation) { addresses.append(state.address) }
        }
        for address in addresses {
            try db.execute(
                sql: """
                    UPDATE places SET opted_out_at = ?3
                    WHERE channel = ?1 AND recipient = (
                        SELECT recipient FROM places WHERE channel = ?1 AND address = ?2)
                    """,
                arguments: [batch.channel.rawValue, address, batch.at.milliseconds])
        }
    }

    // MARK: Echoes and what cannot be read

    private func take(_ echo: PlatformEcho) throws {
        guard try PlatformIDs.find(db, batch.channel, echo.id) == nil, let to = echo.to,
            let conversation = try PlatformPlaces.conversation(db, batch.channel, to)
        else { return }
        try db.cachedStatement(
            sql: """
                INSERT OR IGNORE INTO echoes (channel, id, conversation, text, at, due_at) VALUES (?1, ?2, ?3, ?4, ?5, ?5)
                """
        ).execute(
            arguments: [
                batch.channel.rawValue, echo.id.storable, conversation.number, echo.text.storable,
                batch.at.milliseconds,
            ])
    }

    private func keep(_ letter: PlatformLetter) throws {
        try db.execute(
            sql: "INSERT INTO inbound_letters (channel, reason, detail, request, body, at) VALUES (?, ?, ?, ?, ?, ?)",
            arguments: [
                batch.channel.rawValue, letter.reason, letter.detail, letter.request, Data(letter.body),
                batch.at.milliseconds,
            ])
    }
}

/// Which conversation is led where on a platform.
enum PlatformPlaces {
    /// The conversation with a customer, or in a chat; the newest where there are several.
    static func conversation(_ db: Database, _ channel: ChannelName, _ id: String) throws -> ConversationID? {
        try Int64.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT handles.conversation FROM handles JOIN conversations ON conversations.id = handles.conversation
                    WHERE scope = ?1 AND handles.address IN (
                        SELECT address FROM places WHERE channel = ?1 AND recipient = ?2
                        UNION SELECT address FROM places WHERE channel = ?1 AND chat = ?2)
                    ORDER BY conversations.changed_at DESC LIMIT 1
                    """),
            arguments: [channel.rawValue, id]
        ).map(ConversationID.init(number:))
    }
}

extension InboundMessage {
    /// The same message under another address of its sender.
    fileprivate func sent(from address: String) -> InboundMessage {
        var message = InboundMessage(
            channel: channel, externalID: externalID,
            sender: Sender(address: address, assurance: sender.assurance, account: sender.account, name: sender.name),
            text: text, locale: locale, receivedAt: receivedAt)
        message.attachments = attachments
        message.handling = handling
        return message
    }
}
