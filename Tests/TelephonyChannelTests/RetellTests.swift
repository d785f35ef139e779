import Conversations
import Testing

@testable import TelephonyChannel

@Suite("Calls over Retell's socket")
struct RetellTests {
    private func read(_ text: String) throws -> RetellInbound { try RetellInbound(Array(text.utf8)) }

    @Test("Frames are read as documented")
    func framesReadAsDocumented() throws {
        #expect(
            try read(
                #"{"interaction_type":"call_details","call":{"call_id":"c1","from_number":"+4930123456","to_number":"+4930999","metadata":{}}}"#
            )
                == .callDetails(RelaySetup(callSid: "c1", from: "+4930123456", to: "+4930999")))
        #expect(
            try read(#"{"interaction_type":"ping_pong","timestamp":1703302407333}"#)
                == .ping(timestamp: 1_703_302_407_333))
        let transcript = #"[{"role":"agent","content":"Hi"},{"role":"user","content":"Yo"},{"role":"x"}]"#
        let said = [RetellInbound.Utterance(isAgent: true, text: "Hi"), .init(isAgent: false, text: "Yo")]
        #expect(
            try read(#"{"interaction_type":"update_only","transcript":\#(transcript),"turntaking":"user_turn"}"#)
                == .update(said, isCallersTurn: true))
        #expect(
            try read(#"{"interaction_type":"response_required","response_id":3,"transcript":\#(transcript)}"#)
                == .responseRequired(id: 3, said))
        #expect(
            try read(#"{"interaction_type":"reminder_required","response_id":"4","transcript":[]}"#)
                == .reminderRequired(id: 4, []))
        #expect(try read(#"{"interaction_type":"response_required"}"#) == .unknown(type: "response_required"))
        #expect(try read(#"{"interaction_type":"news"}"#) == .unknown(type: "news"))
        #expect(throws: RelayFault.noType) { try read("{}") }
        #expect(throws: RelayFault.notJSON) { try read("{") }
        #expect(throws: RelayFault.noCall) { try read(#"{"interaction_type":"call_details","call":{}}"#) }
        #expect(throws: RelayFault.tooLarge) { try read(String(repeating: " ", count: 600_000)) }
    }

    @Test("Our frames are as documented")
    func ourFramesAsDocumented() {
        #expect(RetellOutbound.pong(timestamp: 5).json == #"{"response_type":"ping_pong","timestamp":5}"#)
        #expect(
            RetellOutbound.speech(.response(0), "Guten Tag!", isComplete: true, isInterruptible: true, sequel: nil).json
                == #"{"response_type":"response","response_id":0,"content":"Guten Tag!","content_complete":true,"end_call":false}"#
        )
        #expect(
            RetellOutbound.speech(.interrupt(2), "", isComplete: true, isInterruptible: false, sequel: .transfer("+49"))
                .json
                == #"{"response_type":"agent_interrupt","interrupt_id":2,"content":"","content_complete":true,"no_interruption_allowed":true,"transfer_number":"+49"}"#
        )
    }

    private struct Bench {
        var session = RetellSession(
            settings: {
                var settings = CallSettings(channel: ChannelName("retell"), language: "en") { text, _ in
                    text.split(separator: "|").map(String.init)
                }
                settings.transfer.usual = .number("+4930777777")
                return settings
            }(), callID: "c1")
        var now = CallBench.start
        var seq = 1
        var last: [RetellSession.Effect] = []
        var transcript: [RetellInbound.Utterance] = []

        init() {
            last = session.open()
            last += session.receive(
                .callDetails(RelaySetup(callSid: "c1", from: "+4930123456", to: "+4930999999")), at: now)
            append([
                .disclosed(Disclosed(notice: "I am an AI.", persona: "m", onBehalfOf: "x", language: "en")),
                .messageSent(MessageSent(author: Author(kind: .agent), text: "I am an AI.|Hello.", epoch: 0)),
            ])
            transcript = [.init(isAgent: true, text: "I am an AI. Hello.")]
        }

        mutating func append(_ bodies: [ConversationEvent.Body]) {
            let events = bodies.map { body in
                seq += 1
                return ConversationEvent(seq: seq, at: now, body: body)
            }
            last = session.handle(.appended(CallBench.conversation, events), at: now)
        }

        mutating func reply(_ text: String) {
            append([
                .messageSent(MessageSent(author: Author(kind: .agent), text: text, epoch: 0)),
                CallBench.turnEnded("en"),
            ])
        }

        mutating func ask(_ id: Int, after milliseconds: Int64 = 20_000, _ further: RetellInbound.Utterance...) {
            now = now.advanced(byMilliseconds: milliseconds)
            transcript += further
            last = session.receive(.responseRequired(id: id, transcript), at: now)
        }

        var frames: [RetellOutbound] { last.compactMap { if case .send(let frame) = $0 { frame } else { nil } } }
        var calls: [CallEffect] { last.compactMap { if case .call(let effect) = $0 { effect } else { nil } } }
    }

    @Test("The opening is response zero, an answer carries the id it was asked with")
    func openingResponseZeroAnswer() {
        var bench = Bench()
        #expect(
            bench.frames == [
                .speech(.response(0), "I am an AI. ", isComplete: false, isInterruptible: true, sequel: nil),
                .speech(.response(0), "Hello.", isComplete: true, isInterruptible: true, sequel: nil),
            ])
        bench.ask(1, .init(isAgent: false, text: "Where is my parcel?"))
        #expect(bench.calls.taken.map(\.text) == ["Where is my parcel?"])
        #expect(bench.calls.taken.first?.externalID == "c1/1")
        bench.reply("Tomorrow.")
        #expect(
            bench.frames == [.speech(.response(1), "Tomorrow.", isComplete: true, isInterruptible: true, sequel: nil)])
        bench.reply("By the way.")
        #expect(
            bench.frames == [
                .speech(.interrupt(0), "By the way.", isComplete: true, isInterruptible: true, sequel: nil)
            ])
    }

    @Test("The transcript comes whole each time and is taken once")
    func transcriptComesWholeEach() {
        var bench = Bench()
        bench.ask(1, .init(isAgent: false, text: "Where is"))
        bench.transcript[1] = .init(isAgent: false, text: "Where is my parcel please")
        bench.ask(2, after: 500)
        #expect(bench.calls.taken.map(\.text) == ["my parcel please"])
        bench.reply("Tomorrow.")
        #expect(
            bench.frames.first
                == .speech(.response(2), "Tomorrow.", isComplete: true, isInterruptible: true, sequel: nil))
        bench.ask(3, .init(isAgent: true, text: "Tomorrow."), .init(isAgent: false, text: "Thanks a lot"))
        #expect(bench.calls.taken.map(\.text) == ["Thanks a lot"])
        bench.ask(4)
        #expect(bench.calls.taken.isEmpty)
    }

    @Test("After a restart the transcript goes on where the log ends")
    func afterRestartTranscriptGoes() {
        func taken(lastText: String, _ said: String...) -> [String] {
            let message = MessageReceived(externalID: "c1/1", text: lastText)
            let notice = Disclosed(notice: "I am an AI.", persona: "m", onBehalfOf: "x", language: "en")
            let log = CallLog(
                [
                    ConversationEvent(seq: 1, at: CallBench.start, body: .disclosed(notice)),
                    ConversationEvent(seq: 2, at: CallBench.start, body: .messageReceived(message)),
                ], callSid: "c1", conversation: CallBench.conversation)
            var session = RetellSession(
                settings: CallSettings(channel: ChannelName("retell"), language: "en") { text, _ in [text] },
                callID: "c1", resuming: log)
            _ = session.open()
            let now = CallBench.start.advanced(byMilliseconds: 60_000)
            _ = session.receive(
                .callDetails(RelaySetup(callSid: "c1", from: "+4930123456", to: "+4930999999")), at: now)
            let transcript = said.map { RetellInbound.Utterance(isAgent: false, text: $0) }
            let effects = session.receive(.responseRequired(id: 9, transcript), at: now)
            return effects.compactMap { if case .call(let effect) = $0 { effect } else { nil } }.taken.map(\.text)
        }
        #expect(taken(lastText: "mein Paket bitte", "Hallo", "Wo ist mein Paket bitte?", "Nummer 12") == ["Nummer 12"])
        #expect(taken(lastText: "Wo ist mein Paket", "Hallo", "Wo ist mein Paket").isEmpty)
        #expect(taken(lastText: "etwas anderes", "Hallo", "Wo ist mein Paket") == ["Wo ist mein Paket"])
    }

    @Test("What was heard of an interrupted answer is read from the transcript")
    func whatWasHeardInterrupted() {
        var bench = Bench()
        bench.ask(1, .init(isAgent: false, text: "When are you open?"))
        bench.reply("Monday to Friday from nine to six.|Saturday until two.")
        let seq = bench.seq - 1
        bench.ask(
            2, after: 1_000, .init(isAgent: true, text: "Monday to Friday"),
            .init(isAgent: false, text: "And Saturday?"))
        #expect(bench.calls.heard == [seq: "Monday to Friday"])
        #expect(bench.calls.taken.map(\.text) == ["And Saturday?"])
    }

    @Test("Reminders are the platform's, holding lines complete nothing")
    func remindersPlatformSHolding() {
        var bench = Bench()
        #expect(!bench.calls.contains { if case .setTimer(.silence, _) = $0 { true } else { false } })
        bench.now = bench.now.advanced(byMilliseconds: 20_000)
        bench.last = bench.session.receive(.reminderRequired(id: 1, bench.transcript), at: bench.now)
        #expect(
            bench.frames == [
                .speech(.response(1), "Are you still there?", isComplete: true, isInterruptible: true, sequel: nil)
            ])
        bench.ask(2, .init(isAgent: false, text: "Yes, where is my parcel?"))
        bench.now = bench.now.advanced(byMilliseconds: 1_500)
        bench.last = bench.session.handle(.timer(.filler), at: bench.now)
        guard case .speech(.response(2), _, let isComplete, _, _)? = bench.frames.first else {
            Issue.record("no holding line")
            return
        }
        #expect(!isComplete)
    }

    @Test("A transfer names the number")
    func transferNamesNumber() {
        var bench = Bench()
        bench.append([.ownerChanged(OwnerChanged(owner: .queue, epoch: 1, by: Author(kind: .agent)))])
        bench.now = bench.now.advanced(byMilliseconds: 20_000)
        bench.last = bench.session.handle(.timer(.transfer), at: bench.now)
        guard case .speech(_, "", true, _, .transfer("+4930777777")?)? = bench.frames.first else {
            Issue.record("no transfer: \(bench.last)")
            return
        }
        #expect(bench.session.hasEnded)
    }

    @Test("Pings are answered, other calls and news left alone")
    func pingsAnsweredOtherCalls() {
        var bench = Bench()
        #expect(bench.session.receive(.ping(timestamp: 7), at: bench.now) == [.send(.pong(timestamp: 7))])
        #expect(bench.session.receive(.unknown(type: "x"), at: bench.now).isEmpty)
        #expect(bench.session.receive(.callDetails(RelaySetup(callSid: "c2", from: "", to: "")), at: bench.now).isEmpty)
    }

    @Test("Webhooks are signed with the key, and lately")
    func webhooksSignedWithKey() {
        let signature = RetellSignature(keys: ["other", "key_live_123"])
        let body = Array(#"{"event":"call_ended"}"#.utf8)
        let header = "v=1700000000000,d=a3d487675970ebe2814d585600b9e446a738af5cd79351e8583507b2ce9ad630"
        let now = Timestamp(milliseconds: 1_700_000_299_000)
        #expect(signature.isValid(header, body: body, at: now))
        #expect(!signature.isValid(header, body: body + [32], at: now))
        #expect(!signature.isValid(header, body: body, at: now.advanced(byMilliseconds: 2_000)))
        #expect(!signature.isValid(header, body: body, at: Timestamp(milliseconds: 1_699_999_000_000)))
        #expect(!RetellSignature(keys: ["", "x"]).isValid(header, body: body, at: now))
        for broken in ["", "v=,d=", "v=1,d=zz", "d=aa", "v=-1700000000000,d=aa", nil] {
            #expect(!signature.isValid(broken, body: body, at: now))
        }
    }
}
