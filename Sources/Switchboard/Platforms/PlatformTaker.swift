import Conversations
import Gateway
import Intake
import Logging
import Recipes
import Synchronization

/// One channel whose platform is data, as requests of the platform meet it: proves, stores, answers.
final class PlatformTaker: Sendable {
    /// What it needs of the rest.
    struct Ports: Sendable {
        let threads: JQThreads
        let keys: PlatformKeys
        let counts: PlatformCounts
        /// Stores a batch and returns when it is on disk.
        let store: @Sendable (PlatformBatch) async throws -> Void
        /// A message of ours failed, says the platform.
        let failed: @Sendable (PlatformStatus) async throws -> Void
        /// Tells the platform that we got something; outside the request.
        let acknowledge: @Sendable (JSON) -> Void
        /// The platform no longer lets us in, or does again.
        let state: @Sendable (_ cutOff: String?) -> Void
        let now: @Sendable () -> Timestamp
    }

    /// When a platform is to come again that was not served, in seconds.
    private static let retrySeconds = 5

    let name: ChannelName
    let channel: RecipeChannel
    private let publicURL: String
    private let ports: Ports
    private let replays = Mutex(ReplayMemory())
    private let logger: Logger

    init(_ name: ChannelName, _ channel: RecipeChannel, publicURL: String, ports: Ports, logger: Logger) {
        self.name = name
        self.channel = channel
        self.publicURL = publicURL
        self.ports = ports
        self.logger = logger
    }

    private var refusedStatus: Int { channel.recipe.webhook?.refusedStatus ?? 401 }

    /// The door; nil for platforms that are asked.
    var door: PlatformDoor? {
        channel.recipe.webhook.map { rule in
            PlatformDoor(bodyBytesMax: rule.bodyBytesMax) { await self.receive($0) }
        }
    }

    /// Runs what mappings do on the threads for that.
    func onThread<Value: Sendable>(_ body: @escaping @Sendable () -> Value) async throws -> Value {
        try await ports.threads.perform(body)
    }

    func receive(_ call: PlatformDoor.Call) async -> PlatformDoor.Reply {
        let request = WebhookRequest(
            method: call.method, url: publicURL + call.target, path: call.path, headers: call.headers, body: call.body)
        let now = ports.now()
        do {
            switch try await decide(request, at: now) {
            case .refuse(let status, let reason):
                ports.counts.refused(Self.label(reason), on: name)
                return PlatformDoor.Reply(status: status)
            case .needsKeys:
                ports.counts.refused("keys", on: name)
                return PlatformDoor.Reply(status: 503, retryAfterSeconds: Self.retrySeconds)
            case .handshake(_, let answer):
                return Self.reply(answer)
            case .take(let reading, let answer, let replayKey):
                return try await take(reading, answer, replayKey, request, at: now)
            }
        } catch {
            return unserved(error)
        }
    }

    private func decide(_ request: WebhookRequest, at now: Timestamp) async throws -> WebhookDecision {
        let sources = channel.recipe.keySources
        let channel = channel
        for isLast in [false, true] {
            let known = await ports.keys.known(sources)
            let decision = try await ports.threads.perform {
                channel.receive(request, now: now.milliseconds, keys: known)
            }
            guard !isLast, case .needsKeys(let source, let isStale) = decision else { return decision }
            guard await ports.keys.fetch(source, isStale: isStale) else {
                // A key nobody knows is a forgery; keys that cannot be had are our trouble.
                guard isStale else { return decision }
                return .refuse(status: refusedStatus, reason: .unproven(.forged))
            }
        }
        return .refuse(status: refusedStatus, reason: .unproven(.forged))
    }

    private func take(
        _ reading: InboundReading, _ answer: WebhookAnswer, _ replayKey: String?, _ request: WebhookRequest,
        at now: Timestamp
    ) async throws -> PlatformDoor.Reply {
        if let replayKey, replays.withLock({ $0.holds(replayKey, now: now.milliseconds) }) {
            ports.counts.refused("replayed", on: name)
            return Self.reply(answer)
        }
        let unreadable = reading.unreadable
        if unreadable.contains(where: { $0.kind == "mapping_timeout" || $0.kind == "mapping_memory" }) {
            ports.counts.refused("mapping", on: name)
            return PlatformDoor.Reply(status: 503, retryAfterSeconds: Self.retrySeconds)
        }
        var told = PlatformReading(reading, channel: name, at: now)
        if let first = unreadable.first { told.add(letter: Self.letter(first, unreadable.count, request)) }
        try await keep(told)
        if let replayKey, let seconds = channel.recipe.webhook?.replaySeconds {
            let until = now.milliseconds + Int64(seconds) * 1000
            replays.withLock { $0.remember(replayKey, until: until, now: now.milliseconds) }
        }
        return Self.reply(answer)
    }

    /// Stores what was told; then what follows from it.
    func keep(_ told: PlatformReading) async throws {
        if !told.batch.isEmpty { try await ports.store(told.batch) }
        for failure in told.failures { try await ports.failed(failure) }
        ports.counts.add(told.counts, on: name)
        if let cutOff = told.cutOff {
            logger.error("platform cut the channel off", metadata: ["channel.id": "\(name)"])
            ports.state(cutOff)
        } else if told.counts.keys.contains(where: { $0.kind == "message" }) {
            ports.state(nil)
        }
        if told.batch.letter != nil {
            logger.error("request of a platform cannot be read", metadata: ["channel.id": "\(name)"])
        }
        for acknowledgement in told.acknowledgements { ports.acknowledge(acknowledgement) }
    }

    private func unserved(_ error: any Error) -> PlatformDoor.Reply {
        switch error {
        case JQThreads.Refusal.busy:
            ports.counts.refused("busy", on: name)
            return PlatformDoor.Reply(status: 503, retryAfterSeconds: Self.retrySeconds)
        case IntakeRefusal.overloaded(let seconds):
            ports.counts.refused("overloaded", on: name)
            return PlatformDoor.Reply(status: 503, retryAfterSeconds: seconds)
        default:
            ports.counts.refused("store", on: name)
            logger.error(
                "platform's request not stored",
                metadata: ["channel.id": "\(name)", "error.type": "\(type(of: error))"])
            return PlatformDoor.Reply(status: 503, retryAfterSeconds: Self.retrySeconds)
        }
    }

    private static func letter(
        _ first: InboundItem.Unreadable, _ count: Int, _ request: WebhookRequest
    ) -> PlatformLetter {
        let head: JSON = [
            "method": .string(request.method), "path": .string(request.path),
            "type": .string(request.header("content-type") ?? ""),
        ]
        return PlatformLetter(
            reason: first.kind, detail: count > 1 ? "\(first.reason); \(count) entries" : first.reason,
            request: String(decoding: head.bytes, as: UTF8.self), body: request.body)
    }

    private static func reply(_ answer: WebhookAnswer) -> PlatformDoor.Reply {
        PlatformDoor.Reply(status: answer.status, type: answer.type, body: answer.body)
    }

    private static func label(_ reason: WebhookDecision.RefusalReason) -> String {
        switch reason {
        case .unproven(let refusal): refusal.rawValue
        case .body(.tooLarge): "too_large"
        case .body: "body"
        case .method: "method"
        case .path: "path"
        case .handshake: "handshake"
        }
    }
}
