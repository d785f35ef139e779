public import Conversations

extension DeskDecisions {
    /// Who asks for a human without a turn of the agent.
    public enum Asker: Sendable {
        /// Somebody at the desk, or another system through its token.
        case user(DeskUser)
        /// The customer, with a button.
        case customer(name: String?)

        var author: Author {
            switch self {
            case .user(let user): user.author
            case .customer(let name): Author(kind: .customer, name: name)
            }
        }
    }

    /// What is asked for in an escalation.
    public struct Wish: Sendable {
        /// Nil for the default queue, or for the one an open case already waits in.
        public var queue: String?
        /// Nil for normal, or for the one an open case already has.
        public var priority: CasePriority?
        public var reason: EscalationReason
        public var detail: String
        public var brief: Brief

        public init(
            queue: String? = nil, priority: CasePriority? = nil, reason: EscalationReason, detail: String, brief: Brief
        ) {
            self.queue = queue
            self.priority = priority
            self.reason = reason
            self.detail = detail
            self.brief = brief
        }
    }

    /// Puts the conversation into the queue and tells the customer honestly about waiting.
    ///
    /// An open case stays what it is: another queue moves it, and a user's detail becomes a note. A customer who asks
    /// while a human already has the conversation, or while waiting, changes nothing.
    ///
    /// - Throws: `heldBy` when a user asks and an operator owns it.
    public func escalate(
        _ state: ConversationState, _ wish: Wish, by asker: Asker, now: Timestamp
    ) throws(Refusal)
        -> [ConversationEvent.Body]
    {
        if let owner = state.owner.operatorID {
            if case .customer = asker { return [] }
            throw .heldBy(owner, name: state.ownerName ?? "")
        }
        var draft = EventDraft(state, now: now)
        if let current = state.currentCase, current.state == .open {
            guard case .user(let user) = asker else { return [] }
            add(wish.detail, by: user, to: &draft)
            let queue = wish.queue ?? current.queue
            let priority = wish.priority ?? current.priority
            if queue != current.queue || priority != current.priority {
                draft.change(
                    .open, queue: queue, by: user.author, reason: Change.raised.rawValue, priority: priority)
            }
            draft.give(to: .queue, by: user.author)
            return draft.bodies
        }
        let queue = wish.queue ?? defaultQueue
        draft.add(
            .escalated(
                Escalated(
                    ordinal: (state.currentCase?.ordinal ?? 0) + 1, queue: queue, priority: wish.priority ?? .normal,
                    reason: wish.reason, detail: wish.detail, brief: wish.brief)))
        draft.give(to: .queue, by: asker.author)
        if !state.isOutOfEarshot {
            draft.say(texts.escalated(queue: queue, language: state.language, now: now, case: draft.state.caseID))
        }
        return draft.bodies
    }

    /// Puts a conversation before people because what we wrote does not reach the customer. The customer is told
    /// nothing: it would not reach them either. Nothing happens where a person has it already or it waits for one.
    public func undelivered(
        _ state: ConversationState, detail: String, brief: Brief, now: Timestamp
    ) -> [ConversationEvent.Body] {
        guard state.owner == .agent || state.owner == .nobody else { return [] }
        var draft = EventDraft(state, now: now)
        draft.add(
            .escalated(
                Escalated(
                    ordinal: (state.currentCase?.ordinal ?? 0) + 1, queue: defaultQueue, priority: .normal,
                    reason: .undelivered, detail: detail, brief: brief)))
        draft.give(to: .queue, by: Author(kind: .system))
        return draft.bodies
    }

    /// Closes the conversation: nobody owns it until the customer writes again. Nothing happens when it is closed.
    ///
    /// - Parameters:
    ///   - note: Stored as an internal note; nil for none.
    ///   - seen: The newest event the user had before them; nil where nobody can tell.
    /// - Throws: `heldBy` when another operator owns it, `notNow` when the customer wrote something not seen.
    public func resolve(
        _ state: ConversationState, note: String?, seen: Int? = nil, by user: DeskUser, now: Timestamp
    ) throws(Refusal)
        -> [ConversationEvent.Body]
    {
        try refuseOtherOwner(state, user)
        guard state.owner != .nobody else { return [] }
        try refuseUnseen(state, seen)
        var draft = EventDraft(state, now: now)
        add(note, by: user, to: &draft)
        finish(&draft, outcome: .resolved, by: user)
        draft.give(to: .nobody, by: user.author)
        tell(texts.resolved(by: user.name, language: state.language, case: draft.state.caseID), in: &draft)
        return draft.bodies
    }

