import Conversations
import Synchronization

/// Whether a job's transaction is on disk; any number may wait for it.
final class CommitSignal: Sendable {
    private enum State {
        case open([UnsafeContinuation<Void, any Error>])
        case done(StoreFailure?)
    }

    private let state = Mutex(State.open([]))

    /// Returns once the transaction is on disk.
    ///
    /// - Throws: ``StoreFailure`` when it never will be.
    func wait() async throws {
        try await withUnsafeThrowingContinuation { (continuation: UnsafeContinuation<Void, any Error>) in
            let done = state.withLock { state -> StoreFailure?? in
                switch state {
                case .open(var waiting):
                    waiting.append(continuation)
                    state = .open(waiting)
                    return nil
                case .done(let failure):
                    return .some(failure)
                }
            }
            if let done { Self.resume(continuation, done) }
        }
    }

    /// Tells everybody, now and later.
    func finish(_ failure: StoreFailure?) {
        let waiting = state.withLock { state -> [UnsafeContinuation<Void, any Error>] in
            guard case .open(let waiting) = state else { return [] }
            state = .done(failure)
            return waiting
        }
        for continuation in waiting { Self.resume(continuation, failure) }
    }

    private static func resume(_ continuation: UnsafeContinuation<Void, any Error>, _ failure: StoreFailure?) {
        if let failure { continuation.resume(throwing: failure) } else { continuation.resume() }
    }
}
