public import Conversations

/// A browser's or app's standing in a web chat: who it is, without its secret.
///
/// The id is the customer's address on the channel; it is no secret by itself.
public struct ChatSession: Sendable, Hashable {
    /// 22 characters of base64url.
    public let id: String
    /// SHA-256 of the secret token.
    public let tokenHash: [UInt8]
    public let channel: ChannelName
    /// The device's language as a BCP 47 tag; a hint.
    public let locale: String?
    /// The company's own customer number, proved by an identity token.
    public let account: String?
    /// The name the identity token gave.
    public let name: String?
    /// The telephone number the identity token gave.
    public let phone: String?
    public let assurance: Assurance
    public let createdAt: Timestamp
    /// When it was last used, to the hour: see ``ChatSessions/touchMilliseconds``.
    public internal(set) var lastUsedAt: Timestamp

    /// - Parameter lastUsedAt: nil for a session that is new.
    public init(
        id: String, tokenHash: [UInt8], channel: ChannelName, locale: String?, account: String?, name: String?,
        phone: String? = nil, assurance: Assurance, createdAt: Timestamp, lastUsedAt: Timestamp? = nil
    ) {
        self.id = id
        self.tokenHash = tokenHash
        self.channel = channel
        self.locale = locale
        self.account = account
        self.name = name
        self.phone = phone
        self.assurance = assurance
        self.createdAt = createdAt
        self.lastUsedAt = lastUsedAt ?? createdAt
    }
}

/// Where sessions are kept.
public protocol ChatSessionStore: Sendable {
    /// Keeps a new session; returns when it is on disk.
    func create(_ session: ChatSession) async throws
    /// The session with this id, or nil.
    func find(_ id: String) async throws -> ChatSession?
    /// Notes when a session was used.
    func touch(_ id: String, at moment: Timestamp) async throws
    /// Removes a session; its conversation stays. Harmless when there is none.
    func end(_ id: String) async throws
    /// Removes sessions that were not used for long.
    ///
    /// - Parameters:
    ///   - anonymous: Those of visitors nobody knows, last used before this.
    ///   - verified: Those of proved customers, last used before this.
    /// - Returns: The ids of what was removed.
    func endUnused(anonymousSince anonymous: Timestamp, verifiedSince verified: Timestamp) async throws -> [String]
}

/// Told of sessions that were removed from the store other than by ``ChatSessions``: their customer was erased.
public protocol ChatSessionObserver: Sendable {
    /// Called after the removal is on disk.
    func ended(_ ids: [String])
}

/// Why a session was not opened to a caller.
public enum ChatSessionRefusal: Error, Sendable, Hashable {
    /// No such session, or it is over, or the token is not its own; callers cannot tell which.
    case unknown
}
