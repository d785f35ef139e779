import ConnectorKit
import Conversations
import Escalation

/// Makes timelines of events with what the log does not say: the channel's ways, and what was kept of the messages.
struct Timelines: Sendable {
    let desk: Desk
    /// Nil where no channel keeps any.
    let originals: (any MessageOriginals)?

    /// The items of these events of one conversation, oldest first.
    func items(of state: ConversationState, _ events: [ConversationEvent]) async throws -> [WireTimelineItem] {
        let received = events.compactMap { event in
            if case .messageReceived = event.body { event.seq } else { nil }
        }
        let kept = received.isEmpty ? nil : try await originals?.kept(of: received, in: state.id)
        return Timeline.items(
            state.id, transport: desk.channels[state.channel]?.transport, originals: kept ?? [], events)
    }
}
