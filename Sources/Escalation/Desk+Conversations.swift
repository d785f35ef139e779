import ConnectorKit
public import Conversations

extension Desk {
    /// See ``DeskDecisions/takeOver(_:brief:by:now:)``.
    @discardableResult
    public func takeOver(_ id: ConversationID, by user: DeskUser) async throws -> Appended {
        let brief = try await brief(state(id))
        let moment = now()
        return try await command("conversation.takeover", on: id.description, by: user) {
            try await log.append(to: id, at: moment) { state in
                try decisions.takeOver(state, brief: brief, by: user, now: moment)
            }
        }
    }

    /// Gives a conversation to an operator; for supervisors and administrators.
    ///
    /// - Throws: ``DeskError/needs(_:)``, ``DeskError/noSuchOperator``, `noSuchConversation`.
    @discardableResult
    public func assign(_ id: ConversationID, to colleague: OperatorID, by user: DeskUser) async throws -> Appended {
        try require(.supervisor, user)
        let target = try await operatorUser(colleague)
        let brief = try await brief(state(id))
        let moment = now()
        return try await command("conversation.assign", on: id.description, detail: "\(colleague)", by: user) {
            try await log.append(to: id, at: moment) { state in
                decisions.assign(state, to: target, brief: brief, by: user, now: moment)
            }
        }
    }

    /// Puts a conversation into a queue for somebody at the desk or another system.
    ///
    /// - Throws: ``DeskError/noSuchQueue(_:)``, and what the decision throws.
    @discardableResult
    public func escalate(
        _ id: ConversationID, queue: String?, priority: CasePriority?, detail: String?, by user: DeskUser
    ) async throws -> Appended {
        try known(queue: queue)
        let brief = try await brief(state(id))
        let moment = now()
        let wish = DeskDecisions.Wish(
            queue: queue, priority: priority, reason: .byOperator,
            detail: detail ?? EscalationDetail.escalated(by: user.name), brief: brief)
        return try await command("conversation.escalate", on: id.description, by: user) {
            try await log.append(to: id, at: moment) { state in
                try decisions.escalate(state, wish, by: .user(user), now: moment)
            }
        }
    }

    /// Puts a conversation into the queue because its customer pressed the button.
    ///
    /// - Throws: `noSuchConversation`.
    @discardableResult
    public func customerAsksForHuman(_ id: ConversationID) async throws -> Appended {
        let state = try await state(id)
        let customer = try await store.customer(state.customer)
        let wish = DeskDecisions.Wish(
            reason: .wantsHuman, detail: EscalationDetail.button(language: state.language),
            brief: try await brief(state))
        let moment = now()
        return try await log.append(to: id, at: moment) { state in
            try decisions.escalate(state, wish, by: .customer(name: customer?.name), now: moment)
        }
    }

    /// What follows when a message of ours does not reach the customer: a case, unless a person has the conversation or
    /// will get it. To be decided in the transaction that records the failure.
    ///
    /// - Parameter detail: Why, for operators.
    /// - Throws: `noSuchConversation`.
    public func undelivered(
        in id: ConversationID, detail: String
    ) async throws -> @Sendable (ConversationState) -> [ConversationEvent.Body] {
        let brief = try await brief(try await state(id))
        let (decisions, moment) = (decisions, now())
        return { decisions.undelivered($0, detail: detail, brief: brief, now: moment) }
    }

    /// Keeps a customer's rating; a comment is cut to 2,000 characters. The rating that stands appends nothing.
    ///
    /// - Throws: `notNow` for a score that is none, `noSuchConversation`.
    @discardableResult
    public func rate(_ id: ConversationID, score: Int, comment: String?) async throws -> Appended {
        let before = try await state(id)
        let last = before.rating == score ? try await lastRating(of: before) : nil
        return try await log.append(to: id, at: now()) { state in
            try decisions.rate(
                state, last: state.rating == last?.score ? last : nil, score: score,
                comment: comment.map { String($0.prefix(2000)) })
        }
    }

    /// The rating that stands, when it is among the newest events.
    private func lastRating(of state: ConversationState) async throws -> Rated? {
        let first = max(0, state.seq - Self.repeatedWithinMax)
        for event in try await log.events(of: state.id, after: first, limit: Self.repeatedWithinMax).reversed() {
            if case .rated(let rated) = event.body { return rated }
        }
        return nil
    }

    /// See ``DeskDecisions/resolve(_:note:seen:by:now:)``.
    @discardableResult
    public func resolve(
        _ id: ConversationID, note: String?, seen: Int? = nil, by user: DeskUser
    ) async throws -> Appended {
        _ = try await state(id)
        let moment = now()
        return try await command("conversation.resolve", on: id.description, by: user) {
            try await log.append(to: id, at: moment) { state in
                try decisions.resolve(state, note: note, seen: seen, by: user, now: moment)
            }
        }
    }

