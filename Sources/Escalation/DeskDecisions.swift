public import Conversations

/// What the commands of the desk do to a conversation, as pure functions of its state.
///
/// Each returns the events to append, none where everything already is as wanted, and throws
/// ``Conversations/Refusal`` where the command does not fit. They are run inside the store's transaction, so two
/// operators who claim at once are told apart there. Between commands these hold: an operator owns a conversation
/// exactly if they hold its newest case, and it is in the queue exactly if its newest case is open.
public struct DeskDecisions: Sendable {
    /// ``Conversations/CaseChanged/reason`` of each change; how a case ended is in ``CaseOutcome``.
    public enum Change: String, Sendable { case claimed, released, transferred, assigned, raised }

    let texts: DeskTexts
    let defaultQueue: String
    private let letters: Set<ChannelName>

    /// - Parameter letters: Channels on which customers get letters: only that their matter was passed on is worth one,
    ///   not who took it or that it was closed.
    public init(rules: EscalationRules, letters: Set<ChannelName> = []) {
        texts = DeskTexts(rules)
        defaultQueue = rules.defaultQueue
        self.letters = letters
    }

    /// Says how things stand to a customer who is there to read it; whoever called has hung up, or talks to a person.
    func tell(_ text: String?, in draft: inout EventDraft) {
        guard !letters.contains(draft.state.channel), draft.state.currentCase?.reason != .followUp,
            !draft.state.isOutOfEarshot
        else { return }
        draft.say(text)
    }

    /// Takes an open case: compare and set. Nothing happens when the user holds it already.
    ///
    /// - Throws: `heldBy` when someone else has it, `notNow` when it is resolved, `noSuchCase`.
    public func claim(
        _ state: ConversationState, ordinal: Int, by user: DeskUser, now: Timestamp
    ) throws(Refusal)
        -> [ConversationEvent.Body]
    {
        let current = try unresolved(state, ordinal)
        try refuseOthers(current, user)
        return current.state == .claimed ? [] : taken(state, by: user, now: now).bodies
    }

    /// Puts a claimed case back into its queue; the customer waits from now on. Nothing happens when it is open.
    ///
    /// - Throws: `heldBy` when someone else has it, `notNow` when it is resolved, `noSuchCase`.
    public func release(
        _ state: ConversationState, ordinal: Int, by user: DeskUser, now: Timestamp
    ) throws(Refusal)
        -> [ConversationEvent.Body]
    {
        let current = try unresolved(state, ordinal)
        try refuseOthers(current, user)
        guard current.state == .claimed else { return [] }
        var draft = EventDraft(state, now: now)
        draft.change(.open, by: user.author, reason: Change.released.rawValue)
        draft.give(to: .queue, by: user.author)
        return draft.bodies
    }

    /// Moves a case to another queue, where it waits; from the holder's hands or, while it is open, by anybody.
    ///
    /// - Parameter note: Stored as an internal note; nil for none.
    /// - Throws: `heldBy` when someone else has it, `notNow` when it is resolved, `noSuchCase`.
    public func transfer(
        _ state: ConversationState, ordinal: Int, toQueue queue: String, note: String?, by user: DeskUser,
        now: Timestamp
    ) throws(Refusal) -> [ConversationEvent.Body] {
        let current = try unresolved(state, ordinal)
        try refuseOthers(current, user)
        guard current.state == .claimed || current.queue != queue else { return [] }
        var draft = EventDraft(state, now: now)
        add(note, by: user, to: &draft)
        draft.change(.open, queue: queue, by: user.author, reason: Change.transferred.rawValue)
        draft.give(to: .queue, by: user.author)
        return draft.bodies
    }

    /// Gives a case to a colleague, who owns the conversation from then on; the customer is told.
    ///
    /// - Throws: `heldBy` when someone else than the user and the colleague has it, `notNow` when it is resolved,
    ///   `noSuchCase`.
    public func transfer(
        _ state: ConversationState, ordinal: Int, to colleague: DeskUser, note: String?, by user: DeskUser,
        now: Timestamp
    ) throws(Refusal) -> [ConversationEvent.Body] {
        let current = try unresolved(state, ordinal)
        if current.holder == colleague.id { return [] }
        try refuseOthers(current, user)
        var draft = EventDraft(state, now: now)
        add(note, by: user, to: &draft)
        take(&draft, for: colleague, by: user, change: .transferred)
        return draft.bodies
    }

    /// Makes the user the owner, whoever had the conversation but another operator; opens a claimed case if none is
    /// unresolved. Nothing happens when the user owns it already.
    ///
    /// - Parameter brief: For the case that may have to be opened.
    /// - Throws: `heldBy` when another operator owns it.
    public func takeOver(
        _ state: ConversationState, brief: Brief, by user: DeskUser, now: Timestamp
    ) throws(Refusal)
        -> [ConversationEvent.Body]
    {
        try refuseOtherOwner(state, user)
        return state.owner == .operator(user.id) ? [] : taken(state, brief: brief, by: user, now: now).bodies
    }

