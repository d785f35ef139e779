import Glibc

/// Threads on which mappings run, so that a slow one holds up neither the server's threads nor other mappings.
///
/// A job that is stuck, because one builtin of jq does not end, costs its thread: another takes its place, and the lost
/// one ends when its job does. So many lost threads at once are borne; then jobs wait for them.
public final class JQThreads: Sendable {
    /// Why a job was not taken.
    public enum Refusal: Error, Sendable { case busy }

    private struct Job {
        let work: @Sendable () -> Void
    }

    private struct Worker {
        var jobStarted: ContinuousClock.Instant?
        var isLost = false
    }

    private struct Board {
        var jobs: [Job] = []
        var head = 0
        var workers: [Int: Worker] = [:]
        var nextWorker = 0

        var waiting: Int { jobs.count - head }
        var lost: Int { workers.values.count { $0.isLost } }
        var idle: Int { workers.values.count { !$0.isLost && $0.jobStarted == nil } }

        mutating func take() -> Job? {
            guard head < jobs.count else { return nil }
            defer {
                head += 1
                if head == jobs.count || head > 256 {
                    jobs.removeFirst(head)
                    head = 0
                }
            }
            return jobs[head]
        }
    }

    private let count: Int
    private let jobsMax: Int
    private let lostMax: Int
    private let stuckAfter: Duration
    private let board = Monitor(Board())
    private let keeper = Monitor(Keeper())

    /// Who looks for stuck threads while jobs wait.
    private struct Keeper {
        var isStarted = false
        var isNeeded = false
    }

    /// The threads live as long as the process: make one for all channels.
    ///
    /// - Parameters:
    ///   - count: Threads at work; as many as cores is right.
    ///   - jobsMax: Jobs that may wait; more are refused.
    ///   - lostMax: Threads that may be stuck at once.
    ///   - stuckAfter: Time after which a job counts as stuck; more than a mapping's own bound.
    public init(count: Int = 2, jobsMax: Int = 1_000, lostMax: Int = 4, stuckAfter: Duration = .seconds(15)) {
        self.count = max(count, 1)
        self.jobsMax = jobsMax
        self.lostMax = lostMax
        self.stuckAfter = stuckAfter
    }

    /// Threads that are stuck right now; more than 0 is worth an operator's look.
    public var lostThreads: Int { board.locked { $0.lost } }

    /// Runs `body` on one of the threads and waits without holding the caller's.
    ///
    /// - Throws: ``Refusal/busy`` when too many wait already, else what `body` throws.
    public func perform<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            let job = Job { continuation.resume(with: Swift.Result { try body() }) }
            let (isTaken, isCrowded) = board.locked { board in
                guard board.waiting < jobsMax else { return (false, false) }
                board.jobs.append(job)
                return (true, board.waiting > board.idle)
            }
            guard isTaken else { return continuation.resume(throwing: Refusal.busy) }
            replaceLost()
            board.wake()
            if isCrowded { callKeeper() }
        }
    }

    private func callKeeper() {
        let starts = keeper.locked { keeper in
            keeper.isNeeded = true
            defer { keeper.isStarted = true }
            return !keeper.isStarted
        }
        if starts { startThread(stackBytes: 256 << 10) { self.keep() } }
        keeper.wake()
    }

    private func keep() {
        let pause = stuckAfter / 4
        let microseconds = pause.components.seconds * 1_000_000 + pause.components.attoseconds / 1_000_000_000_000
        while true {
            keeper.wait { keeper in
                defer { keeper.isNeeded = false }
                return keeper.isNeeded ? () : nil
            }
            usleep(UInt32(clamping: max(microseconds, 1_000)))
            replaceLost()
            if board.locked({ $0.waiting > 0 }) { keeper.locked { $0.isNeeded = true } }
        }
    }

    /// Starts threads that are missing, after counting out the stuck ones.
    private func replaceLost() {
        let started = board.locked { board in
            for (id, worker) in board.workers where !worker.isLost && board.lost < lostMax {
                guard let since = worker.jobStarted, since.duration(to: .now) > stuckAfter else { continue }
                board.workers[id]?.isLost = true
            }
            var started: [Int] = []
            while board.workers.count - board.lost < count {
                started.append(board.nextWorker)
                board.workers[board.nextWorker] = Worker()
                board.nextWorker += 1
            }
            return started
        }
        // libjq gives nested values back by recursion; the room is taken only when it is used.
        for id in started { startThread(stackBytes: 64 << 20) { [board] in Self.work(id, board) } }
    }

    private static func work(_ id: Int, _ board: Monitor<Board>) {
        while true {
            let job: Job? = board.wait { board in
                // A lost thread that came back has been replaced.
                if board.workers[id]?.isLost != false { return .some(nil) }
                guard let job = board.take() else { return nil }
                board.workers[id]?.jobStarted = .now
                return job
            }
            guard let job else { break }
            job.work()
            board.locked { $0.workers[id]?.jobStarted = nil }
        }
        board.locked { _ = $0.workers.removeValue(forKey: id) }
    }
}
