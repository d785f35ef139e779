import Conversations
import Testing

@testable import TelephonyChannel

@Suite("What follows a call")
struct AfterCallTests {
    private let seal = HandoffSeal(channel: ChannelName("phone"), key: Array(repeating: 3, count: 32))
    private let handoff = Handoff(
        callSid: "CA1", conversation: ConversationID(number: 7), caseID: CaseID("k7-1"), reason: "wants_human",
        summary: "Rückruf \"wegen\" der Rechnung\n", target: .number("+4930777777"))

    private func form(_ fields: [String: String]) -> FormFields {
        FormFields(fields.sorted { $0.key < $1.key }.map { .init($0.key, $0.value) })
    }

    private func after(_ fields: [String: String], reconnects: Int = 0) -> AfterCall {
        AfterCall(
            form(["CallSid": "CA1", "CallStatus": "in-progress"].merging(fields) { $1 }), seal: seal,
            reconnects: reconnects)
    }

    @Test("A handoff of ours puts the caller through")
    func handoffOursPutsCaller() {
        let text = seal.seal(handoff)
        let answer = after(["HandoffData": text])
        #expect(answer == .transfer(handoff, .number("+4930777777")))
        let verbs = answer.verbs(
            relay: RelayOptions(url: "wss://x"), dial: DialOptions(callerID: "+4930999"), notReached: nil)
        #expect(TwiML.document(verbs).contains("<Number>+4930777777</Number>"))
        #expect(after(["HandoffData": text, "CallStatus": "completed"]) == .hangup(isForged: false))
    }

    @Test("A handoff for a workflow carries the brief as its task")
    func handoffForWorkflowCarries() {
        var other = handoff
        other.target = .workflow("WW1")
        let verbs = after(["HandoffData": seal.seal(other)])
            .verbs(relay: RelayOptions(url: "wss://x"), dial: DialOptions(), notReached: nil)
        #expect(TwiML.document(verbs).contains("&quot;case&quot;:&quot;k7-1&quot;"))
    }

    @Test("What is not ours, or of another call, transfers nobody")
    func whatNotOursAnother() {
        let text = seal.seal(handoff)
        #expect(after(["HandoffData": text, "CallSid": "CA2"]) == .hangup(isForged: true))
        for (from, to) in [("k7-1", "k7-2"), ("+4930777777", "+4930666666"), ("c7", "c8"), ("Rückruf", "Anruf")] {
            #expect(text.contains(from))
            #expect(after(["HandoffData": text.replacing(from, with: to)]) == .hangup(isForged: true))
        }
        #expect(after(["HandoffData": "{}"]) == .hangup(isForged: true))
        #expect(after(["HandoffData": String(repeating: "[", count: 9000)]) == .hangup(isForged: true))
        let foreign = HandoffSeal(channel: ChannelName("phone2"), key: Array(repeating: 3, count: 32))
        #expect(foreign.open(text, callSid: "CA1") == nil)
        #expect(seal.open(text, callSid: "CA1") == handoff)
    }

    @Test("A lost socket is connected again three times")
    func lostSocketConnectedAgain() {
        for before in 0..<3 {
            #expect(after(["ErrorCode": "64105"], reconnects: before) == .reconnect(attempt: before + 1))
        }
        #expect(after(["ErrorCode": "64105"], reconnects: 3) == .hangup(isForged: false))
        #expect(after(["ErrorCode": "64105", "CallStatus": "completed"]) == .hangup(isForged: false))
        #expect(after(["ErrorCode": "64101"]) == .hangup(isForged: false))
        let verbs = AfterCall.reconnect(attempt: 1)
            .verbs(relay: RelayOptions(url: "wss://x"), dial: DialOptions(), notReached: nil)
        #expect(verbs == [.relay(RelayOptions(url: "wss://x"))])
    }

    @Test("Without a handoff the call is over")
    func withoutHandoffCallOver() {
        #expect(after([:]) == .hangup(isForged: false))
        #expect(after(["HandoffData": ""]) == .hangup(isForged: false))
        #expect(after([:]).verbs(relay: RelayOptions(url: ""), dial: DialOptions(), notReached: nil) == [.hangup])
    }

    @Test("A person who does not answer leaves a promise to call back")
    func personWhoDoesNot() {
        #expect(after(["DialCallStatus": "completed"]) == .dialed(isReached: true))
        let missed = after(["DialCallStatus": "no-answer"])
        #expect(missed == .dialed(isReached: false))
        let say = TwiMLVerb.say("Wir rufen zurück.", language: "de-DE")
        #expect(missed.verbs(relay: RelayOptions(url: ""), dial: DialOptions(), notReached: say) == [say, .hangup])
    }
}
