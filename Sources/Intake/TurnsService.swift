import ConnectorKit
import Conversations
import Logging
import ServiceLifecycle
import Synchronization

extension Turns {
    /// How often deadlines of turns and of waiting callers are looked at.
    static let sweepInterval: Duration = .milliseconds(50)
    /// How long running turns may finish at shutdown; what is left is parked: its messages are on disk and the next
    /// start answers them.
    static let drainMax: Duration = .seconds(5)
    /// Conversations read in one go after a start.
    static let recoveryBatch = 256

    /// Takes up what the last run left, then watches deadlines until shutdown.
    public func run() async throws {
        await cancelWhenGracefulShutdown {
            async let recovered: Void = self.recover()
            while !Task.isCancelled {
                try? await Task.sleep(for: Self.sweepInterval)
                self.sweep(now: ContinuousClock.now)
            }
            await recovered
        }
        await drain()
    }

    /// Begins a turn in every conversation whose messages wait for one: after a start, and when another process stored
    /// messages.
    public func recover() async {
        var last = ConversationID(number: 0)
        while !Task.isCancelled {
            do {
                let ids = try await ports.inbox.conversationsNeedingTurn(after: last, limit: Self.recoveryBatch)
                guard let end = ids.last else { return }
                for id in ids { await recover(id) }
                last = end
                while inFlight > Self.recoveryBatch, !Task.isCancelled {
                    try? await Task.sleep(for: .milliseconds(5))
                }
            } catch {
                logger.error("waiting conversations not read, trying again", metadata: ["error": "\(error)"])
                try? await Task.sleep(for: .seconds(1))
            }
        }
    }

    private func recover(_ id: ConversationID) async {
        if state.withLock({ $0.entries[id] != nil }) { return }
        do {
            guard let current = try await ports.log.state(of: id), current.needsTurn,
                let channel = ports.channels.definition(of: current.channel)
            else { return }
            resume(current, try await ports.inbox.context(of: current), channel)
        } catch {
            // The next message of this customer, or the next start, tries again; the others must not wait for it.
            logger.error(
                "waiting conversation not read", metadata: ["conversation.id": "\(id)", "error": "\(error)"])
        }
    }

    /// Gives up turns that took too long and lets go of callers whose time is over.
    func sweep(now: ContinuousClock.Instant) {
        waiters.expire(now: now)
        let late = state.withLock { state in
            state.entries.filter { ($0.value.deadline ?? now) < now }.map(\.key)
        }
        for conversation in late { giveUp(conversation, now: now) }
    }

    private func giveUp(_ conversation: ConversationID, now: ContinuousClock.Instant) {
        state.withLock { state in
            guard var entry = state.entries[conversation], let deadline = entry.deadline, deadline < now,
                let (_, next) = entry.lane.timedOut()
            else { return }
            entry.task?.cancel()
            entry.deadline = nil
            let turn = TurnSnapshot(entry.lane, channel: entry.channel, number: next)
            entry.task = Task {
                let outcome = self.ports.fallback.outcome(after: "timeout", for: turn.input(now: self.ports.now()))
                await self.commit(turn, outcome)
            }
            state.entries[conversation] = entry
            logger.warning("turn given up after its time", metadata: ["conversation.id": "\(conversation)"])
        }
    }

    /// Refuses new messages, lets running turns finish for a while, then stops them and lets go of whoever waits. A
    /// message that was on its way meanwhile is left to the next start.
    func drain() async {
        state.withLock { $0.closing = true }
        let end = ContinuousClock.now + Self.drainMax
        while inFlight > 0, ContinuousClock.now < end {
            await Task { try? await Task.sleep(for: .milliseconds(10)) }.value
        }
        let left = state.withLock { state in
            defer { state.entries = [:] }
            state.drained = true
            return state.entries.values.map(\.task)
        }
        for task in left { task?.cancel() }
        waiters.releaseAll()
    }
}
