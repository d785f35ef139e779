import Conversations
import Synchronization
import Testing

@testable import WebChatChannel

private final class MemoryStore: ChatSessionStore, Sendable {
    struct Full: Error {}
    let sessions = Mutex<[String: ChatSession]>([:])
    let lookups = Mutex(0)
    let touches = Mutex<[Timestamp]>([])
    /// Called in the middle of a look-up, after the session was read.
    let onFind = Mutex<(@Sendable () -> Void)?>(nil)
    let isFull: Bool
    init(isFull: Bool = false) { self.isFull = isFull }
    func create(_ session: ChatSession) async throws {
        if isFull { throw Full() }
        sessions.withLock { $0[session.id] = session }
    }
    func find(_ id: String) async throws -> ChatSession? {
        lookups.withLock { $0 += 1 }
        let found = sessions.withLock { $0[id] }
        onFind.withLock { $0 }?()
        return found
    }
    func touch(_ id: String, at moment: Timestamp) async throws {
        if isFull { throw Full() }
        touches.withLock { $0.append(moment) }
    }
    func end(_ id: String) async throws {
        if isFull { throw Full() }
        sessions.withLock { $0[id] = nil }
    }
    func endUnused(anonymousSince: Timestamp, verifiedSince: Timestamp) async throws -> [String] {
        sessions.withLock { sessions in
            let over = sessions.values.filter {
                $0.lastUsedAt < ($0.assurance == .verified ? verifiedSince : anonymousSince)
            }.map(\.id)
            for id in over { sessions[id] = nil }
            return over
        }
    }
}

@Suite struct ChatSessionsTests {
    private static let now = Timestamp(milliseconds: 1)

    private func open(
        _ sessions: ChatSessions, seed: UInt64 = 1, identity: ProvenIdentity? = nil
    ) async throws -> (session: ChatSession, token: String) {
        var generator = SeededGenerator(seed: seed)
        return try await sessions.open(
            channel: ChannelName("web"), locale: "de", identity: identity, now: Self.now,
            using: &generator)
    }

