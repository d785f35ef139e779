public import Conversations

/// What happens to a live call.
public enum CallInput: Sendable, Hashable {
    /// A frame of the platform. The first one of a socket is its setup, whose call the ticket must have named.
    case frame(RelayInbound)
    /// News of the call's conversation, in the order of its log; what was told before is left alone.
    case appended(ConversationID, [ConversationEvent])
    case timer(CallTimer)
    /// The socket is gone.
    case closed
    /// The platform says that the caller hung up.
    case hungUp
    /// The platform itself finds that nobody says anything.
    case reminder
}

/// Waits of a call: at most one of each kind at a time; setting one again moves it.
public enum CallTimer: String, Sendable, Hashable, CaseIterable {
    case opening, speech, filler, silence, partial, digits, transfer, farewell, reconnect, duration
}

/// What is to be done, in this order.
public enum CallEffect: Sendable, Hashable {
    case send(RelayOutbound)
    /// The call began: store the message, append the greeting with the notice, and tell what was appended.
    case openCall(InboundMessage)
    /// Store an utterance.
    case take(InboundMessage)
    /// Of the message with this sequence, only so much was heard.
    case heard(seq: Int, text: String)
    /// The AI notice was not heard: append it again as `.disclosed` and a message of the agent.
    case discloseAgain
    /// The caller asked for a person, as with the button of the chat.
    case requestHuman
    case setTimer(CallTimer, at: Timestamp)
    case cancelTimer(CallTimer)
    /// Send `end` with this, sealed; nil for a plain end.
    case end(Handoff?)
    /// For the log of the conversation and the operator of the machine; without the caller's words.
    case note(CallNote)
    /// Close the socket and forget the session.
    case close
}

/// A remark on a call.
public enum CallNote: Sendable, Hashable {
    /// - Parameters:
    ///   - seconds: From the first setup to the end.
    case ended(CallEnd, seconds: Int, utterances: Int)
    case lost
    case resumed
    /// More prompts than a caller can speak were left out.
    case flood
    /// Something could not be said for want of room.
    case crowded
    /// The agent wrote after a person had taken over.
    case withheld(seq: Int)
    case platformError
    case wrongCall

    /// For the log.
    var added: NoteAdded { NoteAdded(author: Author(kind: .system), text: text, remark: remark) }

    /// What it says, for readers of any language.
    public var remark: Remark {
        switch self {
        case .ended(let reason, let seconds, let utterances):
            Remark(
                .callEnded, ["reason": reason.rawValue, "seconds": "\(seconds)", "utterances": "\(utterances)"])
        case .lost: Remark(.callLost)
        case .resumed: Remark(.callResumed)
        case .flood: Remark(.callFlood)
        case .crowded: Remark(.callCrowded)
        case .withheld(let seq): Remark(.callWithheld, ["message": "\(seq)"])
        case .platformError: Remark(.platformError)
        case .wrongCall: Remark(.wrongCall)
        }
    }

    /// The same in English.
    public var text: String {
        switch self {
        case .ended(let reason, let seconds, let utterances):
            "call ended: \(reason.rawValue), \(seconds) s, \(utterances) utterances"
        case .lost: "connection to the platform lost"
        case .resumed: "connection to the platform resumed"
        case .flood: "more prompts than a caller can speak"
        case .crowded: "too much to say at once"
        case .withheld(let seq): "message \(seq) not spoken: a person leads"
        case .platformError: "the platform did not understand a frame"
        case .wrongCall: "a socket named another call"
        }
    }
}

/// Why a call ended. Fit for a metric label.
public enum CallEnd: String, Sendable, Hashable {
    case hungUp = "hung_up"
    case lost, silence, transferred, unavailable
    case tooLong = "too_long"
}

/// What the one who takes a call over is given.
public struct Handoff: Sendable, Hashable {
    /// Longest summary, in characters.
    public static let summaryCharactersMax = 400

    public var callSid: String
    public var conversation: ConversationID?
    public var caseID: CaseID?
    /// The case's reason, or `unavailable`.
    public var reason: String
    public var summary: String
    public var target: TransferTarget

    public init(
        callSid: String, conversation: ConversationID?, caseID: CaseID?, reason: String, summary: String,
        target: TransferTarget
    ) {
        self.callSid = callSid
        self.conversation = conversation
        self.caseID = caseID
        self.reason = reason
        self.summary = String(summary.prefix(Self.summaryCharactersMax))
        self.target = target
    }
}
