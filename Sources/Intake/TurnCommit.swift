public import Conversations

/// What a finished turn writes, decided inside the store's transaction. This is the fence: a turn that is no longer
/// the conversation's turn writes nothing.
public struct TurnCommit: Sendable {
    /// The epoch the turn began in.
    public let epoch: Epoch
    /// The newest message the turn answers.
    public let through: Int
    /// How many messages it answers.
    public let seen: Int
    /// The newest message that was known when the turn began.
    public let newest: Int
    /// How many of them it leaves to the next turn.
    public let left: Int
    /// ``ConversationState/parted`` as it was when the turn began.
    public let parted: Int
    public let outcome: TurnOutcome

    /// - Parameter newest: Nil where nothing is left.
    public init(
        epoch: Epoch, through: Int, seen: Int, newest: Int? = nil, left: Int = 0, parted: Int = 0, outcome: TurnOutcome
    ) {
        self.epoch = epoch
        self.through = through
        self.seen = seen
        self.newest = newest ?? through
        self.left = left
        self.parted = parted
        self.outcome = outcome
    }

    /// The events of the turn.
    ///
    /// - Throws: ``Refusal/stale(epoch:)`` when the owner changed, ``Refusal/superseded`` when the customer wrote
    ///   again, a message is missing from what was known, or a link whose context the turn had is undone.
    public func events(on state: ConversationState) throws -> [ConversationEvent.Body] {
        guard state.epoch == epoch, state.owner == .agent else { throw Refusal.stale(epoch: state.epoch) }
        guard state.lastReceived == newest, state.unansweredMessages == seen + left else { throw Refusal.superseded }
        guard state.parted == parted else { throw Refusal.superseded }
        let epochAfter = outcome.escalation == nil ? epoch : epoch + 1
        let speaker = Author(kind: .agent, name: outcome.speaker)
        var events: [ConversationEvent.Body] = []
        events.reserveCapacity(outcome.replies.count + outcome.facts.count + 4)
        for fact in outcome.facts { events.append(.factLearned(fact)) }
        if let disclosure = outcome.disclosure, !state.disclosed { events.append(.disclosed(disclosure)) }
        for reply in outcome.replies {
            events.append(
                .messageSent(
                    MessageSent(
                        author: speaker, text: reply.text, citations: reply.citations, epoch: epochAfter,
                        answers: through)))
        }
        events.append(
            .turnEnded(
                TurnEnded(
                    through: through, result: outcome.result, language: outcome.language,
                    unanswered: outcome.unanswered, memory: outcome.memory, trace: outcome.trace,
                    left: left > 0 ? left : nil)))
        if let escalation = outcome.escalation {
            events.append(.ownerChanged(OwnerChanged(owner: .queue, epoch: epochAfter, by: speaker)))
            events.append(.escalated(opening(escalation, on: state)))
        }
        return events
    }

    private func opening(_ escalation: TurnOutcome.Escalation, on state: ConversationState) -> Escalated {
        Escalated(
            ordinal: (state.currentCase?.ordinal ?? 0) + 1, queue: escalation.queue, priority: escalation.priority,
            reason: escalation.reason, detail: escalation.detail, brief: escalation.brief)
    }
}
