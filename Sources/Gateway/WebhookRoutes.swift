import Conversations
public import FoundationEssentials
import HTTPTypes
import Hummingbird
import NIOCore
import Synchronization

/// A channel whose platform posts to `/channels/{name}`.
public struct ChannelWebhook: Sendable {
    /// One call, unread.
    public struct Call: Sendable {
        public let headers: [(name: String, value: String)]
        public let query: [(name: String, value: String)]
        /// Empty while only the head was read.
        public var body = Data()
    }

    /// What the platform is told.
    public struct Reply: Sendable {
        public let status: Int
        public let text: String

        public init(status: Int, text: String) {
            self.status = status
            self.text = text
        }
    }

    /// Largest body read.
    public let bodyBytesMax: Int
    /// Looks at a call without its body: what to answer at once, nil to read it.
    public let refuse: @Sendable (Call) -> Reply?
    /// Checks that the platform is who it says, stores what it brings, and only then answers.
    public let receive: @Sendable (Call) async -> Reply

    public init(
        bodyBytesMax: Int, refuse: @escaping @Sendable (Call) -> Reply? = { _ in nil },
        receive: @escaping @Sendable (Call) async -> Reply
    ) {
        self.bodyBytesMax = bodyBytesMax
        self.refuse = refuse
        self.receive = receive
    }
}

/// Bytes of all calls of platforms that are being read or worked on: anybody may begin one.
final class WebhookBudget: Sendable {
    /// Two of the largest calls there are, and room for small ones; reading a mail takes some times its size.
    static let bytesMax = 128 << 20

    private let bytesMax: Int
    private let used = Mutex(0)

    init(bytesMax: Int = WebhookBudget.bytesMax) { self.bytesMax = bytesMax }

    /// Whether so many more may be held.
    func take(_ count: Int) -> Bool {
        used.withLock { used in
            guard used + count <= bytesMax else { return false }
            used += count
            return true
        }
    }

    func give(_ count: Int) { used.withLock { $0 -= count } }

    var usedBytes: Int { used.withLock { $0 } }
}

extension PublicAPI {
    /// Calls of platforms: the channel checks who calls, so no token is asked for.
    func webhookRoutes<Context: RequestContext>() -> [Route<Context>] {
        guard !platforms.isEmpty else {
            return webhooks.isEmpty
                ? [] : [Route(method: .post, path: "/channels/:name") { try await postWebhook($0, $1) }]
        }
        let paths = ["/channels/:name", "/channels/:name/**"]
        return paths.flatMap { path in
            [HTTPRequest.Method.get, .post, .put].map { method in
                Route(method: method, path: path) { try await callPlatform($0, $1) }
            }
        }
    }

    func postWebhook(_ request: Request, _ context: some RequestContext) async throws -> Response {
        guard let name = context.parameters.get("name"), let webhook = webhooks[ChannelName(name)] else {
            throw Problem.unknownChannel
        }
        var call = ChannelWebhook.Call(
            headers: request.headers.map { ($0.name.rawName, $0.value) },
            query: request.uri.queryParameters.map { (String($0.key), String($0.value)) })
        if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > webhook.bodyBytesMax {
            throw Problem.bodyTooLarge(max: webhook.bodyBytesMax)
        }
        if let refusal = webhook.refuse(call) { return Self.response(refusal) }
        defer { webhookBudget.give(call.body.count) }
        for try await piece in request.body {
            guard call.body.count + piece.readableBytes <= webhook.bodyBytesMax else {
                throw Problem.bodyTooLarge(max: webhook.bodyBytesMax)
            }
            guard webhookBudget.take(piece.readableBytes) else { throw Problem.tooManyWebhooks }
            call.body.append(contentsOf: piece.readableBytesView)
        }
        return Self.response(await webhook.receive(call))
    }

    private static func response(_ reply: ChannelWebhook.Reply) -> Response {
        Response(
            status: .init(code: reply.status), headers: [.contentType: "text/plain; charset=utf-8"],
            body: .init(byteBuffer: ByteBuffer(string: reply.text)))
    }
}
