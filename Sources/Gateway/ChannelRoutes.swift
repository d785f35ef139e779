import ConnectorKit
import Conversations
import Hummingbird
import WebChatChannel

extension PublicAPI {
    /// Server-to-server chat: every channel of the kind `rest`.
    func channelRoutes<Context: RequestContext>() -> [Route<Context>] {
        let path = "/channels/:name/messages"
        return [
            Route(method: .post, path: path) { try await postChannelMessage($0, $1) },
            Route(method: .get, path: path) { try await getChannelMessages($0, $1) },
        ]
    }

    /// Longest address of a sender, in UTF-8 bytes.
    private static var senderBytesMax: Int { 200 }

    /// Lets whoever holds an API token that may chat pass; guessing is slowed down by network address.
    @discardableResult
    func admitToken(_ request: Request, _ context: some RequestContext) async throws -> GatewayPorts.Grant {
        try await desk.admit(request.headers.bearerToken, tokens, from: address(request, context))
    }

    private func restChannel(_ context: some RequestContext) throws -> PublicChannel {
        guard let name = context.parameters.get("name") else { throw Problem.unknownChannel }
        return try desk.channel(ChannelName(name), kind: "rest")
    }

    private func postChannelMessage(_ request: Request, _ context: some RequestContext) async throws -> Response {
        let channel = try restChannel(context)
        try await admitToken(request, context)
        let waitSeconds = try request.waitSeconds(max: desk.settings.waitSecondsMax)
        let body = try await body(of: request)
        let sender = try body.text("sender", bytesMax: Self.senderBytesMax)
        guard
            case .message(let id, let text) = try ChatCommand.message(
                body, limits: desk.limits(on: channel.definition.name))
        else {
            throw Problem.unexpected
        }
        let name = try body.optionalText("name", bytesMax: 400)
        let locale = try body.optionalText("locale", bytesMax: 35)
        let phone = try body.optionalText("phone", bytesMax: 64)
        // The application is the company's own: it knows its customers, so its word proves a customer number.
        let isVerified = try body.optionalBool("verified") ?? false
        let taken = try await desk.take(
            InboundMessage(
                channel: channel.definition.name, externalID: id,
                sender: InboundMessage.Sender(
                    address: sender, assurance: isVerified ? .verified : .claimed,
                    account: isVerified ? sender : nil, name: name, phone: phone),
                text: text, locale: locale, receivedAt: desk.ports.now()), waitSeconds: waitSeconds)
        return answer(taken, id: id, channel: channel.definition.name, waited: waitSeconds > 0)
    }

    private func getChannelMessages(_ request: Request, _ context: some RequestContext) async throws -> Response {
        let channel = try restChannel(context)
        try await admitToken(request, context)
        guard let sender = request.uri.queryParameters["sender"], !sender.isEmpty,
            sender.utf8.count <= Self.senderBytesMax
        else {
            throw Problem(
                status: 400, title: "Bad request",
                detail: "?sender= must be the sender's address, 1 to \(Self.senderBytesMax) bytes.")
        }
        return try await page(request, channel: channel.definition.name, address: String(sender))
    }
}
