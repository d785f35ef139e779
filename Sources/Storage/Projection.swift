import ConnectorKit
import Conversations
import GRDB

/// Appends events and writes what follows from them: the rows everybody reads.
struct Projection {
    let db: Database
    /// How messages leave on a channel; unknown channels count as read from the log.
    let transport: @Sendable (ChannelName) -> ChannelDefinition.Transport
    let ledger: LedgerTally

    /// Appends bodies to a conversation and brings all rows up to date.
    func append(
        _ bodies: [ConversationEvent.Body], to state: inout ConversationState, at: Timestamp
    ) throws -> [ConversationEvent] {
        var events: [ConversationEvent] = []
        events.reserveCapacity(bodies.count)
        var lastMessage: Int?
        for body in bodies {
            let event = ConversationEvent(seq: state.seq + 1, at: at, body: body)
            try insert(event, of: state.id)
            // After a turn that left a memory the language is known; the device's alone, or a human's answer, is no turn.
            if case .turnEnded(let turn) = body, state.memory.isEmpty || state.language != turn.language {
                try learnLanguage(turn.language, of: state.customer)
            }
            let customerBefore = state.customer
            state.apply(event)
            try project(event, state, customerBefore)
            switch body {
            case .messageReceived, .messageSent: lastMessage = event.seq
            default: break
            }
            events.append(event)
        }
        if !events.isEmpty { try ConversationRow.save(db, state, lastMessage: lastMessage) }
        return events
    }

    private func insert(_ event: ConversationEvent, of conversation: ConversationID) throws {
        let (kind, body) = try EventCodec.encode(event.body)
        try db.cachedStatement(sql: "INSERT INTO events (conversation, seq, at, kind, body) VALUES (?, ?, ?, ?, ?)")
            .execute(arguments: [conversation.number, event.seq, event.at.milliseconds, kind.rawValue, body])
    }

    private func project(
        _ event: ConversationEvent, _ state: ConversationState, _ customerBefore: CustomerID
    ) throws {
        switch event.body {
        case .messageReceived(let message):
            try received(message, event, state)
        case .messageSent(let message):
            try sent(event, state, isDelivered: message.isFromElsewhere == true)
            try SentFiles.send(db, message.attachments ?? [], of: state.id)
        case .factLearned(let fact):
            try learn(fact, of: state.customer)
        case .escalated(let escalated):
            try open(escalated, event, state)
        case .caseChanged(let change):
            try changeCase(change, event, state)
        case .waitingNoticeDue(let notice):
            try db.cachedStatement(sql: "UPDATE cases SET told_waiting = 1 WHERE conversation = ? AND ordinal = ?")
                .execute(arguments: [state.id.number, notice.ordinal])
        case .deliveryChanged(let change):
            try delivered(change, event, state)
        case .identityLinked(let linked):
            try link(linked)
            if customerBefore != linked.customer {
                try CustomerRow.move(db, state.id, from: customerBefore, to: linked.customer)
            }
        case .ownerChanged(let change) where change.owner.operatorID != nil:
            try callPending(event, state)
        case .opened, .disclosed, .turnEnded, .ownerChanged, .noteAdded, .handedBack, .rated, .messageHeard,
            .customerLink:
            break
        }
    }

    private func received(
        _ message: MessageReceived, _ event: ConversationEvent, _ state: ConversationState
    ) throws {
        try db.cachedStatement(
            sql: "INSERT INTO inbox (channel, address, external_id, conversation, seq) VALUES (?, ?, ?, ?, ?)"
        ).execute(
            arguments: [
                state.channel.rawValue, message.from ?? state.address, message.externalID, state.id.number, event.seq,
            ])
        ledger.received(state.channel, event.at)
        if let assurance = message.assurance, assurance > .anonymous {
            try raise(to: assurance, message.from ?? state.address, state)
        }
        // A colleague who was written to as well has a name of their own.
        if message.from == nil, let name = message.name {
            try db.cachedStatement(sql: "UPDATE customers SET name = ?1 WHERE id = ?2 AND name IS NOT ?1")
                .execute(arguments: [name, state.customer.number])
        }
    }

    /// Keeps the best that was ever shown of a customer and of an address of theirs.
    private func raise(to assurance: Assurance, _ address: String, _ state: ConversationState) throws {
        try db.cachedStatement(sql: "UPDATE customers SET assurance = ?1 WHERE id = ?2 AND assurance < ?1")
            .execute(arguments: [assurance.rawValue, state.customer.number])
        try db.cachedStatement(
            sql: "UPDATE handles SET assurance = ?1 WHERE scope = ?2 AND address = ?3 AND assurance < ?1"
        ).execute(arguments: [assurance.rawValue, state.channel.rawValue, address])
    }

