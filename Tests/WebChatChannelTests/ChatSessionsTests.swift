import Conversations
import Synchronization
import Testing

@testable import WebChatChannel

private final class MemoryStore: ChatSessionStore, Sendable {
    struct Full: Error {}
    let sessions = Mutex<[String: ChatSession]>([:])
    let lookups = Mutex(0)
    let isFull: Bool
    init(isFull: Bool = false) { self.isFull = isFull }
    func create(_ session: ChatSession) async throws {
        if isFull { throw Full() }
        sessions.withLock { $0[session.id] = session }
    }
    func find(_ id: String) async throws -> ChatSession? {
        lookups.withLock { $0 += 1 }
        return sessions.withLock { $0[id] }
    }
}

@Suite struct ChatSessionsTests {
    private func open(
        _ sessions: ChatSessions, seed: UInt64 = 1, identity: ProvenIdentity? = nil
    ) async throws -> (session: ChatSession, token: String) {
        var generator = SeededGenerator(seed: seed)
        return try await sessions.open(
            channel: ChannelName("web"), locale: "de", identity: identity, now: Timestamp(milliseconds: 1),
            using: &generator)
    }

    @Test func onlyItsOwnTokenOpensASession() async throws {
        let sessions = ChatSessions(store: MemoryStore())
        let (first, firstToken) = try await open(sessions, seed: 1)
        let (second, secondToken) = try await open(sessions, seed: 2)
        #expect(try await sessions.authenticate(first.id, token: firstToken) == first)
        #expect(try await sessions.authenticate(second.id, token: secondToken) == second)
        for (id, token) in [(first.id, secondToken), (first.id, ""), ("", firstToken), ("nobody", firstToken)] {
            await #expect(throws: ChatSessionRefusal.unknown) { try await sessions.authenticate(id, token: token) }
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
        #expect(try await afresh.authenticate(session.id, token: token) == session)
        #expect(try await afresh.authenticate(session.id, token: token) == session)
        #expect(store.lookups.withLock { $0 } == 1)
    }

    @Test func nothingIsKeptWhenTheStoreFails() async throws {
        let sessions = ChatSessions(store: MemoryStore(isFull: true))
        await #expect(throws: MemoryStore.Full.self) { try await open(sessions) }
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
