public import Conversations

/// What e-mail needs of the core: where mails become messages, and what is known of a conversation when one is sent.
public protocol EmailDesk: Sendable {
    /// Stores a message, once; returns when it is on disk.
    ///
    /// - Throws: ``EmailDeskFailure``, with nothing stored.
    func accept(_ message: InboundMessage) async throws(EmailDeskFailure) -> StoredMail

    /// The mail of a stored message as it came; nil when it is gone.
    func original(of stored: StoredMail) async throws -> InboundMessage.Original?

    /// Notes that a message of ours came back. Nothing happens where there is no such message.
    ///
    /// - Parameter isRepeated: The mail with the news had been stored before: it is noted only where it was lost then.
    func cameBack(_ message: EmailIdentity.Reference, detail: String, isRepeated: Bool, at: Timestamp) async throws

    /// Notes for operators that a copy of a message of ours came back: it reached whom it was for, and its state is what
    /// it was. Parameters as above.
    ///
    /// - Parameter address: Whose copy.
    func copyCameBack(
        _ message: EmailIdentity.Reference, address: String, detail: String, isRepeated: Bool, at: Timestamp)
        async throws

    /// Why whoever has an address is to get no mail of programs now; nil when nothing speaks against it.
    func refusal(of address: String, on channel: ChannelName) async throws -> AutomaticMailRefusal?

    /// What a message is an answer to.
    ///
    /// - Parameter seq: The message's own sequence.
    func letter(answeredBy seq: Int, in conversation: ConversationID) async throws -> AnsweredLetter

    /// The bytes of a file a message carries; nil when they are gone, because its customer was erased.
    func bytes(of file: SentFile, in conversation: ConversationID) async throws -> [UInt8]?
}

/// Why an address gets no mail of programs. It ends when its owner writes again, a person hands the conversation back to
/// the agent, or a person has a message sent again.
public enum AutomaticMailRefusal: String, Sendable {
    /// Its owner complained about a mail of ours (RFC 5965).
    case complained
    /// A mail came back because there is no such address.
    case badAddress = "bad_address"
}

/// Where a mail was stored.
public struct StoredMail: Sendable, Hashable {
    public let conversation: ConversationID
    public let seq: Int
    /// It had been stored before.
    public let isDuplicate: Bool

    public init(conversation: ConversationID, seq: Int, isDuplicate: Bool) {
        self.conversation = conversation
        self.seq = seq
        self.isDuplicate = isDuplicate
    }
}

/// What is known of the mail a message answers.
public struct AnsweredLetter: Sendable {
    /// The conversation's language; nil before the first turn.
    public let language: String?
    /// The mail the message says it answers, or the newest before it; nil when there is none.
    public let original: InboundMessage.Original?
    /// Its writer's name, as given.
    public let name: String?
    /// Whether a person answered it.
    public let isAnsweredByPerson: Bool
    /// Sequences of our own messages between that mail and this one, oldest first.
    public let sentSince: [Int]

    public init(
        language: String?, original: InboundMessage.Original?, name: String?, isAnsweredByPerson: Bool = false,
        sentSince: [Int] = []
    ) {
        self.language = language
        self.original = original
        self.name = name
        self.isAnsweredByPerson = isAnsweredByPerson
        self.sentSince = sentSince
    }
}

/// Why a mail could not be stored.
public enum EmailDeskFailure: Error, Sendable {
    /// Not now; for the sender's mail server, without internals.
    case later(seconds: Int)
    /// Never: it is larger than anything the core takes.
    case tooLarge
    case unknownChannel
    /// Never: the store does not take it as it is. For operators: why.
    case unfit(detail: String)
}
