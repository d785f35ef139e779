import ConnectorKit
import Conversations
import Intake
import Logging
import Recipes
import ServiceLifecycle
import Storage

/// Asks a platform again and again for what is new. What it told and how far it was read are stored together.
struct PlatformPoll: Service {
    private let taker: PlatformTaker
    private let store: SQLiteStore
    private let states: PlatformStates
    private let perform: @Sendable (RecipeChannel, RecipeRequest) async -> Exchange
    private let now: @Sendable () -> Timestamp
    private let pause: @Sendable (Duration) async throws -> Void
    private let logger: Logger

    /// Nil for platforms that tell by themselves.
    init?(
        _ taker: PlatformTaker, store: SQLiteStore, states: PlatformStates,
        perform: @escaping @Sendable (RecipeChannel, RecipeRequest) async -> Exchange,
        now: @escaping @Sendable () -> Timestamp,
        pause: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }, logger: Logger
    ) {
        guard taker.channel.poll(from: .null) != nil else { return nil }
        self.taker = taker
        self.store = store
        self.states = states
        self.perform = perform
        self.now = now
        self.pause = pause
        self.logger = logger
    }

    /// Wait before the store is tried again.
    private static let storePause: Duration = .seconds(5)

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    try await ask()
                } catch is CancellationError {
                    return
                } catch {
                    logger.warning(
                        "what a platform told is not stored",
                        metadata: ["channel.id": "\(taker.name)", "error.type": "\(type(of: error))"])
                    try? await pause(Self.storePause)
                }
            }
        }
    }

    /// Asks until something cannot be stored; then begins again at the stored cursor.
    func ask() async throws {
        let stored = try await store.pollCursor(of: taker.name)
        let cursor = stored.flatMap { try? JSON(parsing: Array($0.utf8)) } ?? .null
        guard var run = taker.channel.poll(from: cursor) else { return }
        while !Task.isCancelled {
            try await step(&run)
        }
    }

    /// One request with what it brings, or one wait.
    func step(_ run: inout PollRun) async throws {
        let (channel, before, moment) = (taker.channel, run, now().milliseconds)
        let (next, asked) = try await taker.onThread { () -> (PollRun.Next, PollRun) in
            var copy = before
            return (copy.next(now: moment), copy)
        }
        run = asked
        switch next {
        case .wait(let milliseconds):
            states.set(run.failure.map { "the platform is not reached: \($0.detail)" }, of: taker.name, .asking)
            try await pause(.milliseconds(milliseconds))
        case .request(let request):
            let exchange = await perform(channel, request)
            try Task.checkCancellation()
            let (waiting, later) = (run, now())
            let (reading, read) = try await taker.onThread { () -> (InboundReading, PollRun) in
                var copy = waiting
                return (copy.receive(exchange, endpoint: request.endpoint, now: later.milliseconds), copy)
            }
            run = read
            guard run.failure == nil else { return }
            try await taker.keep(reading, cursor: waiting.cursor == read.cursor ? nil : read.cursor, at: later)
        }
    }
}

extension PlatformTaker {
    /// Stores what a platform told that was asked.
    ///
    /// - Parameter cursor: Where to ask on; nil where that did not change.
    func keep(_ reading: InboundReading, cursor: JSON?, at moment: Timestamp) async throws {
        var told = PlatformReading(reading, channel: name, at: moment)
        if let first = reading.unreadable.first {
            // The entries are not at hand any more: only their number is told.
            told.add(
                letter: PlatformLetter(
                    reason: first.kind, detail: "\(first.reason); \(reading.unreadable.count) entries of a page",
                    request: "{}", body: []))
        }
        if let cursor { told.add(cursor: String(decoding: cursor.bytes, as: UTF8.self)) }
        try await keep(told)
    }
}
