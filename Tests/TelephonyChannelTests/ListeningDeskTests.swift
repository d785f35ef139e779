import Conversations
import SwitchboardTesting
import Synchronization
import Testing

@testable import TelephonyChannel

/// Calls that are listened to, over a log in memory; what the agent thinks of them is given.
private final class EarBench: Sendable {
    /// What the agent and the desk were asked.
    final class Asked: Sendable {
        let considered = Mutex<[(text: String, memory: String)]>([])
        let led = Mutex<[String]>([])
    }

    let log = InMemoryConversationLog()
    let box = CallBox([:])
    let asked = Asked()
    let desk: ListeningDesk
    let door: ListeningDoor

    init(
        callsMax: Int = 10, inbound: HeardUtterance.Party = .customer,
        thinks outcome: TurnOutcome = SuggestionTests.outcome(.social)
    ) {
        let listeners = CallListeners()
        log.addObserver(listeners)
        let (box, log, asked) = (box, log, asked)
        let calls = CallPorts(
            take: { try box.take($0, log) }, log: log, listen: { listeners.add($0, $1) }, requestHuman: { _ in },
            now: { CallBench.start },
            // Tries again at once; nothing else is waited for.
            after: { wait, ring in
                if LiveCall.retries.contains(wait) { ring() }
                return {}
            },
            report: { trouble, _ in box.troubles.withLock { $0.append(trouble) } })
        desk = ListeningDesk(
            settings: CallSettings(channel: ChannelName("ear"), language: "en") { text, _ in [text] },
            ports: ListeningPorts(
                calls: calls,
                consider: { _, message, memory in
                    asked.considered.withLock { $0.append((message.text, memory)) }
                    return outcome
                }, lead: { _, name in asked.led.withLock { $0.append(name) } }),
            callsMax: callsMax)
        door = ListeningDoor(
            desk: desk, inbound: inbound, signatures: TwilioSignature(tokens: []), publicURL: "https://x.example")
    }

    func socket(_ query: String = "call=k1&from=%2B4930123456&operator=Jana") throws -> ListeningSocket {
        let socket = try door.admit(query: query)
        socket.opened {}
        return socket
    }

    var bodies: [ConversationEvent.Body] { log.events(of: ConversationID(number: 1)).map(\.body) }

    /// Who said what, as the log has it.
    var said: [String] {
        bodies.compactMap { body in
            switch body {
            case .messageReceived(let message) where !message.text.isEmpty: "customer: \(message.text)"
            case .messageSent(let message): "\(message.author.name ?? message.author.kind.rawValue): \(message.text)"
            default: nil
            }
        }
    }

    var notes: [NoteAdded] {
        bodies.compactMap { if case .noteAdded(let note) = $0 { note } else { nil } }
    }

    func until(_ holds: () -> Bool) async -> Bool {
        for _ in 0..<200_000 {
            if holds() { return true }
            await Task.yield()
        }
        return holds()
    }
}

