public import ConnectorKit
public import Conversations
public import Logging
public import ServiceLifecycle
import Synchronization

/// Brings outbound messages to their platforms: in order within each conversation, each attempt recorded before and
/// after, an outcome that is not known never repeated blindly.
public final class Deliveries: Service, ConversationObserver, Sendable {
    /// Attempts under way at once.
    public static let attemptsAtOnceMax = 64
    /// How often the outbox is looked at when nothing calls for it; commits call at once.
    static let pollInterval: Duration = .seconds(1)
    /// First wait after the store refused the record of an outcome; doubled up to ``storeBackoffMax``.
    static let storeBackoffFirst: Duration = .milliseconds(100)
    /// Longest wait between two tries to record an outcome.
    static let storeBackoffMax: Duration = .seconds(10)

    private let outbox: any OutboxStore
    private let log: any ConversationLog
    private let channels: [ChannelName: any OutboundChannel]
    private let definitions: [ChannelName: ChannelDefinition]
    private let policy: DeliveryPolicy
    private let now: @Sendable () -> Timestamp
    private let jitter: @Sendable () -> Double
    private let logger: Logger
    private let calls: AsyncStream<Void>
    private let call: AsyncStream<Void>.Continuation

    /// - Parameters:
    ///   - channels: The channels that bring messages out; others deliver by the log.
    ///   - jitter: 0 to 1, anew for each retry.
    public init(
        outbox: any OutboxStore, log: any ConversationLog, channels: [ChannelName: any OutboundChannel],
        definitions: [ChannelName: ChannelDefinition], policy: DeliveryPolicy = DeliveryPolicy(),
        now: @escaping @Sendable () -> Timestamp, jitter: @escaping @Sendable () -> Double, logger: Logger
    ) {
        self.outbox = outbox
        self.log = log
        self.channels = channels
        self.definitions = definitions
        self.policy = policy
        self.now = now
        self.jitter = jitter
        self.logger = logger
        (calls, call) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    }

    /// A commit may have put something into the outbox.
    public func appended(_ appended: Appended) {
        guard channels[appended.state.channel] != nil else { return }
        call.yield()
    }

    /// Looks at what an earlier run left, then delivers until shutdown; attempts under way are finished.
    public func run() async throws {
        if channels.isEmpty { return try await gracefulShutdown() }
        await cancelWhenGracefulShutdown {
            await self.settleInterrupted()
            await withTaskGroup(of: Void.self) { group in
                group.addTask {
                    while !Task.isCancelled {
                        try? await Task.sleep(for: Self.pollInterval)
                        self.call.yield()
                    }
                }
                group.addTask {
                    for await _ in self.calls { await self.deliverDue() }
                }
                await group.waitForAll()
            }
        }
    }

    /// What was being sent when the last run ended may have arrived: it is tried again only where the platform drops
    /// the repetition, else shown as unknown.
    func settleInterrupted() async {
        do {
            for item in try await outbox.interrupted() {
                let repeatable = channels[item.channel]?.dropsRepeatedKeys ?? false
                let change = DeliveryChanged(
                    message: item.seq, state: repeatable ? .pending : .unknown, attempt: item.attempts,
                    detail: "cut off by a restart", retryAt: repeatable ? now() : nil)
                _ = try await log.append(to: item.conversation, at: now()) { _ in [.deliveryChanged(change)] }
            }
        } catch {
            logger.error("interrupted deliveries not settled", metadata: ["error": "\(error)"])
        }
    }

    /// Tries everything that is due, until nothing is or the store takes no record of it.
    func deliverDue() async {
        do {
            while !Task.isCancelled {
                let items = try await outbox.due(at: now(), limit: Self.attemptsAtOnceMax)
                if items.isEmpty { return }
                let byChannel = Dictionary(grouping: items, by: \.channel)
                let recorded = await withTaskGroup(of: Bool.self) { group in
                    for (channel, items) in byChannel {
                        let pace = definitions[channel]?.paceMilliseconds ?? 0
                        if pace > 0 {
                            group.addTask { await self.deliver(items, paceMilliseconds: pace) }
                        } else {
                            for item in items { group.addTask { await self.deliver(item) } }
                        }
                    }
                    return await group.contains(true)
                }
                if !recorded { return }
            }
        } catch {
            logger.error("outbox not read, trying again", metadata: ["error": "\(error)"])
        }
    }

