import Conversations
import SwitchboardTesting
import Synchronization
import Testing

@testable import TelephonyChannel

/// A channel's calls over a log in memory; timers ring only when told to.
private final class LiveBench: Sendable {
    static let notice = "I am Mara, an AI of Velohaus."

    let log: InMemoryConversationLog
    let desk: CallDesk
    let box: CallBox
    private let said = Mutex<[String]>([])
    private let closed = Mutex(0)

    /// - Parameter before: The bench of the process that ran before, over the same log.
    init(after before: LiveBench? = nil, callsMax: Int = 10) {
        let log = before?.log ?? InMemoryConversationLog()
        self.log = log
        let listeners = CallListeners()
        log.addObserver(listeners)
        let box = CallBox(before?.box.known.withLock { $0 } ?? [:])
        let settings = CallSettings(channel: ChannelName("phone"), language: "en") { text, _ in
            text.split(separator: "|").map(String.init)
        }
        desk = CallDesk(
            settings: settings,
            greeting: CallGreeting(
                author: Author(kind: .agent, name: "Mara"),
                evidence: Disclosed(
                    notice: Self.notice, persona: "Mara", onBehalfOf: "Velohaus", language: "en"),
                text: "\(Self.notice)|How can I help?"),
            seal: HandoffSeal(channel: ChannelName("phone"), key: Array(repeating: 1, count: 32)),
            ports: CallPorts(
                take: { try box.take($0, log) }, log: log,
                listen: { conversation, tell in listeners.add(conversation, tell) },
                requestHuman: { _ in }, now: { Timestamp(milliseconds: 1_800_000_000_000) },
                after: { _, ring in
                    box.rings.withLock { $0.append(ring) }
                    return {}
                },
                report: { trouble, _ in box.troubles.withLock { $0.append(trouble) } }),
            callsMax: callsMax)
        self.box = box
    }

    /// What was sent on all sockets, as JSON.
    var sent: [String] { said.withLock { $0 } }
    var closedSockets: Int { closed.withLock { $0 } }
    var conversation: ConversationID { ConversationID(number: 1) }
    var bodies: [ConversationEvent.Body] { log.events(of: conversation).map(\.body) }

    func socket(_ callSid: String = "CA1") -> CallSocket {
        let socket = CallSocket(desk: desk, callSid: callSid)
        socket.opened(
            send: { [weak self] text in self?.said.withLock { $0.append(text) } },
            close: { [weak self] in self?.closed.withLock { $0 += 1 } })
        return socket
    }

    /// Waits until something is true, letting others run; false where it does not come true.
    func until(_ holds: () -> Bool) async -> Bool {
        for _ in 0..<200_000 {
            if holds() { return true }
            await Task.yield()
        }
        return holds()
    }

    /// The process dies: its calls, its listeners, but not its log.
    func restarted() -> LiveBench { LiveBench(after: self) }
}