    private func sent(_ event: ConversationEvent, _ state: ConversationState, isDelivered: Bool) throws {
        let isStored = isDelivered || transport(state.channel) == .stored
        try db.cachedStatement(
            sql: """
                INSERT INTO outbox (conversation, seq, channel, state, due_at, changed_at) VALUES (?1, ?2, ?3, ?4, ?5, ?5)
                """
        ).execute(
            arguments: [
                state.id.number, event.seq, state.channel.rawValue, isStored ? "sent" : "pending",
                event.at.milliseconds,
            ])
        if isStored { ledger.sent(state.channel, event.at) }
    }

    private func delivered(
        _ change: DeliveryChanged, _ event: ConversationEvent, _ state: ConversationState
    ) throws {
        try db.cachedStatement(
            sql: """
                UPDATE outbox SET state = ?, attempts = ?, detail = ?, changed_at = ?, due_at = ifnull(?, due_at),
                    dropped_at = NULL
                WHERE conversation = ? AND seq = ?
                """
        ).execute(
            arguments: [
                change.state.rawValue, change.attempt, change.detail, event.at.milliseconds,
                change.retryAt?.milliseconds, state.id.number, change.message,
            ])
        if change.state == .sent { ledger.sent(state.channel, event.at) }
    }

    /// What waits to be tried again becomes due: the agent's words are then withdrawn and hold up the human's no longer.
    private func callPending(_ event: ConversationEvent, _ state: ConversationState) throws {
        guard transport(state.channel) == .pushed else { return }
        try db.cachedStatement(
            sql: "UPDATE outbox SET due_at = min(due_at, ?) WHERE conversation = ? AND state = 'pending'"
        ).execute(arguments: [event.at.milliseconds, state.id.number])
    }

    private func learnLanguage(_ language: String, of customer: CustomerID) throws {
        try db.cachedStatement(sql: "UPDATE customers SET language = ?1 WHERE id = ?2 AND language IS NOT ?1")
            .execute(arguments: [language, customer.number])
    }

    private func learn(_ fact: Fact, of customer: CustomerID) throws {
        let stored = try String.fetchOne(
            db, sql: "SELECT facts FROM customers WHERE id = ?", arguments: [customer.number])
        var facts = try FactColumn.decode(stored ?? "")
        facts[fact.key] = fact
        try db.execute(
            sql: "UPDATE customers SET facts = ? WHERE id = ?",
            arguments: [try FactColumn.encode(facts), customer.number])
    }

    private func link(_ linked: IdentityLinked) throws {
        try db.execute(
            sql: """
                INSERT INTO handles (scope, address, customer, assurance, conversation) VALUES (?1, ?2, ?3, ?4, NULL)
                ON CONFLICT (scope, address) DO UPDATE SET customer = ?3, assurance = ?4
                """,
            arguments: [
                linked.handle.scope, linked.handle.address, linked.customer.number, linked.assurance.rawValue,
            ])
        try db.execute(
            sql: "UPDATE customers SET assurance = max(assurance, ?) WHERE id = ?",
            arguments: [linked.assurance.rawValue, linked.customer.number])
    }

    private func open(_ escalated: Escalated, _ event: ConversationEvent, _ state: ConversationState) throws {
        try db.cachedStatement(
            sql: """
                INSERT INTO cases (conversation, ordinal, customer, queue, priority, reason, detail, state, opened_at,
                    waiting_since, brief)
                VALUES (?, ?, ?, ?, ?, ?, ?, 'open', ?, ?, ?)
                """
        ).execute(
            arguments: [
                state.id.number, escalated.ordinal, state.customer.number, escalated.queue,
                escalated.priority.rawValue, escalated.reason.rawValue, escalated.detail, event.at.milliseconds,
                event.at.milliseconds, try EventCodec.json(escalated.brief),
            ])
    }

    private func changeCase(_ change: CaseChanged, _ event: ConversationEvent, _ state: ConversationState) throws {
        let waitingSince = state.currentCase.flatMap { $0.ordinal == change.ordinal ? $0.waitingSince : nil }
        let isResolved = change.state == .resolved
        try db.cachedStatement(
            sql: """
                UPDATE cases SET state = ?, queue = ?, holder = ?, holder_name = ?, waiting_since = ?, resolved_at = ?,
                    outcome = ?, priority = ifnull(?, priority)
                WHERE conversation = ? AND ordinal = ?
                """
        ).execute(
            arguments: [
                change.state.rawValue, change.queue, change.holder?.number, change.holderName,
                waitingSince?.milliseconds, isResolved ? event.at.milliseconds : nil,
                isResolved ? change.reason : nil, change.priority?.rawValue, state.id.number, change.ordinal,
            ])
    }
}

/// A customer's latest facts as one column.
enum FactColumn {
    static func decode(_ text: String) throws -> [String: Fact] {
        if text.isEmpty { return [:] }
        let facts: [Fact] = try EventCodec.value(text)
        return Dictionary(facts.map { ($0.key, $0) }, uniquingKeysWith: { $1 })
    }

    static func encode(_ facts: [String: Fact]) throws -> String {
        try EventCodec.json(facts.values.sorted { $0.key < $1.key })
    }
}
