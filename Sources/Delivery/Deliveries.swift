public import ConnectorKit
public import Conversations
public import Logging
public import ServiceLifecycle
import Synchronization

/// Brings outbound messages to their platforms: in order within each conversation, each attempt recorded before and
/// after, an outcome that is not known never repeated blindly.
public final class Deliveries: Service, ConversationObserver, Sendable {
    /// How often the outbox is looked at when nothing calls for it; commits call at once.
    static let pollInterval: Duration = .seconds(1)
    /// How long attempts under way may take at shutdown.
    static let drainMax: Duration = .seconds(3)
    /// First wait after the store refused the record of an outcome; doubled up to ``storeBackoffMax``.
    static let storeBackoffFirst: Duration = .milliseconds(100)
    /// Longest wait between two tries to record an outcome.
    static let storeBackoffMax: Duration = .seconds(10)

    private let outbox: any OutboxStore
    let log: any ConversationLog
    let channels: [ChannelName: any OutboundChannel]
    let definitions: [ChannelName: ChannelDefinition]
    let followUp: FollowUp
    let policy: DeliveryPolicy
    let now: @Sendable () -> Timestamp
    let jitter: @Sendable () -> Double
    let logger: Logger
    private let calls: AsyncStream<Void>
    private let call: AsyncStream<Void>.Continuation
    let halts = Mutex(ChannelHalts())

    /// Channels that bring nothing out until an operator mends them, and what there is to mend.
    public var halted: [ChannelName: ChannelHalt] { halts.withLock(\.shown) }

    /// Prepares what else happens when a message does not reach the customer; the answer decides it in the transaction
    /// that records the failure.
    public typealias FollowUp =
        @Sendable (ConversationID, DeliveryChanged) async throws
        -> @Sendable (ConversationState) -> [ConversationEvent.Body]

    /// - Parameters:
    ///   - channels: The channels that bring messages out; others deliver by the log.
    ///   - followUp: By default nothing else happens.
    ///   - jitter: 0 to 1, anew for each retry.
    public init(
        outbox: any OutboxStore, log: any ConversationLog, channels: [ChannelName: any OutboundChannel],
        definitions: [ChannelName: ChannelDefinition], policy: DeliveryPolicy = DeliveryPolicy(),
        followUp: @escaping FollowUp = { _, _ in { _ in [] } },
        now: @escaping @Sendable () -> Timestamp, jitter: @escaping @Sendable () -> Double, logger: Logger
    ) {
        self.outbox = outbox
        self.log = log
        self.channels = channels
        self.definitions = definitions
        self.policy = policy
        self.followUp = followUp
        self.now = now
        self.jitter = jitter
        self.logger = logger
        (calls, call) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    }

    /// A commit may have put something into the outbox, or called what waits in it; what a customer says does neither.
    public func appended(_ appended: Appended) {
        guard channels[appended.state.channel] != nil else { return }
        let concernsOutbox = appended.events.contains { event in
            if case .messageReceived = event.body { false } else { true }
        }
        if concernsOutbox { call.yield() }
    }

    /// Looks at what an earlier run left, then delivers until shutdown. Attempts under way are finished, as long as
    /// that takes no longer than ``drainMax``.
    public func run() async throws {
        await withGracefulShutdownHandler {
            await withTaskGroup(of: Void.self) { group in
                // Read before the first attempt of this run.
                let interrupted = await self.interrupted()
                group.addTask { await self.settle(interrupted) }
                group.addTask {
                    while !Task.isCancelled {
                        try? await Task.sleep(for: Self.pollInterval)
                        self.call.yield()
                    }
                }
                await self.dispatch(listening: true)
                group.cancelAll()
            }
        } onGracefulShutdown: {
            self.call.finish()
        }
    }

    /// What was being sent when the last run ended may have arrived: it is tried again only where the platform drops
    /// the repetition, else shown as unknown.
    func settleInterrupted() async { await settle(await interrupted()) }

    private func interrupted() async -> [OutboxItem] {
        var backoff = Self.storeBackoffFirst
        while !Task.isCancelled {
            do {
                return try await outbox.interrupted()
            } catch {
                logger.error("interrupted deliveries not read, trying again", metadata: ["error": "\(error)"])
            }
            try? await Task.sleep(for: backoff)
            backoff = min(backoff * 2, Self.storeBackoffMax)
        }
        return []
    }

    private func settle(_ items: [OutboxItem]) async {
        await withDiscardingTaskGroup { group in
            for item in items {
                let message = MessageKey(item.conversation, item.seq)
                let isRepeatable = await channels[item.channel]?.mayRepeat(message) ?? false
                let change = DeliveryChanged(
                    message: item.seq, state: isRepeatable ? .pending : .unknown, attempt: item.attempts,
                    detail: "cut off by a restart", retryAt: isRepeatable ? now() : nil)
                group.addTask { await self.keep(change, of: item) }
            }
        }
    }

    /// Tries everything that is due, until nothing is or the store takes no record of it.
    func deliverDue() async { await dispatch(listening: false) }

    /// Keeps every channel busy within its bounds. A slow channel holds up no other, and a slow attempt no other
    /// conversation.
    ///
    /// - Parameter listening: Whether to go on until shutdown, looking again whenever it is called for.
    private func dispatch(listening: Bool) async {
        var underway = Underway(definitions: definitions)
        await withTaskGroup(of: Happening.self) { group in
            if listening { group.addTask { await self.nextCall() } }
            var looks = true
            var isOpen = listening
            while !Task.isCancelled {
                if looks {
                    for item in await due(&underway) { group.addTask { await self.attempt(item) } }
                    looks = false
                }
                if underway.isEmpty && !isOpen { return group.cancelAll() }
                switch await group.next() {
                case .called:
                    looks = true
                    group.addTask { await self.nextCall() }
                case .ended(let item, let recorded):
                    underway.remove(item)
                    // Where the store took no record the item is as due as before: not again at once.
                    looks = recorded && isOpen == listening
                case .closed:
                    isOpen = false
                    logger.debug("deliveries stopping", metadata: ["under_way": "\(underway.count)"])
                    group.addTask {
                        try? await Task.sleep(for: Self.drainMax)
                        return .drained
                    }
                case .drained, nil:
                    return group.cancelAll()
                }
            }
        }
    }

    private enum Happening: Sendable {
        case called
        case ended(OutboxItem, recorded: Bool)
        /// Nothing more is called for: the gateway is stopping.
        case closed
        /// The time for attempts under way is over.
        case drained
    }

    private func nextCall() async -> Happening {
        for await _ in calls { return .called }
        return .closed
    }

    private func attempt(_ item: OutboxItem) async -> Happening {
        let recorded = await deliver(item)
        if recorded, let pace = definitions[item.channel]?.paceMilliseconds, pace > 0 {
            try? await Task.sleep(for: .milliseconds(pace))
        }
        return .ended(item, recorded: recorded)
    }

    /// What may be begun now, marked as under way.
    private func due(_ underway: inout Underway) async -> [OutboxItem] {
        var begun: [OutboxItem] = []
        do {
            let held = halts.withLock { halts in
                underway.doubtful = halts.doubtful
                return halts.held(at: now())
            }
            while true {
                let full = underway.full.union(held)
                let items = try await outbox.due(
                    at: now(), limit: Underway.attemptsMax + underway.count, except: full)
                begun += items.filter { underway.insert($0) }
                // A channel that just became full may have hidden what others have.
                if underway.full.union(held) == full { return begun }
            }
        } catch {
            logger.error("outbox not read, trying again", metadata: ["error": "\(error)"])
            return begun
        }
    }
}
