import Conversations
import Delivery
import Escalation
import GRDB
import Intake
import Testing

@testable import Storage

@Suite("The outbox")
struct OutboxTests {
    private static let now = Timestamp(milliseconds: 10_000)

    private func open(_ bench: StoreBench, _ sender: String) async throws -> ConversationID {
        try await bench.accept(StoreBench.message("1", from: sender, on: StoreBench.mail)).state.id
    }

    @Test("Of each conversation only the oldest message is due, and the others wait for it")
    func order() async throws {
        let bench = try StoreBench()
        let one = try await open(bench, "anna")
        let two = try await open(bench, "bert")
        let first = try await bench.say("eins", in: one, at: 5000)
        let second = try await bench.say("zwei", in: one, at: 1000)
        let other = try await bench.say("drei", in: two, at: 6000)
        func due() async throws -> [Int] {
            try await bench.due(at: Self.now).map { $0.conversation == one ? $0.seq : -$0.seq }
        }
        #expect(try await due() == [first, -other])
        try await bench.deliver(one, first, .sending)
        #expect(try await due() == [-other])
        try await bench.deliver(one, first, .pending, retryAt: 20_000)
        #expect(try await due() == [-other])
        #expect(try await bench.due(at: Timestamp(milliseconds: 20_000)).map(\.seq).contains(first))
        try await bench.deliver(one, first, .failed)
        #expect(try await due() == [second, -other])
        try await bench.deliver(one, second, .sent)
        #expect(try await due() == [-other])
        #expect(try await bench.due(at: Timestamp(milliseconds: 5999)).isEmpty)
    }

    @Test("An item carries what Delivery needs, and channels that read the log have none")
    func items() async throws {
        let bench = try StoreBench()
        let id = try await open(bench, "anna")
        let seq = try await bench.say("eins", in: id, at: 5000)
        let web = try await bench.accept(StoreBench.message("1")).state.id
        try await bench.say("gelesen", in: web)
        let item = try #require(try await bench.due(at: Self.now).first)
        #expect(try await bench.due(at: Self.now).count == 1)
        #expect(item.conversation == id && item.seq == seq && item.address == "anna")
        #expect(item.channel == StoreBench.mail && item.message.text == "eins" && item.attempts == 0)
        #expect(item.sentAt == Timestamp(milliseconds: 5000))
    }

    @Test("What was being sent when a run ended is found by the next")
    func interrupted() async throws {
        let bench = try StoreBench()
        let id = try await open(bench, "anna")
        let seq = try await bench.say("eins", in: id)
        try await bench.say("zwei", in: id)
        #expect(try await bench.store.interrupted().isEmpty)
        try await bench.deliver(id, seq, .sending)
        bench.store.close()
        let next = try StoreBench(folder: bench.folder)
        #expect(try await next.store.interrupted().map(\.seq) == [seq])
        #expect(try await next.due(at: Self.now).isEmpty)
        try await next.deliver(id, seq, .unknown)
        #expect(try await next.store.interrupted().isEmpty)
        #expect(try await next.store.verify().listed == [])
    }

