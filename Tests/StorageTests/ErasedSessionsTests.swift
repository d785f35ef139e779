import Conversations
import Escalation
import Foundation
import Intake
import Storage
import Synchronization
import Testing
import WebChatChannel

private final class Heard: ChatSessionObserver {
    let ids = Mutex<[String]>([])
    func ended(_ ids: [String]) { self.ids.withLock { $0 += ids } }
}

@Suite("Sessions of erased customers")
struct ErasedSessionsTests {
    private static let secret = "Zwetschgenkuchen"

    private func session(
        _ id: String, account: String? = nil, name: String? = nil, usedAt: Int64 = 1000
    ) -> ChatSession {
        ChatSession(
            id: id, tokenHash: [1], channel: StoreBench.web, locale: nil, account: account, name: name,
            assurance: account == nil ? .anonymous : .verified, createdAt: Timestamp(milliseconds: 1000),
            lastUsedAt: Timestamp(milliseconds: usedAt))
    }

    /// A customer with a chat that spoke, one opened in another browser that never did, and strangers' chats.
    private func customer(_ bench: StoreBench) async throws -> CustomerID {
        let store = bench.store
        try await store.create(session("spoke", account: Self.secret, name: Self.secret))
        try await store.create(session("silent", account: Self.secret, name: Self.secret))
        try await store.create(session("stranger"))
        try await store.create(session("other", account: "4711", name: "Bert"))
        let accepted = try await bench.accept(
            StoreBench.message("1", from: "spoke", assurance: .verified, account: Self.secret, name: Self.secret))
        try await bench.accept(StoreBench.message("1", from: "other", assurance: .verified, account: "4711"))
        return accepted.state.customer
    }

    @Test("All of them go, silent ones too, and whoever keeps them in memory is told")
    func gone() async throws {
        let bench = try StoreBench()
        let heard = Heard()
        bench.store.addObserver(heard)
        let customer = try await customer(bench)
        #expect(try await bench.store.erase(customer, at: Timestamp(milliseconds: 9)))
        for id in ["spoke", "silent"] { #expect(try await bench.store.find(id) == nil) }
        for id in ["stranger", "other"] { #expect(try await bench.store.find(id) != nil) }
        #expect(heard.ids.withLock { $0.sorted() } == ["silent", "spoke"])
        #expect(try bench.rows(containing: Self.secret) == [])
    }

    @Test("A serving process hears, once, of what another process erased")
    func elsewhere() async throws {
        let bench = try StoreBench()
        let heard = Heard()
        bench.store.addObserver(heard)
        let customer = try await customer(bench)
        let other = try StoreBench.open(bench.folder.database, isServing: false)
        #expect(try await other.erase(customer, at: Timestamp(milliseconds: 9)))
        other.close()
        #expect(heard.ids.withLock { $0 } == [])
        for _ in 0..<2 { try await bench.store.catchUp() }
        #expect(heard.ids.withLock { $0.sorted() } == ["silent", "spoke"])
        #expect(try bench.count("SELECT count(*) FROM ended_chat_sessions") == 0)
    }

    @Test("The session an erasure ended is refused from memory too")
    func refused() async throws {
        let bench = try StoreBench()
        let sessions = ChatSessions(store: bench.store)
        bench.store.addObserver(sessions)
        var generator = SystemRandomNumberGenerator()
        let now = Timestamp(milliseconds: 1000)
        let (session, token) = try await sessions.open(
            channel: StoreBench.web, locale: nil, identity: nil, now: now, using: &generator)
        let accepted = try await bench.accept(StoreBench.message("1", from: session.id))
        #expect(try await sessions.authenticate(session.id, token: token, now: now) == session)
        #expect(try await bench.store.erase(accepted.state.customer, at: now))
        await #expect(throws: ChatSessionRefusal.unknown) {
            try await sessions.authenticate(session.id, token: token, now: now)
        }
    }

    @Test("No file of the store holds what was erased, the write-ahead log included")
    func files() async throws {
        let bench = try StoreBench()
        let customer = try await customer(bench)
        func holding() throws -> [String] {
            try FileManager.default.contentsOfDirectory(atPath: bench.folder.path).filter { name in
                let data = try Data(contentsOf: URL(fileURLWithPath: bench.folder.path + "/" + name))
                return data.range(of: Data(Self.secret.utf8)) != nil
            }
        }
        #expect(try holding() != [])
        #expect(try await bench.store.erase(customer, at: Timestamp(milliseconds: 9)))
        #expect(try holding() == [])
        #expect(try await bench.store.synchronousLevel() == 2)
    }

    @Test("Sessions end after their lifetime without use, and use is kept")
    func unused() async throws {
        let bench = try StoreBench()
        for (id, account, usedAt) in [
            ("a-old", nil, 999), ("a-new", nil, 1000), ("v-old", "1", 1999), ("v-new", "2", 2000), ("touched", nil, 1),
        ] as [(String, String?, Int64)] {
            try await bench.store.create(session(id, account: account, usedAt: usedAt))
        }
        try await bench.store.touch("touched", at: Timestamp(milliseconds: 5000))
        let ended = try await bench.store.endUnused(
            anonymousSince: Timestamp(milliseconds: 1000), verifiedSince: Timestamp(milliseconds: 2000))
        #expect(ended.sorted() == ["a-old", "v-old"])
        #expect(try await bench.store.find("touched")?.lastUsedAt == Timestamp(milliseconds: 5000))
        try await bench.store.end("touched")
        #expect(try await bench.store.find("touched") == nil)
        #expect(try bench.count("SELECT count(*) FROM chat_sessions") == 2)
    }
}
