import Dispatch
import GRDB
import Synchronization

/// One writer that commits everything waiting as one transaction, so that concurrent messages share an fsync.
///
/// What is queued is bounded by the requests in flight: every caller waits for its commit.
final class GroupCommitWriter: Sendable {
    private struct Waiting: Sendable {
        let message: PeerMessage
        let continuation: CheckedContinuation<Int64, any Error>
    }

    private struct State {
        var waiting: [Waiting] = []
        var isWriting = false
    }

    private let database: DatabaseQueue
    private let thread = DispatchQueue(label: "switchboard-bench.writer")
    private let state = Mutex(State())

    /// Opens the file with a write-ahead log whose every commit reaches the disk.
    ///
    /// - Throws: `DatabaseError` when the file can't be opened, ``BenchError`` when SQLite refuses the settings.
    init(path: String) throws {
        database = try DatabaseQueue(path: path)
        try database.writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA journal_mode = WAL")
            // GRDB lowers it to NORMAL when it opens a write-ahead log by itself, so say it last and look.
            try db.execute(sql: "PRAGMA synchronous = FULL")
            guard try Int.fetchOne(db, sql: "PRAGMA synchronous") == 2,
                try String.fetchOne(db, sql: "PRAGMA journal_mode") == "wal"
            else { throw BenchError(reason: "\(path): SQLite does not write as durably as it was told to") }
            try db.execute(
                sql: """
                    CREATE TABLE IF NOT EXISTS message (
                        id INTEGER PRIMARY KEY, sender TEXT NOT NULL, external_id TEXT NOT NULL, text TEXT NOT NULL)
                    """)
        }
    }

    /// Returns the row's number once the row is on disk.
    func store(_ message: PeerMessage) async throws -> Int64 {
        try await withCheckedThrowingContinuation { continuation in
            let mustStart = state.withLock { state in
                state.waiting.append(Waiting(message: message, continuation: continuation))
                defer { state.isWriting = true }
                return !state.isWriting
            }
            if mustStart { thread.async { self.writeAllWaiting() } }
        }
    }

    private func writeAllWaiting() {
        while let batch = nextBatch() {
            let result = Result { try database.write { db in try batch.map { try Self.insert($0.message, in: db) } } }
            switch result {
            case .success(let rows):
                for (waiting, row) in zip(batch, rows) { waiting.continuation.resume(returning: row) }
            case .failure(let error):
                for waiting in batch { waiting.continuation.resume(throwing: error) }
            }
        }
    }

    private func nextBatch() -> [Waiting]? {
        state.withLock { state in
            guard !state.waiting.isEmpty else {
                state.isWriting = false
                return nil
            }
            defer { state.waiting.removeAll(keepingCapacity: true) }
            return state.waiting
        }
    }

    private static func insert(_ message: PeerMessage, in db: Database) throws -> Int64 {
        let statement = try db.cachedStatement(sql: "INSERT INTO message (sender, external_id, text) VALUES (?, ?, ?)")
        try statement.execute(arguments: [message.sender, message.id, message.text])
        return db.lastInsertedRowID
    }
}
