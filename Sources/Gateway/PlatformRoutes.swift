import Conversations
import HTTPTypes
import Hummingbird
import NIOCore

/// A channel whose platform is data: it answers everything at `/channels/{name}` and below.
public struct PlatformDoor: Sendable {
    /// One request, as it came.
    public struct Call: Sendable {
        /// In capitals.
        public let method: String
        /// Path and query as they were requested.
        public let target: String
        /// What follows the channel's own address, with its slash; empty for the address itself.
        public let path: String
        public let headers: [(name: String, value: String)]
        public var body: [UInt8]

        public init(
            method: String, target: String, path: String, headers: [(name: String, value: String)], body: [UInt8]
        ) {
            self.method = method
            self.target = target
            self.path = path
            self.headers = headers
            self.body = body
        }
    }

    /// What the platform is told.
    public struct Reply: Sendable, Hashable {
        public let status: Int
        /// Media type of the body; nil where there is none.
        public let type: String?
        public let body: [UInt8]
        /// When to come again; nil where it need not.
        public let retryAfterSeconds: Int?

        public init(status: Int, type: String? = nil, body: [UInt8] = [], retryAfterSeconds: Int? = nil) {
            self.status = status
            self.type = type
            self.body = body
            self.retryAfterSeconds = retryAfterSeconds
        }
    }

    /// Largest body read, in bytes.
    let bodyBytesMax: Int
    /// Checks that the platform is who it says, stores what it brings, and only then answers.
    let receive: @Sendable (Call) async -> Reply

    public init(bodyBytesMax: Int, receive: @escaping @Sendable (Call) async -> Reply) {
        self.bodyBytesMax = bodyBytesMax
        self.receive = receive
    }
}

extension PublicAPI {
    /// A call of a platform. Where the channel is no recipe, mail providers are looked for.
    func callPlatform(_ request: Request, _ context: some RequestContext) async throws -> Response {
        guard let name = context.parameters.get("name") else { throw Problem.unknownChannel }
        guard let door = platforms[ChannelName(name)] else {
            guard request.method == .post, Self.rest(of: request.uri.string).isEmpty else {
                throw Problem.unknownChannel
            }
            return try await postWebhook(request, context)
        }
        if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > door.bodyBytesMax {
            throw Problem.bodyTooLarge(max: door.bodyBytesMax)
        }
        var body: [UInt8] = []
        defer { webhookBudget.give(body.count) }
        for try await piece in request.body {
            guard body.count + piece.readableBytes <= door.bodyBytesMax else {
                throw Problem.bodyTooLarge(max: door.bodyBytesMax)
            }
            guard webhookBudget.take(piece.readableBytes) else { throw Problem.tooManyWebhooks }
            body.append(contentsOf: piece.readableBytesView)
        }
        let target = request.uri.string
        let reply = await door.receive(
            PlatformDoor.Call(
                method: request.method.rawValue, target: target, path: Self.rest(of: target),
                headers: request.headers.map { ($0.name.rawName, $0.value) }, body: body))
        var headers: HTTPFields = [:]
        if let type = reply.type { headers[.contentType] = type }
        if let seconds = reply.retryAfterSeconds { headers[.retryAfter] = String(seconds) }
        return Response(
            status: HTTPResponse.Status(code: reply.status), headers: headers,
            body: .init(byteBuffer: ByteBuffer(bytes: reply.body)))
    }

    /// What follows `/channels/NAME` in the path of a request, undecoded.
    static func rest(of target: String) -> String {
        let path = target.prefix { $0 != "?" && $0 != "#" }
        let segments = path.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: true)
        guard segments.count == 3 else { return "" }
        return "/" + segments[2]
    }
}
