import Conversations
import Synchronization

/// Callers who wait for what is said to a message.
///
/// Each is resumed exactly once: by the commit that answers its message, by the owner becoming a human, by the
/// failure of its transaction, by its deadline, or by the end of the gateway.
final class Waiters: Sendable {
    /// One caller.
    private struct Waiter {
        let number: Int
        /// The message waited for.
        let seq: Int
        let deadline: ContinuousClock.Instant
        let continuation: UnsafeContinuation<Appended?, Never>
    }

    private struct State {
        var next = 0
        var byConversation: [ConversationID: [Waiter]] = [:]
    }

    private let state = Mutex(State())

    /// Waits until the message is dealt with; nil when the deadline passed first.
    ///
    /// - Parameter begin: Run once the caller is registered; what it sets off cannot be missed.
    func wait(
        for seq: Int, of conversation: ConversationID, until deadline: ContinuousClock.Instant, begin: () -> Void
    ) async -> Appended? {
        await withUnsafeContinuation { continuation in
            state.withLock { state in
                state.next += 1
                state.byConversation[conversation, default: []].append(
                    Waiter(number: state.next, seq: seq, deadline: deadline, continuation: continuation))
            }
            begin()
        }
    }

    /// A commit is on disk.
    func appended(_ appended: Appended) {
        let settled = state.withLock { state -> [Waiter] in
            guard let waiting = state.byConversation[appended.state.id] else { return [] }
            let answered = waiting.filter { $0.seq <= appended.state.answeredThrough }
            guard !answered.isEmpty else { return [] }
            let rest = waiting.filter { $0.seq > appended.state.answeredThrough }
            state.byConversation[appended.state.id] = rest.isEmpty ? nil : rest
            return answered
        }
        for waiter in settled { waiter.continuation.resume(returning: appended) }
    }

    /// Lets go of everybody whose deadline has passed.
    func expire(now: ContinuousClock.Instant) {
        let late = state.withLock { state -> [Waiter] in
            guard !state.byConversation.isEmpty else { return [] }
            var late: [Waiter] = []
            for (conversation, waiting) in state.byConversation where waiting.contains(where: { $0.deadline <= now }) {
                late += waiting.filter { $0.deadline <= now }
                let rest = waiting.filter { $0.deadline > now }
                state.byConversation[conversation] = rest.isEmpty ? nil : rest
            }
            return late
        }
        for waiter in late { waiter.continuation.resume(returning: nil) }
    }

    /// Lets go of everybody who waits for a conversation.
    func release(_ conversation: ConversationID) {
        let waiting = state.withLock { $0.byConversation.removeValue(forKey: conversation) } ?? []
        for waiter in waiting { waiter.continuation.resume(returning: nil) }
    }

    /// Lets go of everybody.
    func releaseAll() {
        let all = state.withLock { state in
            defer { state.byConversation = [:] }
            return state.byConversation.values.flatMap { $0 }
        }
        for waiter in all { waiter.continuation.resume(returning: nil) }
    }
}
