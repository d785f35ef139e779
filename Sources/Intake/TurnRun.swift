import ConnectorKit
import Conversations
import Logging

/// What one run of a turn starts from.
struct TurnSnapshot: Sendable {
    let state: ConversationState
    let customer: CustomerContext
    let unseen: [TurnMessage]
    let channel: ChannelDefinition
    let number: Int

    init(_ lane: Lane, channel: ChannelDefinition, number: Int) {
        state = lane.state
        customer = lane.customer
        unseen = lane.unseen
        self.channel = channel
        self.number = number
    }

    func input(now: Timestamp) -> TurnInput {
        TurnInput(
            conversation: state.id, channel: state.channel, unseen: unseen, customer: customer,
            language: state.language ?? customer.language, memory: state.memory, unanswered: state.unanswered,
            disclosed: state.disclosed, handBackSummary: state.handBackSummary, limits: channel.limits, now: now)
    }

    func commit(_ outcome: TurnOutcome) -> TurnCommit {
        TurnCommit(
            epoch: state.epoch, through: unseen.last?.seq ?? state.lastReceived, seen: unseen.count, outcome: outcome)
    }
}

extension Turns {
    /// First wait after the store refused a turn's commit; doubled up to ``storeBackoffMax``.
    static let storeBackoffFirst: Duration = .milliseconds(100)
    /// Longest wait between two tries of a turn whose commit the store refuses.
    static let storeBackoffMax: Duration = .seconds(10)

    func waitForBurst(_ conversation: ConversationID, _ number: Int, _ milliseconds: Int) async {
        try? await Task.sleep(for: .milliseconds(milliseconds))
        report(conversation) { $0.windowPassed(number) }
    }

    func runTurn(_ turn: TurnSnapshot) async {
        let input = turn.input(now: ports.now())
        let outcome: TurnOutcome
        do {
            outcome = try await ports.responder.respond(to: input)
        } catch {
            if Task.isCancelled { return }
            logger.warning(
                "turn failed", metadata: ["conversation.id": "\(turn.state.id)", "error": "\(type(of: error))"])
            outcome = ports.fallback.outcome(after: "responder failed", for: input)
        }
        await commit(turn, outcome)
    }

    /// Brings a turn to disk. While the store refuses, the turn is kept and tried again: the customer's message is on
    /// disk, so nothing is lost by waiting.
    func commit(_ turn: TurnSnapshot, _ outcome: TurnOutcome) async {
        let commit = turn.commit(outcome)
        var backoff = Self.storeBackoffFirst
        while !Task.isCancelled {
            do {
                let appended = try await ports.log.append(to: turn.state.id, at: ports.now()) {
                    try commit.events(on: $0)
                }
                report(turn.state.id) { $0.committed(turn.number, state: appended.state) }
                return
            } catch Refusal.superseded {
                report(turn.state.id) { $0.superseded(turn.number) }
                return
            } catch is Refusal {
                report(turn.state.id) { $0.isCurrent(turn.number) ? $0.taken() : .nothing }
                return
            } catch {
                logger.error(
                    "turn not stored, trying again",
                    metadata: ["conversation.id": "\(turn.state.id)", "error": "\(error)"])
                try? await Task.sleep(for: backoff)
                backoff = min(backoff * 2, Self.storeBackoffMax)
            }
        }
    }

    func reload(_ conversation: ConversationID, _ number: Int) async {
        var backoff = Self.storeBackoffFirst
        while !Task.isCancelled {
            do {
                guard let newer = try await ports.log.state(of: conversation) else {
                    return report(conversation) { $0.taken() }
                }
                let events = try await ports.log.events(of: conversation, after: newer.answeredThrough, limit: 1000)
                let unseen = events.compactMap { event -> TurnMessage? in
                    guard case .messageReceived(let message) = event.body, event.seq <= newer.lastReceived else {
                        return nil
                    }
                    return TurnMessage(
                        seq: event.seq, author: Author(kind: .customer, name: message.name), text: message.text)
                }
                return report(conversation) { $0.reloaded(number, state: newer, unseen: unseen) }
            } catch {
                logger.error(
                    "conversation not read, trying again",
                    metadata: ["conversation.id": "\(conversation)", "error": "\(error)"])
                try? await Task.sleep(for: backoff)
                backoff = min(backoff * 2, Self.storeBackoffMax)
            }
        }
    }
}
