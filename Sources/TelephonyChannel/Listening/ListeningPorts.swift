public import Conversations

/// What listening needs of the rest of the gateway.
public struct ListeningPorts: Sendable {
    /// Stores, reads, follows and times, as for calls that are led.
    public var calls: CallPorts
    /// What the agent would do about something it overheard; nothing of it is done yet.
    ///
    /// - Parameters: The conversation, the utterance, and what the agent noted after the one before.
    public var consider: @Sendable (ConversationState, TurnMessage, _ memory: String) async throws -> TurnOutcome
    /// Gives the conversation to the operator of that name, who leads the call; no one where there is none.
    public var lead: @Sendable (ConversationID, _ operatorName: String) async throws -> Void

    public init(
        calls: CallPorts,
        consider: @escaping @Sendable (ConversationState, TurnMessage, String) async throws -> TurnOutcome,
        lead: @escaping @Sendable (ConversationID, String) async throws -> Void
    ) {
        self.calls = calls
        self.consider = consider
        self.lead = lead
    }
}
