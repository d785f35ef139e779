public import Conversations
import Synchronization

/// Opens sessions, checks their secrets and ends them, with the sessions in use kept in memory.
///
/// A session lives for so long after its last use; what ends before that, by its owner or because its customer was
/// erased, is refused from then on, and whoever listens hears of it.
public final class ChatSessions: ChatSessionObserver, Sendable {
    /// How many sessions are kept in memory; about 300 bytes each.
    public static let cachedMax = 50_000
    /// How long a visitor nobody knows finds their chat again: 30 days, in milliseconds.
    public static let anonymousLifetimeMilliseconds: Int64 = 30 * 86_400_000
    /// How long a proved customer does: 7 days, in milliseconds. The site's page brings a new token at any visit.
    public static let verifiedLifetimeMilliseconds: Int64 = 7 * 86_400_000
    /// Use is noted in the store once in so long: an hour, in milliseconds.
    public static let touchMilliseconds: Int64 = 3_600_000
    /// Longest id that is looked up at all.
    private static let idBytesMax = 64

    private struct State {
        var cache: GenerationalCache<String, ChatSession>
        /// Counts what has ended, so that nothing read before an end is kept after it.
        var endings = 0
        var listeners: [@Sendable ([String]) -> Void] = []
    }

    private let store: any ChatSessionStore
    private let state: Mutex<State>

    public init(store: any ChatSessionStore, cachedMax: Int = ChatSessions.cachedMax) {
        self.store = store
        state = Mutex(State(cache: GenerationalCache(countMax: cachedMax)))
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
            name: identity?.name, phone: identity?.phone,
            assurance: identity == nil ? .anonymous : .verified, createdAt: now)
        let endings = state.withLock { $0.endings }
        try await store.create(session)
        keep(session, unlessEndedSince: endings)
        return (session, token)
    }

    /// The session, when the token is its own; this counts as use.
    ///
    /// - Throws: ``ChatSessionRefusal``, or what the store throws.
    public func authenticate(_ id: String, token: String, now: Timestamp) async throws -> ChatSession {
        guard let session = try await find(id), SecretToken.equal(SecretToken.hash(token), session.tokenHash) else {
            throw ChatSessionRefusal.unknown
        }
        return try await used(session, now)
    }

    /// The session of a connection that was let in before; this counts as use.
    ///
    /// - Throws: ``ChatSessionRefusal`` when it is over, or what the store throws.
    public func use(_ id: String, now: Timestamp) async throws -> ChatSession {
        guard let session = try await find(id) else { throw ChatSessionRefusal.unknown }
        return try await used(session, now)
    }

    /// Ends a session for good, because its owner wants it.
    ///
    /// - Throws: What the store throws; the session then goes on.
    public func end(_ id: String) async throws {
        try await store.end(id)
        ended([id])
    }

    /// Ends the sessions that were not used for their lifetime.
    ///
    /// - Throws: What the store throws.
    public func endUnused(now: Timestamp) async throws {
        let ids = try await store.endUnused(
            anonymousSince: Timestamp(milliseconds: now.milliseconds - Self.anonymousLifetimeMilliseconds),
            verifiedSince: Timestamp(milliseconds: now.milliseconds - Self.verifiedLifetimeMilliseconds))
        if !ids.isEmpty { ended(ids) }
    }

    /// Calls `tell` with the ids of sessions that have ended, whoever ended them.
    public func whenEnded(_ tell: @escaping @Sendable ([String]) -> Void) {
        state.withLock { $0.listeners.append(tell) }
    }

    public func ended(_ ids: [String]) {
        let listeners = state.withLock { state in
            state.endings += 1
            for id in ids { state.cache[id] = nil }
            return state.listeners
        }
        for tell in listeners { tell(ids) }
    }

    private func find(_ id: String) async throws -> ChatSession? {
        guard !id.isEmpty, id.utf8.count <= Self.idBytesMax else { return nil }
        let (cached, endings) = state.withLock { ($0.cache[id], $0.endings) }
        if let cached { return cached }
        guard let stored = try await store.find(id) else { return nil }
        keep(stored, unlessEndedSince: endings)
        return stored
    }

    private func keep(_ session: ChatSession, unlessEndedSince endings: Int) {
        state.withLock { state in
            if state.endings == endings { state.cache[session.id] = session }
        }
    }

    private func used(_ session: ChatSession, _ now: Timestamp) async throws -> ChatSession {
        let unusedMilliseconds = now.milliseconds - session.lastUsedAt.milliseconds
        let lifetime =
            session.assurance == .verified ? Self.verifiedLifetimeMilliseconds : Self.anonymousLifetimeMilliseconds
        guard unusedMilliseconds <= lifetime else { throw ChatSessionRefusal.unknown }
        guard unusedMilliseconds >= Self.touchMilliseconds else { return session }
        var touched = session
        touched.lastUsedAt = now
        state.withLock { state in
            if state.cache[session.id] != nil { state.cache[session.id] = touched }
        }
        // A store that cannot write must not keep anybody from reading; the note is missed for an hour at most.
        try? await store.touch(session.id, at: now)
        return touched
    }
}