    @Test func onlyItsOwnTokenOpensASession() async throws {
        let sessions = ChatSessions(store: MemoryStore())
        let (first, firstToken) = try await open(sessions, seed: 1)
        let (second, secondToken) = try await open(sessions, seed: 2)
        #expect(try await sessions.authenticate(first.id, token: firstToken, now: Self.now) == first)
        #expect(try await sessions.authenticate(second.id, token: secondToken, now: Self.now) == second)
        for (id, token) in [(first.id, secondToken), (first.id, ""), ("", firstToken), ("nobody", firstToken)] {
            await #expect(throws: ChatSessionRefusal.unknown) {
                try await sessions.authenticate(id, token: token, now: Self.now)
            }
        }
    }

    @Test func theTokenIsNotKeptAndHas256Bits() async throws {
        let store = MemoryStore()
        let (session, token) = try await open(ChatSessions(store: store))
        #expect(token.utf8.count == 43)
        #expect(session.id.utf8.count == 22)
        #expect(session.tokenHash == SecretToken.hash(token))
        #expect(!token.contains(session.id))
    }

    @Test func sessionsOutsideTheCacheComeFromTheStore() async throws {
        let store = MemoryStore()
        let (session, token) = try await open(ChatSessions(store: store))
        let afresh = ChatSessions(store: store)
        #expect(try await afresh.authenticate(session.id, token: token, now: Self.now) == session)
        #expect(try await afresh.authenticate(session.id, token: token, now: Self.now) == session)
        #expect(store.lookups.withLock { $0 } == 1)
    }

    @Test func nothingIsKeptWhenTheStoreFails() async throws {
        let sessions = ChatSessions(store: MemoryStore(isFull: true))
        await #expect(throws: MemoryStore.Full.self) { try await open(sessions) }
    }

    @Test func anEndedSessionIsRefusedAtOnceAndWhoListensHearsOfIt() async throws {
        let store = MemoryStore()
        let sessions = ChatSessions(store: store)
        let heard = Mutex<[[String]]>([])
        sessions.whenEnded { ids in heard.withLock { $0.append(ids) } }
        let (mine, token) = try await open(sessions, seed: 1)
        let (erased, erasedToken) = try await open(sessions, seed: 2)
        try await sessions.end(mine.id)
        store.sessions.withLock { $0[erased.id] = nil }
        sessions.ended([erased.id])
        for (id, token) in [(mine.id, token), (erased.id, erasedToken)] {
            await #expect(throws: ChatSessionRefusal.unknown) {
                try await sessions.authenticate(id, token: token, now: Self.now)
            }
            await #expect(throws: ChatSessionRefusal.unknown) { try await sessions.use(id, now: Self.now) }
        }
        #expect(heard.withLock { $0 } == [[mine.id], [erased.id]])
    }

    @Test func whatWasReadBeforeAnEndIsNotKeptAfterIt() async throws {
        let store = MemoryStore()
        let (session, token) = try await open(ChatSessions(store: store))
        let sessions = ChatSessions(store: store)
        store.onFind.withLock { action in
            action = {
                store.sessions.withLock { $0[session.id] = nil }
                sessions.ended([session.id])
            }
        }
        _ = try? await sessions.authenticate(session.id, token: token, now: Self.now)
        await #expect(throws: ChatSessionRefusal.unknown) {
            try await sessions.authenticate(session.id, token: token, now: Self.now)
        }
    }

    @Test(arguments: [
        (false, ChatSessions.anonymousLifetimeMilliseconds), (true, ChatSessions.verifiedLifetimeMilliseconds),
    ])
    func aSessionLivesForItsLifetimeAfterItsLastUse(isVerified: Bool, lifetime: Int64) async throws {
        let store = MemoryStore()
        let sessions = ChatSessions(store: store)
        let (session, token) = try await open(
            sessions, identity: isVerified ? ProvenIdentity(account: "4711", name: nil) : nil)
        let used = Timestamp(milliseconds: Self.now.milliseconds + lifetime)
        let used2 = Timestamp(milliseconds: used.milliseconds + lifetime)
        _ = try await sessions.authenticate(session.id, token: token, now: used)
        _ = try await sessions.use(session.id, now: used2)
        await #expect(throws: ChatSessionRefusal.unknown) {
            try await sessions.use(session.id, now: Timestamp(milliseconds: used2.milliseconds + lifetime + 1))
        }
    }

    @Test func useIsNotedOnceAnHourAndNotNeededForReading() async throws {
        let store = MemoryStore()
        let sessions = ChatSessions(store: store)
        let (session, _) = try await open(sessions)
        let hour = ChatSessions.touchMilliseconds
        for after in [0, hour - 1, hour, hour + 1, 2 * hour - 1, 2 * hour] {
            _ = try await sessions.use(session.id, now: Timestamp(milliseconds: Self.now.milliseconds + after))
        }
        #expect(store.touches.withLock { $0.map { $0.milliseconds - Self.now.milliseconds } } == [hour, 2 * hour])
        let full = MemoryStore(isFull: true)
        full.sessions.withLock { $0[session.id] = session }
        _ = try await ChatSessions(store: full).use(session.id, now: Timestamp(milliseconds: 1 + hour))
    }

    @Test func unusedSessionsAreSwept() async throws {
        let store = MemoryStore()
        let sessions = ChatSessions(store: store)
        let (visitor, _) = try await open(sessions, seed: 1)
        _ = try await open(sessions, seed: 2, identity: ProvenIdentity(account: "4711", name: nil))
        let week = ChatSessions.verifiedLifetimeMilliseconds
        try await sessions.endUnused(now: Timestamp(milliseconds: Self.now.milliseconds + week))
        #expect(store.sessions.withLock { $0.count } == 2)
        try await sessions.endUnused(now: Timestamp(milliseconds: Self.now.milliseconds + week + 1))
        #expect(store.sessions.withLock { Array($0.keys) } == [visitor.id])
    }

    @Test func aProvenIdentityMakesTheSessionVerified() async throws {
        let sessions = ChatSessions(store: MemoryStore())
        let (session, _) = try await open(sessions, identity: ProvenIdentity(account: "4711", name: "Kim"))
        #expect(session.assurance == .verified)
        #expect(session.account == "4711")
        #expect(session.name == "Kim")
    }

    @Test func hashIsSHA256AndComparingSeesEveryByte() {
        // FIPS 180-4, "abc".
        #expect(SecretToken.hash("abc").prefix(4) == [0xBA, 0x78, 0x16, 0xBF])
        var other = SecretToken.hash("abc")
        #expect(SecretToken.equal(other, SecretToken.hash("abc")))
        other[31] ^= 1
        #expect(!SecretToken.equal(other, SecretToken.hash("abc")))
        #expect(!SecretToken.equal([], [0]))
    }

    @Test(arguments: [([UInt8](), ""), ([0xFF], "_w"), ([0xFB, 0xFF], "-_8"), (Array("foobar".utf8), "Zm9vYmFy")])
    func base64URLGoesBothWays(bytes: [UInt8], text: String) {
        #expect(SecretToken.base64URL(bytes) == text)
        #expect(Base64URL.decode(text.utf8) == bytes)
    }

    @Test(arguments: ["a", "_x", "ab=c", "a b", "äö"])
    func wrongBase64IsRefused(text: String) { #expect(Base64URL.decode(text.utf8) == nil) }
}
