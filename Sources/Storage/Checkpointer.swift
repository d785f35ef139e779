import Dispatch
import GRDB
import Synchronization

/// Moves committed pages from the write-ahead log into the database beside the writer, not in its way.
///
/// A checkpoint writes every page changed since the last one to its own place and flushes the file: tens of
/// milliseconds when the changes lie scattered over a large store, and whoever commits would wait for it. So a second
/// connection does the bulk while commits go on, and the writer only what came meanwhile; then nothing is left in the
/// log, and the next commit begins it anew. Best effort: where it fails, commits grow the log up to
/// ``logPagesMax``, and from there on the writer checkpoints by itself as SQLite does.
final class Checkpointer: Sendable {
    /// Rows written until the next checkpoint. A row changes about a page in a large store, and less in a small one.
    static let changesBetween = 1024
    /// Pages by which the database grows or shrinks until the next checkpoint: large rows fill the log long before many
    /// small ones would. A quarter of what the log may hold.
    static let pagesBetween = logPagesMax / 4
    /// Pages of 4 KiB in the log at which the writer does it all.
    static let logPagesMax = 16_384
    /// Pages that may be left for the writer.
    private static let leftForWriter = 256
    /// Rounds beside the writer, each with what was committed during the one before.
    private static let roundsMax = 3

    private struct State {
        var seen = 0
        /// Pages in use when last told, and those that came or went since the last checkpoint.
        var pages = 0
        var pagesMoved = 0
        var isRunning = false
        var connection: DatabaseQueue?
    }

    private let path: String
    private let state = Mutex(State())
    private let queue = DispatchQueue(label: "store-checkpoint")

    init(path: String) {
        self.path = path
    }

    /// Told by the writer after a commit.
    ///
    /// - Parameters:
    ///   - changes: The writer's count of changed rows since it was opened.
    ///   - pages: Pages of the database that hold something.
    ///   - finish: Takes the last, short part, which the writer is to do before its next transaction.
    func committed(changes: Int, pages: Int, finish: @escaping @Sendable () -> Void) {
        let isDue = state.withLock { state in
            state.pagesMoved += abs(pages - state.pages)
            state.pages = pages
            guard !state.isRunning,
                changes - state.seen >= Self.changesBetween || state.pagesMoved >= Self.pagesBetween
            else { return false }
            state.seen = changes
            state.pagesMoved = 0
            state.isRunning = true
            return true
        }
        guard isDue else { return }
        queue.async { [self] in
            bulk()
            finish()
        }
    }

    /// Told by the writer when it has done the last part.
    func finished() {
        state.withLock { $0.isRunning = false }
    }

    /// Ends its connection, before the writer's.
    func close() {
        queue.sync {
            let connection = state.withLock { state in
                defer { state.connection = nil }
                return state.connection
            }
            try? connection?.close()
        }
    }

    private func bulk() {
        guard let connection = try? opened() else { return }
        _ = try? connection.writeWithoutTransaction { db in
            var done = 0
            for _ in 0..<Self.roundsMax {
                let (pages, moved) = try db.checkpoint(.passive)
                // Somebody reads an older version: the rest has to wait for them.
                if pages - done <= Self.leftForWriter || moved <= done { break }
                done = moved
            }
        }
    }

    private func opened() throws -> DatabaseQueue {
        if let open = state.withLock({ $0.connection }) { return open }
        let connection = try DatabaseQueue(path: path)
        state.withLock { $0.connection = connection }
        return connection
    }
}
