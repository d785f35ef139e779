import Conversations
import Dispatch
import GRDB
import Intake
import Synchronization
import Testing

@testable import Storage

@Suite("One writer, commits shared", .timeLimit(.minutes(2)))
struct CommitTests {
    @Test("Two thousand appends at once keep every sequence gap-free, in far fewer commits")
    func concurrentAppends() async throws {
        let bench = try StoreBench()
        var ids: [ConversationID] = []
        for number in 0..<50 {
            ids.append(try await bench.accept(StoreBench.message("1", from: "s\(number)")).state.id)
        }
        let commits = CommitCounter()
        bench.store.pool.add(transactionObserver: commits, extent: .databaseLifetime)
        let conversations = ids
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<2000 {
                group.addTask { try await bench.say("\(number)", in: conversations[number % 50]) }
            }
            try await group.waitForAll()
        }
        for id in ids {
            let events = try await bench.store.events(of: id, after: 0, limit: 100)
            #expect(events.map(\.seq) == Array(1...42))
        }
        print("2000 appends in \(commits.count) commits")
        #expect(commits.count > 0)
        #expect(commits.count < 500)
        #expect(try await bench.store.verify().listed == [])
    }

    @Test("A decision that throws writes nothing and leaves the others of its transaction alone")
    func refusals() async throws {
        let bench = try StoreBench()
        let id = try await bench.accept(StoreBench.message("1")).state.id
        let (said, refused) = try await bench.together(20) { number -> Bool in
            do {
                _ = try await bench.store.append(to: id, at: Timestamp(milliseconds: 5)) { state in
                    if number.isMultiple(of: 2) { throw Refusal.notNow("no") }
                    return [.rated(Rated(score: 5, comment: nil))]
                }
                return true
            } catch Refusal.notNow {
                return false
            }
        }
        #expect(said == 10)
        #expect(refused == 10)
        #expect(try await bench.store.state(of: id)?.seq == 12)
        #expect(try await bench.store.verify().listed == [])
    }

    @Test("SQL that fails in one job takes nobody else of its transaction down")
    func sqlFailure() async throws {
        let bench = try StoreBench()
        let (good, bad) = try await bench.together(21) { number -> Bool in
            if number == 10 {
                do {
                    try await bench.store.writer.write { db in
                        try db.execute(sql: "INSERT INTO ledger (channel) VALUES ('leftover')")
                        try db.execute(sql: "INSERT INTO events VALUES (77777, 1, 0, 1, '{}')")
                    }
                } catch is StoreFailure {
                    return false
                }
            }
            return try await !bench.accept(StoreBench.message("1", from: "s\(number)")).isDuplicate
        }
        #expect(good == 20)
        #expect(bad == 1)
        #expect(try bench.count("SELECT count(*) FROM inbox") == 20)
        #expect(try bench.count("SELECT count(*) FROM ledger WHERE channel = 'leftover'") == 0)
        #expect(try await bench.store.verify().listed == [])
    }

    @Test("A constraint that only the commit finds broken takes nobody else down either")
    func commitFailure() async throws {
        let bench = try StoreBench()
        let (good, bad) = try await bench.together(11) { number -> Bool in
            if number == 5 {
                do {
                    try await bench.store.writer.write { db in
                        try db.execute(sql: "PRAGMA defer_foreign_keys = ON")
                        try db.execute(sql: "INSERT INTO events VALUES (77777, 1, 0, 1, '{}')")
                    }
                } catch is StoreFailure {
                    return false
                }
            }
            return try await !bench.accept(StoreBench.message("1", from: "s\(number)")).isDuplicate
        }
        #expect(good == 10)
        #expect(bad == 1)
        #expect(try await bench.store.verify().listed == [])
    }

    @Test("Work that throws after it wrote leaves nothing behind")
    func halfDone() async throws {
        struct Stop: Error {}
        let bench = try StoreBench()
        await #expect(throws: (any Error).self) {
            try await bench.store.writer.write { db in
                try db.execute(sql: "INSERT INTO ledger (channel) VALUES ('leftover')")
                throw Stop()
            }
        }
        #expect(try bench.count("SELECT count(*) FROM ledger") == 0)
        await #expect(throws: Stop.self) { try await bench.store.writer.write { _ in throw Stop() } }
    }

    @Test("A conversation that never reached the disk gives its number to nobody")
    func takenBack() async throws {
        let bench = try StoreBench()
        let gate = Gate(bench.store)
        async let alice = bench.store.accept(StoreBench.message("1", "Alices Frage", from: "alice"))
        await bench.waiting(1)
        bench.store.writer.submit(
            GroupCommit.Job(perform: { _ in throw DatabaseError(resultCode: .SQLITE_FULL) }, finish: { _ in }))
        gate.open()
        let told = try await alice
        let failure = await #expect(throws: StoreFailure.self) { try await told.committed() }
        #expect(failure?.kind == .diskFull)
        let bob = try await bench.accept(StoreBench.message("1", "Bobs Frage", from: "bob"))
        #expect(bob.state.id != told.state.id)
        await #expect(throws: Refusal.noSuchConversation) { try await bench.say("für Alice", in: told.state.id) }
        let again = try await bench.accept(StoreBench.message("1", "Alices Frage", from: "alice"))
        #expect(!again.isDuplicate)
        #expect(again.state.id != told.state.id)
        #expect(try await bench.store.verify().listed == [])
    }

    @Test("A failure of the disk refuses the whole transaction at once and later ones go on")
    func storeFailure() async throws {
        let bench = try StoreBench()
        let gate = Gate(bench.store)
        let runs = Mutex(0)
        let told = Mutex<[Int]>([])
        for number in 0..<50 {
            bench.store.writer.submit(
                GroupCommit.Job(
                    perform: { _ in
                        runs.withLock { $0 += 1 }
                        if number == 49 { throw DatabaseError(resultCode: .SQLITE_IOERR) }
                    },
                    finish: { failure in if failure != nil { told.withLock { $0.append(number) } } }))
        }
        gate.open()
        while told.withLock({ $0.count < 50 }) { await Task.yield() }
        try await bench.accept(StoreBench.message("1"))
        #expect(told.withLock { $0 } == Array(0..<50))
        #expect(runs.withLock { $0 } == 50)
    }

    @Test("Observers are told once, in the order of the log, when everybody can read it")
    func observers() async throws {
        let bench = try StoreBench()
        let witness = Witness(bench.store)
        bench.store.addObserver(witness)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<300 {
                group.addTask { try await bench.accept(StoreBench.message("\(number)", from: "s\(number % 7)")) }
            }
            try await group.waitForAll()
        }
        for id in 1...7 {
            let id = ConversationID(number: Int64(id))
            let state = try #require(try await bench.store.state(of: id))
            #expect(witness.told(id) == Array(1...state.seq))
        }
        #expect(witness.early == 0)
        try await bench.accept(StoreBench.message("1", from: "s1"))
        #expect(witness.count == 300)
    }

    @Test("A flood beyond the bound is refused as \"later\", and what waits is kept")
    func bound() async throws {
        let bench = try StoreBench()
        let gate = Gate(bench.store)
        let refused = Mutex(0)
        let kept = Mutex(0)
        for _ in 0..<(GroupCommit.waitingMax + 10) {
            bench.store.writer.submit(
                GroupCommit.Job(
                    perform: { _ in },
                    finish: { failure in
                        if failure == nil { kept.withLock { $0 += 1 } } else { refused.withLock { $0 += 1 } }
                    }))
        }
        #expect((9...10).contains(refused.withLock { $0 }))
        gate.open()
        bench.store.close()
        #expect(kept.withLock { $0 } + refused.withLock { $0 } == GroupCommit.waitingMax + 10)
    }
}

