public import Conversations
public import Foundation
public import TranscriptFormat

/// A conversation's log as a transcript: what was said and heard, by whom and when.
public struct LoggedCall {
    public let transcript: Transcript
    /// The id a vCon had that the conversation came from; nil for any other.
    public let uuid: UUID?
    /// Its title, where it has one.
    public let subject: String?

    /// - Parameters:
    ///   - events: All of the conversation's, oldest first.
    ///   - customerName: Untrusted text; nil where nobody said it.
    public init(_ state: ConversationState, _ events: [ConversationEvent], customerName: String?) {
        var heard: [Int: String] = [:]
        for case .messageHeard(let cut) in events.map(\.body) { heard[cut.message] = cut.heard }
        let number = CallerNumber.e164(state.address, region: "")
        var transcript = Transcript(format: .vcon)
        transcript.startedAt = Date(timeIntervalSince1970: Double(state.openedAt.milliseconds) / 1000)
        transcript.parties = [Transcript.Party(id: "0", role: .customer, name: customerName, tel: number)]
        var uuid: UUID?
        var subject: String?
        func party(_ role: Transcript.Role, _ name: String?) -> String {
            if let known = transcript.parties.first(where: { $0.role == role && $0.name == name }) { return known.id }
            let id = String(transcript.parties.count)
            transcript.parties.append(Transcript.Party(id: id, role: role, name: name))
            return id
        }
        for event in events {
            let start = Double(event.at.milliseconds - state.openedAt.milliseconds) / 1000
            func add(_ party: String, _ text: String) {
                guard !text.isEmpty else { return }
                transcript.segments.append(Transcript.Segment(party: party, start: max(0, start), text: text))
            }
            switch event.body {
            case .messageReceived(let message):
                if event.seq == 2 {
                    uuid = UUID(uuidString: message.externalID)
                    subject = message.subject
                }
                add(message.from == nil ? "0" : party(.unknown, message.name ?? message.from), message.text)
            case .messageSent(let message):
                let role: Transcript.Role = message.author.kind == .operator ? .operator : .agent
                add(party(role, message.author.name), heard[event.seq] ?? message.text)
            default: continue
            }
        }
        transcript.duration = transcript.segments.compactMap(\.start).max()
        self.transcript = transcript
        self.uuid = uuid
        self.subject = subject
    }
}
