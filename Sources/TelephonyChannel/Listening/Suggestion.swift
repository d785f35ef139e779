import Conversations

/// What becomes of the agent's thoughts in a call that a person leads: never a word to the caller.
enum Suggestion {
    /// Reasons that ask for a person: one is there.
    private static let settled: Set<EscalationReason> = [.wantsHuman, .lowConfidence, .agentFailed, .personOnly]

    /// Facts for the customer's context, a suggested answer for the operator, and a case where the company's rules want
    /// one; where a person has the call's case already, it is told instead.
    static func events(_ outcome: TurnOutcome, on state: ConversationState) -> [ConversationEvent.Body] {
        let agent = Author(kind: .agent, name: outcome.speaker)
        var events = outcome.facts.map { ConversationEvent.Body.factLearned($0) }
        let draft = outcome.result == .answered ? outcome.replies.first { !$0.text.isEmpty } : nil
        if let draft {
            var note = NoteAdded(author: agent, text: draft.text, remark: Remark(.suggestion))
            note.citations = draft.citations.isEmpty ? nil : draft.citations
            events.append(.noteAdded(note))
        }
        guard let wish = outcome.escalation, !settled.contains(wish.reason) else { return events }
        if let current = state.currentCase, current.state != .resolved {
            let remark = Remark(.attention, ["reason": wish.reason.rawValue, "detail": wish.detail])
            events.append(.noteAdded(NoteAdded(author: agent, text: "Attention: " + wish.detail, remark: remark)))
            return events
        }
        events.append(.ownerChanged(OwnerChanged(owner: .queue, epoch: state.epoch + 1, by: agent)))
        events.append(
            .escalated(
                Escalated(
                    ordinal: (state.currentCase?.ordinal ?? 0) + 1, queue: wish.queue, priority: wish.priority,
                    reason: wish.reason, detail: wish.detail, brief: wish.brief)))
        return events
    }
}
