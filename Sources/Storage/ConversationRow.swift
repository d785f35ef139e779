import Conversations
import GRDB

/// A conversation's state as a row: read, written, compared.
///
/// The newest case lives in `cases`; its columns are joined when the conversation has one.
enum ConversationRow {
    static let columns = """
        id, customer, channel, address, seq, owner, owner_name, epoch, takeover_epoch, language, last_received,
        answered_through, unanswered_messages, disclosed, unanswered, memory, hand_back_summary, case_ordinal, rating,
        opened_at, changed_at, call, parted
        """

    /// The state of now; nil when there is no such conversation.
    static func load(_ db: Database, _ id: ConversationID) throws -> ConversationState? {
        let statement = try db.cachedStatement(sql: "SELECT \(columns) FROM conversations WHERE id = ?")
        guard let row = try Row.fetchOne(statement, arguments: [id.number]) else { return nil }
        return try state(db, row)
    }

    /// The state of a row with ``columns`` in front.
    static func state(_ db: Database, _ row: Row) throws -> ConversationState {
        var state = ConversationState(id: ConversationID(number: row[0]))
        state.customer = CustomerID(number: row[1])
        state.channel = ChannelName(row[2])
        state.address = row[3]
        state.seq = row[4]
        state.owner = try owner(row[5])
        state.ownerName = row[6]
        state.epoch = row[7]
        state.takeoverEpoch = row[8]
        state.language = row[9]
        state.lastReceived = row[10]
        state.answeredThrough = row[11]
        state.unansweredMessages = row[12]
        state.disclosed = row[13]
        state.unanswered = row[14]
        state.memory = row[15]
        state.handBackSummary = row[16]
        if let ordinal = row[17] as Int? { state.currentCase = try currentCase(db, state.id, ordinal) }
        state.rating = row[18]
        state.openedAt = Timestamp(milliseconds: row[19])
        state.changedAt = Timestamp(milliseconds: row[20])
        state.call = (row[21] as String?).flatMap(CallPhase.init)
        state.parted = row[22]
        return state
    }

    /// Makes the row of a new conversation; its state follows with ``save(_:_:)``.
    static func create(
        _ db: Database, customer: CustomerID, channel: ChannelName, address: String, at: Timestamp
    ) throws -> ConversationID {
        let statement = try db.cachedStatement(
            sql: """
                INSERT INTO conversations (customer, channel, address, seq, owner, epoch, takeover_epoch,
                    last_received, answered_through, unanswered_messages, disclosed, unanswered, memory, opened_at,
                    changed_at)
                VALUES (?, ?, ?, 0, 'agent', 0, 0, 0, 0, 0, 0, 0, '', ?, ?)
                """)
        try statement.execute(
            arguments: [customer.number, channel.rawValue, address, at.milliseconds, at.milliseconds])
        return ConversationID(number: db.lastInsertedRowID)
    }

    /// Writes the state. The newest case is written by the projection of its events.
    static func save(_ db: Database, _ state: ConversationState, lastMessage: Int?) throws {
        let statement = try db.cachedStatement(
            sql: """
                UPDATE conversations SET customer = ?, seq = ?, owner = ?, owner_name = ?, epoch = ?,
                    takeover_epoch = ?, language = ?, last_received = ?, answered_through = ?,
                    unanswered_messages = ?, disclosed = ?, unanswered = ?, memory = ?, hand_back_summary = ?,
                    case_ordinal = ?, rating = ?, opened_at = ?, changed_at = ?, call = ?, parted = ?,
                    last_message = ifnull(?, last_message)
                WHERE id = ?
                """)
        let owner = state.owner.operatorID?.description ?? state.owner.word
        try statement.execute(
            arguments: [
                state.customer.number, state.seq, owner, state.ownerName, state.epoch, state.takeoverEpoch,
                state.language, state.lastReceived, state.answeredThrough, state.unansweredMessages, state.disclosed,
                state.unanswered, state.memory, state.handBackSummary, state.currentCase?.ordinal, state.rating,
                state.openedAt.milliseconds, state.changedAt.milliseconds, state.call?.rawValue, state.parted,
                lastMessage,
                state.id.number,
            ])
    }

    private static func owner(_ text: String) throws -> Owner {
        switch text {
        case "agent": return .agent
        case "queue": return .queue
        case "nobody": return .nobody
        default:
            guard let id = OperatorID(text) else {
                throw StoreFailure(kind: .corrupt, detail: "a conversation's owner does not read")
            }
            return .operator(id)
        }
    }

    private static func currentCase(
        _ db: Database, _ id: ConversationID, _ ordinal: Int
    ) throws -> ConversationState.CurrentCase? {
        let statement = try db.cachedStatement(
            sql: """
                SELECT state, queue, priority, reason, holder, holder_name, opened_at, waiting_since
                FROM cases WHERE conversation = ? AND ordinal = ?
                """)
        guard let row = try Row.fetchOne(statement, arguments: [id.number, ordinal]),
            let state = CaseState(rawValue: row[0]), let priority = CasePriority(rawValue: row[2]),
            let reason = EscalationReason(rawValue: row[3])
        else { throw StoreFailure(kind: .corrupt, detail: "the newest case of \(id) does not read") }
        return ConversationState.CurrentCase(
            ordinal: ordinal, state: state, queue: row[1], priority: priority, reason: reason,
            holder: (row[4] as Int64?).map(OperatorID.init(number:)), holderName: row[5],
            openedAt: Timestamp(milliseconds: row[6]),
            waitingSince: (row[7] as Int64?).map(Timestamp.init(milliseconds:)))
    }
}
