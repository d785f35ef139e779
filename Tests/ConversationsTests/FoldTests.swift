import Conversations
import SwitchboardTesting
import Testing

@Suite("The fold of a log")
struct FoldTests {
    /// Logs drawn for each property.
    private static let seeds: Range<UInt64> = 1..<400
    private static let length = 120

    @Test("Folding a prefix and applying the rest comes to the same as folding the whole log")
    func prefixes() {
        for seed in Self.seeds {
            let log = EventSequence(seed: seed, length: Self.length)
            var generator = SeededGenerator(seed: seed &* 31)
            let cut = generator.below(log.events.count + 1)
            var state = ConversationState.fold(log.state.id, log.events.prefix(cut))
            for event in log.events.dropFirst(cut) { state.apply(event) }
            #expect(state == ConversationState.fold(log.state.id, log.events), "seed \(seed), cut at \(cut)")
            #expect(state == log.state, "seed \(seed)")
        }
    }

    @Test("The messages that wait for a turn are exactly those a second count finds")
    func waitingMessages() {
        for seed in Self.seeds {
            let log = EventSequence(seed: seed, length: Self.length)
            var state = ConversationState(id: log.state.id)
            var waiting: [Int] = []
            for event in log.events {
                switch event.body {
                case .messageReceived: if state.owner == .agent { waiting.append(event.seq) }
                case .turnEnded(let turn): waiting.removeAll { $0 <= turn.through }
                case .ownerChanged(let change): if change.owner != .agent { waiting = [] }
                default: break
                }
                state.apply(event)
                #expect(state.unansweredMessages == waiting.count, "seed \(seed), event \(event.seq)")
                #expect(state.needsTurn == (state.owner == .agent && !waiting.isEmpty), "seed \(seed), \(event.seq)")
                #expect(state.answeredThrough <= state.lastReceived, "seed \(seed), event \(event.seq)")
                #expect(state.lastReceived <= state.seq, "seed \(seed), event \(event.seq)")
                if let first = waiting.first { #expect(state.answeredThrough < first, "seed \(seed), \(event.seq)") }
            }
        }
    }

    @Test("The epoch rises by one with each change of owner, and the takeover's is that of the last human")
    func epochs() {
        for seed in Self.seeds {
            let log = EventSequence(seed: seed, length: Self.length)
            var state = ConversationState(id: log.state.id)
            var changes = 0
            var takeover = 0
            for event in log.events {
                if case .ownerChanged(let change) = event.body {
                    changes += 1
                    if change.owner.operatorID != nil { takeover = changes }
                }
                state.apply(event)
                #expect(state.epoch == changes, "seed \(seed), event \(event.seq)")
                #expect(state.takeoverEpoch == takeover, "seed \(seed), event \(event.seq)")
                #expect((state.ownerName == nil) == (state.owner.operatorID == nil), "seed \(seed), \(event.seq)")
            }
        }
    }

    @Test("A case waits exactly while it is open, since the moment it last became so")
    func waitingCases() {
        for seed in Self.seeds {
            let log = EventSequence(seed: seed, length: Self.length)
            var state = ConversationState(id: log.state.id)
            var since: Timestamp?
            for event in log.events {
                switch event.body {
                case .escalated: since = event.at
                case .caseChanged(let change) where change.ordinal == state.currentCase?.ordinal:
                    since = change.state == .open ? since ?? event.at : nil
                default: break
                }
                state.apply(event)
                #expect(state.currentCase?.waitingSince == since, "seed \(seed), event \(event.seq)")
            }
        }
    }

    @Test("A state survives being written and read")
    func codable() throws {
        for seed in Self.seeds {
            let state = EventSequence(seed: seed, length: Self.length).state
            #expect(try JSON.roundTrip(state) == state, "seed \(seed)")
        }
    }

    @Test("A message to a human's conversation waits for no turn, and the next one after the hand-back does")
    func handBack() {
        var state = ConversationState(id: ConversationID(number: 1))
        let human = Owner.operator(OperatorID(number: 1))
        let by = Author(kind: .operator, name: "Bo")
        let bodies: [ConversationEvent.Body] = [
            .messageReceived(MessageReceived(externalID: "1", text: "eins")),
            .ownerChanged(OwnerChanged(owner: human, epoch: 1, by: by)),
            .messageReceived(MessageReceived(externalID: "2", text: "zwei")),
            .ownerChanged(OwnerChanged(owner: .agent, epoch: 2, by: by)),
        ]
        for body in bodies {
            state.apply(ConversationEvent(seq: state.seq + 1, at: Timestamp(milliseconds: 1), body: body))
        }
        #expect(!state.needsTurn)
        state.apply(
            ConversationEvent(
                seq: 5, at: Timestamp(milliseconds: 2),
                body: .messageReceived(MessageReceived(externalID: "3", text: "drei"))))
        #expect(state.needsTurn)
        #expect(state.unansweredMessages == 1)
        #expect(state.answeredThrough == 3)
    }

    @Test("A gap in a log stops the process rather than folding wrongly")
    func gaps() async {
        await #expect(processExitsWith: .failure) {
            let event = ConversationEvent(
                seq: 2, at: Timestamp(milliseconds: 0), body: .rated(Rated(score: 1, comment: nil)))
            _ = ConversationState.fold(ConversationID(number: 1), [event])
        }
    }
}

extension FoldTests {
    @Test("A notice that was not heard was not given; anything else that was cut off leaves it so")
    func heard() {
        var state = ConversationState(id: ConversationID(number: 1))
        func add(_ body: ConversationEvent.Body) {
            state.apply(ConversationEvent(seq: state.seq + 1, at: Timestamp(milliseconds: 0), body: body))
        }
        let notice = Disclosed(notice: "an AI", persona: "Mara", onBehalfOf: "Velohaus", language: "en")
        add(.disclosed(notice))
        add(.messageHeard(MessageHeard(message: 2, heard: "I am")))
        #expect(state.disclosed)
        add(.messageHeard(MessageHeard(message: 2, heard: "I am", isNoticeLost: true)))
        #expect(!state.disclosed)
        add(.disclosed(notice))
        #expect(state.disclosed)
    }
}
