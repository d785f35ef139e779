public import Conversations

extension DeskDecisions {
    /// Somebody wrote to the customer in the platform's own app: from then on people have the conversation, and the agent
    /// is silent until one gives it back. Who it was the platform does not tell, so the case waits in the queue.
    ///
    /// - Parameter app: The channel's title, shown as who wrote.
    public func wroteElsewhere(
        _ state: ConversationState, text: String, app: String, brief: Brief, now: Timestamp
    ) -> [ConversationEvent.Body] {
        let author = Author(kind: .operator, name: app)
        var draft = EventDraft(state, now: now)
        if state.owner == .agent || state.owner == .nobody {
            if state.currentCase == nil || state.currentCase?.state == .resolved {
                draft.add(
                    .escalated(
                        Escalated(
                            ordinal: (state.currentCase?.ordinal ?? 0) + 1, queue: defaultQueue, priority: .normal,
                            reason: .byOperator, detail: "somebody wrote in the platform's own app", brief: brief)))
            }
            draft.give(to: .queue, by: author)
        }
        var message = MessageSent(author: author, text: text, epoch: draft.state.epoch)
        message.isFromElsewhere = true
        draft.add(.messageSent(message))
        return draft.bodies
    }
}

extension Desk {
    /// What follows when somebody wrote in the platform's own app; see
    /// ``DeskDecisions/wroteElsewhere(_:text:app:brief:now:)``. To be decided in the transaction that records it.
    ///
    /// - Throws: `noSuchConversation`.
    public func wroteElsewhere(
        in id: ConversationID, text: String, app: String
    ) async throws -> @Sendable (ConversationState) -> [ConversationEvent.Body] {
        let brief = try await brief(try await state(id))
        let (decisions, moment) = (decisions, now())
        return { decisions.wroteElsewhere($0, text: text, app: app, brief: brief, now: moment) }
    }
}