    /// Gives the conversation to a colleague, from whoever has it. Whether the user may do that, the caller checks.
    ///
    /// - Parameter brief: For the case that may have to be opened.
    public func assign(
        _ state: ConversationState, to colleague: DeskUser, brief: Brief, by user: DeskUser, now: Timestamp
    ) -> [ConversationEvent.Body] {
        guard state.owner != .operator(colleague.id) else { return [] }
        var draft = EventDraft(state, now: now)
        open(&draft, brief: brief, by: user)
        take(&draft, for: colleague, by: user, change: .assigned)
        return draft.bodies
    }

    /// Writes to the customer; takes the conversation over first when the user does not own it.
    ///
    /// - Parameter answers: Sequence of the customer's message it answers; nil for the newest there is by then.
    /// - Throws: `heldBy` when another operator owns it, `notNow` when it is closed, or a call in which nobody hears it.
    public func reply(
        _ state: ConversationState, text: String, citations: [Citation], attachments: [SentFile] = [],
        answers: Int? = nil, brief: Brief,
        by user: DeskUser, now: Timestamp
    ) throws(Refusal) -> [ConversationEvent.Body] {
        try refuseOtherOwner(state, user)
        switch state.call {
        case .over: throw .notNow("The call is over: nobody would hear it. Call back, or write a note.")
        case .listened: throw .notNow("A person leads this call: the caller hears only them. Write a note.")
        case .led, nil: break
        }
        guard state.owner != .nobody else {
            throw .notNow("The conversation is closed. Take it over first to write again.")
        }
        var draft =
            state.owner == .operator(user.id)
            ? EventDraft(state, now: now) : taken(state, brief: brief, by: user, now: now)
        var message = MessageSent(
            author: user.author, text: text, citations: citations, epoch: draft.state.epoch,
            answers: answers ?? state.newestToAnswer)
        message.attachments = attachments.isEmpty ? nil : attachments
        draft.add(.messageSent(message))
        return draft.bodies
    }

    /// Leaves a remark for colleagues; changes nothing else.
    public func note(_ state: ConversationState, text: String, by user: DeskUser) -> [ConversationEvent.Body] {
        [.noteAdded(NoteAdded(author: user.author, text: text))]
    }
}

// MARK: - What the commands share

extension DeskDecisions {
    /// The newest case if it is the one meant and not resolved.
    func unresolved(_ state: ConversationState, _ ordinal: Int) throws(Refusal) -> ConversationState.CurrentCase {
        guard let current = state.currentCase, (1...current.ordinal).contains(ordinal) else { throw .noSuchCase }
        guard current.ordinal == ordinal, current.state != .resolved else {
            throw .notNow("The case is resolved.")
        }
        return current
    }

    func refuseOthers(_ current: ConversationState.CurrentCase, _ user: DeskUser) throws(Refusal) {
        guard let holder = current.holder, holder != user.id else { return }
        throw .heldBy(holder, name: current.holderName ?? "")
    }

    func refuseOtherOwner(_ state: ConversationState, _ user: DeskUser) throws(Refusal) {
        guard let owner = state.owner.operatorID, owner != user.id else { return }
        throw .heldBy(owner, name: state.ownerName ?? "")
    }

    func add(_ note: String?, by user: DeskUser, to draft: inout EventDraft) {
        guard let note, !note.isEmpty else { return }
        draft.add(.noteAdded(NoteAdded(author: user.author, text: note)))
    }

    /// The state in which the user owns the conversation and holds its case.
    private func taken(
        _ state: ConversationState, brief: Brief? = nil, by user: DeskUser, now: Timestamp
    )
        -> EventDraft
    {
        var draft = EventDraft(state, now: now)
        if let brief { open(&draft, brief: brief, by: user) }
        take(&draft, for: user, by: user, change: .claimed)
        return draft
    }

    /// Opens a case if none is unresolved.
    private func open(_ draft: inout EventDraft, brief: Brief, by user: DeskUser) {
        if let current = draft.state.currentCase, current.state != .resolved { return }
        draft.add(
            .escalated(
                Escalated(
                    ordinal: (draft.state.currentCase?.ordinal ?? 0) + 1, queue: defaultQueue, priority: .normal,
                    reason: .byOperator, detail: EscalationDetail.takeover(by: user.name), brief: brief)))
    }

    private func take(_ draft: inout EventDraft, for holder: DeskUser, by user: DeskUser, change: Change) {
        draft.change(.claimed, holder: holder, by: user.author, reason: change.rawValue)
        draft.give(to: .operator(holder.id), by: holder.author)
        tell(
            texts.claimed(by: holder.name, language: draft.state.language, case: draft.state.caseID), in: &draft)
    }
}

/// The words of ``Conversations/Escalated/detail`` where no rule wrote them.
public enum EscalationDetail {
    private static let takeoverPrefix = "Taken over by "

    /// A human took the conversation without waiting for an escalation.
    public static func takeover(by name: String) -> String { takeoverPrefix + name }

    /// Whether the case was opened by a takeover.
    public static func isTakeover(_ detail: String) -> Bool { detail.hasPrefix(takeoverPrefix) }

    /// A human put the conversation into the queue.
    public static func escalated(by name: String) -> String { "Escalated by \(name)" }

    /// The customer used the button; in German or, for any other language, in English.
    public static func button(language: String?) -> String {
        language?.hasPrefix("de") == true
            ? "Per Knopfdruck um einen Menschen gebeten." : "The customer asked for a person with the button."
    }
}
