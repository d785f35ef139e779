import ConnectorKit
import Conversations
import Delivery
import Logging
import SwitchboardTesting
import Synchronization

/// An outbox derived from a log in memory, a channel that answers from a script, and a clock the test moves.
struct DeliveryBench: Sendable {
    static let channelName = ChannelName("rest")

    let log = InMemoryConversationLog()
    let outbox: LogOutbox
    let channel: ScriptedChannel
    let deliveries: Deliveries
    let clock = TestTime()
    let journal = Journal()

    init(
        dropsRepeatedKeys: Bool = false, charactersMax: Int = 4000, attemptsMax: Int = 3, isConfigured: Bool = true,
        followUp: @escaping Deliveries.FollowUp = { _, _ in { _ in [] } }
    ) {
        let channel = ScriptedChannel(dropsRepeatedKeys: dropsRepeatedKeys)
        let outbox = LogOutbox()
        let clock = self.clock
        self.channel = channel
        self.outbox = outbox
        log.addObserver(outbox)
        let definition = ChannelDefinition(
            name: Self.channelName, kind: "rest", transport: .pushed,
            limits: ChannelLimits(textCharactersMax: charactersMax))
        deliveries = Deliveries(
            outbox: outbox, log: log,
            channels: isConfigured ? [Self.channelName: channel] : [ChannelName("other"): channel],
            definitions: [Self.channelName: definition],
            policy: DeliveryPolicy(
                Patience(attemptsMax: attemptsMax, backoffFirst: .seconds(1), backoffMax: .seconds(60))),
            followUp: followUp, now: { clock.now }, jitter: { 0.5 }, logger: journal.logger)
    }

    /// The same log and outbox under a new run of the service.
    func restarted() -> Deliveries {
        let clock = self.clock
        return Deliveries(
            outbox: outbox, log: log, channels: [Self.channelName: channel], definitions: [:],
            policy: DeliveryPolicy(Patience(attemptsMax: 3)), now: { clock.now }, jitter: { 0.5 },
            logger: journal.logger)
    }

    @discardableResult
    func open(_ number: Int64) -> ConversationID {
        let id = ConversationID(number: number)
        log.open(id, channel: Self.channelName)
        return id
    }

    /// Writes a message into the log; its sequence.
    @discardableResult
    func say(_ text: String, in id: ConversationID, as kind: Author.Kind = .agent) throws -> Int {
        try log.appendNow(to: id, at: clock.now) { state in
            [.messageSent(MessageSent(author: Author(kind: kind), text: text, epoch: state.epoch))]
        }.state.seq
    }

    func takeOver(_ id: ConversationID) throws {
        try log.appendNow(to: id, at: clock.now) { state in
            let owner = Owner.operator(OperatorID(number: 1))
            return [.ownerChanged(OwnerChanged(owner: owner, epoch: state.epoch + 1, by: Author(kind: .operator)))]
        }
    }

    func notes(of id: ConversationID) -> [String] {
        log.events(of: id).compactMap { event in
            if case .noteAdded(let note) = event.body { note.text } else { nil }
        }
    }

    func deliveryStates(of id: ConversationID, _ message: Int) -> [DeliveryState] {
        log.events(of: id).compactMap { event in
            guard case .deliveryChanged(let change) = event.body, change.message == message else { return nil }
            return change.state
        }
    }
}

/// A clock that stands still until the test moves it.
final class TestTime: Sendable {
    private let milliseconds = Mutex<Int64>(1000)
    var now: Timestamp { Timestamp(milliseconds: milliseconds.withLock { $0 }) }
    func advance(milliseconds step: Int64) { milliseconds.withLock { $0 += step } }
}

/// What the store's outbox keeps, kept from the same events.
final class LogOutbox: OutboxStore, ConversationObserver, Sendable {
    private struct Row {
        let item: OutboxItem
        var state: DeliveryState
        var attempts: Int
        var dueAt: Timestamp
    }

    private let rows = Mutex<[ConversationID: [Int: Row]]>([:])