    @Test("Dead letters are listed, queued again or taken off the list")
    func deadLetters() async throws {
        let bench = try StoreBench()
        let id = try await open(bench, "anna")
        var letters: [Int] = []
        for number in 0..<5 { letters.append(try await bench.say("Brief \(number)", in: id)) }
        for (number, seq) in letters.enumerated() {
            try await bench.deliver(id, seq, number == 0 ? .sent : number == 1 ? .unknown : .failed, at: 4000)
        }
        var page = try await bench.store.deadLetters(PageRequest(limit: 3))
        #expect(page.items.map(\.text) == ["Brief 4", "Brief 3", "Brief 2"])
        page = try await bench.store.deadLetters(PageRequest(limit: 3, cursor: page.next))
        #expect(page.items.map(\.text) == ["Brief 1"])
        #expect(page.items.map(\.reason) == ["unknown"])
        #expect(page.next == nil)
        let retried = "\(id.number)-\(letters[2])"
        #expect(try await bench.store.retryDeadLetter(retried, at: Self.now))
        #expect(try await bench.due(at: Self.now).map(\.seq) == [letters[2]])
        #expect(!(try await bench.store.retryDeadLetter(retried, at: Self.now)))
        let dropped = "\(id.number)-\(letters[3])"
        #expect(try await bench.store.dropDeadLetter(dropped, at: Self.now))
        #expect(!(try await bench.store.dropDeadLetter(dropped, at: Self.now)))
        #expect(!(try await bench.store.retryDeadLetter(dropped, at: Self.now)))
        #expect(try await bench.store.deadLetters(PageRequest()).items.map(\.text) == ["Brief 4", "Brief 1"])
        for junk in ["", "1", "1-", "x-1", "1-1-1", "99-1", "\(id.number)-\(letters[0])", "\(id.number)-1"] {
            #expect(!(try await bench.store.retryDeadLetter(junk, at: Self.now)), "\(junk)")
            #expect(!(try await bench.store.dropDeadLetter(junk, at: Self.now)), "\(junk)")
        }
        #expect(try await bench.store.verify().listed == [])
    }

    @Test("Of many who queue a dead letter again at once, one does")
    func retriedAtOnce() async throws {
        let bench = try StoreBench()
        let id = try await open(bench, "anna")
        let seq = try await bench.say("eins", in: id)
        try await bench.deliver(id, seq, .unknown)
        let (did, not) = try await bench.together(8) { _ in
            try await bench.store.retryDeadLetter("\(id.number)-\(seq)", at: Self.now)
        }
        #expect(did == 1)
        #expect(not == 7)
        #expect(try await bench.store.state(of: id)?.seq == seq + 2)
    }

    @Test("The ledger counts what came, waits, left and failed")
    func ledger() async throws {
        let bench = try StoreBench()
        let id = try await open(bench, "anna")
        try await bench.accept(StoreBench.message("2", from: "anna", on: StoreBench.mail))
        let states: [DeliveryState?] = [.sent, .failed, .unknown, nil]
        for state in states {
            let seq = try await bench.say("Hallo", in: id)
            if let state { try await bench.deliver(id, seq, state) }
        }
        let entry = try #require(try await bench.store.channelLedger().first { $0.name == StoreBench.mail })
        #expect(entry.received == 2 && entry.waiting == 2 && entry.processed == 0)
        #expect(entry.sent == 1 && entry.failed == 1 && entry.unknown == 1 && entry.pending == 1)
        #expect(entry.lastSentAt == Timestamp(milliseconds: 3000))
    }

    @Test("A takeover makes what waits due, so that the agent's words no longer hold up the human's")
    func takeover() async throws {
        let bench = try StoreBench()
        let id = try await bench.accept(StoreBench.message("1", on: StoreBench.mail)).state.id
        let agents = try await bench.say("vom Agenten", in: id)
        try await bench.deliver(id, agents, .pending, retryAt: 90_000_000)
        let now = Timestamp(milliseconds: 5000)
        #expect(try await bench.due(at: now).isEmpty)
        _ = try await bench.store.append(to: id, at: Timestamp(milliseconds: 4000)) { state in
            let owner = Owner.operator(OperatorID(number: 1))
            return [.ownerChanged(OwnerChanged(owner: owner, epoch: state.epoch + 1, by: Author(kind: .operator)))]
        }
        #expect(try await bench.due(at: now).map(\.seq) == [agents])
    }

    @Test("However much was delivered, what waits is found by its index")
    func plan() async throws {
        let bench = try StoreBench()
        let plan = try await bench.store.pool.read { db in
            try SQLiteStore.outboxQueries.flatMap { sql in
                let nothing = StatementArguments(sql.filter { $0 == "?" }.map { _ in DatabaseValue.null })
                return try Row.fetchAll(db, sql: "EXPLAIN QUERY PLAN " + sql, arguments: nothing).map {
                    $0["detail"] as String
                }
            }
        }
        let reads = plan.filter { $0.contains("outbox") && !$0.contains("earlier") }
        #expect(reads.count == 2)
        #expect(reads.allSatisfy { $0.contains("outbox_waiting") }, "\(plan)")
    }
}
