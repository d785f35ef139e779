/// How far a conversation that is a phone call has come.
public enum CallPhase: String, Sendable, Hashable, Codable {
    /// The agent leads it: what is written here is spoken.
    case led
    /// People lead it, and the agent listens.
    case listened
    /// It is over, or was put through to a person's telephone.
    case over

    /// Why the first entry of a call wants no answer, as in ``Handling/reason``: it says that a call began.
    public static let ledReason = "call_began"
    /// Why what was overheard wants no answer.
    public static let listenedReason = "overheard"

    /// The phase after an event; nil for a conversation that is no call.
    static func after(_ event: ConversationEvent.Body, _ phase: CallPhase?) -> CallPhase? {
        switch event {
        case .messageReceived(let message):
            switch message.handling?.reason {
            case CallRecord.reason: .over
            case ledReason: phase ?? .led
            case listenedReason: .listened
            // What a caller says is said in a call that goes on.
            default: phase == .over && message.wantsAnswer ? .led : phase
            }
        case .noteAdded(let note) where phase != nil:
            switch note.remark?.code {
            case .callEnded, .listeningEnded: .over
            case .callResumed: .led
            default: phase
            }
        default: phase
        }
    }
}

extension ConversationState {
    /// Whether it is a call in which nobody can hear what is written here.
    public var isOutOfEarshot: Bool { call == .over || call == .listened }
}
