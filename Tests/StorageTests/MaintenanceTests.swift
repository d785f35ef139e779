import Conversations
import Intake
import Storage
import Synchronization
import Testing

@Suite("Backup, and other processes on the same file")
struct MaintenanceTests {
    @Test(
        "A copy made while messages arrive is whole in itself, and holds what was acknowledged before",
        arguments: [1, 2] as [UInt64])
    func backup(_ seed: UInt64) async throws {
        let bench = try StoreBench()
        var traffic = DeskTraffic(bench.store, seed: seed)
        for _ in 0..<100 { try await traffic.step() }
        let before = try bench.count("SELECT count(*) FROM events")
        let path = bench.folder.path + "/copy.db"
        let stop = Flag()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<4 {
                group.addTask {
                    var number = 0
                    while !stop.isRaised {
                        number += 1
                        try await bench.accept(StoreBench.message("\(number)", from: "w\(writer)"))
                    }
                }
            }
            for copy in 0..<5 { try await bench.store.backup(to: path + "\(copy)") }
            stop.raise()
            try await group.waitForAll()
        }
        for copy in 0..<5 {
            let store = try StoreBench.open(path + "\(copy)")
            let report = try await store.verify()
            #expect(report.listed == [], "seed \(seed)")
            #expect(report.events >= before, "seed \(seed)")
            store.close()
        }
        #expect(try await bench.store.verify().listed == [], "seed \(seed)")
    }

    @Test("A copy never overwrites a file")
    func noOverwrite() async throws {
        let bench = try StoreBench()
        let path = bench.folder.path + "/copy.db"
        try await bench.store.backup(to: path)
        await #expect(throws: StoreFailure.self) { try await bench.store.backup(to: path) }
        await #expect(throws: StoreFailure.self) { try await bench.store.backup(to: bench.folder.database) }
    }

    @Test("What another process appends is told to the serving one: each event once, in order")
    func outside() async throws {
        let bench = try StoreBench()
        let witness = Witness(bench.store)
        bench.store.addObserver(witness)
        let id = try await bench.accept(StoreBench.message("1")).state.id
        let beside = try StoreBench(folder: bench.folder, isServing: false)
        let version = try await bench.store.dataVersion()
        for text in ["eins", "zwei"] { try await beside.say(text, in: id) }
        #expect(try await bench.store.dataVersion() != version)
        try await bench.say("drei", in: id)
        #expect(witness.told(id) == [1, 2, 5])
        try await bench.store.catchUp()
        #expect(witness.told(id) == [1, 2, 5, 3, 4])
        try await bench.store.catchUp()
        #expect(witness.told(id) == [1, 2, 5, 3, 4])
        let other = try await beside.accept(StoreBench.message("1", from: "import")).state.id
        try await bench.store.catchUp()
        #expect(witness.told(other) == [1, 2])
        #expect(try await bench.store.verify().listed == [])
    }

    @Test("Thousands of changes from outside are all told in one go")
    func manyOutside() async throws {
        let bench = try StoreBench()
        let witness = Witness(bench.store)
        bench.store.addObserver(witness)
        let beside = try StoreBench(folder: bench.folder, isServing: false)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<1500 {
                group.addTask { try await beside.accept(StoreBench.message("\(number)", from: "s\(number % 3)")) }
            }
            try await group.waitForAll()
        }
        try await bench.store.catchUp()
        #expect((1...3).map { witness.told(ConversationID(number: $0)).count } == [501, 501, 501])
        #expect(try bench.count("SELECT count(*) FROM outside_changes") == 0)
    }

    @Test("Two processes that append to one conversation keep its sequence gap-free")
    func twoWriters() async throws {
        let bench = try StoreBench()
        let beside = try StoreBench(folder: bench.folder, isServing: false)
        let id = try await bench.accept(StoreBench.message("1")).state.id
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<100 {
                let writer = number.isMultiple(of: 2) ? bench : beside
                group.addTask { try await writer.say("\(number)", in: id) }
            }
            try await group.waitForAll()
        }
        #expect(try await bench.store.events(of: id, after: 0, limit: 200).map(\.seq) == Array(1...102))
        #expect(try await bench.store.verify().listed == [])
    }

    @Test("A store opened again has every migration once and everything it held")
    func reopened() async throws {
        let bench = try StoreBench()
        try await bench.accept(StoreBench.message("1"))
        let migrations = try await bench.store.migrations()
        bench.store.close()
        let again = try StoreBench(folder: bench.folder)
        #expect(try await again.store.migrations() == migrations)
        #expect(!migrations.isEmpty)
        #expect(try await again.accept(StoreBench.message("1")).isDuplicate)
        try await again.store.probe()
    }
}

/// Raised once, seen by all.
private final class Flag: Sendable {
    private let raised = Atomic<Bool>(false)
    var isRaised: Bool { raised.load(ordering: .acquiring) }
    func raise() { raised.store(true, ordering: .releasing) }
}
