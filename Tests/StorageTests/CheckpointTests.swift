import Conversations
import Foundation
import GRDB
import Storage
import Testing

@Suite("Checkpoints beside the writer")
struct CheckpointTests {
    /// Enough that the write-ahead log would pass `walBytesMax` twice if nobody emptied it.
    private static let writers = 8
    private static let messagesEach = 250
    private static let text = String(repeating: "Bremse quietscht. ", count: 400)
    private static let walBytesMax = 16 << 20

    private func write(_ bench: StoreBench, from round: Int = 0) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<Self.writers {
                group.addTask {
                    for number in 0..<Self.messagesEach {
                        try await bench.accept(
                            StoreBench.message("\(round)-\(number)", Self.text, from: "w\(writer)"))
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    private func walBytes(_ bench: StoreBench) throws -> Int {
        let path = bench.folder.database + "-wal"
        return try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
    }

    @Test("While messages keep coming the log is begun anew again and again, and nothing is lost")
    func bounded() async throws {
        let bench = try StoreBench()
        try await write(bench)
        #expect(try walBytes(bench) < Self.walBytesMax)
        #expect(try bench.count("SELECT count(*) FROM inbox") == Self.writers * Self.messagesEach)
        #expect(try await bench.store.verify().listed == [])
        bench.store.close()
        let again = try StoreBench.open(bench.folder.database)
        #expect(try await again.verify().listed == [])
        again.close()
    }

    @Test("Large mails do not fill the log before anybody empties it")
    func large() async throws {
        let bench = try StoreBench()
        for number in 0..<120 {
            var message = StoreBench.message("\(number)", from: "w\(number % 5)")
            message.original = .init(
                mediaType: "message/rfc822", bytes: [UInt8](repeating: UInt8(number), count: 1 << 20))
            try await bench.accept(message)
        }
        #expect(try walBytes(bench) < 48 << 20)
        #expect(try bench.count("SELECT count(*) FROM originals") == 120)
    }

    @Test("A reader of an old version stops no commit; once it is gone the log is begun anew")
    func oldReader() async throws {
        let bench = try StoreBench()
        let reader = try DatabasePool(path: bench.folder.database)
        let snapshot = try reader.makeSnapshot()
        let before = try await snapshot.read { db in try Int.fetchOne(db, sql: "SELECT count(*) FROM inbox") }
        try await write(bench)
        let grown = try walBytes(bench)
        #expect(grown > Self.walBytesMax, "the log was emptied under a reader, or the test writes too little")
        #expect(try await snapshot.read { db in try Int.fetchOne(db, sql: "SELECT count(*) FROM inbox") } == before)
        try snapshot.close()
        try await write(bench, from: 1)
        #expect(try walBytes(bench) < 2 * grown)
        #expect(try bench.count("SELECT count(*) FROM inbox") == 2 * Self.writers * Self.messagesEach)
        try reader.close()
    }

    @Test("A store closes while a checkpoint may run, and has everything afterwards", arguments: 0..<8)
    func closing(_ round: Int) async throws {
        let bench = try StoreBench()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<(300 + round * 7) {
                group.addTask { try await bench.accept(StoreBench.message("\(number)", from: "w\(number % 5)")) }
            }
            try await group.waitForAll()
        }
        bench.store.close()
        let again = try StoreBench.open(bench.folder.database)
        #expect(try await again.verify().events >= 300 + round * 7)
        #expect(try await again.verify().listed == [])
        again.close()
    }
}
