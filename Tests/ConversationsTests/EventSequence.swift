import Conversations
import SwitchboardTesting

/// Draws logs that could have been written: each event fits the state the ones before it lead to.
struct EventSequence {
    private(set) var state: ConversationState
    private(set) var events: [ConversationEvent] = []
    private var generator: SeededGenerator

    init(seed: UInt64, length: Int) {
        state = ConversationState(id: ConversationID(number: 7))
        generator = SeededGenerator(seed: seed)
        while events.count < length { append(next()) }
    }

    private mutating func append(_ body: ConversationEvent.Body) {
        let at = Timestamp(milliseconds: state.changedAt.milliseconds + Int64(generator.below(1000)))
        let event = ConversationEvent(seq: events.count + 1, at: at, body: body)
        state.apply(event)
        events.append(event)
    }

    private mutating func next() -> ConversationEvent.Body {
        if state.seq == 0 {
            return .opened(
                Opened(
                    customer: CustomerID(number: 3), channel: ChannelName("web"), address: "anna", locale: "de-DE"))
        }
        switch generator.below(15) {
        case 0...3: return received()
        case 4, 5: return state.needsTurn ? turnEnded() : received()
        case 6, 7: return ownerChanged()
        case 8: return escalation()
        case 9: return caseChange()
        case 10: return .handedBack(HandedBack(by: someone(), summary: generator.below(2) == 0 ? nil : "erledigt"))
        case 11: return .rated(Rated(score: 1 + generator.below(5), comment: nil))
        case 12:
            return .identityLinked(
                IdentityLinked(
                    handle: Handle(scope: Handle.accountScope, address: "4711"),
                    customer: CustomerID(number: Int64(1 + generator.below(9))), assurance: .verified,
                    evidence: "identity token"))
        case 13:
            return .messageSent(MessageSent(author: someone(), text: "Guten Tag", epoch: state.epoch))
        default: return aside()
        }
    }

    private mutating func received() -> ConversationEvent.Body {
        .messageReceived(MessageReceived(externalID: "m\(state.seq)", text: "Hallo"))
    }

    private mutating func turnEnded() -> ConversationEvent.Body {
        .turnEnded(
            TurnEnded(
                through: state.lastReceived, result: .answered, language: generator.below(2) == 0 ? "de" : "en",
                unanswered: generator.below(3), memory: "memory \(state.seq)",
                trace: TurnTrace(intent: "question", confidence: 0.5)))
    }

    private mutating func ownerChanged() -> ConversationEvent.Body {
        let owners: [Owner] = [
            .agent, .queue, .nobody, .operator(OperatorID(number: 1)), .operator(OperatorID(number: 2)),
        ].filter { $0 != state.owner }
        return .ownerChanged(
            OwnerChanged(owner: owners[generator.below(owners.count)], epoch: state.epoch + 1, by: someone()))
    }

    private mutating func escalation() -> ConversationEvent.Body {
        if let current = state.currentCase, current.state != .resolved { return caseChange() }
        return .escalated(
            Escalated(
                ordinal: (state.currentCase?.ordinal ?? 0) + 1, queue: "service", priority: .normal,
                reason: .wantsHuman, detail: "", brief: Self.brief))
    }

    private mutating func caseChange() -> ConversationEvent.Body {
        guard let current = state.currentCase else { return received() }
        let next = CaseState.allCases[generator.below(CaseState.allCases.count)]
        return .caseChanged(
            CaseChanged(
                ordinal: 1 + generator.below(current.ordinal), state: next, queue: "workshop",
                holder: next == .claimed ? OperatorID(number: 1) : nil, holderName: next == .claimed ? "Bo" : nil,
                by: someone()))
    }

    /// Something that changes nothing but the sequence.
    private mutating func aside() -> ConversationEvent.Body {
        switch generator.below(5) {
        case 0: .noteAdded(NoteAdded(author: someone(), text: "ruft zurück"))
        case 1: .deliveryChanged(DeliveryChanged(message: 1, state: .sent, attempt: 1, detail: nil))
        case 2: .factLearned(Fact(key: "topic", value: "Bremse", source: 2))
        case 3: .messageHeard(MessageHeard(message: 2, heard: "Die Werkstatt"))
        default: .waitingNoticeDue(WaitingNoticeDue(ordinal: 1))
        }
    }

    private mutating func someone() -> Author {
        let kinds: [Author.Kind] = [.customer, .agent, .operator, .system]
        return Author(kind: kinds[generator.below(kinds.count)], name: "Bo")
    }

    private static let brief = Brief(
        who: "", wants: "", tried: [], facts: [], mood: "calm", verification: .anonymous, suggestion: "", draft: nil,
        language: "de")
}
