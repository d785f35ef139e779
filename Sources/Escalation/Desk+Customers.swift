public import Conversations

extension Desk {
    /// Most conversations an export holds.
    public static let exportConversationsMax = 10_000

    /// Everything stored about a customer; for supervisors and administrators.
    public struct Export: Sendable {
        public let customer: CustomerEntry
        /// With whom operators merged the customer; their conversations are here too. Whom a number alone joins is not.
        public let person: Person
        public let conversations: [(entry: ConversationEntry, events: [ConversationEvent])]
        public let exportedAt: Timestamp
    }

    /// - Throws: ``DeskError/needs(_:)``, ``DeskError/noSuchCustomer``.
    public func export(_ id: CustomerID, by user: DeskUser) async throws -> Export {
        try require(.supervisor, user)
        guard let person = try await person(id, by: .merge) else { throw DeskError.noSuchCustomer }
        var conversations: [(entry: ConversationEntry, events: [ConversationEvent])] = []
        for member in person.members {
            var cursor: String?
            repeat {
                let page = try await store.conversations(
                    ConversationFilter(customer: member.id), PageRequest(limit: PageRequest.limitMax, cursor: cursor))
                for entry in page.items { conversations.append((entry, try await events(of: entry.state, after: 0))) }
                cursor = page.next
            } while cursor != nil && conversations.count < Self.exportConversationsMax
        }
        try await audit("customer.export", on: id.description, by: user)
        return Export(
            customer: person.customer, person: person, conversations: conversations, exportedAt: now())
    }

    /// Erases a customer with everybody operators merged them with; for administrators. Whom a number alone joins stays.
    ///
    /// - Throws: ``DeskError/needs(_:)``, ``DeskError/noSuchCustomer``, ``DeskError/customerInConversation(_:)`` while
    ///   an operator holds a case of theirs.
    public func erase(_ id: CustomerID, by user: DeskUser) async throws {
        try require(.admin, user)
        guard let person = try await person(id, by: .merge) else { throw DeskError.noSuchCustomer }
        for member in person.members {
            let held = try await store.conversations(
                ConversationFilter(owner: .operator, customer: member.id), PageRequest(limit: 1))
            if let held = held.items.first?.state.caseID { throw DeskError.customerInConversation(held) }
        }
        // The one that was named goes last: if this is cut off, it still leads to the others.
        for member in person.members.reversed() {
            guard try await store.erase(member.id, at: now()) else { throw DeskError.noSuchCustomer }
            try await audit("customer.erase", on: member.id.description, by: user)
        }
    }

    /// Most events of one conversation that are shown at once; of longer logs the newest.
    public static let eventsMax = 10_000

    /// The events of a conversation after `seq`, oldest first, at most ``eventsMax``.
    public func events(of state: ConversationState, after seq: Int) async throws -> [ConversationEvent] {
        let pageSize = 1000
        var after = max(seq, state.seq - Self.eventsMax)
        var events: [ConversationEvent] = []
        while true {
            let page = try await log.events(of: state.id, after: after, limit: pageSize)
            events += page
            guard let last = page.last, page.count == pageSize, events.count < Self.eventsMax else { return events }
            after = last.seq
        }
    }

    /// Queues a dead letter again; for supervisors and administrators.
    ///
    /// - Throws: ``DeskError/needs(_:)``, ``DeskError/noSuchDeadLetter``.
    public func retryDeadLetter(_ id: String, by user: DeskUser) async throws {
        try require(.supervisor, user)
        guard try await store.retryDeadLetter(id, at: now()) else { throw DeskError.noSuchDeadLetter }
        try await audit("deadletter.retry", on: id, by: user)
    }

    /// Sends a message again that failed or may have arrived; for the operator who leads the conversation, for
    /// supervisors and administrators. Whoever asks for it accepts that the customer may get it twice.
    ///
    /// - Throws: ``DeskError/needs(_:)``, `noSuchConversation`, and `notNow` for a message of another outcome.
    public func sendAgain(_ message: Int, in id: ConversationID, by user: DeskUser) async throws {
        if try await state(id).owner != .operator(user.id) { try require(.supervisor, user) }
        guard try await store.retryDelivery(of: message, in: id, at: now()) else {
            throw Refusal.notNow("This message did not fail, or somebody has taken care of it meanwhile.")
        }
        try await audit("delivery.retry", on: id.description, detail: "message \(message)", by: user)
    }

    /// Takes a dead letter off the list for good; for supervisors and administrators.
    ///
    /// - Throws: ``DeskError/needs(_:)``, ``DeskError/noSuchDeadLetter``.
    public func dropDeadLetter(_ id: String, by user: DeskUser) async throws {
        try require(.supervisor, user)
        guard try await store.dropDeadLetter(id, at: now()) else { throw DeskError.noSuchDeadLetter }
        try await audit("deadletter.drop", on: id, by: user)
    }
}
