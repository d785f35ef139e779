import AsyncHTTPClient
import ConnectorKit
import Conversations
import Delivery
import EmailChannel
import Escalation
import Gateway
import Hummingbird
import Intake
import Knowledge
import Logging
import OpsConsole
import RecipeChannels
import ServiceLifecycle
import Storage
import SwitchboardConfiguration
import WebChatChannel

/// Everything a serving gateway is made of, joined.
struct GatewayAssembly {
    let store: SQLiteStore
    let publicAPI: PublicAPI
    let operatorAPI: OperatorAPI
    /// In the order of their start; they stop in reverse.
    let services: [any Service]
    /// Stops before the listeners do: whoever still waits for an answer gets it, or is let go, over an open connection.
    let turns: Turns
    private let lock: ServeLock

    init(_ loaded: LoadedConfiguration, client: HTTPClient, listeners: Listeners, logger: Logger) async throws {
        let now = LocalTime.now
        let settings = loaded.settings
        let channels = try await ConfiguredChannels(loaded, client: client, now: now)
        let store = try SQLiteStore(
            path: settings.storage.path,
            options: SQLiteStore.Options(
                readers: settings.storage.readers, isFlushed: settings.storage.synchronous == .full, isServing: true,
                phone: NumberReading(settings).rules,
                transport: { channels.definition(of: $0)?.transport ?? .stored }))
        lock = try ServeLock(path: settings.storage.path + ".lock")
        let agents = AgentAssembly(loaded)
        let responder = AgentResponder(agents, loaded)
        let turns = Turns(
            ports: Turns.Ports(
                log: store, inbox: store, responder: HeldTurns.asWished(responder, logger: logger),
                fallback: responder, channels: channels, now: now),
            limits: Turns.Limits(
                inFlightMax: settings.turns.inFlightMax, turnTimeout: .seconds(settings.turns.timeoutSeconds)),
            logger: logger)
        let intake = Intake(store: store, log: store, turns: turns, channels: channels)
        let desk = Desk(
            store: store, log: store, rules: loaded.escalation, channels: Array(channels.definitions.values),
            fileLimits: settings.console.files, now: now)
        let accounts = OperatorAccounts(store: store, settings: Self.accounts(settings), now: now)
        let identities = try await Self.identities(loaded, store)
        let feed = DeskFeed(
            desk: desk, originals: LetterOriginals(store: store, identities: identities),
            clock: ContinuousClock(), logger: logger)
        let hub = ConversationHub { event in
            guard case .typing(let conversation, let author, let on) = event, author.kind == .customer else { return }
            feed.typing(in: conversation, by: author, on: on)
        }
        var mail: [EmailAssembly] = []
        for (index, channel) in settings.channels.enumerated() {
            guard let email = channel.email else { continue }
            if email.listener != nil { listeners.expect(1) }
            mail.append(
                try await EmailAssembly(
                    channel, email, in: loaded,
                    desk: CoreEmailDesk(store: store, undelivered: desk.undelivered(in:detail:), take: intake.accept),
                    client: client, logger: logger,
                    listening: EmailAssembly.Listening(settings: "channels[\(index)].settings") {
                        listeners.isRunning(nil)
                    }))
        }
        let core = PhoneAssembly.Core(
            store: store, take: intake.accept, hub: hub, desk: desk, responder: responder, now: now)
        var phones: [PhoneAssembly] = []
        var transcripts: [ChannelName: TranscriptDoor] = [:]
        for channel in settings.channels {
            guard let phone = channel.phone else { continue }
            phones.append(try await PhoneAssembly(channel, phone, in: loaded, core: core, logger: logger))
            transcripts[channel.name] = TranscriptDoor(channel.name, phone, in: loaded, core: core)
        }
        let platformCore = PlatformAssembly.Core(
            store: store, intake: intake, desk: desk, keys: PlatformKeyFetcher(client: client), http: HTTPEffects(),
            now: now)
        let platforms = settings.channels.compactMap {
            PlatformAssembly($0, in: loaded, core: platformCore, logger: logger)
        }
        var outbound = mail.reduce(into: channels.outbound) { $0[$1.channel] = $1.sender }
        for platform in platforms { outbound[platform.name] = platform.sender }
        let deliveries = Deliveries(
            outbox: store, log: store, channels: outbound, definitions: channels.definitions,
            followUp: { conversation, change in
                try await desk.undelivered(in: conversation, detail: change.detail ?? "")
            }, now: now,
            jitter: { Double.random(in: 0...1) }, logger: logger)
        for observer in [turns, hub, deliveries, feed] as [any ConversationObserver] { store.addObserver(observer) }

        let sessions = ChatSessions(store: store)
        store.addObserver(sessions)

        self.store = store
        self.turns = turns
        let publicAPI = PublicAPI(
            channels: channels.publicChannels, settings: Self.gateway(settings), sessions: sessions,
            ports: Self.ports(store, intake, hub, desk, accounts, now), pages: try Self.pages(settings),
            webhooks: mail.reduce(into: [:]) { $0[$1.channel] = $1.webhook },
            calls: phones.reduce(into: [:]) { $0[$1.channel] = $1.line },
            models: CompletionAssembly.line(phones.compactMap(\.completions)), transcripts: transcripts,
            platforms: platforms.reduce(into: [:]) { $0[$1.name] = $1.door })
        self.publicAPI = publicAPI
        operatorAPI = try OperatorAPI(
            desk: desk, accounts: accounts, feed: feed,
            facts: OperatorAPI.SystemFacts(
                version: BuildVersion.text, startedAt: now(),
                knowledge: {
                    let index = agents.knowledge.index
                    return (index.articles.count, index.passageCount)
                },
                down: { deliveries.halted.mapValues(\.detail).merging(platformCore.states.down) { $1 } },
                moreMetrics: { Self.metrics(turns, publicAPI) + platformCore.counts.metrics }),
            logger: logger,
            showTyping: { hub.publish(.typing($0, $1, on: $2), in: $0) })
        services =
            [
                feed, KnowledgeReload(knowledge: agents.knowledge, logger: logger), deliveries,
                WaitingNotices(
                    log: store, store: store, rules: loaded.escalation,
                    letters: Set(channels.definitions.values.filter { !$0.limits.isLive }.map(\.name)),
                    clock: ContinuousClock(), now: now,
                    logger: logger),
                SessionSweep(accounts: accounts, chats: sessions, now: now, logger: logger),
                FileSweep(desk: desk, logger: logger),
                OriginalsSweep(store: store, days: settings.storage.originalsDays, now: now, logger: logger),
                OutsideChanges(store: store, turns: turns, logger: logger),
            ] + phones.compactMap(\.sweep) + mail.flatMap(\.services) + platforms.flatMap(\.services)
            + Self.chores(of: platforms, platformCore, logger)
    }

