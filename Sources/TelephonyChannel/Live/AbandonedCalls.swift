public import Conversations

/// Ends for the record the calls of one channel that nobody leads any more: their process died, and the caller hung up
/// before there was another.
public struct AbandonedCalls: Sendable {
    /// A call that goes on, as far as its log knows.
    public struct Open: Sendable, Hashable {
        public let conversation: ConversationID
        /// The platform's id of the call.
        public let callID: String

        public init(conversation: ConversationID, callID: String) {
            self.conversation = conversation
            self.callID = callID
        }
    }

    /// How long a lost connection may come back, in milliseconds: as long is waited after the last word.
    public let within: Int64
    private let desks: [CallDesk]
    private let ears: [ListeningDesk]
    private let ports: CallPorts

    public init(desks: [CallDesk], ears: [ListeningDesk], within: Int64, ports: CallPorts) {
        self.desks = desks
        self.ears = ears
        self.within = within
        self.ports = ports
    }

    /// Notes the end of those of these calls that nobody leads here, as of their last sign of life.
    ///
    /// - Returns: How many that were.
    /// - Throws: ``StoreFailure``; what was noted before stays.
    public func end(_ open: [Open]) async throws -> Int {
        var ended = 0
        for call in open where !isLed(call.callID) {
            let trace = CallTrace(try await events(of: call.conversation), callID: call.callID)
            let appended = try await ports.log.append(to: call.conversation, at: ports.now()) { state in
                switch state.call {
                case .led: [.noteAdded(trace.ended)]
                case .listened: [.noteAdded(trace.unheard)]
                case .over, nil: []
                }
            }
            if !appended.events.isEmpty { ended += 1 }
        }
        return ended
    }

    private func isLed(_ callID: String) -> Bool {
        desks.contains { $0.leads(callID) } || ears.contains { $0.hears(callID) }
    }

    private func events(of conversation: ConversationID) async throws -> [ConversationEvent] {
        var events: [ConversationEvent] = []
        while true {
            let page = try await ports.log.events(
                of: conversation, after: events.last?.seq ?? 0, limit: LiveCall.pageLimit)
            events += page
            if page.count < LiveCall.pageLimit { return events }
        }
    }
}

/// What a call left in its log.
struct CallTrace: Sendable, Hashable {
    private var began: Timestamp?
    private(set) var lastSign = Timestamp(milliseconds: 0)
    private var utterances = 0

    /// - Parameters:
    ///   - events: All of the conversation's, oldest first.
    ///   - callID: The platform's; what was said in the call is named by it.
    init(_ events: [ConversationEvent], callID: String) {
        for event in events where Self.isSign(event.body, callID) {
            if case .messageReceived(let message) = event.body, !message.text.isEmpty { utterances += 1 }
            began = began ?? event.at
            lastSign = max(lastSign, event.at)
        }
    }

    private var seconds: Int { Int(max(0, lastSign.milliseconds - (began ?? lastSign).milliseconds) / 1000) }

    /// The end of a call that the agent led.
    var ended: NoteAdded {
        let note = CallNote.ended(.lost, seconds: seconds, utterances: utterances)
        return NoteAdded(
            author: Author(kind: .system), text: "\(note.text), last sign of life \(lastSign)",
            remark: Remark(.callEnded, note.remark.values.merging(["last_sign": "\(lastSign)"]) { own, _ in own }))
    }

    /// The end of one that was listened to.
    var unheard: NoteAdded { .listeningEnded(utterances: utterances, more: ["last_sign": "\(lastSign)"]) }

    /// Whether it tells that the line was open: words of either side, or what was heard of them.
    private static func isSign(_ body: ConversationEvent.Body, _ callID: String) -> Bool {
        switch body {
        case .messageReceived, .messageHeard, .disclosed: true
        case .messageSent(let message):
            message.author.kind == .agent || message.clientID?.hasPrefix("\(callID)/") == true
        default: false
        }
    }
}
