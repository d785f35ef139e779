import Conversations
import Synchronization

/// Live connections of senders who have not said anything yet, and so have no conversation to listen to.
///
/// Whoever opened a chat twice and speaks in one window is heard in the other.
final class FirstWords: Sendable {
    private struct State {
        var next = 0
        var waiting: [String: [(number: Int, tell: @Sendable (ConversationID) -> Void)]] = [:]
    }

    private let state = Mutex(State())

    /// Tells once, when the sender's conversation begins.
    ///
    /// - Returns: What ``cancel(_:_:)`` needs.
    func wait(_ address: String, _ tell: @escaping @Sendable (ConversationID) -> Void) -> Int {
        state.withLock { state in
            state.next += 1
            state.waiting[address, default: []].append((state.next, tell))
            return state.next
        }
    }

    /// Ends the waiting; harmless when it is over.
    func cancel(_ address: String, _ number: Int) {
        state.withLock { state in
            guard var list = state.waiting[address] else { return }
            list.removeAll { $0.number == number }
            state.waiting[address] = list.isEmpty ? nil : list
        }
    }

    /// The sender said something.
    func spoke(_ address: String, in conversation: ConversationID) {
        let told = state.withLock { $0.waiting.removeValue(forKey: address) }
        guard let told else { return }
        for entry in told { entry.tell(conversation) }
    }
}
