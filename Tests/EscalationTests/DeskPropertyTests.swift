import Conversations
import SwitchboardTesting
import Testing

@testable import Escalation

/// Random commands of several operators and a customer: whatever their order, the rules of the desk hold.
@Suite struct DeskPropertyTests {
    private static let people = (1...3).map { number in
        DeskUser(id: OperatorID(number: Int64(number)), name: "Person \(number)", role: .admin)
    }

    /// One random command; a refusal is as good as anything.
    private func step(_ led: inout Led, _ decisions: DeskDecisions, _ chance: inout SeededGenerator) {
        let user = Self.people[chance.below(Self.people.count)]
        let other = Self.people[chance.below(Self.people.count)]
        let state = led.state
        let now = led.now
        let ordinal = max(1, (state.currentCase?.ordinal ?? 1) - (chance.below(8) == 0 ? 1 : 0))
        let brief = DeskDecisionsTests.brief
        let bodies: [ConversationEvent.Body]?
        switch chance.below(14) {
        case 0: bodies = try? decisions.claim(state, ordinal: ordinal, by: user, now: now)
        case 1: bodies = try? decisions.release(state, ordinal: ordinal, by: user, now: now)
        case 2:
            bodies = try? decisions.transfer(
                state, ordinal: ordinal, toQueue: chance.below(2) == 0 ? "front" : "workshop", note: "n", by: user,
                now: now)
        case 3: bodies = try? decisions.transfer(state, ordinal: ordinal, to: other, note: nil, by: user, now: now)
        case 4: bodies = try? decisions.takeOver(state, brief: brief, by: user, now: now)
        case 5: bodies = decisions.assign(state, to: other, brief: brief, by: user, now: now)
        case 6:
            bodies = try? decisions.reply(state, text: "r", citations: [], brief: brief, by: user, now: now)
        case 7: bodies = decisions.note(state, text: "n", by: user)
        case 8: bodies = try? decisions.resolve(state, note: nil, by: user, now: now)
        case 9: bodies = try? decisions.handBack(state, summary: "s", by: user, now: now)
        case 10: bodies = try? decisions.escalate(state, DeskDecisionsTests.wish, by: .user(user), now: now)
        case 11:
            bodies = try? decisions.escalate(state, DeskDecisionsTests.wish, by: .customer(name: nil), now: now)
        case 12:
            bodies = decisions.waitingNotice(state, ordinal: ordinal, waitingBefore: now, position: nil, now: now)
        default:
            bodies =
                DeskDecisions.reopen(state) + [.messageReceived(MessageReceived(externalID: "\(state.seq)", text: "t"))]
        }
        led.add(bodies ?? [])
    }

    private func check(_ led: Led, _ before: ConversationState, seed: UInt64) {
        let state = led.state
        #expect(ConversationState.fold(state.id, led.events) == state, "seed \(seed)")
        let holder = state.currentCase.flatMap { $0.state == .claimed ? $0.holder : nil }
        #expect(state.owner.operatorID == holder, "the owner holds the case, seed \(seed)")
        #expect((state.owner == .queue) == (state.currentCase?.state == .open), "seed \(seed)")
        #expect(state.epoch >= before.epoch, "seed \(seed)")
        if state.owner != before.owner { #expect(state.epoch > before.epoch, "seed \(seed)") }
    }

    /// Walks the log: every change of owner raises the epoch by one, and nobody writes who does not own.
    private func walk(_ led: Led, seed: UInt64) {
        var state = ConversationState(id: led.state.id)
        for event in led.events {
            switch event.body {
            case .ownerChanged(let change):
                #expect(change.epoch == state.epoch + 1, "seed \(seed), seq \(event.seq)")
                #expect(change.owner != state.owner, "a change changes something, seed \(seed), seq \(event.seq)")
            case .messageSent(let message):
                #expect(message.epoch == state.epoch, "seed \(seed), seq \(event.seq)")
                if message.author.kind == .operator {
                    #expect(state.owner.operatorID != nil, "seed \(seed), seq \(event.seq)")
                    #expect(state.ownerName == message.author.name, "seed \(seed), seq \(event.seq)")
                }
                #expect(message.author.kind != .agent, "the desk never speaks as the agent")
            default: break
            }
            state.apply(event)
        }
    }

    @Test func `no order of commands breaks the rules of the desk`() throws {
        let first = UInt64.random(in: 0...UInt64.max / 2)
        print("first seed \(first)")
        let decisions = try DeskDecisionsTests.decisions()
        for round in 0..<300 {
            let seed = first + UInt64(round)
            var chance = SeededGenerator(seed: seed)
            var led = Led()
            for _ in 0..<40 {
                let before = led.state
                step(&led, decisions, &chance)
                check(led, before, seed: seed)
            }
            walk(led, seed: seed)
        }
    }
}
