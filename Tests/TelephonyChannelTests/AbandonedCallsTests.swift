import Conversations
import SwitchboardTesting
import Testing

@testable import TelephonyChannel

/// Calls whose process died.
@Suite struct AbandonedCallsTests {
    private let log = InMemoryConversationLog()
    private let id = ConversationID(number: 1)
    private static let call = AbandonedCalls.Open(conversation: ConversationID(number: 1), callID: "CA1")

    private func at(_ seconds: Int64) -> Timestamp { CallBench.start.advanced(byMilliseconds: seconds * 1000) }

    private var ports: CallPorts {
        let log = log
        return CallPorts(
            take: { _ in CallPorts.Taken(conversation: ConversationID(number: 1), isDuplicate: false) }, log: log,
            listen: { _, _ in {} }, requestHuman: { _ in },
            now: { CallBench.start.advanced(byMilliseconds: 3_600_000) }, after: { _, _ in {} }, report: { _, _ in })
    }

    private func desk() -> CallDesk {
        CallDesk(
            settings: CallSettings(channel: ChannelName("phone"), language: "en") { text, _ in [text] },
            greeting: CallGreeting(
                author: Author(kind: .agent),
                evidence: Disclosed(notice: "AI", persona: "Mara", onBehalfOf: "Velohaus", language: "en"),
                text: "AI"),
            seal: HandoffSeal(channel: ChannelName("phone"), key: Array(repeating: 1, count: 32)), ports: ports,
            callsMax: 5)
    }

    private func abandoned(_ desks: [CallDesk]) -> AbandonedCalls {
        AbandonedCalls(desks: desks, ears: [], within: 1000, ports: ports)
    }

    private func begin(_ reason: String) throws {
        log.open(id, channel: ChannelName("phone"), address: "+4930123456")
        var opening = MessageReceived(externalID: "CA1", text: "")
        opening.handling = Handling(.silent, reason: reason)
        try log.appendNow(to: id, at: at(0)) { _ in [.messageReceived(opening)] }
        var words = MessageReceived(externalID: "CA1/1", text: "When are you open?")
        if reason == "overheard" { words.handling = Handling(.silent, reason: reason) }
        try log.appendNow(to: id, at: at(5)) { _ in [.messageReceived(words)] }
        let answer = MessageSent(author: Author(kind: .agent), text: "From nine to five.", epoch: 0)
        if reason != "overheard" { try log.appendNow(to: id, at: at(6)) { _ in [.messageSent(answer)] } }
        // What colleagues do afterwards is no sign of the caller.
        try log.appendNow(to: id, at: at(900)) { _ in
            [.noteAdded(NoteAdded(author: Author(kind: .operator, name: "Bo"), text: "?"))]
        }
    }

    private var last: NoteAdded? {
        guard case .noteAdded(let note)? = log.events(of: id).last?.body else { return nil }
        return note
    }

    @Test func `a call that nobody leads is ended as of its last sign of life, once`() async throws {
        try begin("call_began")
        #expect(try await abandoned([desk()]).end([Self.call]) == 1)
        #expect(
            last?.remark
                == Remark(
                    .callEnded,
                    ["reason": "lost", "seconds": "6", "utterances": "1", "last_sign": "\(at(6))"]))
        #expect(try await log.state(of: id)?.call == .over)
        #expect(try await abandoned([desk()]).end([Self.call]) == 0)
    }

    @Test func `so is one that was listened to`() async throws {
        try begin("overheard")
        #expect(try await abandoned([]).end([Self.call]) == 1)
        #expect(last?.remark == Remark(.listeningEnded, ["utterances": "1", "last_sign": "\(at(5))"]))
    }

    @Test func `a call that is led again is left alone`() async throws {
        try begin("call_began")
        let desk = desk()
        let led = desk.call("CA1")
        #expect(try await abandoned([desk]).end([Self.call]) == 0)
        #expect(led != nil)
        #expect(try await log.state(of: id)?.call == .led)
    }
}
