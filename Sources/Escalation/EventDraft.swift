import Conversations

/// Collects the events of one decision and keeps the state they lead to, so that each next one is written in the
/// epoch that holds by then.
struct EventDraft {
    private(set) var state: ConversationState
    private(set) var bodies: [ConversationEvent.Body] = []
    let now: Timestamp

    init(_ state: ConversationState, now: Timestamp) {
        self.state = state
        self.now = now
    }

    mutating func add(_ body: ConversationEvent.Body) {
        state.apply(ConversationEvent(seq: state.seq + 1, at: now, body: body))
        bodies.append(body)
    }

    /// Makes `owner` the owner; nothing where it is already.
    mutating func give(to owner: Owner, by author: Author) {
        guard state.owner != owner else { return }
        add(.ownerChanged(OwnerChanged(owner: owner, epoch: state.epoch + 1, by: author)))
    }

    /// Says a line of the desk's own to the customer; nothing for nil.
    mutating func say(_ text: String?) {
        guard let text else { return }
        add(
            .messageSent(
                MessageSent(
                    author: Author(kind: .system), text: text, epoch: state.epoch, answers: state.newestToAnswer)))
    }

    /// Changes the newest case; nothing where there is none.
    mutating func change(
        _ caseState: CaseState, queue: String? = nil, holder: DeskUser? = nil, by author: Author, reason: String,
        priority: CasePriority? = nil
    ) {
        guard let current = state.currentCase else { return }
        add(
            .caseChanged(
                CaseChanged(
                    ordinal: current.ordinal, state: caseState, queue: queue ?? current.queue, holder: holder?.id,
                    holderName: holder?.name, by: author, reason: reason, priority: priority)))
    }
}
