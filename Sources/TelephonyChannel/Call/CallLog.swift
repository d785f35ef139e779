public import Conversations

/// What the log knows of a call whose session was lost with its process.
public struct CallLog: Sendable, Hashable {
    public let conversation: ConversationID
    /// Number of the newest utterance that is stored; earlier ones may have been lost.
    public internal(set) var utterances = 0
    public internal(set) var lastSeq = 0
    public internal(set) var owner = Owner.agent
    public internal(set) var language: String?
    /// The last utterance and when it was stored.
    var lastText: String?
    var lastAt: Timestamp?
    var lastSaid: String?
    /// What was said since the last utterance: whether it was heard is not known.
    var unconfirmed: [ConversationEvent] = []
    var isGreeted = false
    /// How often the AI notice was given.
    var disclosures = 0
    var lastCase: Escalated?
    var operatorName: String?

    /// - Parameters:
    ///   - events: The conversation's, oldest first.
    ///   - heard: What is known to have been heard, by the message's sequence: it is not said again.
    public init(
        _ events: [ConversationEvent], callSid: String, conversation: ConversationID, heard: [Int: String] = [:]
    ) {
        self.conversation = conversation
        for event in events {
            lastSeq = max(lastSeq, event.seq)
            switch event.body {
            case .messageReceived(let message) where message.externalID.hasPrefix("\(callSid)/"):
                let number = Int(message.externalID.dropFirst(callSid.utf8.count + 1))
                utterances = max(utterances, number ?? utterances + 1)
                lastText = message.text
                lastAt = event.at
                unconfirmed = []
            case .disclosed:
                isGreeted = true
                disclosures += 1
            case .messageSent(let message) where heard[event.seq] == nil:
                unconfirmed.append(event)
                lastSaid = message.text
            case .messageHeard(let cut):
                unconfirmed.removeAll { $0.seq == cut.message }
                if cut.isNoticeLost == true { isGreeted = false }
            case .turnEnded(let turn): language = turn.language
            case .ownerChanged(let change): owner = change.owner
            case .escalated(let escalated): lastCase = escalated
            case .caseChanged(let change): operatorName = change.holderName ?? operatorName
            default: break
            }
        }
        unconfirmed = unconfirmed.suffix(SpeechQueue.itemsMax / 2)
    }
}
