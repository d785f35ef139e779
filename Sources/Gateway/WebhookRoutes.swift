import Conversations
import HTTPTypes
import Hummingbird

/// A channel whose platform posts to `/channels/{name}`.
public struct ChannelWebhook: Sendable {
    /// One call, unread.
    public struct Call: Sendable {
        public let headers: [(name: String, value: String)]
        public let query: [(name: String, value: String)]
        public let body: [UInt8]
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
    /// Checks that the platform is who it says, stores what it brings, and only then answers.
    public let receive: @Sendable (Call) async -> Reply

    public init(bodyBytesMax: Int, receive: @escaping @Sendable (Call) async -> Reply) {
        self.bodyBytesMax = bodyBytesMax
        self.receive = receive
    }
}

extension PublicAPI {
    /// Calls of platforms: the channel checks who calls, so no token is asked for.
    func webhookRoutes<Context: RequestContext>() -> [Route<Context>] {
        webhooks.isEmpty
            ? [] : [Route(method: .post, path: "/channels/:name") { try await postWebhook($0, $1) }]
    }

    private func postWebhook(_ request: Request, _ context: some RequestContext) async throws -> Response {
        guard let name = context.parameters.get("name"), let webhook = webhooks[ChannelName(name)] else {
            throw Problem.unknownChannel
        }
        let body: ByteBuffer
        do {
            body = try await request.body.collect(upTo: webhook.bodyBytesMax)
        } catch let error as any HTTPResponseError where error.status == .contentTooLarge {
            throw Problem(
                status: 413, title: "Too large", detail: "At most \(webhook.bodyBytesMax) bytes are taken here.")
        }
        let reply = await webhook.receive(
            ChannelWebhook.Call(
                headers: request.headers.map { ($0.name.rawName, $0.value) },
                query: request.uri.queryParameters.map { (String($0.key), String($0.value)) },
                body: Array(body.readableBytesView)))
        return Response(
            status: .init(code: reply.status), headers: [.contentType: "text/plain; charset=utf-8"],
            body: .init(byteBuffer: ByteBuffer(string: reply.text)))
    }
}
