import Conversations
import Synchronization

/// Whether a job's transaction is on disk; any number may wait for it.
final class CommitSignal: Sendable {
    private enum State {
        case open([UnsafeContinuation<Void, any Error>], onRefusal: [@Sendable () -> Void])
        case done(StoreFailure?)
    }

    private let state = Mutex(State.open([], onRefusal: []))

    /// Returns once the transaction is on disk.
    ///
    /// - Throws: ``StoreFailure`` when it never will be.
    func wait() async throws {
        try await withUnsafeThrowingContinuation { (continuation: UnsafeContinuation<Void, any Error>) in
            let done = state.withLock { state -> StoreFailure?? in
                switch state {
                case .open(var waiting, let actions):
                    waiting.append(continuation)
                    state = .open(waiting, onRefusal: actions)
                    return nil
                case .done(let failure):
                    return .some(failure)
                }
            }
            if let done { Self.resume(continuation, done) }
        }
    }

    /// Runs an action should the transaction never reach the disk, at once where that is known already.
    func onRefusal(_ action: @escaping @Sendable () -> Void) {
        let isRefused = state.withLock { state in
            switch state {
            case .open(let waiting, let actions):
                state = .open(waiting, onRefusal: actions + [action])
                return false
            case .done(let failure):
                return failure != nil
            }
        }
        if isRefused { action() }
    }

    /// Tells everybody, now and later.
    func finish(_ failure: StoreFailure?) {
        let (waiting, actions) = state.withLock { state in
            guard case .open(let waiting, let actions) = state else {
                return ([UnsafeContinuation<Void, any Error>](), [@Sendable () -> Void]())
            }
            state = .done(failure)
            return (waiting, actions)
        }
        if failure != nil { for action in actions { action() } }
        for continuation in waiting { Self.resume(continuation, failure) }
    }

    private static func resume(_ continuation: UnsafeContinuation<Void, any Error>, _ failure: StoreFailure?) {
        if let failure { continuation.resume(throwing: failure) } else { continuation.resume() }
    }
}