    private func deliver(_ items: [OutboxItem], paceMilliseconds: Int) async -> Bool {
        var recorded = false
        for item in items where !Task.isCancelled {
            if await deliver(item) { recorded = true }
            try? await Task.sleep(for: .milliseconds(paceMilliseconds))
        }
        return recorded
    }

    /// One attempt with its records. False when none was begun: the item is as due as before.
    private func deliver(_ item: OutboxItem) async -> Bool {
        if Task.isCancelled { return false }
        let attempt = item.attempts + 1
        do {
            guard let channel = channels[item.channel] else {
                try await giveUp(item, attempt)
                return true
            }
            let begun = try await log.append(to: item.conversation, at: now()) { state in
                let mayLeave = DeliveryPolicy.mayLeave(item.message, state)
                return [
                    .deliveryChanged(
                        DeliveryChanged(
                            message: item.seq, state: mayLeave ? .sending : .withdrawn, attempt: attempt,
                            detail: mayLeave ? nil : "a human took over before it was sent"))
                ]
            }
            guard case .deliveryChanged(let change)? = begun.events.first?.body, change.state == .sending else {
                return true
            }
            CrashPoint.beforeSend.reached()
            let outcome = await send(item, over: channel)
            CrashPoint.afterSend.reached()
            let record = policy.record(
                outcome, of: item, attempt: attempt, repeatable: channel.dropsRepeatedKeys, at: now(),
                jitter: jitter())
            CrashPoint.beforeRecord.reached()
            await keep(record, of: item)
            return true
        } catch {
            logger.error(
                "delivery not begun",
                metadata: ["conversation.id": "\(item.conversation)", "seq": "\(item.seq)", "error": "\(error)"])
            return false
        }
    }

    /// Brings an outcome to disk. While the store refuses, it is tried again: what is known must not become unknown.
    private func keep(_ record: DeliveryChanged, of item: OutboxItem) async {
        var backoff = Self.storeBackoffFirst
        while true {
            do {
                _ = try await log.append(to: item.conversation, at: now()) { _ in [.deliveryChanged(record)] }
                return
            } catch is Refusal {
                return
            } catch {
                logger.error(
                    "delivery not recorded",
                    metadata: ["conversation.id": "\(item.conversation)", "seq": "\(item.seq)", "error": "\(error)"])
            }
            if (try? await Task.sleep(for: backoff)) == nil { return }
            backoff = min(backoff * 2, Self.storeBackoffMax)
        }
    }

    private func send(_ item: OutboxItem, over channel: any OutboundChannel) async -> SendOutcome {
        let limit = definitions[item.channel]?.limits.textCharactersMax ?? Int.max
        let parts = OutboundText.parts(item.message.text, charactersMax: limit)
        for (index, part) in parts.enumerated() {
            let outcome = await channel.send(
                OutboundMessage(
                    key: parts.count == 1
                        ? "\(item.conversation)-\(item.seq)" : "\(item.conversation)-\(item.seq)-\(index + 1)",
                    conversation: item.conversation, seq: item.seq, channel: item.channel, address: item.address,
                    author: item.message.author, text: part,
                    citations: index == parts.count - 1 ? item.message.citations : [], sentAt: item.sentAt))
            guard case .failed(let failure) = outcome else { continue }
            if index == 0 { return outcome }
            // Earlier parts have arrived: only a platform that drops repeated keys may get the message again.
            return .failed(
                SendFailure(kind: failure.kind, retry: failure.retry, certainty: .unknown, detail: failure.detail))
        }
        return .sent
    }

    private func giveUp(_ item: OutboxItem, _ attempt: Int) async throws {
        let change = DeliveryChanged(
            message: item.seq, state: .failed, attempt: attempt, detail: "the channel is no longer configured")
        _ = try await log.append(to: item.conversation, at: now()) { _ in [.deliveryChanged(change)] }
    }
}