    func appended(_ appended: Appended) {
        rows.withLock { rows in
            for event in appended.events {
                let id = appended.state.id
                switch event.body {
                case .messageSent(let message):
                    let item = OutboxItem(
                        conversation: id, seq: event.seq, channel: appended.state.channel,
                        address: appended.state.address, message: message, sentAt: event.at, attempts: 0)
                    rows[id, default: [:]][event.seq] = Row(item: item, state: .pending, attempts: 0, dueAt: event.at)
                case .deliveryChanged(let change):
                    rows[id]?[change.message]?.state = change.state
                    rows[id]?[change.message]?.attempts = change.attempt
                    if let retryAt = change.retryAt { rows[id]?[change.message]?.dueAt = retryAt }
                default: break
                }
            }
        }
    }

    func due(at moment: Timestamp, limit: Int, except channels: Set<ChannelName>) async throws -> [OutboxItem] {
        let open = rows.withLock { rows in
            rows.values.compactMap { conversation in
                conversation.values.filter { $0.state == .pending || $0.state == .sending }
                    .min { $0.item.seq < $1.item.seq }
            }
        }
        return open.filter { $0.state == .pending && $0.dueAt <= moment && !channels.contains($0.item.channel) }
            .sorted { $0.dueAt < $1.dueAt }.prefix(limit).map(Self.item)
    }

    func interrupted() async throws -> [OutboxItem] {
        rows.withLock { rows in rows.values.flatMap(\.values).filter { $0.state == .sending }.map(Self.item) }
    }

    private static func item(_ row: Row) -> OutboxItem {
        OutboxItem(
            conversation: row.item.conversation, seq: row.item.seq, channel: row.item.channel,
            address: row.item.address, message: row.item.message, sentAt: row.item.sentAt, attempts: row.attempts)
    }
}

/// Answers each attempt from the test's script, and writes down what came.
final class ScriptedChannel: OutboundChannel, Sendable {
    let dropsRepeatedKeys: Bool
    private let received = Mutex<[OutboundMessage]>([])
    private let script = Mutex<@Sendable (OutboundMessage, Int) -> SendOutcome>({ _, _ in .sent })

    init(dropsRepeatedKeys: Bool) { self.dropsRepeatedKeys = dropsRepeatedKeys }

    /// - Parameter answer: Given the message and how many came before it.
    func answer(_ answer: @escaping @Sendable (OutboundMessage, Int) -> SendOutcome) {
        script.withLock { $0 = answer }
    }

    var messages: [OutboundMessage] { received.withLock { $0 } }
    var texts: [String] { messages.map(\.text) }

    func send(_ message: OutboundMessage) async -> SendOutcome {
        let before = received.withLock { received in
            received.append(message)
            return received.count - 1
        }
        return script.withLock { $0 }(message, before)
    }

    static func failure(
        _ retry: SendFailure.Retry, _ certainty: SendFailure.Certainty = .didNotHappen
    ) -> SendOutcome {
        .failed(SendFailure(kind: .unreachable, retry: retry, certainty: certainty, detail: "scripted"))
    }
}

/// Answers no attempt until the test opens it.
final class GatedChannel: OutboundChannel, Sendable {
    private struct State {
        var isOpen = false
        var sent = 0
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    let dropsRepeatedKeys = false
    private let state = Mutex(State())

    var waiting: Int { state.withLock { $0.waiting.count } }
    var sent: Int { state.withLock { $0.sent } }

    func send(_ message: OutboundMessage) async -> SendOutcome {
        await withCheckedContinuation { continuation in
            let isOpen = state.withLock { state in
                state.sent += 1
                if !state.isOpen { state.waiting.append(continuation) }
                return state.isOpen
            }
            if isOpen { continuation.resume() }
        }
        return Task.isCancelled ? ScriptedChannel.failure(.later, .unknown) : .sent
    }

    func open() {
        let waiting = state.withLock { state in
            state.isOpen = true
            defer { state.waiting = [] }
            return state.waiting
        }
        for continuation in waiting { continuation.resume() }
    }
}

/// Keeps the constant parts of what was logged.
final class Journal: Sendable {
    private let kept = Mutex<[String]>([])
    var lines: [String] { kept.withLock { $0 } }
    var logger: Logger { Logger(label: "test") { _ in Handler(journal: self) } }

    private struct Handler: LogHandler {
        let journal: Journal
        var metadata: Logger.Metadata = [:]
        var logLevel: Logger.Level = .debug

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) { journal.kept.withLock { $0.append("\(event.message)") } }
    }
}
