public import Conversations
import Synchronization

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
    public let assurance: Assurance
    public let createdAt: Timestamp

    public init(
        id: String, tokenHash: [UInt8], channel: ChannelName, locale: String?, account: String?, name: String?,
        assurance: Assurance, createdAt: Timestamp
    ) {
        self.id = id
        self.tokenHash = tokenHash
        self.channel = channel
        self.locale = locale
        self.account = account
        self.name = name
        self.assurance = assurance
        self.createdAt = createdAt
    }
}

/// Where sessions are kept.
public protocol ChatSessionStore: Sendable {
    /// Keeps a new session; returns when it is on disk.
    func create(_ session: ChatSession) async throws
    /// The session with this id, or nil.
    func find(_ id: String) async throws -> ChatSession?
}

/// Why a session was not opened to a caller.
public enum ChatSessionRefusal: Error, Sendable, Hashable {
    /// No such session, or the token is not its own; callers cannot tell which.
    case unknown
}

/// Opens sessions and checks their secrets, with the sessions in use kept in memory.
public final class ChatSessions: Sendable {
    /// How many sessions are kept in memory; about 300 bytes each.
    public static let cachedMax = 50_000
    /// Longest id that is looked up at all.
    private static let idBytesMax = 64

    private let store: any ChatSessionStore
    private let cache: Mutex<GenerationalCache<String, ChatSession>>

    public init(store: any ChatSessionStore, cachedMax: Int = ChatSessions.cachedMax) {
        self.store = store
        cache = Mutex(GenerationalCache(countMax: cachedMax))
    }

    /// Opens a session and returns it with its token, which is not kept anywhere.
    ///
    /// - Throws: What the store throws, with nothing kept.
    public func open(
        channel: ChannelName, locale: String?, identity: ProvenIdentity?, now: Timestamp,
        using generator: inout some RandomNumberGenerator
    ) async throws -> (session: ChatSession, token: String) {
        let token = SecretToken(using: &generator).text
        let id = String(SecretToken(using: &generator).text.prefix(22))
        let session = ChatSession(
            id: id, tokenHash: SecretToken.hash(token), channel: channel, locale: locale, account: identity?.account,
            name: identity?.name, assurance: identity == nil ? .anonymous : .verified, createdAt: now)
        try await store.create(session)
        cache.withLock { $0[id] = session }
        return (session, token)
    }

    /// The session, when the token is its own.
    ///
    /// - Throws: ``ChatSessionRefusal``, or what the store throws.
    public func authenticate(_ id: String, token: String) async throws -> ChatSession {
        guard let session = try await find(id), SecretToken.equal(SecretToken.hash(token), session.tokenHash) else {
            throw ChatSessionRefusal.unknown
        }
        return session
    }

    /// Whether there is such a session.
    public func isKnown(_ id: String) async throws -> Bool { try await find(id) != nil }

    private func find(_ id: String) async throws -> ChatSession? {
        guard !id.isEmpty, id.utf8.count <= Self.idBytesMax else { return nil }
        if let cached = cache.withLock({ $0[id] }) { return cached }
        guard let stored = try await store.find(id) else { return nil }
        cache.withLock { $0[id] = stored }
        return stored
    }

    /// Forgets what is in memory of a session, after it was removed from the store.
    public func forget(_ id: String) { cache.withLock { $0[id] = nil } }
}
