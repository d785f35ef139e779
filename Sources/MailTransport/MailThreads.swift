public import Foundation
import Synchronization

/// Threads for work on mails that may take long: the shared threads of Swift are for conversations, and one hostile
/// mail must not make everybody wait.
///
/// Not more at a time than there are threads; what comes then waits in order, one entry for each caller that waits.
public struct MailThreads: Sendable {
    /// Those of this process. Two, so that one slow mail does not hold up all others; more would only take the
    /// processor from the conversations.
    public static let shared = MailThreads(count: 2)

    /// Longer mails are long work, in bytes: shorter ones without HTML are read in less time than a thread's change
    /// is worth.
    public static let shortBytesMax = 64 << 10

    private static let stackBytes = 8 << 20

    private let queue = Queue()

    /// - Parameter count: 1 or more. The threads live as long as the process.
    init(count: Int) {
        for number in 0..<max(1, count) {
            let queue = queue
            let thread = Thread { queue.runAll() }
            thread.name = "mail \(number)"
            thread.stackSize = Self.stackBytes
            thread.start()
        }
    }

    /// Does work on one of the threads; work on a mail that is surely short where the caller is.
    ///
    /// - Parameter raw: The mail the work is about.
    public func run<Value: Sendable>(
        on raw: Data, _ work: @escaping @Sendable () throws -> Value
    ) async throws -> Value {
        guard Self.isLong(raw) else { return try work() }
        return try await withCheckedContinuation { (done: CheckedContinuation<Result<Value, any Error>, Never>) in
            queue.add { done.resume(returning: Result { try work() }) }
        }.get()
    }

    /// The same, for work that does not fail.
    public func run<Value: Sendable>(on raw: Data, _ work: @escaping @Sendable () -> Value) async -> Value {
        guard Self.isLong(raw) else { return work() }
        return await withCheckedContinuation { done in queue.add { done.resume(returning: work()) } }
    }

    /// Whether a mail may take long: by its size, or because the name of HTML is in it.
    static func isLong(_ raw: Data) -> Bool {
        guard raw.count <= shortBytesMax else { return true }
        return raw.withUnsafeBytes { bytes in
            guard bytes.count >= 4 else { return false }
            return (0..<bytes.count - 3).contains { at in
                bytes[at] | 0x20 == 0x68 && bytes[at + 1] | 0x20 == 0x74 && bytes[at + 2] | 0x20 == 0x6D
                    && bytes[at + 3] | 0x20 == 0x6C
            }
        }
    }

    /// Work that waits, oldest first.
    private final class Queue: Sendable {
        private let waiting = Mutex<[@Sendable () -> Void]>([])
        private let arrivals = DispatchSemaphore(value: 0)

        func add(_ work: @escaping @Sendable () -> Void) {
            waiting.withLock { $0.append(work) }
            arrivals.signal()
        }

        func runAll() {
            while true {
                arrivals.wait()
                waiting.withLock { $0.isEmpty ? nil : $0.removeFirst() }?()
            }
        }
    }
}
