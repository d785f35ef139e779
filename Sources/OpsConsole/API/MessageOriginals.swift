public import Conversations

/// What channels kept of messages beside their text: mails as they came, their files, their formatted version.
///
/// The console shows none of it within its own pages, and trusts none of it. Errors are the store's
/// (``Conversations/StoreFailure``); what is not there is nil.
public protocol MessageOriginals: Sendable {
    /// Which of some messages of a conversation were kept as they came.
    ///
    /// - Parameter messages: Sequences, at most ``Escalation/Desk/eventsMax``.
    func kept(of messages: [Int], in conversation: ConversationID) async throws -> Set<Int>

    /// A message as it came, byte for byte.
    func original(of message: Int, in conversation: ConversationID) async throws -> InboundMessage.Original?

    /// One file that came with a message.
    ///
    /// - Parameter index: Position in ``Conversations/MessageReceived/attachments``, from 0.
    func attachment(_ index: Int, of message: Int, in conversation: ConversationID) async throws -> AttachedFile?

    /// The formatted version of a message: a fragment for the inside of a `body`, of harmless elements, attributes and
    /// styles, its own pictures as `data:` addresses.
    func html(of message: Int, in conversation: ConversationID) async throws -> String?

    /// What a letter has beside the words of its message; nil for what is no letter.
    func details(of message: Int, in conversation: ConversationID) async throws -> LetterDetails?

    /// Whom a reply of an operator reaches now; nil where replies are no letters.
    func recipients(of conversation: ConversationState) async throws -> ReplyRecipients?
}

/// A file as a message carried it.
public struct AttachedFile: Sendable, Hashable {
    /// As the sender gave it, unchecked; nil when there is none.
    public let name: String?
    /// Media type as the sender stated it, unchecked.
    public let type: String
    /// Transfer encodings undone.
    public let bytes: [UInt8]

    public init(name: String?, type: String, bytes: [UInt8]) {
        self.name = name
        self.type = type
        self.bytes = bytes
    }
}