private func frame(_ text: String) -> [UInt8] { Array(text.utf8) }
private let setup = frame(#"{"type":"setup","callSid":"CA1","from":"+4930123456","to":"+4930999999"}"#)
private func prompt(_ text: String) -> [UInt8] { frame(#"{"type":"prompt","voicePrompt":"\#(text)","last":true}"#) }

@Suite struct LiveCallTests {
    private func greeted(_ bench: LiveBench) async -> CallSocket {
        let socket = bench.socket()
        socket.received(setup)
        #expect(await bench.until { bench.sent.contains { $0.contains("How can I help?") } })
        return socket
    }

    private func utterances(_ bench: LiveBench) -> [String] {
        bench.bodies.compactMap { body in
            guard case .messageReceived(let message) = body else { return nil }
            return message.externalID
        }
    }

    @Test func `the greeting is in the log before it is spoken, and what the log says is spoken`() async throws {
        let bench = LiveBench()
        let socket = await greeted(bench)
        #expect(bench.sent.first?.contains(LiveBench.notice) == true)
        let kinds = bench.bodies.map { body in
            switch body {
            case .opened: "opened"
            case .messageReceived: "received"
            case .disclosed: "disclosed"
            case .messageSent: "sent"
            default: "other"
            }
        }
        #expect(kinds == ["opened", "received", "disclosed", "sent"])
        socket.received(prompt("When are you open?"))
        #expect(await bench.until { utterances(bench) == ["CA1", "CA1/1"] })
        try bench.log.appendNow(to: bench.conversation, at: Timestamp(milliseconds: 1)) { _ in
            [.messageSent(MessageSent(author: Author(kind: .agent), text: "From nine to five.", epoch: 0))]
        }
        #expect(await bench.until { bench.sent.last?.contains("From nine to five.") == true })
    }

    @Test func `a notice that was cut off is noted and said again`() async {
        let bench = LiveBench()
        let socket = await greeted(bench)
        socket.received(frame(#"{"type":"interrupt","utteranceUntilInterrupt":"I am"}"#))
        #expect(
            await bench.until {
                bench.bodies.contains(
                    .messageHeard(MessageHeard(message: 4, heard: "I am", isNoticeLost: true)))
            })
        #expect(
            await bench.until {
                bench.bodies.filter { if case .disclosed = $0 { true } else { false } }.count == 2
            })
        guard case .messageSent(let again)? = bench.bodies.last else { return #expect(Bool(false)) }
        #expect(again.text == LiveBench.notice)
        socket.received(prompt("Hello?"))
        #expect(await bench.until { bench.sent.last?.contains(LiveBench.notice) == true })
        socket.received(frame(#"{"type":"interrupt","utteranceUntilInterrupt":"I"}"#))
        #expect(
            await bench.until {
                bench.bodies.contains { body in
                    guard case .messageHeard(let cut) = body else { return false }
                    return cut.heard == "I" && cut.isNoticeLost == nil
                }
            })
        #expect(bench.bodies.filter { if case .disclosed = $0 { true } else { false } }.count == 2)
    }

    @Test func `a new process goes on where the log ends, without a greeting or a second turn`() async {
        let before = LiveBench()
        let socket = await greeted(before)
        socket.received(prompt("When are you open?"))
        #expect(await before.until { utterances(before).count == 2 })
        let bench = before.restarted()
        let again = bench.socket()
        again.received(setup)
        #expect(await bench.until { bench.bodies.contains(.noteAdded(CallNote.resumed.added)) })
        again.received(prompt("When are you open?"))
        again.received(prompt("And on Sunday?"))
        #expect(await bench.until { utterances(bench) == ["CA1", "CA1/1", "CA1/2"] })
        #expect(bench.bodies.filter { if case .disclosed = $0 { true } else { false } }.count == 1)
        #expect(!bench.sent.contains { $0.contains("How can I help?") })
    }

    @Test func `what is said while a new process still reads the log is not lost`() async {
        let before = LiveBench()
        let socket = await greeted(before)
        socket.received(prompt("When are you open?"))
        #expect(await before.until { utterances(before).count == 2 })
        let bench = before.restarted()
        let again = bench.socket()
        again.received(setup)
        again.received(prompt("And on Sunday?"))
        #expect(await bench.until { utterances(bench) == ["CA1", "CA1/1", "CA1/2"] })
    }

    @Test func `a socket that is gone before the log is read has lost its call`() async {
        let before = LiveBench()
        let socket = await greeted(before)
        socket.received(prompt("When are you open?"))
        #expect(await before.until { utterances(before).count == 2 })
        let bench = before.restarted()
        let again = bench.socket()
        again.received(setup)
        again.closed()
        #expect(await bench.until { bench.bodies.contains(.noteAdded(CallNote.lost.added)) })
    }

    @Test func `a socket that was replaced does not end the call, the last one loses it, and hanging up forgets it`()
        async
    {
        let bench = LiveBench()
        let first = await greeted(bench)
        let second = bench.socket()
        second.received(setup)
        #expect(bench.closedSockets == 1)
        first.closed()
        first.received(prompt("Lost words"))
        second.received(prompt("Hello again"))
        #expect(await bench.until { utterances(bench) == ["CA1", "CA1/1"] })
        second.closed()
        #expect(bench.desk.count == 1)
        bench.desk.hungUp("CA1")
        #expect(await bench.until { bench.desk.count == 0 })
        #expect(
            await bench.until {
                bench.bodies.contains { body in
                    guard case .noteAdded(let note) = body else { return false }
                    return note.remark?.code == .callEnded && note.remark?.values["reason"] == "hung_up"
                }
            })
    }

    @Test func `a socket speaks for the call its ticket names, and there is a bound on calls`() async {
        let bench = LiveBench(callsMax: 1)
        bench.socket("CA2").received(setup)
        #expect(bench.closedSockets == 1)
        #expect(bench.desk.count == 0)
        _ = await greeted(bench)
        #expect(!bench.desk.hasRoom)
        bench.socket("CA3").received(
            frame(#"{"type":"setup","callSid":"CA3","from":"+4930123456","to":"+4930999999"}"#))
        #expect(bench.closedSockets == 2)
        #expect(bench.desk.count == 1)
    }

    @Test func `while the store refuses the greeting nothing is said`() async {
        let bench = LiveBench()
        bench.log.fail(with: StoreFailure(kind: .diskFull, detail: ""))
        bench.socket().received(setup)
        #expect(await bench.until { bench.box.troubles.withLock { $0 } == [.notOpened] })
        #expect(bench.sent.isEmpty)
    }
}