    /// See ``DeskDecisions/handBack(_:summary:seen:by:now:)``.
    @discardableResult
    public func handBack(
        _ id: ConversationID, summary: String?, seen: Int? = nil, by user: DeskUser
    ) async throws -> Appended {
        _ = try await state(id)
        let moment = now()
        return try await command("conversation.handback", on: id.description, by: user) {
            try await log.append(to: id, at: moment) { state in
                try decisions.handBack(state, summary: summary, seen: seen, by: user, now: moment)
            }
        }
    }
}

// MARK: - Writing

extension Desk {
    /// Writes to the customer; see ``DeskDecisions/reply(_:text:citations:answers:brief:by:now:)``.
    ///
    /// - Parameters:
    ///   - attachments: Ids of files the user has brought with ``attach(_:name:type:to:by:)``, in their order.
    ///   - answers: Sequence of the customer's message the writer had before them: on channels of letters the answer
    ///     goes to its sender, whoever wrote since. Nil for the newest there is when the reply is stored.
    ///   - messageID: The client's own; the same again, from the same user, is the same message.
    /// - Returns: The message's event.
    /// - Throws: ``DeskError/emptyText``, ``DeskError/textTooLong(charactersMax:)``, ``DeskError/noSuchMessage(_:)``, what
    ///   is wrong with the files, and what the decision throws.
    public func reply(
        _ id: ConversationID, text: String, attachments: [String] = [], answers: Int? = nil,
        messageID: String? = nil, by user: DeskUser
    ) async throws
        -> ConversationEvent
    {
        let before = try await state(id)
        let channelMax = channels[before.channel]?.limits.textCharactersMax ?? Self.textCharactersMax
        try check(text, charactersMax: min(Self.textCharactersMax, channelMax))
        if let answers { try await checkReceived(answers, in: id) }
        let brief = try await brief(before)
        let moment = now()
        return try await once(id, messageID, isNote: false, by: user) {
            let files = try await files(attachments, in: before, by: user)
            let appended = try await command("conversation.reply", on: id.description, by: user) {
                try await log.append(to: id, at: moment) { state in
                    try decisions.reply(
                        state, text: text, citations: [], attachments: files, answers: answers, brief: brief,
                        by: user, now: moment
                    ).map { $0.marked(clientID: messageID) }
                }
            }
            return appended.events.last
        }
    }

    private func checkReceived(_ seq: Int, in id: ConversationID) async throws {
        let event = seq > 0 ? try await log.events(of: id, after: seq - 1, limit: 1).first : nil
        guard case .messageReceived? = event?.body, event?.seq == seq else { throw DeskError.noSuchMessage(seq) }
    }

    /// Leaves a remark for colleagues.
    ///
    /// - Parameter messageID: The client's own; the same again, from the same user, is the same note.
    /// - Returns: The note's event.
    /// - Throws: ``DeskError/emptyText``, ``DeskError/textTooLong(charactersMax:)``, `noSuchConversation`.
    public func note(
        _ id: ConversationID, text: String, messageID: String? = nil, by user: DeskUser
    ) async throws
        -> ConversationEvent
    {
        _ = try await state(id)
        try check(text)
        return try await once(id, messageID, isNote: true, by: user) {
            let appended = try await command("conversation.note", on: id.description, by: user) {
                try await log.append(to: id, at: now()) { state in
                    decisions.note(state, text: text, by: user).map { $0.marked(clientID: messageID) }
                }
            }
            return appended.events.last
        }
    }

    /// Runs `write` unless the client's id was used before; then gives what it wrote that time.
    private func once(
        _ conversation: ConversationID, _ messageID: String?, isNote: Bool, by user: DeskUser,
        _ write: () async throws -> ConversationEvent?
    ) async throws -> ConversationEvent {
        guard let messageID else { return try Self.written(try await write()) }
        let key = RecentReplies.Key(conversation: conversation, user: user.id, id: messageID, isNote: isNote)
        switch recentReplies.take(key) {
        case .stored(let seq):
            return try Self.written(try await log.events(of: conversation, after: seq - 1, limit: 1).first)
        case .inFlight:
            throw Refusal.notNow("A message with this id is being stored. Ask again.")
        case .free:
            do {
                let earlier = try await stored(messageID, in: conversation, isNote: isNote, by: user)
                let event = try Self.written(earlier != nil ? earlier : try await write())
                recentReplies.settle(key, seq: event.seq)
                return event
            } catch {
                recentReplies.settle(key, seq: nil)
                throw error
            }
        }
    }

    private static func written(_ event: ConversationEvent?) throws -> ConversationEvent {
        guard let event else { throw Refusal.notNow("Nothing was written.") }
        return event
    }
}