/// A final result of Deepgram's, on one of two channels.
private func deepgram(_ text: String, channel: Int = 0) -> [UInt8] {
    Array(
        (#"{"type":"Results","channel_index":[\#(channel),2],"is_final":true,"speech_final":true,"#
            + #""channel":{"alternatives":[{"transcript":"\#(text)"}]}}"#).utf8)
}

@Suite struct ListeningDeskTests {
    @Test func `both sides are stored in their order, and nobody answers the customer`() async throws {
        let bench = EarBench()
        let socket = try bench.socket()
        socket.received(deepgram("Where is my parcel?"))
        socket.received(deepgram("Let me see.", channel: 1))
        socket.received(deepgram("Thank you"))
        #expect(await bench.until { bench.said.count == 3 })
        #expect(bench.said == ["customer: Where is my parcel?", "Jana: Let me see.", "customer: Thank you"])
        #expect(bench.log.conversations.first?.needsTurn == false)
        #expect(bench.asked.led.withLock { $0 } == ["Jana"])
        #expect(await bench.until { bench.asked.considered.withLock { $0.count } == 2 })
        #expect(bench.asked.considered.withLock { $0.map(\.text) } == ["Where is my parcel?", "Thank you"])
        #expect(bench.asked.considered.withLock { $0.map(\.memory) } == ["", "noted"])
        #expect(!bench.bodies.contains { if case .disclosed = $0 { true } else { false } })
    }

    @Test func `the operator may be on the first channel, and AssemblyAI's turns are understood`() async throws {
        let bench = EarBench(inbound: .operator)
        let socket = try bench.socket("call=k1")
        socket.received(deepgram("Velohaus, hello."))
        socket.received(
            Array(
                #"{"type":"Turn","turn_order":1,"end_of_turn":true,"transcript":"Hi there","speaker_label":"B"}"#.utf8))
        #expect(await bench.until { bench.said.count == 2 })
        #expect(bench.said == ["operator: Velohaus, hello.", "customer: Hi there"])
    }

    @Test func `what the agent knows is suggested to the operator, and the end is noted`() async throws {
        let bench = EarBench(thinks: SuggestionTests.outcome(.answered, "From nine to five."))
        let socket = try bench.socket()
        socket.received(deepgram("When are you open?"))
        #expect(await bench.until { bench.notes.map(\.text) == ["From nine to five."] })
        #expect(bench.notes.first?.remark == Remark(.suggestion))
        #expect(bench.said == ["customer: When are you open?"])
        socket.closed()
        #expect(await bench.until { bench.notes.last?.remark == Remark(.listeningEnded, ["utterances": "1"]) })
        #expect(bench.log.conversations.first?.call == .over)
        #expect(bench.desk.count == 0)
    }

    @Test func `what is written meanwhile is not taken for said`() async throws {
        let bench = EarBench()
        try bench.socket().received(deepgram("Hello"))
        #expect(await bench.until { bench.said.count == 1 && bench.asked.considered.withLock { $0.count } == 1 })
        try bench.log.appendNow(to: ConversationID(number: 1), at: CallBench.start) { state in
            [.messageSent(MessageSent(author: Author(kind: .system), text: "Jana answers.", epoch: state.epoch))]
        }
        #expect(
            await bench.until {
                bench.bodies.contains { body in
                    if case .messageHeard(let cut) = body { cut.heard.isEmpty } else { false }
                }
            })
    }

    @Test func `a stream without a call, and one call too many, are refused`() throws {
        let bench = EarBench(callsMax: 1)
        for query in [nil, "", "call=", "from=%2B4930123456", "call=\(String(repeating: "a", count: 200))"] {
            #expect(throws: ListeningDoor.Refusal.unreadable) { try bench.door.admit(query: query) }
        }
        _ = try bench.socket("call=k1")
        #expect(throws: ListeningDoor.Refusal.busy) { try bench.door.admit(query: "call=k2") }
        _ = try bench.door.admit(query: "call=k1")
    }

    @Test func `words that cannot be stored are reported`() async throws {
        let bench = EarBench()
        bench.log.fail(with: StoreFailure(kind: .diskFull, detail: ""))
        try bench.socket().received(deepgram("Hello"))
        #expect(await bench.until { bench.box.troubles.withLock { $0 } == [.utteranceLost] })
    }

    @Test func `callbacks that nobody signed are refused`() async throws {
        let bench = EarBench()
        await #expect(throws: ListeningDoor.Refusal.signature) {
            try await bench.door.transcription(
                CallDoor.Request(
                    path: "/channels/ear/transcription", query: nil, signature: "AAAA",
                    body: Array("CallSid=CA1&TranscriptionEvent=transcription-started&SequenceId=1".utf8)))
        }
        #expect(bench.desk.count == 0)
    }
}

@Suite struct SuggestionTests {
    static func outcome(
        _ result: TurnResult, _ text: String = "", reason: EscalationReason? = nil
    ) -> TurnOutcome {
        let brief = Brief(
            who: "", wants: "", tried: [], facts: [], mood: "calm", verification: .anonymous, suggestion: "",
            draft: nil, language: "en")
        return TurnOutcome(
            result: result, replies: [TurnOutcome.Reply(text: text)], speaker: "Mara", language: "en",
            escalation: reason.map { reason in
                TurnOutcome.Escalation(
                    queue: "support", priority: .high, reason: reason, detail: "said so", brief: brief)
            }, memory: "noted", trace: TurnTrace(intent: "question", confidence: 1))
    }

    private func state(_ owner: Owner = .agent, hasCase: Bool = false) -> ConversationState {
        var state = ConversationState(id: ConversationID(number: 1))
        state.owner = owner
        if hasCase {
            state.currentCase = ConversationState.CurrentCase(
                ordinal: 1, state: .claimed, queue: "support", priority: .normal, reason: .byOperator,
                openedAt: CallBench.start, waitingSince: nil)
        }
        return state
    }

    @Test func `only what was found is suggested`() {
        #expect(Suggestion.events(Self.outcome(.answered, "Nine."), on: state()).count == 1)
        for result in [TurnResult.unknown, .social, .asked, .silent] {
            #expect(Suggestion.events(Self.outcome(result, "Hm."), on: state()).isEmpty)
        }
    }

    @Test func `danger opens a case, or is told to whom has one`() {
        let events = Suggestion.events(Self.outcome(.escalated, "Stop.", reason: .safety), on: state())
        guard case .ownerChanged(let change)? = events.first, case .escalated(let escalated)? = events.last else {
            Issue.record("no case: \(events)")
            return
        }
        #expect(change.owner == .queue && change.epoch == 1 && escalated.reason == .safety && events.count == 2)
        let told = Suggestion.events(
            Self.outcome(.escalated, "Stop.", reason: .safety),
            on: state(.operator(OperatorID(number: 1)), hasCase: true))
        #expect(
            told == [
                .noteAdded(
                    NoteAdded(
                        author: Author(kind: .agent, name: "Mara"), text: "Attention: said so",
                        remark: Remark(.attention, ["reason": "safety", "detail": "said so"])))
            ])
    }

    @Test func `a wish for a person is settled: one is there`() {
        for reason in [EscalationReason.wantsHuman, .lowConfidence] {
            #expect(Suggestion.events(Self.outcome(.escalated, reason: reason), on: state()).isEmpty)
        }
    }
}
