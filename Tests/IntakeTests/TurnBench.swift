import ConnectorKit
import Conversations
import Logging
import SwitchboardTesting
import Synchronization

@testable import Intake

/// Intake and turns on a log in memory, with a responder the test holds and releases.
struct TurnBench: Sendable {
    let log: InMemoryConversationLog
    let responder = HeldResponder()
    let turns: Turns
    let intake: Intake
    let now = Timestamp(milliseconds: 1000)

    init(
        limits: Turns.Limits = Turns.Limits(inFlightMax: 100, turnTimeout: .seconds(60)),
        log: InMemoryConversationLog = InMemoryConversationLog()
    ) {
        self.log = log
        turns = Turns(
            ports: Turns.Ports(
                log: log, inbox: log, responder: responder, fallback: HoldingLine(), channels: OneChannel(),
                now: { Timestamp(milliseconds: 1000) }),
            limits: limits, logger: Logger(label: "test"))
        log.addObserver(turns)
        intake = Intake(store: log, log: log, turns: turns, channels: OneChannel())
    }

    func message(_ id: String, _ text: String, sender: String = "anna") -> InboundMessage {
        Self.message(id, text, sender: sender)
    }

    static func message(_ id: String, _ text: String, sender: String = "anna") -> InboundMessage {
        InboundMessage(
            channel: ChannelName("web"), externalID: id, sender: InboundMessage.Sender(address: sender), text: text,
            receivedAt: Timestamp(milliseconds: 1000))
    }

    func agentMessages() -> [String] {
        log.conversations.flatMap { log.events(of: $0.id) }.compactMap { event in
            guard case .messageSent(let message) = event.body, message.author.kind == .agent else { return nil }
            return message.text
        }
    }

    /// Returns when no turn is waiting or running; the test's time limit bounds it.
    func idle() async {
        while turns.inFlight > 0 { await Task.yield() }
    }
}

private struct OneChannel: ChannelDirectory {
    func definition(of channel: ChannelName) -> ChannelDefinition? {
        ChannelDefinition(name: channel, kind: "webchat")
    }
}

private struct HoldingLine: TurnFallback {
    func outcome(after reason: String, for input: TurnInput) -> TurnOutcome {
        TurnOutcome(
            result: .failed, replies: [TurnOutcome.Reply(text: "Einen Moment: \(reason)")], speaker: "Mara",
            language: "de",
            escalation: TurnOutcome.Escalation(
                queue: "service", priority: .high, reason: .agentFailed, detail: reason,
                brief: Brief(
                    who: "", wants: "", tried: [], facts: [], mood: "calm", verification: .anonymous, suggestion: "",
                    draft: nil, language: "de")),
            trace: TurnTrace(intent: "", confidence: 0))
    }
}

/// Answers with the words it was given; while held, a turn waits to be released or cancelled.
final class HeldResponder: TurnResponder, Sendable {
    private struct State {
        var isHeld = false
        var begun = 0
        var cancelled = 0
    }

    private let state = Mutex(State())

    func hold() { state.withLock { $0.isHeld = true } }
    func release() { state.withLock { $0.isHeld = false } }

    /// Returns when so many turns were begun.
    func begun(_ count: Int) async { while state.withLock({ $0.begun < count }) { await Task.yield() } }

    /// Returns when so many turns were cancelled.
    func cancelled(_ count: Int) async { while state.withLock({ $0.cancelled < count }) { await Task.yield() } }

    func respond(to input: TurnInput) async throws -> TurnOutcome {
        state.withLock { $0.begun += 1 }
        while state.withLock({ $0.isHeld }) {
            if Task.isCancelled {
                state.withLock { $0.cancelled += 1 }
                throw CancellationError()
            }
            await Task.yield()
        }
        return TurnOutcome(
            result: .answered,
            replies: [
                TurnOutcome.Reply(text: "Antwort auf " + input.unseen.map(\.text).joined(separator: " + "))
            ], speaker: "Mara", language: "de", trace: TurnTrace(intent: "question", confidence: 1))
    }
}
