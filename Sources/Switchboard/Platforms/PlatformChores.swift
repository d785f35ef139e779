import Conversations
import Escalation
import Intake
import Logging
import Recipes
import ServiceLifecycle
import Storage

/// What platforms that are data leave to be settled: whose echoes are, and requests that are to be read again.
struct PlatformChores: Service {
    /// How soon something is looked at.
    static let interval: Duration = .milliseconds(250)
    /// How long an echo waits while a message of ours is being sent, in milliseconds: longer than the longest request of
    /// the recipes for messages.
    static let patience: Int64 = 75_000

    let store: SQLiteStore
    let desk: Desk
    let takers: [ChannelName: PlatformTaker]
    /// Titles of the channels' platforms.
    let apps: [ChannelName: String]
    let now: @Sendable () -> Timestamp
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    try await settleEchoes()
                    try await readAgain()
                } catch is CancellationError {
                    return
                } catch {
                    logger.warning("chores of platforms not done", metadata: ["error.type": "\(type(of: error))"])
                }
                try? await Task.sleep(for: Self.interval)
            }
        }
    }

    func settleEchoes() async throws {
        for echo in try await store.echoes(dueAt: now(), limit: 100) {
            let decide = try await desk.wroteElsewhere(
                in: echo.conversation, text: echo.text, app: apps[echo.channel] ?? echo.channel.rawValue)
            let outcome = try await store.settle(echo, at: now(), patience: Self.patience, decide)
            guard outcome == .human else { continue }
            logger.info(
                "a person wrote in the platform's own app",
                metadata: ["channel.id": "\(echo.channel)", "conversation.id": "\(echo.conversation)"])
        }
    }

    func readAgain() async throws {
        for request in try await store.requestsToRetry(limit: 20) {
            guard let taker = takers[request.channel], !request.letter.body.isEmpty else {
                try await store.retryFailed(
                    request.id, reason: request.letter.reason, detail: "cannot be read again: \(request.letter.detail)")
                continue
            }
            let reading = try await taker.read(request.letter, at: now())
            guard let reading, reading.unreadable.isEmpty else {
                let first = reading?.unreadable.first
                try await store.retryFailed(
                    request.id, reason: first?.kind ?? "body", detail: first?.reason ?? "the body cannot be read")
                continue
            }
            var told = PlatformReading(reading, channel: request.channel, at: now())
            told.settle(request.id)
            try await taker.keep(told)
        }
    }
}

extension PlatformTaker {
    /// Reads a request that was kept; nil when its body is none.
    func read(_ letter: PlatformLetter, at moment: Timestamp) async throws -> InboundReading? {
        let head = (try? JSON(parsing: Array(letter.request.utf8))) ?? .null
        let request = WebhookRequest(
            method: head["method"]?.text ?? "POST", url: "", path: head["path"]?.text ?? "",
            headers: [("content-type", head["type"]?.text ?? "")], body: letter.body)
        let channel = channel
        return try await onThread { try? channel.read(request, now: moment.milliseconds) }
    }
}
