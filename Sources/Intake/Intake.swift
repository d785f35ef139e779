import ConnectorKit
public import Conversations

/// The door for what customers write: durable before acknowledged, once, in order.
public struct Intake: Sendable {
    /// Longest text of one message, in UTF-8 bytes; channels may set less.
    public static let textBytesMax = 64 * 1024

    /// What was said to a message.
    public struct Answer: Sendable {
        public let accepted: Accepted
        /// The conversation when the waiting ended.
        public let state: ConversationState
        /// Everything after the message, oldest first.
        public let events: [ConversationEvent]
    }

    private let store: any InboxStore
    private let log: any ConversationLog
    let turns: Turns
    let channels: any ChannelDirectory

    public init(
        store: any InboxStore, log: any ConversationLog, turns: Turns, channels: any ChannelDirectory
    ) {
        self.store = store
        self.log = log
        self.turns = turns
        self.channels = channels
    }

    /// Takes a message and returns once it is on disk; its turn runs on its own.
    ///
    /// - Throws: ``IntakeRefusal`` or ``StoreFailure``, with nothing stored.
    public func accept(_ message: InboundMessage) async throws -> Accepted {
        let (accepted, channel) = try await take(message)
        begin(accepted, channel)
        try await accepted.committed()
        return accepted
    }

    /// Takes a message and waits for what is said to it, at most so long. Message and answer may share one commit:
    /// nothing is returned before both are on disk.
    ///
    /// - Parameter seconds: 0 to 60. When the time is over first, the answer holds what there is.
    /// - Throws: ``IntakeRefusal`` or ``StoreFailure``, with nothing stored.
    public func converse(_ message: InboundMessage, seconds: Int) async throws -> Answer {
        let (accepted, channel) = try await take(message)
        guard accepted.state.needsTurn, accepted.seq > accepted.state.answeredThrough else {
            begin(accepted, channel)
            try await accepted.committed()
            return try await answer(accepted, from: nil)
        }
        let deadline = ContinuousClock.now + .seconds(max(0, min(seconds, 60)))
        let appended = await turns.waiters.wait(for: accepted.seq, of: accepted.state.id, until: deadline) {
            begin(accepted, channel)
        }
        try await accepted.committed()
        return try await answer(accepted, from: appended)
    }

    private func take(_ message: InboundMessage) async throws -> (Accepted, ChannelDefinition) {
        guard let channel = channels.definition(of: message.channel) else { throw IntakeRefusal.unknownChannel }
        guard message.text.utf8.count <= Self.textBytesMax else { throw IntakeRefusal.tooLarge }
        try turns.admit()
        let accepted = try await store.accept(message)
        CrashPoint.afterStore.reached()
        return (accepted, channel)
    }

    func begin(_ accepted: Accepted, _ channel: ChannelDefinition) {
        guard accepted.state.needsTurn else { return }
        guard let message = accepted.message, message.wantsAnswer else {
            return turns.resume(accepted.state, accepted.customer, channel)
        }
        turns.arrived(
            TurnMessage(seq: accepted.seq, message, customerName: accepted.customer.name), accepted,
            channel)
        let turns = turns
        accepted.onRefusal { turns.rejected(accepted.state.id) }
    }

    private func answer(_ accepted: Accepted, from appended: Appended?) async throws -> Answer {
        if let appended, appended.events.first?.seq == accepted.seq + 1 {
            return Answer(accepted: accepted, state: appended.state, events: appended.events)
        }
        let events = try await log.events(of: accepted.state.id, after: accepted.seq, limit: 200)
        let state = try await log.state(of: accepted.state.id) ?? accepted.state
        return Answer(accepted: accepted, state: state, events: events)
    }
}
