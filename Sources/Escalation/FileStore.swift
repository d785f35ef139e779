public import Conversations

/// Files operators send: brought first, then named by the message that carries them.
///
/// A file is kept once for each conversation, whoever brought it and whatever messages carry it. The store takes no
/// message whose files it does not have (``Conversations/Refusal/notNow(_:)`` from
/// ``Conversations/ConversationLog/append(to:at:_:)``), and keeps what a message carries until the customer is erased.
public protocol FileStore: Sendable {
    /// Keeps a file that waits for its message. The same again is the same file and waits anew.
    ///
    /// - Parameter waitingMax: Files of the user that may wait in the conversation, sent ones aside.
    /// - Returns: False, with nothing kept, when as many wait already.
    func keep(_ file: WaitingFile, bytes: [UInt8], waitingMax: Int) async throws -> Bool

    /// Those of some files that wait, in no order.
    func waitingFiles(
        _ ids: [String], in conversation: ConversationID, of user: OperatorID
    ) async throws -> [WaitingFile]

    /// Takes a file back, which no message carries then. False when none waits under this id.
    func dropWaitingFile(_ id: String, in conversation: ConversationID, of user: OperatorID) async throws -> Bool

    /// Forgets files that have waited since before a moment; those a message carries stay for it.
    func dropWaitingFiles(before moment: Timestamp) async throws

    /// The bytes of a file of a conversation; nil when there is none.
    func bytes(ofFile digest: String, in conversation: ConversationID) async throws -> [UInt8]?
}

/// A file an operator has brought and not sent yet.
public struct WaitingFile: Sendable, Hashable {
    /// The same for the same file, under the same name, of the same user in the same conversation.
    public let id: String
    public let conversation: ConversationID
    public let user: OperatorID
    public let file: SentFile
    /// When it was brought last.
    public let at: Timestamp

    public init(id: String, conversation: ConversationID, user: OperatorID, file: SentFile, at: Timestamp) {
        self.id = id
        self.conversation = conversation
        self.user = user
        self.file = file
        self.at = at
    }
}

/// Sizes of what operators send.
public struct FileLimits: Sendable, Hashable {
    /// Files of one message.
    public static let filesMax = 10
    /// Files of one user that may wait in one conversation.
    public static let waitingMax = 30
    /// How long a file waits for its message, in milliseconds: a day.
    public static let waitingMillisecondsMax: Int64 = 86_400_000

    /// One file, in bytes.
    public var fileBytesMax: Int
    /// All files of one message, in bytes. As base64 in a mail they grow by a third and more.
    public var messageBytesMax: Int

    public init(fileBytesMax: Int = 10_000_000, messageBytesMax: Int = 20_000_000) {
        self.fileBytesMax = fileBytesMax
        self.messageBytesMax = messageBytesMax
    }
}