    private static func chores(
        of platforms: [PlatformAssembly], _ core: PlatformAssembly.Core, _ logger: Logger
    ) -> [any Service] {
        guard !platforms.isEmpty else { return [PlatformConnections(http: core.http)] }
        return [
            PlatformConnections(http: core.http),
            PlatformChores(
                store: core.store, desk: core.desk, takers: platforms.reduce(into: [:]) { $0[$1.name] = $1.taker },
                apps: platforms.reduce(into: [:]) { $0[$1.name] = $1.title }, now: core.now, logger: logger),
        ]
    }

    private static func ports(
        _ store: SQLiteStore, _ intake: Intake, _ hub: ConversationHub, _ desk: Desk, _ accounts: OperatorAccounts,
        _ now: @escaping @Sendable () -> Timestamp
    ) -> GatewayPorts {
        GatewayPorts(
            take: GatewayPorts.taking(by: intake), log: store,
            conversation: { channel, address in
                guard let id = try await store.conversation(channel: channel, address: address) else { return nil }
                return try await store.state(of: id)
            }, hub: hub,
            requestHuman: { _ = try await desk.customerAsksForHuman($0) },
            rate: { _ = try await desk.rate($0, score: $1, comment: $2) },
            grant: { secret in
                guard let token = try await accounts.token(secret: secret) else { return nil }
                return GatewayPorts.Grant(name: token.name, mayChat: token.scope == .chat)
            },
            notReady: {
                do {
                    try await store.probe()
                    return nil
                } catch {
                    return "store: " + ((error as? StoreFailure)?.kind.rawValue ?? "other")
                }
            }, now: now)
    }

    /// The addresses of each channel of mails.
    private static func identities(
        _ loaded: LoadedConfiguration, _ store: SQLiteStore
    ) async throws -> [ChannelName: EmailIdentity] {
        var identities: [ChannelName: EmailIdentity] = [:]
        for channel in loaded.settings.channels {
            guard let email = channel.email else { continue }
            identities[channel.name] = try await EmailAssembly.identity(
                of: channel.name, email, in: loaded, store: store)
        }
        return identities
    }

    private static func metrics(_ turns: Turns, _ publicAPI: PublicAPI) -> String {
        let live = publicAPI.liveConnections
        return """
            # HELP switchboard_turns_in_flight Conversations with a turn waiting or running.
            # TYPE switchboard_turns_in_flight gauge
            switchboard_turns_in_flight \(turns.inFlight)
            # HELP switchboard_chat_connections Open live connections of customers.
            # TYPE switchboard_chat_connections gauge
            switchboard_chat_connections{kind="socket"} \(live.sockets)
            switchboard_chat_connections{kind="stream"} \(live.streams)

            """
    }

    private static func gateway(_ settings: SwitchboardSettings) -> Gateway.GatewaySettings {
        var result = Gateway.GatewaySettings()
        let limits = settings.gateway.limits
        if !settings.allowedOrigins.isEmpty { result.allowedOrigins = settings.allowedOrigins }
        result.publicURL = settings.gateway.publicURL
        result.trustedProxies = settings.gateway.trustedProxies
        result.bodyBytesMax = limits.bodyBytes
        result.socketsMax = limits.socketsMax
        result.messages = RateLimit(
            burst: max(10, limits.messagesPerMinutePerSender / 3), perMinute: limits.messagesPerMinutePerSender)
        result.sessions = RateLimit(
            burst: limits.sessionsPerMinutePerAddress, perMinute: limits.sessionsPerMinutePerAddress)
        return result
    }

    private static func accounts(_ settings: SwitchboardSettings) -> AccountSettings {
        let isSecure = settings.gateway.publicURL.hasPrefix("https://")
        return AccountSettings(
            sessionHours: settings.console.sessionHours, secureCookies: isSecure,
            publicOrigin: settings.gateway.publicOrigin, trustedProxies: settings.gateway.trustedProxies)
    }

    /// The widget and the demo page.
    ///
    /// - Throws: ``CommandFailure`` when a file of them cannot be served.
    static func pages(_ settings: SwitchboardSettings) throws -> PublicAPI.Pages {
        do {
            return PublicAPI.Pages(
                widget: try StaticFile(path: settings.channelsPath + "/webchat/widget.js"),
                demo: try settings.demoPage.map { try StaticFile.folder($0) } ?? [:])
        } catch {
            throw CommandFailure.badUse("a page cannot be served: \(error)")
        }
    }
}