    /// Gives the conversation back to the agent, which answers again from the customer's next message on. Nothing
    /// happens when the agent owns it.
    ///
    /// - Parameters:
    ///   - summary: What was done, for the agent's next turn; nil for none.
    ///   - seen: The newest event the user had before them; nil where nobody can tell.
    /// - Throws: `heldBy` when another operator owns it, `notNow` when it is closed or the customer wrote something not
    ///   seen: it would be answered by nobody.
    public func handBack(
        _ state: ConversationState, summary: String?, seen: Int? = nil, by user: DeskUser, now: Timestamp
    )
        throws(Refusal) -> [ConversationEvent.Body]
    {
        try refuseOtherOwner(state, user)
        guard state.owner != .agent else { return [] }
        guard state.owner != .nobody else {
            throw .notNow("The conversation is closed; the agent answers when the customer writes again.")
        }
        try refuseUnseen(state, seen)
        var draft = EventDraft(state, now: now)
        draft.add(.handedBack(HandedBack(by: user.author, summary: summary.flatMap { $0.isEmpty ? nil : $0 })))
        finish(&draft, outcome: .handedBack, by: user)
        draft.give(to: .agent, by: user.author)
        tell(texts.handedBack(by: user.name, language: state.language, case: draft.state.caseID), in: &draft)
        return draft.bodies
    }

    /// Keeps the customer's rating; a later one replaces it.
    ///
    /// - Parameters:
    ///   - last: The rating that stands; the same again is nothing new.
    ///   - score: 1 (bad) to 5 (good).
    /// - Throws: `notNow` for any other score.
    public func rate(
        _ state: ConversationState, last: Rated? = nil, score: Int, comment: String?
    ) throws(Refusal)
        -> [ConversationEvent.Body]
    {
        guard (1...5).contains(score) else { throw .notNow("A rating is a whole number from 1 to 5.") }
        let rated = Rated(score: score, comment: comment.flatMap { $0.isEmpty ? nil : $0 })
        return rated == last ? [] : [.rated(rated)]
    }

    /// Tells a customer who waits how things stand, if the case still is as it was when the notice fell due.
    ///
    /// - Parameter waitingBefore: Only a case whose customer waits since then or longer.
    public func waitingNotice(
        _ state: ConversationState, ordinal: Int, waitingBefore: Timestamp, position: Int?, now: Timestamp
    ) -> [ConversationEvent.Body] {
        guard let current = state.currentCase, current.ordinal == ordinal, current.state == .open,
            state.owner == .queue, let since = current.waitingSince, since <= waitingBefore
        else { return [] }
        var draft = EventDraft(state, now: now)
        draft.add(.waitingNoticeDue(WaitingNoticeDue(ordinal: ordinal)))
        tell(
            texts.waiting(
                queue: current.queue, language: state.language,
                case: CaseID(conversation: state.id, ordinal: ordinal), position: position), in: &draft)
        return draft.bodies
    }

    /// What a message of the customer does to a closed conversation, before the message itself: the agent has it
    /// again. None for one that is not closed.
    public static func reopen(_ state: ConversationState) -> [ConversationEvent.Body] {
        guard state.owner == .nobody else { return [] }
        return [
            .ownerChanged(OwnerChanged(owner: .agent, epoch: state.epoch + 1, by: Author(kind: .customer)))
        ]
    }

    private func refuseUnseen(_ state: ConversationState, _ seen: Int?) throws(Refusal) {
        guard let seen, state.lastReceived > seen else { return }
        throw .notNow("The customer wrote again meanwhile; read it first.")
    }

    private func finish(_ draft: inout EventDraft, outcome: CaseOutcome, by user: DeskUser) {
        guard let current = draft.state.currentCase, current.state != .resolved else { return }
        draft.change(.resolved, holder: user, by: user.author, reason: outcome.rawValue)
    }
}
