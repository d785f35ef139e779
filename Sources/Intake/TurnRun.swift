import ConnectorKit
import Conversations
import Logging
import Synchronization

/// What one run of a turn starts from.
struct TurnSnapshot: Sendable {
    let state: ConversationState
    let generation: Int
    let customer: CustomerContext
    /// What is answered: the oldest messages that wait, as far as one sender wrote them. In letters several people
    /// write to one conversation, and each gets an answer of their own.
    let unseen: [TurnMessage]
    /// What waits behind them.
    let left: ArraySlice<TurnMessage>
    let channel: ChannelDefinition
    let number: Int

    init(_ lane: Lane, channel: ChannelDefinition, number: Int) {
        state = lane.state
        generation = lane.generation
        customer = lane.customer
        let first = lane.unseen.first?.from
        unseen = Array(lane.unseen.prefix { $0.from == first })
        left = lane.unseen.dropFirst(unseen.count)
        self.channel = channel
        self.number = number
    }

    func input(now: Timestamp) -> TurnInput {
        TurnInput(
            conversation: state.id, channel: state.channel, unseen: unseen, customer: customer,
            language: state.language ?? customer.language, memory: state.memory, unanswered: state.unanswered,
            disclosed: state.disclosed, handBackSummary: state.handBackSummary, nextCase: state.nextCaseID,
            limits: channel.limits, now: now)
    }

    func commit(_ outcome: TurnOutcome) -> TurnCommit {
        TurnCommit(
            epoch: state.epoch, through: unseen.last?.seq ?? state.lastReceived, seen: unseen.count,
            newest: left.last?.seq, left: left.count, parted: state.parted, outcome: outcome)
    }
}

extension Turns {
    /// First wait after the store refused a turn's commit; doubled up to ``storeBackoffMax``.
    static let storeBackoffFirst: Duration = .milliseconds(100)
    /// Longest wait between two tries of a turn whose commit the store refuses.
    static let storeBackoffMax: Duration = .seconds(10)
    /// Our last message stands within so many events before a letter, or what it said is long gone by.
    static let lastSaidEventsMax = 200
    /// A call of half an hour has some 600 events; what was said before these is not looked at.
    static let spokenEventsMax = 1000
    /// The looked at part of a longer call begins at a multiple of this, so that the next turn's begins alike: what was
    /// folded of it holds.
    static let spokenEventsStep = 250
    /// Events read at once when a conversation is read again.
    static let reloadPage = 1000

    func waitForBurst(_ conversation: ConversationID, _ number: Int, _ milliseconds: Int) async {
        try? await Task.sleep(for: .milliseconds(milliseconds))
        report(conversation) { $0.windowPassed(number) }
    }

    func runTurn(_ turn: TurnSnapshot) async {
        var input = turn.input(now: ports.now())
        let outcome: TurnOutcome
        do {
            if !input.limits.isLive { input.lastSaid = try await lastSaid(before: turn) }
            if input.limits.spoken { input.history = try await spokenHistory(before: turn) }
            outcome = try await ports.responder.respond(to: input)
        } catch {
            if Task.isCancelled { return }
            logger.warning(
                "turn failed", metadata: ["conversation.id": "\(turn.state.id)", "error": "\(type(of: error))"])
            outcome = ports.fallback.outcome(after: "responder failed", for: input)
        }
        answered(turn)
        await commit(turn, outcome)
    }

    /// What the agent or an operator last wrote above the turn's messages: whether these answer a question. Looked for
    /// among the newest ``lastSaidEventsMax`` events before them.
    private func lastSaid(before turn: TurnSnapshot) async throws -> String? {
        guard let first = turn.unseen.first?.seq else { return nil }
        let start = max(0, first - 1 - Self.lastSaidEventsMax)
        let events = try await ports.log.events(of: turn.state.id, after: start, limit: Self.lastSaidEventsMax)
        for event in events.reversed() where event.seq < first {
            if case .messageSent(let message) = event.body { return message.text }
        }
        return nil
    }

    /// What both sides said before the turn's messages, among the newest ``spokenEventsMax`` events and a few more; of
    /// ours as much as the caller heard.
    private func spokenHistory(before turn: TurnSnapshot) async throws -> [TurnMessage] {
        guard let first = turn.unseen.first?.seq else { return [] }
        let earliest = max(0, first - 1 - Self.spokenEventsMax)
        let start = earliest - earliest % Self.spokenEventsStep
        let events = try await ports.log.events(of: turn.state.id, after: start, limit: turn.state.seq - start)
        return SpokenHistory.of(events, before: first)
    }

    /// The responder is through: what follows is the store's time, not the turn's.
    private func answered(_ turn: TurnSnapshot) {
        state.withLock { state in
            guard state.entries[turn.state.id]?.lane.isCurrent(turn.number) == true else { return }
            state.entries[turn.state.id]?.deadline = nil
        }
    }

    /// Brings a turn to disk. While the store refuses, the turn is kept and tried again: the customer's message is on
    /// disk, so nothing is lost by waiting.
    func commit(_ turn: TurnSnapshot, _ outcome: TurnOutcome) async {
        let commit = turn.commit(outcome)
        let log = ports.log
        var backoff = Self.storeBackoffFirst
        while !Task.isCancelled {
            do {
                let appended = try await log.append(to: turn.state.id, at: ports.now()) { state in
                    guard log.generation == turn.generation else { throw Refusal.superseded }
                    return try commit.events(on: state)
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

    /// Reads the conversation again, in the order of the writes: what was accepted before is seen.
    func reload(_ conversation: ConversationID, _ number: Int, pauseMilliseconds: Int) async {
        if pauseMilliseconds > 0 {
            logger.warning("turn superseded again and again", metadata: ["conversation.id": "\(conversation)"])
            try? await Task.sleep(for: .milliseconds(pauseMilliseconds))
        }
        let log = ports.log
        var backoff = Self.storeBackoffFirst
        while !Task.isCancelled {
            do {
                let read = Mutex(0)
                let newer = try await log.append(to: conversation, at: ports.now()) { _ in
                    read.withLock { $0 = log.generation }
                    return []
                }.state
                let unseen = try await waiting(in: newer)
                let customer = try await ports.inbox.context(of: newer)
                return report(conversation) {
                    $0.reloaded(
                        number, state: newer, customer: customer, unseen: unseen, generation: read.withLock { $0 })
                }
            } catch is Refusal {
                return report(conversation) { $0.isCurrent(number) ? $0.taken() : .nothing }
            } catch {
                logger.error(
                    "conversation not read, trying again",
                    metadata: ["conversation.id": "\(conversation)", "error": "\(error)"])
                try? await Task.sleep(for: backoff)
                backoff = min(backoff * 2, Self.storeBackoffMax)
            }
        }
    }

    /// The customer's messages no turn has answered.
    private func waiting(in state: ConversationState) async throws -> [TurnMessage] {
        var unseen: [TurnMessage] = []
        var seq = state.answeredThrough
        while seq < state.lastReceived {
            let events = try await ports.log.events(of: state.id, after: seq, limit: Self.reloadPage)
            guard let last = events.last else { break }
            for event in events where event.seq <= state.lastReceived {
                guard case .messageReceived(let message) = event.body, message.wantsAnswer else { continue }
                unseen.append(TurnMessage(seq: event.seq, message))
            }
            seq = last.seq
        }
        return unseen
    }
}