/// Holds the writer until it is opened, so that what is handed over meanwhile shares one transaction.
final class Gate: Sendable {
    private let semaphore = DispatchSemaphore(value: 0)

    init(_ store: SQLiteStore) {
        let entered = DispatchSemaphore(value: 0)
        let semaphore = self.semaphore
        store.writer.submit(
            GroupCommit.Job(
                perform: { _ in
                    entered.signal()
                    semaphore.wait()
                }, finish: { _ in }))
        entered.wait()
    }

    func open() { semaphore.signal() }
}

extension StoreBench {
    /// Returns when so many jobs wait for the writer.
    func waiting(_ count: Int) async { while store.writer.waitingCount < count { await Task.yield() } }

    /// Runs so many pieces of work whose first writes share one transaction; how many gave true and false.
    func together(_ count: Int, _ work: @escaping @Sendable (Int) async throws -> Bool) async throws -> (Int, Int) {
        let gate = Gate(store)
        return try await withThrowingTaskGroup(of: Bool.self) { group in
            for number in 0..<count {
                group.addTask { try await work(number) }
                await waiting(number + 1)
            }
            gate.open()
            return try await group.reduce(into: (0, 0)) { if $1 { $0.0 += 1 } else { $0.1 += 1 } }
        }
    }
}

/// Counts the transactions that reached the disk.
private final class CommitCounter: TransactionObserver, Sendable {
    private let commits = Mutex(0)
    var count: Int { commits.withLock { $0 } }
    func observes(eventsOfKind eventKind: DatabaseEventKind) -> Bool { true }
    func databaseDidChange(with event: DatabaseEvent) {}
    func databaseDidCommit(_ db: Database) { commits.withLock { $0 += 1 } }
    func databaseDidRollback(_ db: Database) {}
}

/// Writes down what it was told, and whether a reader could see it by then.
final class Witness: ConversationObserver, Sendable {
    private struct Seen {
        var sequences: [ConversationID: [Int]] = [:]
        var early = 0
        var count = 0
    }

    private let store: SQLiteStore
    private let seen = Mutex(Seen())

    init(_ store: SQLiteStore) { self.store = store }

    var early: Int { seen.withLock { $0.early } }
    var count: Int { seen.withLock { $0.count } }
    func told(_ id: ConversationID) -> [Int] { seen.withLock { $0.sequences[id] ?? [] } }

    func appended(_ appended: Appended) {
        let id = appended.state.id
        let stored = try? store.pool.read { db in
            try Int.fetchOne(
                db, sql: "SELECT max(seq) FROM events WHERE conversation = ?", arguments: [id.number])
        }
        seen.withLock { seen in
            seen.count += 1
            seen.sequences[id, default: []] += appended.events.map(\.seq)
            if (stored ?? 0) < appended.events.last?.seq ?? 0 { seen.early += 1 }
        }
    }
}
