import Conversations
import Escalation
import Synchronization

/// Who listens to the live events, each with a bounded buffer.
final class FeedSubscribers: Sendable {
    /// Most streams open at once: a browser tab has one.
    static let subscribersMax = 200
    /// Most events waiting for one reader; who falls further behind is sent away to load anew.
    static let bufferedMax = 256

    /// One open stream.
    struct Subscription: Sendable {
        let number: Int
        /// Ready-made pieces of `text/event-stream`.
        let chunks: AsyncStream<String>
    }

    private struct Subscriber {
        let user: OperatorID
        let session: String?
        let mayListen: @Sendable () async throws -> Bool
        let continuation: AsyncStream<String>.Continuation
    }

    private struct State {
        var next = 0
        var subscribers: [Int: Subscriber] = [:]
        var isClosed = false
    }

    private let state = Mutex(State())

    /// How many streams are open.
    var count: Int { state.withLock { $0.subscribers.count } }

    /// Operators with a stream open.
    var online: Set<OperatorID> { state.withLock { Set($0.subscribers.values.map(\.user)) } }

    /// Opens a stream; nil when there are too many, or none are taken any more.
    ///
    /// - Parameters:
    ///   - session: CSRF token of the session it belongs to, nil for a token; the stream ends with the session.
    ///   - mayListen: Looks up whether the session or token still holds.
    func subscribe(
        _ user: OperatorID, session: String?, mayListen: @escaping @Sendable () async throws -> Bool
    ) -> Subscription? {
        let (chunks, continuation) = AsyncStream.makeStream(
            of: String.self, bufferingPolicy: .bufferingOldest(Self.bufferedMax))
        return state.withLock { state in
            guard !state.isClosed, state.subscribers.count < Self.subscribersMax else { return nil }
            state.next += 1
            state.subscribers[state.next] = Subscriber(
                user: user, session: session, mayListen: mayListen, continuation: continuation)
            return Subscription(number: state.next, chunks: chunks)
        }
    }

    /// Ends a stream; nothing happens when it has ended.
    func remove(_ number: Int) {
        let gone = state.withLock { $0.subscribers.removeValue(forKey: number) }
        gone?.continuation.finish()
    }

    /// Sends a piece to everybody. Whose buffer is full is dropped: what is in it is still read, then the stream ends.
    func send(_ chunk: String) {
        let all = state.withLock { $0.subscribers }
        for (number, subscriber) in all {
            if case .dropped = subscriber.continuation.yield(chunk) { remove(number) }
        }
    }

    /// Ends the streams that meet a condition.
    private func end(_ condition: (Subscriber) -> Bool) {
        let numbers = state.withLock { state in state.subscribers.filter { condition($0.value) }.map(\.key) }
        for number in numbers { remove(number) }
    }

    /// Ends the streams of a session that was signed out.
    func end(session: String) { end { $0.session == session } }

    /// Ends the streams of sessions and tokens that hold no more: expired, unused for too long, signed out elsewhere,
    /// revoked, their operator removed. Where that cannot be looked up now, the stream goes on until it can.
    func endOutdated() async {
        let all = state.withLock { $0.subscribers }
        for (number, subscriber) in all {
            let holds = (try? await subscriber.mayListen()) ?? true
            if !holds { remove(number) }
        }
    }

    /// Ends every stream and takes no more.
    func close() {
        state.withLock { $0.isClosed = true }
        end { _ in true }
    }
}
