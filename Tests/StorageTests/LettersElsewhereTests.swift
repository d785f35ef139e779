import Conversations
import Escalation
import GRDB
import Intake
import Testing

@testable import Storage

@Suite("Letters that come to several addresses of ours")
struct LettersElsewhereTests {
    private static let other = ChannelName("sales")

    private func letter(
        _ id: String = "1", on channel: ChannelName = StoreBench.mail, from address: String = "anna@example.org",
        says fingerprint: String = "f", at: Int64 = 1000
    ) -> InboundMessage {
        var message = StoreBench.message(id, from: address, on: channel, assurance: .claimed, at: at)
        message.thread = InboundMessage.Thread()
        message.fingerprint = fingerprint
        message.original = InboundMessage.Original(mediaType: "message/rfc822", bytes: Array("raw".utf8))
        return message
    }

    private func handling(_ bench: StoreBench, _ message: InboundMessage) async throws -> Handling? {
        try await bench.accept(message).message?.handling
    }

    @Test("The channel that stores it first takes it, the other puts it aside, and again after a restart")
    func twice() async throws {
        let folder = TemporaryFolder()
        let aside = Handling(.silent, reason: Handling.takenElsewhere)
        do {
            let bench = try StoreBench(folder: folder)
            #expect(try await handling(bench, letter()) == nil)
            #expect(try await handling(bench, letter(on: Self.other)) == aside)
            #expect(try await bench.accept(letter(on: Self.other)).isDuplicate)
        }
        let bench = try StoreBench(folder: folder)
        #expect(try await handling(bench, letter(on: ChannelName("third"))) == aside)
        #expect(try await bench.store.verify().listed == [])
    }

    @Test("Of several channels that store it at the same moment exactly one takes it")
    func race() async throws {
        let bench = try StoreBench()
        for number in 0..<50 {
            let channels = ["a", "b", "c", "d"].map { ChannelName($0) }
            let wanted = try await withThrowingTaskGroup(of: Bool.self) { group in
                for channel in channels.shuffled() {
                    let message = letter("m\(number)", on: channel)
                    group.addTask { try await bench.accept(message).message?.wantsAnswer == true }
                }
                return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(wanted == 1)
        }
    }

    @Test("Another sender's, one that says something else, and one nobody deals with are letters of their own")
    func different() async throws {
        let bench = try StoreBench()
        _ = try await bench.accept(letter())
        #expect(try await handling(bench, letter(on: Self.other, from: "ben@example.org")) == nil)
        #expect(try await handling(bench, letter(on: Self.other, says: "g")) == nil)
        var record = letter("2")
        record.handling = Handling(.silent, reason: "record")
        _ = try await bench.accept(record)
        #expect(try await handling(bench, letter("2", on: Self.other)) == nil)
    }

    @Test("Under an id that came before, what says something else is not lost when the original is gone")
    func reused() async throws {
        let bench = try StoreBench()
        let first = try await bench.accept(letter()).state.id
        #expect(try await bench.accept(letter(says: "g")).isDuplicate, "compared by the original")
        try bench.raw("DELETE FROM originals")
        #expect(try await bench.accept(letter()).isDuplicate)
        let second = try await bench.accept(letter(says: "g"))
        #expect(!second.isDuplicate && second.state.id != first)
        #expect(try await bench.accept(letter(says: "g")).isDuplicate)
        #expect(try await bench.store.verify().listed == [])
    }

    @Test("Both questions are answered by the index of letters, however much the inbox holds")
    func plans() async throws {
        let bench = try StoreBench()
        for query in [Letters.elsewhereQuery, Letters.acceptedQuery] {
            let plan = try await bench.store.pool.read { db in
                let nothing = StatementArguments(query.filter { $0 == "?" }.map { _ in DatabaseValue.null })
                return try Row.fetchAll(db, sql: "EXPLAIN QUERY PLAN " + query, arguments: nothing)
                    .map { $0["detail"] as String }
            }
            #expect(plan.contains { $0.contains("inbox_letters (external_id=?") }, "\(plan)")
            #expect(!plan.contains { $0.hasPrefix("SCAN inbox") || $0.hasPrefix("SCAN events") }, "\(plan)")
        }
    }

    @Test("Letters of a store of the version before are known by their id")
    func older() async throws {
        let folder = TemporaryFolder()
        do {
            let bench = try StoreBench(folder: folder)
            _ = try await bench.accept(letter())
            _ = try await bench.accept(StoreBench.message("chat", from: "w1"))
            bench.store.close()
            try bench.raw("DROP INDEX inbox_letters")
            try bench.raw("ALTER TABLE inbox DROP COLUMN fingerprint")
            try bench.raw("DELETE FROM grdb_migrations WHERE identifier = '8 letters known everywhere'")
        }
        let bench = try StoreBench(folder: folder)
        #expect(try await bench.store.hasAccepted("1", on: StoreBench.mail))
        #expect(try await bench.accept(letter(says: "g")).isDuplicate)
        #expect(try bench.count("SELECT count(*) FROM inbox WHERE fingerprint IS NOT NULL") == 1)
    }
}
