public import Conversations

/// Why the desk did not do what it was asked, where ``Conversations/Refusal`` has no word for it.
public enum DeskError: Error, Sendable, Hashable {
    /// The user's role does not allow it; this one would.
    case needs(Role)
    case noSuchCustomer
    case noSuchOperator
    case noSuchQueue(String)
    case noSuchDeadLetter
    case emptyText
    /// Longer than the channel, or anybody, takes.
    case textTooLong(charactersMax: Int)
    /// An operator holds one of the customer's conversations.
    case customerInConversation(CaseID)
}
