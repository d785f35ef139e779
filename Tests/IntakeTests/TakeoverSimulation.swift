import ConnectorKit
import Conversations
import Delivery
import Escalation
import Foundation
import SwitchboardTesting

@testable import Intake

/// One conversation with everything that can happen to it, stepped in an order that chance decides.
///
/// The lane, the commit fence, the operators' decisions and the send fence are the real ones; what is simulated is
/// the order in which they get their turn, crashes, and the wire, on which every message that left is written down.
struct TakeoverSimulation {
    private struct RunningTurn {
        let snapshot: TurnSnapshot
        let number: Int
    }

    private struct Outgoing {
        let seq: Int
        let message: MessageSent
        var isSending = false
    }

    let log = InMemoryConversationLog()
    let id = ConversationID(number: 1)
    private let decisions = DeskDecisions(rules: TakeoverSimulation.rules)
    private let channel = ChannelDefinition(name: ChannelName("web"), kind: "webchat", transport: .pushed)
    private let operators = [
        DeskUser(id: OperatorID(number: 1), name: "Anna", role: .operator),
        DeskUser(id: OperatorID(number: 2), name: "Bo", role: .operator),
    ]
    private var lane: Lane?
    private var turns: [RunningTurn] = []
    private var delivered = 0
    private var outgoing: [Outgoing] = []
    private var generator: SeededGenerator
    private var clock: Int64 = 1
    private var messages = 0
    private var lanesMade = 0
    /// Rejections the lane has not heard of; whether there was a lane to hear.
    private var rejections: [Bool] = []
    /// Reloads that were asked for.
    private var reloads: [Int] = []
    private(set) var state: ConversationState
    /// What arrived on the wire: sequence of the message, and the log's length when the send was let go.
    private(set) var wire: [(seq: Int, message: MessageSent, logLength: Int)] = []

    init(seed: UInt64) {
        generator = SeededGenerator(seed: seed)
        state = log.open(id)
    }

    /// Chance does one thing.
    mutating func step() throws {
        clock += 1
        switch generator.below(18) {
        case 0...3: try customerWrites()
        case 16: try customerWritesInVain()
        case 17: if !rejections.isEmpty { hearRejection() }
        case 4...7: try finishTurn()
        case 8, 9: try send()
        case 10:
            try attempt { [decisions] state, user, now in
                try decisions.takeOver(state, brief: Self.brief, by: user, now: now)
            }
        case 11:
            try attempt { [decisions] state, user, now in
                try decisions.handBack(state, summary: String?.none, by: user, now: now)
            }
        case 12:
            try attempt { [decisions] state, user, now in
                try decisions.reply(state, text: "Guten Tag", citations: [], brief: Self.brief, by: user, now: now)
            }
        case 13:
            try attempt { [decisions] state, user, now in
                try decisions.resolve(state, note: String?.none, by: user, now: now)
            }
        case 14: try reportLate()
        case 15 where !reloads.isEmpty: finishReload()
        default: crash()
        }
    }

    private mutating func customerWrites() throws {
        messages += 1
        let text = "m\(messages)"
        var message = MessageReceived(externalID: text, text: text)
        // Now and then somebody else writes into the conversation.
        if generator.below(4) == 0 { message.from = "b" }
        let accepted = try append { [message] state in
            DeskDecisions.reopen(state) + [.messageReceived(message)]
        }
        guard accepted.needsTurn else { return }
        var lane = self.lane ?? makeLane(accepted)
        let action = lane.arrived(
            TurnMessage(seq: accepted.lastReceived, message), state: accepted, generation: log.generation)
        self.lane = lane
        carryOut(action)
    }

    /// A message is told of, then its transaction is taken back; the lane learns of that some time later.
    private mutating func customerWritesInVain() throws {
        let before = state
        try log.takeBack { try customerWrites() }
        state = before
        rejections.append(lane != nil)
    }

    private mutating func hearRejection() {
        if rejections.removeFirst() { report { $0.rejected() } }
    }

    /// A turn that was begun comes to its end, wanted or not: cancelling is a hint, the fence is the rule.
    private mutating func finishTurn() throws {
        guard !turns.isEmpty else { return }
        let turn = turns.remove(at: generator.below(turns.count))
        let escalates = generator.below(8) == 0
        let commit = turn.snapshot.commit(outcome(turn.snapshot.unseen, escalates: escalates))
        do {
            let after = try append { [log] state in
                guard log.generation == turn.snapshot.generation else { throw Refusal.superseded }
                return try commit.events(on: state)
            }
            report { $0.committed(turn.number, state: after) }
        } catch Refusal.superseded {
            report { $0.superseded(turn.number) }
        } catch is Refusal {
            report { $0.isCurrent(turn.number) ? $0.taken() : .nothing }
        }
    }

    /// A report of a turn nobody waits for any more.
    private mutating func reportLate() throws {
        let state = self.state
        let number = generator.below(lanesMade + 1) << 32 + generator.below(4)
        guard lane?.isCurrent(number) != true else { return }
        report { $0.committed(number, state: state) }
    }

