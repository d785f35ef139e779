import ConnectorKit
public import Conversations
public import Logging
public import ServiceLifecycle
import Synchronization

/// Runs the agent's turns: one at a time in each conversation, thousands at once over all, with a bound.
///
/// ``Lane`` decides; this carries out. A turn runs in a bare task because it must be cancellable one by one, from the
/// arrival of a message or the commit of a takeover, which no task group offers; the bound on turns in flight bounds
/// these tasks, and ``run()`` sees them off at shutdown.
public final class Turns: Service, ConversationObserver, Sendable {
    /// Bounds of the runner.
    public struct Limits: Sendable, Hashable {
        /// Conversations with a turn waiting or running; beyond it new messages are refused.
        public var inFlightMax: Int
        /// A turn that takes longer is given up and answered with a holding line.
        public var turnTimeout: Duration

        public init(inFlightMax: Int = 4096, turnTimeout: Duration = .seconds(10)) {
            self.inFlightMax = inFlightMax
            self.turnTimeout = turnTimeout
        }
    }

    /// Everything a turn needs of the outside.
    public struct Ports: Sendable {
        public let log: any ConversationLog
        public let inbox: any InboxStore
        public let responder: any TurnResponder
        public let fallback: any TurnFallback
        public let channels: any ChannelDirectory
        /// The wall clock written into the log.
        public let now: @Sendable () -> Timestamp

        public init(
            log: any ConversationLog, inbox: any InboxStore, responder: any TurnResponder,
            fallback: any TurnFallback, channels: any ChannelDirectory, now: @escaping @Sendable () -> Timestamp
        ) {
            self.log = log
            self.inbox = inbox
            self.responder = responder
            self.fallback = fallback
            self.channels = channels
            self.now = now
        }
    }

    struct Entry {
        var lane: Lane
        let channel: ChannelDefinition
        var task: Task<Void, Never>?
        var deadline: ContinuousClock.Instant?
    }

    struct State {
        var entries: [ConversationID: Entry] = [:]
        var lanesMade = 0
        /// The gateway stops: no new message is taken.
        var closing = false
        /// What ran has ended or was stopped: nothing begins any more.
        var drained = false

        mutating func makeLane(
            _ current: ConversationState, _ generation: Int, _ customer: CustomerContext, windowMilliseconds: Int
        ) -> Lane {
            lanesMade += 1
            return Lane(
                serial: lanesMade, state: current, generation: generation, customer: customer,
                windowMilliseconds: windowMilliseconds)
        }
    }

    let ports: Ports
    let limits: Limits
    let logger: Logger
    let waiters = Waiters()
    let state = Mutex(State())

    public init(ports: Ports, limits: Limits, logger: Logger) {
        self.ports = ports
        self.limits = limits
        self.logger = logger
    }

    /// How many conversations have a turn waiting or running.
    public var inFlight: Int { state.withLock { $0.entries.count } }

    /// Checks that another turn may be begun.
    func admit() throws {
        try state.withLock { state in
            if state.closing { throw IntakeRefusal.closing }
            if state.entries.count >= limits.inFlightMax { throw IntakeRefusal.overloaded(retryAfterSeconds: 1) }
        }
    }

    /// A new message of the customer is stored.
    func arrived(_ message: TurnMessage, _ accepted: Accepted, _ channel: ChannelDefinition) {
        let newer = accepted.state
        let begins = state.withLock { state in
            guard !state.drained else { return false }
            var entry =
                state.entries.removeValue(forKey: newer.id)
                ?? Entry(
                    lane: state.makeLane(
                        newer, accepted.generation, accepted.customer,
                        windowMilliseconds: channel.burstWindowMilliseconds),
                    channel: channel)
            let action = entry.lane.arrived(
                message, state: newer, customer: accepted.customer, generation: accepted.generation)
            carryOut(action, &entry, newer.id, &state)
            return true
        }
        if !begins { waiters.release(newer.id) }
    }

    /// A message that was told of never reached the disk.
    func rejected(_ conversation: ConversationID) {
        waiters.release(conversation)
        report(conversation) { $0.rejected() }
    }

    /// A conversation whose messages wait for a turn, but which has none: after a start, or a duplicate that came
    /// before its first copy was answered.
    func resume(_ current: ConversationState, _ customer: CustomerContext, _ channel: ChannelDefinition) {
        let begins = state.withLock { state in
            guard !state.drained else { return false }
            guard state.entries[current.id] == nil else { return true }
            var entry = Entry(
                lane: state.makeLane(current, ports.log.generation, customer, windowMilliseconds: 0), channel: channel)
            let action = entry.lane.resumed()
            carryOut(action, &entry, current.id, &state)
            return true
        }
        if !begins { waiters.release(current.id) }
    }

    /// Lets the callers know and stops the agent where a human took over.
    public func appended(_ appended: Appended) {
        if appended.state.owner != .agent {
            state.withLock { state in
                // The lane may already know of a later state: the customer wrote again and opened a closed conversation.
                guard let known = state.entries[appended.state.id], known.lane.state.seq <= appended.state.seq,
                    var entry = state.entries.removeValue(forKey: appended.state.id)
                else { return }
                carryOut(entry.lane.taken(), &entry, appended.state.id, &state)
            }
        }
        waiters.appended(appended)
    }

    /// Applies a report of a lane's task and carries out what follows.
    func report(_ conversation: ConversationID, _ change: (inout Lane) -> Lane.Action) {
        state.withLock { state in
            guard var entry = state.entries.removeValue(forKey: conversation) else { return }
            let action = change(&entry.lane)
            carryOut(action, &entry, conversation, &state)
        }
    }

    private func carryOut(
        _ action: Lane.Action, _ entry: inout Entry, _ conversation: ConversationID, _ state: inout State
    ) {
        switch action {
        case .nothing:
            break
        case .finish:
            entry.task?.cancel()
            return
        case .wait(let number, let milliseconds):
            entry.task = Task { await self.waitForBurst(conversation, number, milliseconds) }
        case .run(let number), .restart(let number):
            entry.task?.cancel()
            entry.deadline = ContinuousClock.now + limits.turnTimeout
            let snapshot = TurnSnapshot(entry.lane, channel: entry.channel, number: number)
            entry.task = Task { await self.runTurn(snapshot) }
        case .reload(let number, let pause):
            entry.task?.cancel()
            entry.deadline = nil
            entry.task = Task { await self.reload(conversation, number, pauseMilliseconds: pause) }
        }
        state.entries[conversation] = entry
    }
}
