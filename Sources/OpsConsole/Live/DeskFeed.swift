public import Conversations
public import Escalation
public import Logging
public import ServiceLifecycle
import Synchronization

/// Tells signed-in operators what happens, as server-sent events.
///
/// The store's commits are noted here without waiting; ``run()`` looks up what lists show of the conversations that
/// changed and sends it. While nobody listens, a commit costs one look at a lock. When more changes than can be kept,
/// readers are told to load anew instead.
public final class DeskFeed: ConversationObserver, Service {
    /// How often a comment line is sent, so that dead connections show, and how late a stream ends whose session or
    /// token was ended by another process.
    static let heartbeat: Duration = .seconds(15)
    /// Most events kept until they are looked up; beyond it they are forgotten and readers load anew.
    static let pendingEventsMax = 5000

    private struct Pending {
        var order: [ConversationID] = []
        var events: [ConversationID: [ConversationEvent]] = [:]
        var count = 0
        var isOverrun = false
    }

    let subscribers = FeedSubscribers()
    let timelines: Timelines
    private let desk: Desk
    private let clock: any Clock<Duration>
    private let logger: Logger
    private let pending = Mutex(Pending())
    private let lastQueue = Mutex<QueueFigures?>(nil)
    private let wakes: AsyncStream<Void>
    private let wake: AsyncStream<Void>.Continuation

    /// - Parameters:
    ///   - originals: What channels kept of messages, here and for the API; nil where none keeps any.
    ///   - clock: Counts the heartbeat.
    public init(
        desk: Desk, originals: (any MessageOriginals)? = nil, clock: any Clock<Duration>, logger: Logger
    ) {
        self.desk = desk
        timelines = Timelines(desk: desk, originals: originals)
        self.clock = clock
        self.logger = logger
        (wakes, wake) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    }

    /// How many operators' streams are open.
    public var openStreams: Int { subscribers.count }

    public func appended(_ appended: Appended) {
        guard !appended.events.isEmpty, subscribers.count > 0 else { return }
        let id = appended.state.id
        pending.withLock { pending in
            if pending.count + appended.events.count > Self.pendingEventsMax {
                pending = Pending(isOverrun: true)
                return
            }
            if pending.events[id] == nil { pending.order.append(id) }
            pending.events[id, default: []] += appended.events
            pending.count += appended.events.count
        }
        wake.yield()
    }

    /// Shows operators that somebody types or stopped; nothing is stored.
    public func typing(in conversation: ConversationID, by author: Author, on: Bool) {
        guard subscribers.count > 0 else { return }
        send("typing", WireTyping(conversation: conversation.description, author: WireAuthor(author), on: on))
    }

    /// Sends until it is cancelled or asked to stop; then every stream is ended, so that connections can close.
    public func run() async throws {
        await withGracefulShutdownHandler {
            await withTaskGroup(of: Void.self) { group in
                group.addTask { await self.beat() }
                for await _ in wakes { await flush() }
                group.cancelAll()
            }
            subscribers.close()
        } onGracefulShutdown: {
            self.subscribers.close()
            self.wake.finish()
        }
    }

    private func beat() async {
        while !Task.isCancelled {
            guard (try? await clock.sleep(for: Self.heartbeat)) != nil else { return }
            await beatOnce()
        }
    }

    /// Ends the streams of those who may listen no more, and shows the others that the connection lives.
    func beatOnce() async {
        await subscribers.endOutdated()
        subscribers.send(":\n\n")
    }

    /// Sends what was noted since the last time.
    func flush() async {
        let batch = pending.withLock { pending in
            defer { pending = Pending() }
            return pending
        }
        if batch.isOverrun { return subscribers.send(Self.reload) }
        do {
            var changesQueue = false
            for id in batch.order {
                let events = batch.events[id] ?? []
                try await sendConversation(id, events)
                for ordinal in Self.cases(in: events) {
                    changesQueue = true
                    let caseID = CaseID(conversation: id, ordinal: ordinal)
                    if let entry = try await desk.store.case(caseID) {
                        send("case", WireCase(entry, withBrief: false))
                    }
                }
            }
            if changesQueue { try await sendQueue() }
        } catch {
            logger.warning("live events could not be looked up", metadata: ["error": "\(error)"])
            subscribers.send(Self.reload)
        }
    }

    private func sendConversation(_ id: ConversationID, _ events: [ConversationEvent]) async throws {
        guard let entry = try await desk.store.conversation(id) else { return }
        let items = try await timelines.items(of: entry.state, events)
        send("conversation", WireConversationChange(conversation: WireConversationSummary(entry), items: items))
    }

    private func sendQueue() async throws {
        let figures = try await desk.store.queueFigures()
        let isNew = lastQueue.withLock { last in
            defer { last = figures }
            return last != figures
        }
        if isNew { send("queue", WireQueue(figures)) }
    }

    private func send(_ event: String, _ data: some Encodable) {
        guard let chunk = Self.chunk(event, data) else { return }
        subscribers.send(chunk)
    }

    /// One event in the form of the HTML standard, section 9.2; JSON has no line ends of its own.
    static func chunk(_ event: String, _ data: some Encodable) -> String? {
        guard let json = try? WireJSON.text(data) else { return nil }
        return "event: \(event)\ndata: \(json)\n\n"
    }

    /// Tells a reader that it missed something.
    static let reload = "event: reload\ndata: {}\n\n"

    /// Ordinals of the cases that were opened or changed.
    private static func cases(in events: [ConversationEvent]) -> Set<Int> {
        var ordinals: Set<Int> = []
        for event in events {
            switch event.body {
            case .escalated(let escalated): ordinals.insert(escalated.ordinal)
            case .caseChanged(let change): ordinals.insert(change.ordinal)
            default: break
            }
        }
        return ordinals
    }
}

struct WireTyping: Encodable, Sendable {
    let conversation: String
    let author: WireAuthor
    let on: Bool
}

struct WireConversationChange: Encodable, Sendable {
    let conversation: WireConversationSummary
    let items: [WireTimelineItem]
}

struct WireReady: Encodable, Sendable {
    let at: String
}
