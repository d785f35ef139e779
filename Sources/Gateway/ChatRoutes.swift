import ConnectorKit
import Conversations
import HTTPTypes
import Hummingbird
import NIOCore
import WebChatChannel

extension PublicAPI {
    /// Sessions of web chats and what is done in them.
    func chatRoutes<Context: RequestContext>() -> [Route<Context>] {
        let session = "/chat/sessions/:id"
        return [
            Route(method: .post, path: "/chat/sessions") { try await openSession($0, $1) },
            Route(method: .delete, path: session) { try await deleteSession($0, $1) },
            Route(method: .post, path: session + "/messages") { try await postMessage($0, $1) },
            Route(method: .get, path: session + "/messages") { try await getMessages($0, $1) },
            Route(method: .get, path: session + "/events") { try await getEvents($0, $1) },
            Route(method: .post, path: session + "/rating") { try await postRating($0, $1) },
            Route(method: .post, path: session + "/human") { try await postHuman($0, $1) },
            Route(method: .get, path: session + "/socket") { _, _ in throw Problem.upgradeRequired },
        ]
    }

    func address(_ request: Request, _ context: some RequestContext) -> String {
        clientAddress(request, context, desk.settings.trustedProxies)
    }

    /// The body as a JSON object, within the limit.
    func body(of request: Request) async throws -> JSONObject {
        let max = desk.settings.bodyBytesMax
        let buffer: ByteBuffer
        do {
            buffer = try await request.body.collect(upTo: max)
        } catch is NIOTooManyBytesError {
            throw Problem.bodyTooLarge(max: max)
        }
        return try JSONReader.object(buffer.readableBytesView)
    }

    func session(_ request: Request, _ context: some RequestContext) async throws -> ChatSession {
        guard let id = context.parameters.get("id") else { throw Problem.unauthorized }
        return try await desk.authenticate(
            id, token: request.headers.bearerToken, from: address(request, context))
    }

    private func openSession(_ request: Request, _ context: some RequestContext) async throws -> Response {
        try desk.admitSession(from: address(request, context))
        let body = try await body(of: request)
        let name = try body.optionalText("channel", bytesMax: 64)
        let locale = try body.optionalText("locale", bytesMax: 35)
        let token = try body.optionalText("identity", bytesMax: IdentityTokens.bytesMax)
        let channel = try webChat(name)
        let now = desk.ports.now()
        var identity: ProvenIdentity?
        if let token {
            guard let tokens = channel.identity else {
                throw Problem(
                    status: 400, title: "No identity here",
                    detail: "This channel has no identity key. Leave identity out, or configure one.")
            }
            identity = try await tokens.verify(token, now: now)
        }
        var generator = SystemRandomNumberGenerator()
        let (session, secret) = try await desk.sessions.open(
            channel: channel.definition.name, locale: locale, identity: identity, now: now, using: &generator)
        let language = channel.language(for: locale)
        let persona = channel.persona
        return .json(
            ChatWire.opening(
                ChatWire.SessionOpening(
                    session: session.id, token: secret, personaName: persona.name,
                    avatarURL: channel.avatar == nil ? nil : desk.settings.publicURL + Self.avatarPath(of: channel),
                    notice: persona.notice[language] ?? persona.notice[persona.defaultLanguage] ?? "",
                    greeting: persona.greeting[language])), status: .created)
    }

    /// The named web chat; the only one where none is named.
    private func webChat(_ name: String?) throws -> PublicChannel {
        if let name { return try desk.channel(ChannelName(name), kind: "webchat") }
        let all = desk.channels.values.filter { $0.definition.kind == "webchat" }
        guard let first = all.first else { throw Problem.unknownChannel }
        guard all.count == 1 else {
            throw Problem(
                status: 400, title: "Bad request", detail: "There is more than one web chat. Say which in channel.")
        }
        return first
    }

    /// Signs the browser out: its token is void from here on, the conversation stays.
    private func deleteSession(_ request: Request, _ context: some RequestContext) async throws -> Response {
        try await desk.sessions.end(session(request, context).id)
        return Response(status: .noContent)
    }

    private func postMessage(_ request: Request, _ context: some RequestContext) async throws -> Response {
        let session = try await session(request, context)
        let waitSeconds = try request.waitSeconds(max: desk.settings.waitSecondsMax)
        guard
            case .message(let id, let text) = try ChatCommand.message(
                await body(of: request), limits: desk.limits(on: session.channel))
        else { throw Problem.unexpected }
        let taken = try await desk.say(session, id: id, text: text, waitSeconds: waitSeconds)
        return answer(taken, id: id, channel: session.channel, waited: waitSeconds > 0)
    }

    /// `{accepted, owner, name, messages}`: 202 for stored, 200 for waited.
    func answer(_ taken: GatewayPorts.Taken, id: String, channel: ChannelName, waited: Bool) -> Response {
        let agentName = desk.agentName(on: channel)
        let messages = customerView(taken.events, agentName: agentName).compactMap { item -> ChatMessage? in
            guard case .message(let message) = item, message.author.kind != .customer else { return nil }
            return message
        }
        return .json(
            ChatWire.answer(
                id: id, seq: taken.seq, owner: taken.state.owner,
                ownerName: shownOwnerName(taken.state, agentName: agentName), messages: messages),
            status: waited ? .ok : .accepted)
    }

    private func getMessages(_ request: Request, _ context: some RequestContext) async throws -> Response {
        let session = try await session(request, context)
        return try await page(request, channel: session.channel, address: session.id)
    }

    /// A page of a conversation's messages after `?after=`.
    func page(_ request: Request, channel: ChannelName, address: String) async throws -> Response {
        let after = try request.whole("after") ?? 0
        let agentName = desk.agentName(on: channel)
        guard let state = try await desk.ports.conversation(channel, address) else {
            return .json(ChatWire.page([], next: nil, seq: after, owner: .agent, ownerName: agentName))
        }
        let limit = 200
        let events = try await desk.ports.log.events(of: state.id, after: after, limit: limit)
        let messages = customerView(events, agentName: agentName).compactMap { item -> ChatMessage? in
            if case .message(let message) = item { message } else { nil }
        }
        let through = events.last?.seq ?? after
        return .json(
            ChatWire.page(
                messages, next: events.count == limit ? through : nil, seq: through, owner: state.owner,
                ownerName: shownOwnerName(state, agentName: agentName)))
    }

    private func postRating(_ request: Request, _ context: some RequestContext) async throws -> Response {
        let session = try await session(request, context)
        guard case .rating(let score, let comment) = try ChatCommand.rating(await body(of: request)) else {
            throw Problem.unexpected
        }
        try await desk.rate(session, score: score, comment: comment)
        return Response(status: .noContent)
    }

    private func postHuman(_ request: Request, _ context: some RequestContext) async throws -> Response {
        let session = try await session(request, context)
        try await desk.askForHuman(session)
        return Response(status: .noContent)
    }
}
