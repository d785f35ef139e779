import ConnectorKit
import Conversations
import Escalation
import Gateway
import Intake
import Logging
import RecipeChannels
import Recipes
import ServiceLifecycle
import Storage
import SwitchboardConfiguration
import Synchronization

/// One channel whose platform is data, joined: what takes, what asks, what sends.
struct PlatformAssembly {
    /// What all such channels share.
    struct Core: Sendable {
        let store: SQLiteStore
        let intake: Intake
        let desk: Desk
        /// Makes the requests of all channels.
        let http: HTTPEffects
        let threads: JQThreads
        let keys: PlatformKeys
        let counts: PlatformCounts
        let states: PlatformStates
        let now: @Sendable () -> Timestamp

        init(
            store: SQLiteStore, intake: Intake, desk: Desk, keys: any KeyFetching, http: HTTPEffects,
            now: @escaping @Sendable () -> Timestamp
        ) {
            self.store = store
            self.intake = intake
            self.desk = desk
            self.http = http
            self.now = now
            threads = JQThreads()
            self.keys = PlatformKeys(fetching: keys) { now().milliseconds }
            counts = PlatformCounts()
            states = PlatformStates()
        }
    }

    let name: ChannelName
    let door: PlatformDoor?
    let sender: any OutboundChannel
    let taker: PlatformTaker
    /// The platform's name for people.
    let title: String
    let services: [any Service]

    /// Nil for channels of another kind.
    init?(_ settings: ChannelSettings, in loaded: LoadedConfiguration, core: Core, logger: Logger) {
        guard let channel = settings.recipe else { return nil }
        let name = settings.name
        self.name = name
        let http = core.http.allowingPrivate(channel.settings.visible["allow_private"]?.flag ?? false)
        let calls = RecipeCalls(
            credentials: Credentials(
                channel: channel, http: http,
                refreshTokens: PlatformRefreshTokens(store: core.store, channel: name), now: { core.now().milliseconds }
            ),
            http: http)
        let taker = PlatformTaker(
            name, channel, publicURL: Self.withoutSlash(loaded.settings.gateway.publicURL),
            ports: PlatformTaker.Ports(
                threads: core.threads, keys: core.keys, counts: core.counts,
                store: { _ = try await core.intake.accept($0, into: core.store) },
                failed: { try await Self.note($0, on: name, core) },
                acknowledge: { Self.acknowledge($0, of: channel, calls, core) },
                state: { core.states.set($0.map { "the platform cut the channel off: \($0)" }, of: name, .cutOff) },
                now: core.now), logger: logger)
        door = taker.door
        self.taker = taker
        title = channel.recipe.title["en"] ?? channel.recipe.kind
        sender = RecipeOutboundChannel(
            channel, desk: PlatformDesk(store: core.store), calls: calls, threads: core.threads, now: core.now)
        services =
            PlatformPoll(
                taker, store: core.store, states: core.states, perform: { _, request in await calls.exchange(request) },
                now: core.now, logger: logger
            ).map { [$0] } ?? []
    }

    private static func withoutSlash(_ url: String) -> String { url.hasSuffix("/") ? String(url.dropLast()) : url }

    /// Records that messages of ours failed after the platform had taken them.
    private static func note(_ status: PlatformStatus, on name: ChannelName, _ core: Core) async throws {
        for id in status.targets {
            guard let found = try await core.store.platformMessage(id, on: name), found.isOurs else { continue }
            let detail = "the platform gave it up: \(status.detail ?? "no reason told")"
            guard try await !core.store.hasFailed(found.seq, in: found.conversation, detail: detail) else { continue }
            try await core.store.cameBack(
                found.seq, in: found.conversation, detail: detail, at: core.now(),
                followUp: try await core.desk.undelivered(in: found.conversation, detail: detail))
        }
    }

    /// Beside the request: the platform waits for its answer, and takes one without this.
    private static func acknowledge(_ input: JSON, of channel: RecipeChannel, _ calls: RecipeCalls, _ core: Core) {
        guard let run = channel.begin("acknowledge", input: input) else { return }
        Task {
            var run = run
            while case .request(let request) = run.next(now: core.now().milliseconds) {
                run.receive(await calls.exchange(request), now: core.now().milliseconds)
            }
        }
    }
}

/// What is wrong with channels whose platforms are data, for operators.
final class PlatformStates: Sendable {
    enum Cause: Hashable { case cutOff, asking }

    private let troubles = Mutex<[ChannelName: [Cause: String]]>([:])

    /// - Parameter detail: What is wrong; nil when it is well.
    func set(_ detail: String?, of channel: ChannelName, _ cause: Cause) {
        troubles.withLock { $0[channel, default: [:]][cause] = detail }
    }

    /// By channel; channels that are well are left out.
    var down: [ChannelName: String] {
        troubles.withLock { $0.compactMapValues { $0[.cutOff] ?? $0[.asking] } }
    }
}