    private mutating func send() throws {
        if let index = outgoing.firstIndex(where: \.isSending) {
            let item = outgoing.remove(at: index)
            try append { _ in
                [.deliveryChanged(DeliveryChanged(message: item.seq, state: .sent, attempt: 1, detail: nil))]
            }
            return
        }
        guard !outgoing.isEmpty else { return }
        let item = outgoing[0]
        let mayLeave = DeliveryPolicy.mayLeave(item.message, state)
        try append { state in
            let state: DeliveryState = DeliveryPolicy.mayLeave(item.message, state) ? .sending : .withdrawn
            return [.deliveryChanged(DeliveryChanged(message: item.seq, state: state, attempt: 1, detail: nil))]
        }
        guard mayLeave else { return _ = outgoing.removeFirst() }
        outgoing[0].isSending = true
        wire.append((item.seq, item.message, state.seq))
    }

    /// The process dies: lanes and turns are gone, the log stays; a start takes up what is left.
    private mutating func crash() {
        lane = nil
        turns = []
        rejections = []
        reloads = []
        for index in outgoing.indices.reversed() where outgoing[index].isSending { outgoing.remove(at: index) }
        guard state.needsTurn else { return }
        var lane = makeLane(state)
        let action = lane.resumed()
        self.lane = lane
        carryOut(action)
    }

    private mutating func attempt(
        _ decide: (ConversationState, DeskUser, Timestamp) throws -> [ConversationEvent.Body]
    ) throws {
        let user = operators[generator.below(2)]
        let now = Timestamp(milliseconds: clock)
        do { try append { try decide($0, user, now) } } catch is Refusal {}
    }

    @discardableResult
    private mutating func append(
        _ decide: (ConversationState) throws -> [ConversationEvent.Body]
    ) throws -> ConversationState {
        let appended = try log.appendNow(to: id, at: Timestamp(milliseconds: clock), decide)
        state = appended.state
        for event in appended.events {
            if case .messageSent(let message) = event.body {
                outgoing.append(Outgoing(seq: event.seq, message: message))
            }
        }
        if state.owner != .agent { report { $0.taken() } }
        return state
    }

    private mutating func makeLane(_ state: ConversationState) -> Lane {
        lanesMade += 1
        return Lane(
            serial: lanesMade, state: state, generation: log.generation, customer: Self.customer,
            windowMilliseconds: 0)
    }

    private mutating func report(_ change: (inout Lane) -> Lane.Action) {
        guard var lane else { return }
        let action = change(&lane)
        self.lane = lane
        carryOut(action)
    }

    private mutating func carryOut(_ action: Lane.Action) {
        switch action {
        case .nothing, .wait: break
        case .finish: lane = nil
        case .run(let number), .restart(let number):
            guard let lane else { return }
            turns.append(
                RunningTurn(snapshot: TurnSnapshot(lane, channel: channel, number: number), number: number))
        case .reload(let number, _):
            reloads.append(number)
        }
    }

    /// The conversation is read again, some time after that was asked for.
    private mutating func finishReload() {
        guard !reloads.isEmpty else { return }
        let number = reloads.removeFirst()
        let (state, generation) = (self.state, log.generation)
        let unseen = log.events(of: id).compactMap { event -> TurnMessage? in
            guard case .messageReceived(let message) = event.body, event.seq > state.answeredThrough else {
                return nil
            }
            return TurnMessage(seq: event.seq, message)
        }
        report { $0.reloaded(number, state: state, unseen: unseen, generation: generation) }
    }

    /// Lets everything that was begun come to its end.
    mutating func settle() throws {
        for _ in 0..<200 where !turns.isEmpty || !outgoing.isEmpty || !rejections.isEmpty || !reloads.isEmpty {
            if !rejections.isEmpty { hearRejection() }
            finishReload()
            try finishTurn()
            try send()
        }
    }

    private func outcome(_ unseen: [TurnMessage], escalates: Bool) -> TurnOutcome {
        TurnOutcome(
            result: escalates ? .escalated : .answered,
            replies: [TurnOutcome.Reply(text: Self.answer(unseen.map(\.text)))],
            speaker: "Mara", language: "de",
            escalation: escalates
                ? TurnOutcome.Escalation(
                    queue: "service", priority: .normal, reason: .wantsHuman, detail: "", brief: Self.brief) : nil,
            trace: TurnTrace(intent: "question", confidence: 1))
    }

    /// What the agent says to messages.
    static func answer(_ texts: [String]) -> String { "to " + texts.joined(separator: " ") }

    private static let rules = EscalationRules(
        hours: BusinessHours(timeZone: .gmt, week: [:]), queues: [CaseQueue(name: "service", title: "Service")],
        defaultQueue: "service",
        rules: [])
    private static let customer = CustomerContext(id: CustomerID(number: 1))
    private static let brief = Brief(
        who: "", wants: "", tried: [], facts: [], mood: "calm", verification: .anonymous, suggestion: "", draft: nil,
        language: "de")
}
