import Conversations
import Delivery
import Escalation
import Foundation
import Intake
import Storage
import SwitchboardTesting

/// What a day brings, in an order that chance decides: customers, turns, operators and deliveries on a real store,
/// through the real decisions.
struct DeskTraffic {
    private let store: SQLiteStore
    private let decisions: DeskDecisions
    private var generator: SeededGenerator
    private var clock: Int64 = 1000
    private var messages = 0
    private(set) var conversations: Set<ConversationID> = []

    private static let operators = [
        DeskUser(id: OperatorID(number: 1), name: "Anna", role: .operator),
        DeskUser(id: OperatorID(number: 2), name: "Bo", role: .supervisor),
    ]

    init(_ store: SQLiteStore, seed: UInt64) {
        self.store = store
        generator = SeededGenerator(seed: seed)
        decisions = DeskDecisions(
            rules: EscalationRules(
                hours: BusinessHours(timeZone: .gmt, week: [:]),
                queues: [
                    CaseQueue(name: "service", title: "Service"), CaseQueue(name: "workshop", title: "Workshop"),
                ],
                defaultQueue: "service", rules: []))
    }

    /// Chance does one thing.
    mutating func step() async throws {
        clock += Int64(generator.below(1000))
        switch generator.below(20) {
        case 0...5: try await customerWrites()
        case 6...9: try await turnEnds()
        case 10...12: try await delivers()
        case 13: try await desk { d, s, u, now in try d.takeOver(s, brief: StoreBench.brief, by: u, now: now) }
        case 14: try await desk { d, s, u, now in try d.handBack(s, summary: "erledigt", by: u, now: now) }
        case 15:
            try await desk { d, s, u, now in
                try d.reply(s, text: "Guten Tag", citations: [], brief: StoreBench.brief, by: u, now: now)
            }
        case 16: try await desk { d, s, u, now in try d.resolve(s, note: "fertig", by: u, now: now) }
        case 17: try await caseCommand()
        case 18: try await desk { d, s, u, _ in d.note(s, text: "ruft zurück", by: u) }
        default: try await desk { d, s, _, _ in try d.rate(s, score: 4, comment: nil) }
        }
    }

    private mutating func customerWrites() async throws {
        let sender = generator.below(8)
        let channels = [StoreBench.web, StoreBench.rest, StoreBench.mail]
        let isVerified = sender < 3 && generator.below(3) == 0
        if generator.below(6) > 0 { messages += 1 }
        let accepted = try await store.accept(
            StoreBench.message(
                "m\(messages)", "Nachricht \(messages)", from: "s\(sender)", on: channels[sender % 3],
                assurance: isVerified ? .verified : .anonymous, account: isVerified ? "account-\(sender / 2)" : nil,
                name: generator.below(4) == 0 ? "Kundin \(sender)" : nil, at: clock))
        try await accepted.committed()
        conversations.insert(accepted.state.id)
    }

    private mutating func someone() -> ConversationID? {
        let all = conversations.sorted { $0.number < $1.number }
        return all.isEmpty ? nil : all[generator.below(all.count)]
    }

    private mutating func turnEnds() async throws {
        let waiting = try await store.conversationsNeedingTurn(after: ConversationID(number: 0), limit: 100)
        guard !waiting.isEmpty, let state = try await store.state(of: waiting[generator.below(waiting.count)]) else {
            return
        }
        var outcome = TurnOutcome(
            result: .answered, replies: [TurnOutcome.Reply(text: "Ja.", citations: [Citation(id: "a", title: "A")])],
            speaker: "Mara", language: generator.below(2) == 0 ? "de" : "en", unanswered: generator.below(2),
            memory: "m\(clock)", trace: TurnTrace(intent: "question", confidence: 0.25))
        if generator.below(3) == 0 {
            outcome.facts = [Fact(key: "topic", value: "\(clock)", source: state.lastReceived)]
        }
        if !state.disclosed {
            outcome.disclosure = Disclosed(notice: "KI", persona: "Mara", onBehalfOf: "Nordlicht", language: "de")
        }
        if generator.below(4) == 0, state.currentCase?.state ?? .resolved == .resolved {
            outcome.escalation = TurnOutcome.Escalation(
                queue: "workshop", priority: .high, reason: .anger, detail: "words", brief: StoreBench.brief)
        }
        let commit = TurnCommit(
            epoch: state.epoch, through: state.lastReceived, seen: state.unansweredMessages, outcome: outcome)
        _ = try await store.append(to: state.id, at: Timestamp(milliseconds: clock)) { try commit.events(on: $0) }
    }

    private mutating func delivers() async throws {
        for item in try await store.due(at: Timestamp(milliseconds: clock), limit: 3, except: []) {
            let mayEnd: [DeliveryState] = [.sent, .sent, .failed, .unknown, .pending]
            let end = mayEnd[generator.below(mayEnd.count)]
            let at = Timestamp(milliseconds: clock)
            for state in [DeliveryState.sending, end] {
                let retryAt = state == .pending ? at.advanced(byMilliseconds: 500) : nil
                _ = try await store.append(to: item.conversation, at: at) { now in
                    let fits = DeliveryPolicy.mayLeave(item.message, now) || state != .sending
                    return [
                        .deliveryChanged(
                            DeliveryChanged(
                                message: item.seq, state: fits ? state : .withdrawn, attempt: item.attempts + 1,
                                detail: nil, retryAt: retryAt))
                    ]
                }
            }
        }
        let page = try await store.deadLetters(PageRequest(limit: 5))
        if let letter = page.items.first, generator.below(3) == 0 {
            _ = try await store.retryDeadLetter(letter.id, at: Timestamp(milliseconds: clock))
        }
    }

    private mutating func caseCommand() async throws {
        let kind = generator.below(4)
        try await desk { d, s, u, now in
            let ordinal = s.currentCase?.ordinal ?? 1
            switch kind {
            case 0: return try d.claim(s, ordinal: ordinal, by: u, now: now)
            case 1: return try d.release(s, ordinal: ordinal, by: u, now: now)
            case 2: return try d.transfer(s, ordinal: ordinal, toQueue: "workshop", note: "bitte", by: u, now: now)
            default:
                let wish = DeskDecisions.Wish(reason: .wantsHuman, detail: "button", brief: StoreBench.brief)
                return try d.escalate(s, wish, by: .customer(name: "Kundin"), now: now)
            }
        }
    }

    private mutating func desk(
        _ decide:
            @escaping @Sendable (DeskDecisions, ConversationState, DeskUser, Timestamp) throws
            -> [ConversationEvent.Body]
    ) async throws {
        guard let id = someone() else { return }
        let user = Self.operators[generator.below(2)]
        let now = Timestamp(milliseconds: clock)
        do {
            _ = try await store.append(to: id, at: now) { [decisions] state in try decide(decisions, state, user, now) }
        } catch is Refusal {}
    }
}
