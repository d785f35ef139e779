import ConnectorKit
public import Conversations
public import Hummingbird
public import HummingbirdCore
import Logging
public import WebChatChannel

/// Everything customers and their applications reach over HTTP and WebSocket.
///
/// ```swift
/// let api = PublicAPI(channels: channels, settings: settings, sessions: sessions, ports: ports, pages: pages)
/// let router = Router(context: PublicRequestContext.self)
/// api.addRoutes(to: router)
/// let application = Application(router: router, server: api.server(), configuration: …)
/// ```
public struct PublicAPI: Sendable {
    /// Files that are served as they are.
    public struct Pages: Sendable {
        /// The chat widget; nil answers 404.
        public var widget: StaticFile?
        /// The demo page and what it loads, by path; `index.html` is served at `/`. Empty for none.
        public var demo: [String: StaticFile]

        public init(widget: StaticFile? = nil, demo: [String: StaticFile] = [:]) {
            self.widget = widget
            self.demo = demo
        }
    }

    let desk: ChatDesk
    let pages: Pages
    let tokens: TokenDoor
    let sockets: ChatSockets
    let webhooks: [ChannelName: ChannelWebhook]
    let webhookBudget: WebhookBudget
    let calls: [ChannelName: CallLine]
    let models: ModelLine?
    let transcripts: [ChannelName: TranscriptDoor]
    let platforms: [ChannelName: PlatformDoor]

    /// - Parameters:
    ///   - channels: Every channel of the kinds `webchat` and `rest`.
    ///   - webhooks: The channels whose platforms post to the gateway.
    ///   - webhookBytesMax: What they may post at once, all together; nil for the usual 128 MiB.
    ///   - calls: The channels whose platforms lead phone calls.
    ///   - models: What answers as an OpenAI-compatible model; nil for nothing.
    ///   - transcripts: The channels that take finished calls.
    ///   - platforms: The channels whose platforms are data.
    public init(
        channels: [PublicChannel], settings: GatewaySettings = GatewaySettings(), sessions: ChatSessions,
        ports: GatewayPorts, pages: Pages = Pages(), webhooks: [ChannelName: ChannelWebhook] = [:],
        webhookBytesMax: Int? = nil, calls: [ChannelName: CallLine] = [:],
        models: ModelLine? = nil, transcripts: [ChannelName: TranscriptDoor] = [:],
        platforms: [ChannelName: PlatformDoor] = [:]
    ) {
        self.platforms = platforms
        self.webhooks = webhooks
        webhookBudget = WebhookBudget(bytesMax: webhookBytesMax ?? WebhookBudget.bytesMax)
        self.calls = calls
        self.models = models
        self.transcripts = transcripts
        desk = ChatDesk(channels: channels, settings: settings, sessions: sessions, ports: ports)
        self.pages = pages
        tokens = TokenDoor(grant: ports.grant)
        let (desk, tokens) = (desk, tokens)
        let doors = CallLine.Door.allCases.filter { door in calls.values.contains { $0.sockets[door] != nil } }
        sockets = ChatSockets(
            desk: desk,
            routes: doors.map { door in
                .calls(door, calls) { token, peer, forwardedFor in
                    let address = desk.settings.trustedProxies.client(peer: peer, forwardedFor: forwardedFor)
                    try await desk.admit(token, tokens, from: address)
                }
            })
    }

    /// How many live connections are open.
    public var liveConnections: (sockets: Int, streams: Int) { desk.live.counts }

    /// Adds the public routes, and for all routes of the router the handling of errors.
    public func addRoutes<Context: RequestContext>(to router: Router<Context>) {
        var routes: [Route<Context>] = []
        routes += statusRoutes() + staticRoutes() + chatRoutes() + channelRoutes() + webhookRoutes() + callRoutes()
        routes += modelRoutes() + transcriptRoutes()
        var table = RouteTable()
        for route in routes { table.add(route.method.rawValue, route.path) }
        router.add(middleware: EdgeMiddleware(table: table, origins: desk.origins))
        for route in routes {
            router.on(RouterPath(route.path), method: route.method, use: route.handler)
        }
    }

    /// HTTP/1.1 with sockets: what the application is to be served by.
    public func server(idleTimeoutSeconds: Int64 = 120) -> HTTPServerBuilder {
        let sockets = sockets
        return HTTPServerBuilder { responder in
            SocketServer(sockets: sockets, idleTimeoutSeconds: idleTimeoutSeconds, responder: responder)
        }
    }
}

/// One address and what answers it.
struct Route<Context: RequestContext>: Sendable {
    let method: HTTPRequest.Method
    /// With a slash at the front; segments that begin with a colon are parameters.
    let path: String
    let handler: @Sendable (Request, Context) async throws -> Response
}

extension PublicAPI {
    func statusRoutes<Context: RequestContext>() -> [Route<Context>] {
        let ports = desk.ports
        let healthy: @Sendable (Request, Context) async throws -> Response = { _, _ in .json(#"{"status":"ok"}"#) }
        let ready: @Sendable (Request, Context) async throws -> Response = { _, _ in
            if let reason = await ports.notReady() {
                throw Problem(status: 503, title: "Not ready", detail: reason, retryAfterSeconds: 2)
            }
            return .json(#"{"status":"ready"}"#)
        }
        return [
            Route(method: .get, path: "/healthz", handler: healthy),
            Route(method: .get, path: "/readyz", handler: ready),
        ]
    }

    func staticRoutes<Context: RequestContext>() -> [Route<Context>] {
        var files: [(path: String, file: StaticFile, cacheControl: String)] = []
        if let widget = pages.widget { files.append(("/chat/widget.js", widget, "public, max-age=300")) }
        for channel in desk.channels.values {
            guard let avatar = channel.avatar else { continue }
            files.append((Self.avatarPath(of: channel), avatar, "public, max-age=3600"))
        }
        for (path, file) in pages.demo {
            files.append((path == "index.html" ? "/" : "/" + path, file, "no-cache"))
        }
        return files.flatMap { entry in
            let handler: @Sendable (Request, Context) async throws -> Response = { request, _ in
                entry.file.response(to: request, cacheControl: entry.cacheControl)
            }
            return [
                Route(method: .get, path: entry.path, handler: handler),
                Route(method: .head, path: entry.path, handler: handler),
            ]
        }
    }

    static func avatarPath(of channel: PublicChannel) -> String {
        "/chat/avatar/\(channel.definition.name.rawValue)"
    }
}
