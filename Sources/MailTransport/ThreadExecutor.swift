import Foundation
import Synchronization

/// Runs an actor on a thread of its own, where it may block: the shared threads of Swift must never wait for a socket.
final class ThreadExecutor: SerialExecutor {
    private let queue = JobQueue()

    init(name: String) {
        let queue = self.queue
        let thread = Thread { queue.runAll() }
        thread.name = name
        thread.stackSize = 1 << 20
        thread.start()
    }

    deinit { queue.close() }

    func enqueue(_ job: consuming ExecutorJob) {
        queue.add(.init(job: UnownedJob(job), executor: self))
    }
}

/// Jobs of one thread, oldest first.
private final class JobQueue: Sendable {
    /// Holds the executor until its job has run: the job may let go of the actor that owns it.
    struct Entry {
        let job: UnownedJob
        let executor: ThreadExecutor

        func run() { job.runSynchronously(on: executor.asUnownedSerialExecutor()) }
    }

    private let waiting = Mutex<(jobs: [Entry], isClosed: Bool)>(([], false))
    private let arrivals = DispatchSemaphore(value: 0)

    func add(_ entry: Entry) {
        waiting.withLock { $0.jobs.append(entry) }
        arrivals.signal()
    }

    func close() {
        waiting.withLock { $0.isClosed = true }
        arrivals.signal()
    }

    func runAll() {
        while true {
            arrivals.wait()
            let (entry, isClosed) = waiting.withLock { state in
                (state.jobs.isEmpty ? nil : state.jobs.removeFirst(), state.isClosed)
            }
            if let entry { entry.run() } else if isClosed { return }
        }
    }
}
