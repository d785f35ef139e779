public import Conversations

/// Why the desk did not do what it was asked, where ``Conversations/Refusal`` has no word for it.
public enum DeskError: Error, Sendable, Hashable {
    /// The user's role does not allow it; this one would.
    case needs(Role)
    case noSuchCustomer
    /// A customer cannot be merged with itself.
    case sameCustomer
    /// The two are one already, by merges with others.
    case alreadyMerged
    /// Nothing links the two directly.
    case notLinked
    /// One person would be too many customers.
    case tooManyCustomers(max: Int)
    case noSuchOperator
    case noSuchQueue(String)
    case noSuchDeadLetter
    case emptyText
    /// What is answered is no message of the customer in this conversation.
    case noSuchMessage(Int)
    /// Longer than the channel, or anybody, takes.
    case textTooLong(charactersMax: Int)
    /// Customers of this channel cannot be sent files.
    case noFilesHere(ChannelName)
    case emptyFile
    /// One file is larger than any may be.
    case fileTooLarge(bytesMax: Int)
    /// The files of one message are too many.
    case tooManyFiles(max: Int)
    /// The files of one message are too large together.
    case filesTooLarge(bytesMax: Int)
    /// So many files of the user wait in the conversation to be sent.
    case tooManyWaitingFiles(max: Int)
    /// No file of the user with this id waits in the conversation.
    case noSuchFile(String)
    /// An operator holds one of the customer's conversations.
    case customerInConversation(CaseID)
}
