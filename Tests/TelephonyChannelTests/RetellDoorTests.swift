import Conversations
import Crypto
import SwitchboardTesting
import Synchronization
import Testing

@testable import TelephonyChannel

@Suite struct RetellDoorTests {
    private static let secret = "0123456789abcdef01234567"
    private static let notice = "I am an AI."

    /// Retell's platform and the gateway's side of one call, over a log in memory.
    private final class Bench: Sendable {
        let log = InMemoryConversationLog()
        let box = CallBox([:])
        let desk: CallDesk
        let door: RetellDoor
        let sent = Mutex<[String]>([])
        let closed = Mutex(0)

        init(callsMax: Int = 10) {
            let listeners = CallListeners()
            log.addObserver(listeners)
            let (box, log) = (box, log)
            desk = CallDesk(
                settings: CallSettings(channel: ChannelName("retell"), language: "en") { text, _ in
                    text.split(separator: "|").map(String.init)
                },
                greeting: CallGreeting(
                    author: Author(kind: .agent, name: "Mara"),
                    evidence: Disclosed(notice: notice, persona: "Mara", onBehalfOf: "Velohaus", language: "en"),
                    text: "\(notice)|How can I help?"),
                seal: HandoffSeal(channel: ChannelName("retell"), key: Array(repeating: 1, count: 32)),
                ports: CallPorts(
                    take: { try box.take($0, log) }, log: log, listen: { listeners.add($0, $1) },
                    requestHuman: { _ in }, now: { CallBench.start }, after: { _, _ in {} },
                    report: { trouble, _ in box.troubles.withLock { $0.append(trouble) } }),
                callsMax: callsMax, isRetell: true)
            door = RetellDoor(desk: desk, pathSecret: secret, apiKeys: ["key_1"])
        }

        func socket(_ call: String = "c1") throws -> RetellSocket {
            let socket = try door.admit(path: "/channels/retell/retell/\(secret)/\(call)")
            socket.opened(
                send: { [weak self] text in self?.sent.withLock { $0.append(text) } },
                close: { [weak self] in self?.closed.withLock { $0 += 1 } })
            return socket
        }

        var frames: [String] { sent.withLock { $0 } }

        func until(_ holds: () -> Bool) async -> Bool {
            for _ in 0..<200_000 {
                if holds() { return true }
                await Task.yield()
            }
            return holds()
        }

        func webhook(_ event: String, key: String = "key_1") throws {
            let body = Array(#"{"event":"\#(event)","call":{"call_id":"c1"}}"#.utf8)
            let digits = String(CallBench.start.milliseconds)
            let code = HMAC<SHA256>.authenticationCode(
                for: body + Array(digits.utf8), using: SymmetricKey(data: Array(key.utf8)))
            try door.webhook(body, signature: "v=\(digits),d=\(ByteText.hex(code))")
        }
    }

    private static let details = Array(
        #"{"interaction_type":"call_details","call":{"call_id":"c1","from_number":"+4930123456","to_number":"+49"}}"#
            .utf8)

    @Test func `only the secret opens a socket, and only for a call that can be named`() throws {
        let door = Bench().door
        for path in ["/channels/retell/retell/wrong/c1", "/channels/retell/retell//c1", "/c1", ""] {
            #expect(throws: RetellDoor.Refusal.secret) { try door.admit(path: path) }
        }
        for call in ["", "a%20b", String(repeating: "a", count: 129)] {
            #expect(throws: RetellDoor.Refusal.unreadable) { try door.admit(path: "/\(Self.secret)/\(call)") }
        }
        #expect(throws: RetellDoor.Refusal.busy) { try Bench(callsMax: 0).door.admit(path: "/\(Self.secret)/c1") }
    }

    @Test func `a call is configured, greeted from the log, answered, and ended by the webhook`() async throws {
        let bench = Bench()
        let socket = try bench.socket()
        #expect(bench.frames.first?.contains(#""response_type":"config""#) == true)
        socket.received(Self.details)
        #expect(await bench.until { bench.frames.contains { $0.contains("How can I help?") } })
        #expect(bench.frames[1].contains(Self.notice) && bench.frames[1].contains(#""response_id":0"#))
        socket.received(
            Array(
                #"{"interaction_type":"response_required","response_id":1,"transcript":[{"role":"user","content":"Open?"}]}"#
                    .utf8))
        let conversation = ConversationID(number: 1)
        #expect(
            await bench.until {
                bench.log.events(of: conversation).contains { event in
                    if case .messageReceived(let message) = event.body { message.text == "Open?" } else { false }
                }
            })
        try bench.log.appendNow(to: conversation, at: CallBench.start) { _ in
            [.messageSent(MessageSent(author: Author(kind: .agent), text: "From nine.", epoch: 0))]
        }
        #expect(await bench.until { bench.frames.last?.contains("From nine.") == true })
        #expect(bench.frames.last?.contains(#""response_id":1"#) == true)
        #expect(throws: RetellDoor.Refusal.signature) { try bench.webhook("call_ended", key: "key_2") }
        try bench.webhook("call_analyzed")
        #expect(bench.desk.count == 1)
        try bench.webhook("call_ended")
        #expect(await bench.until { bench.desk.count == 0 && bench.closed.withLock { $0 } == 1 })
    }

    @Test func `a socket that never says anything leaves no call behind`() throws {
        let bench = Bench()
        let socket = try bench.socket()
        #expect(bench.desk.count == 1)
        socket.closed()
        #expect(bench.desk.count == 0)
    }

    @Test func `frames that are none are reported and left alone`() throws {
        let bench = Bench()
        try bench.socket().received(Array("{".utf8))
        #expect(bench.box.troubles.withLock { $0 } == [.badFrame])
    }
}
