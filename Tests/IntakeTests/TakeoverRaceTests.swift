import Conversations
import SwitchboardTesting
import Testing

@testable import Intake

@Suite("Takeover race, simulated")
struct TakeoverRaceTests {
    /// Interleavings tried in one run.
    static let interleavings = 100_000
    /// Things that happen in one interleaving.
    static let steps = 28

    @Test("The agent says nothing after a takeover was committed, in 100,000 interleavings")
    func noAgentMessageAfterTakeover() throws {
        let base = UInt64.random(in: 0..<UInt64.max / 2)
        print("takeover race: seeds from \(base)")
        var takeovers = 0
        var answers = 0
        for offset in 0..<UInt64(Self.interleavings) {
            let seed = base + offset
            var simulation = TakeoverSimulation(seed: seed)
            for _ in 0..<Self.steps { try simulation.step() }
            try simulation.settle()
            if let broken = Self.broken(simulation) {
                Issue.record("seed \(seed): \(broken)")
                return
            }
            takeovers += simulation.state.takeoverEpoch > 0 ? 1 : 0
            answers += simulation.wire.count
        }
        // Interleavings in which nothing is at stake would prove nothing.
        #expect(takeovers > Self.interleavings / 4)
        #expect(answers > Self.interleavings / 4)
    }

    @Test("The checks of the simulation see an agent that ignores the fence")
    func checksSeeABrokenFence() throws {
        let log = InMemoryConversationLog()
        let id = ConversationID(number: 1)
        log.open(id)
        let agent = Author(kind: .agent, name: "Mara")
        let broken = try log.appendNow(to: id, at: Timestamp(milliseconds: 2)) { _ in
            [
                .messageReceived(MessageReceived(externalID: "1", text: "Hallo")),
                .ownerChanged(
                    OwnerChanged(owner: .operator(OperatorID(number: 1)), epoch: 1, by: Author(kind: .operator))),
                .messageSent(MessageSent(author: agent, text: "Ja.", epoch: 0)),
            ]
        }
        #expect(Self.brokenLog(log.events(of: id)) != nil)
        #expect(broken.state.takeoverEpoch == 1)
    }

    /// What is wrong with how a simulation ended; nil for nothing.
    private static func broken(_ simulation: TakeoverSimulation) -> String? {
        let events = simulation.log.events(of: simulation.id)
        if let broken = brokenLog(events) { return broken }
        var states = [ConversationState(id: simulation.id)]
        for event in events {
            var next = states[states.count - 1]
            next.apply(event)
            states.append(next)
        }
        for sent in simulation.wire where sent.message.author.kind == .agent {
            if sent.message.epoch < states[sent.logLength].takeoverEpoch {
                return "message \(sent.seq) of the agent left after a takeover"
            }
        }
        if Set(simulation.wire.map(\.seq)).count != simulation.wire.count { return "a message left twice" }
        if states[states.count - 1] != simulation.state { return "the state is not the fold of the log" }
        if simulation.state.needsTurn { return "a message was left without an answer" }
        return nil
    }

    /// What the log itself shows to be wrong.
    static func brokenLog(_ events: [ConversationEvent]) -> String? {
        var state = ConversationState(id: ConversationID(number: 1))
        var answeredThrough = 0
        var waiting: [MessageReceived] = []
        // What a turn answers: what one sender wrote without another between.
        func answered(of waiting: [MessageReceived]) -> [MessageReceived] {
            Array(waiting.prefix { $0.from == waiting.first?.from })
        }
        for event in events {
            switch event.body {
            case .messageSent(let message) where message.author.kind == .agent && state.owner != .agent:
                return "the agent wrote \(event.seq) while \(state.owner.word) owned the conversation"
            case .messageSent(let message)
            where message.author.kind == .agent
                && message.text != TakeoverSimulation.answer(answered(of: waiting).map(\.text)):
                return "the agent answered \(waiting.map(\.text)) with \(message.text)"
            case .messageReceived(let message) where state.owner == .agent:
                waiting.append(message)
            case .ownerChanged(let change) where change.owner != .agent:
                waiting = []
            case .turnEnded(let turn):
                waiting.removeFirst(answered(of: waiting).count)
                if turn.left ?? 0 != waiting.count { return "the turn left \(waiting.count) messages uncounted" }
                if turn.through <= answeredThrough { return "message \(turn.through) was answered twice" }
                answeredThrough = turn.through
            case .ownerChanged(let change) where change.epoch != state.epoch + 1:
                return "the epoch went from \(state.epoch) to \(change.epoch)"
            default:
                break
            }
            state.apply(event)
        }
        return nil
    }
}
