import Conversations
import Foundation
import GRDB
import Synchronization

/// The one writer: takes every job that waits and commits them as one transaction.
///
/// Under load a flush to the disk is shared by all jobs that arrived during the flush before it. Jobs run in the order
/// in which they were handed over. A job that throws by its own decision writes nothing and leaves the others alone;
/// when its SQL fails, the whole transaction is taken back and each job is tried in one of its own. A failure that is
/// nobody's fault, like a full disk, refuses all jobs of the transaction at once: trying them one by one would keep
/// every caller waiting.
final class GroupCommit: Sendable {
    /// Jobs of one transaction at most, so that the first does not wait for a whole flood.
    static let jobsMax = 512
    /// Jobs that may wait; beyond it new ones are refused, which callers pass on as "later".
    static let waitingMax = 65_536

    /// Work inside the writer's transaction.
    struct Job: Sendable {
        /// Writes, or throws a decision with nothing written. May run again after a transaction was taken back.
        let perform: @Sendable (Database) throws -> Void
        /// Told once, after the transaction is on disk (nil) or cannot be (the failure), in the order of the jobs.
        let finish: @Sendable (StoreFailure?) -> Void
    }

    private struct State {
        var waiting: [Job] = []
        /// The last part of a checkpoint waits for the writer.
        var isCheckpointDue = false
        var closed = false
    }

    private let pool: DatabasePool
    private let ledger: LedgerTally
    private let checkpointer: Checkpointer
    /// Transactions that were taken back.
    let takenBack = Atomic<Int>(0)
    private let state = Mutex(State())
    private let wake = DispatchSemaphore(value: 0)
    private let stopped = DispatchSemaphore(value: 0)

    init(pool: DatabasePool, ledger: LedgerTally) {
        self.pool = pool
        self.ledger = ledger
        checkpointer = Checkpointer(path: pool.path)
        let thread = Thread { [self] in work() }
        thread.name = "store-writer"
        thread.start()
    }

    /// Hands a job over.
    func submit(_ job: Job) {
        let refused = state.withLock { state -> StoreFailure? in
            if state.closed { return StoreFailure(kind: .closed, detail: "the store is closed") }
            if state.waiting.count >= Self.waitingMax {
                return StoreFailure(kind: .locked, detail: "too many writes are waiting for the disk")
            }
            state.waiting.append(job)
            if state.waiting.count == 1 { wake.signal() }
            return nil
        }
        if let refused { job.finish(refused) }
    }

    /// Runs one piece of work and returns its value once it is on disk.
    func write<Value: Sendable>(_ body: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
        let box = ResultBox<Value>()
        return try await withUnsafeThrowingContinuation { continuation in
            submit(
                Job(
                    perform: { db in try box.fill(db, body) },
                    finish: { failure in
                        if let failure {
                            continuation.resume(throwing: failure)
                        } else {
                            continuation.resume(with: box.take())
                        }
                    }))
        }
    }

    /// Commits what waits, then refuses everything.
    func close() {
        let first = state.withLock { state in
            defer { state.closed = true }
            return !state.closed
        }
        guard first else { return }
        wake.signal()
        stopped.wait()
        checkpointer.close()
    }

    private func work() {
        while true {
            wake.wait()
            finishCheckpoint()
            while true {
                let jobs = state.withLock { state in
                    let batch = Array(state.waiting.prefix(Self.jobsMax))
                    state.waiting.removeFirst(batch.count)
                    return batch
                }
                if jobs.isEmpty { break }
                commit(jobs)
                finishCheckpoint()
            }
            if state.withLock({ $0.closed && $0.waiting.isEmpty }) {
                stopped.signal()
                return
            }
        }
    }

    private func finishCheckpoint() {
        let isDue = state.withLock { state in
            defer { state.isCheckpointDue = false }
            return state.isCheckpointDue
        }
        guard isDue else { return }
        _ = try? pool.writeWithoutTransaction { db in try db.checkpoint(.passive) }
        checkpointer.finished()
    }

    private func commit(_ jobs: [Job]) {
        do {
            try transaction(jobs)
            CrashPoint.afterCommit.reached()
            for job in jobs { job.finish(nil) }
        } catch {
            takenBack.add(1, ordering: .acquiringAndReleasing)
            guard jobs.count > 1, Self.isOneJobs(error) else { return refuse(jobs[...], error) }
            commitOneByOne(jobs)
        }
    }

    private func commitOneByOne(_ jobs: [Job]) {
        for (index, job) in jobs.enumerated() {
            do {
                try transaction([job])
                CrashPoint.afterCommit.reached()
                job.finish(nil)
            } catch {
                takenBack.add(1, ordering: .acquiringAndReleasing)
                guard Self.isOneJobs(error) else { return refuse(jobs[index...], error) }
                refuse([job], error)
            }
        }
    }

    private func refuse(_ jobs: ArraySlice<Job>, _ error: any Error) {
        let failure = StoreFailure(error)
        for job in jobs { job.finish(failure) }
    }

    /// Whether a failure may be the fault of one job, so that the others deserve another try.
    private static func isOneJobs(_ error: any Error) -> Bool {
        guard let error = error as? DatabaseError else { return true }
        switch error.resultCode {
        case .SQLITE_FULL, .SQLITE_IOERR, .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_READONLY, .SQLITE_CANTOPEN,
            .SQLITE_PERM, .SQLITE_NOTADB, .SQLITE_NOMEM:
            return false
        default:
            return true
        }
    }

    /// Both numbers stand on the database's first page, which every transaction has at hand.
    private static func pagesInUse(_ db: Database) throws -> Int {
        try Int.fetchOne(
            db.cachedStatement(sql: "SELECT page_count - freelist_count FROM pragma_page_count, pragma_freelist_count"))
            ?? 0
    }

    /// Jobs that wait for the next transaction.
    var waitingCount: Int { state.withLock { $0.waiting.count } }

    private func transaction(_ jobs: [Job]) throws {
        try pool.writeWithoutTransaction { db in
            var pages = 0
            try db.inTransaction(.immediate) {
                ledger.begin()
                for job in jobs { try job.perform(db) }
                try ledger.write(db)
                pages = try Self.pagesInUse(db)
                CrashPoint.beforeCommit.reached()
                return .commit
            }
            checkpointer.committed(changes: db.totalChangesCount, pages: pages) { [self] in
                state.withLock { $0.isCheckpointDue = true }
                wake.signal()
            }
        }
    }
}

/// One value handed from the writer's thread to a waiting task.
final class ResultBox<Value: Sendable>: Sendable {
    private let value = Mutex<Result<Value, any Error>?>(nil)

    /// Keeps what `body` returns, or the decision it throws with nothing written.
    ///
    /// - Throws: A failure of SQL, and anything thrown after something was written: the transaction must be taken back.
    func fill(_ db: Database, _ body: (Database) throws -> Value) throws {
        let changesBefore = db.totalChangesCount
        do {
            let result = try body(db)
            value.withLock { $0 = .success(result) }
        } catch let error as DatabaseError {
            throw error
        } catch {
            guard db.totalChangesCount == changesBefore else { throw error }
            value.withLock { $0 = .failure(error) }
        }
    }

    /// The value. A job that finished without one is a defect of ours and says so.
    func take() -> Result<Value, any Error> {
        value.withLock { $0 } ?? .failure(StoreFailure(kind: .other, detail: "a write ended without a result"))
    }
}
