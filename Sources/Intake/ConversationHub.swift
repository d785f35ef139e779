public import Conversations
import Synchronization

/// Live subscriptions, by conversation: what chat sockets and event streams listen to.
///
/// Subscribers are told in the order of the log. A conversation nobody listens to costs one look into a table.
public final class ConversationHub: ConversationObserver, Sendable {
    /// Something that just happened.
    public enum LiveEvent: Sendable {
        /// These events are on disk.
        case appended(Appended)
        case typing(ConversationID, Author, on: Bool)
        /// A piece of a reply that is still being written.
        case delta(ConversationID, turn: String, text: String)
    }

    /// Ends a subscription; more than once does no harm.
    public struct Subscription: Sendable {
        private let hub: ConversationHub
        private let conversation: ConversationID
        private let number: Int

        fileprivate init(hub: ConversationHub, conversation: ConversationID, number: Int) {
            self.hub = hub
            self.conversation = conversation
            self.number = number
        }

        /// Nothing is delivered after this returns, but what is being delivered at this moment.
        public func cancel() { hub.unsubscribe(conversation, number) }
    }

    private struct State {
        var next = 0
        var sinks: [ConversationID: [(number: Int, sink: @Sendable (LiveEvent) -> Void)]] = [:]
    }

    private let state = Mutex(State())

    private let watcher: @Sendable (LiveEvent) -> Void

    /// - Parameter watcher: Told of everything that happens in any conversation, after its subscribers; as quick as a
    ///   sink.
    public init(watcher: @escaping @Sendable (LiveEvent) -> Void = { _ in }) { self.watcher = watcher }

    /// Calls `sink` for everything that happens in the conversation from now on.
    ///
    /// - Parameter sink: Quick and without suspension; it runs where the event was published.
    public func subscribe(
        to conversation: ConversationID, _ sink: @escaping @Sendable (LiveEvent) -> Void
    ) -> Subscription {
        let number = state.withLock { state in
            state.next += 1
            state.sinks[conversation, default: []].append((state.next, sink))
            return state.next
        }
        return Subscription(hub: self, conversation: conversation, number: number)
    }

    public func appended(_ appended: Appended) { publish(.appended(appended), in: appended.state.id) }

    /// Tells the conversation's subscribers.
    public func publish(_ event: LiveEvent, in conversation: ConversationID) {
        if let sinks = state.withLock({ $0.sinks[conversation] }) {
            for entry in sinks { entry.sink(event) }
        }
        watcher(event)
    }

    private func unsubscribe(_ conversation: ConversationID, _ number: Int) {
        state.withLock { state in
            guard var list = state.sinks[conversation] else { return }
            list.removeAll { $0.number == number }
            state.sinks[conversation] = list.isEmpty ? nil : list
        }
    }
}
