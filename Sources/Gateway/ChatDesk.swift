import ConnectorKit
import Conversations
import WebChatChannel

/// What customers can do in a chat, whatever connection they do it over.
final class ChatDesk: Sendable {
    let channels: [ChannelName: PublicChannel]
    let settings: GatewaySettings
    let sessions: ChatSessions
    let ports: GatewayPorts
    let firstWords = FirstWords()
    let live: LiveConnections
    let origins: AllowedOrigins
    private let messageLimiter: RateLimiter
    private let sessionLimiter: RateLimiter
    private let failureLimiter: RateLimiter

    init(channels: [PublicChannel], settings: GatewaySettings, sessions: ChatSessions, ports: GatewayPorts) {
        self.channels = Dictionary(channels.map { ($0.definition.name, $0) }) { first, _ in first }
        self.settings = settings
        self.sessions = sessions
        self.ports = ports
        let live = LiveConnections(streamsMax: settings.streamsMax, perSessionMax: settings.livePerSessionMax)
        self.live = live
        origins = AllowedOrigins(settings.allowedOrigins, publicURL: settings.publicURL)
        messageLimiter = RateLimiter(settings.messages)
        sessionLimiter = RateLimiter(settings.sessions)
        failureLimiter = RateLimiter(settings.failures)
        sessions.whenEnded { live.end($0) }
    }

    /// The channel of that kind and name.
    func channel(_ name: ChannelName, kind: String) throws -> PublicChannel {
        guard let channel = channels[name], channel.definition.kind == kind else { throw Problem.unknownChannel }
        return channel
    }

    /// What is read of a client's message on a channel.
    func limits(on channel: ChannelName) -> ChatCommand.Limits {
        let charactersMax = channels[channel]?.definition.limits.textCharactersMax
        return ChatCommand.Limits(textBytesMax: settings.textBytesMax, textCharactersMax: charactersMax ?? Int.max)
    }

    /// The session, when the token is its own; guessing is slowed down by network address.
    func authenticate(_ id: String, token: String?, from address: String) async throws -> ChatSession {
        guard let token else { throw Problem.unauthorized }
        do {
            return try await sessions.authenticate(id, token: token, now: ports.now())
        } catch is ChatSessionRefusal {
            throw failed(from: address) ?? .unauthorized
        }
    }

    /// Checks that a session is not over: it may have been ended or erased since its connection began, or while its
    /// request was read.
    ///
    /// - Throws: `ChatSessionRefusal`, or what the store throws.
    func check(_ session: ChatSession) async throws {
        _ = try await sessions.use(session.id, now: ports.now())
    }

    /// Counts a wrong secret; the problem to answer with when there were too many.
    func failed(from address: String) -> Problem? {
        failureLimiter.take(address, nowMilliseconds: ports.now().milliseconds)
            .map { Problem.tooMany(retryAfterSeconds: $0) }
    }

    /// Lets whoever holds an API token that may chat pass; guessing is slowed down by network address.
    @discardableResult
    func admit(_ token: String?, _ tokens: TokenDoor, from address: String) async throws -> GatewayPorts.Grant {
        do {
            return try await tokens.check(token, now: ports.now())
        } catch let problem as Problem where problem == .badToken {
            throw failed(from: address) ?? .badToken
        }
    }

    /// Lets a network address open a session, or says when it may.
    func admitSession(from address: String) throws {
        if let seconds = sessionLimiter.take(address, nowMilliseconds: ports.now().milliseconds) {
            throw Problem.tooMany(retryAfterSeconds: seconds)
        }
    }

    /// Takes a message of anybody on any channel.
    func take(_ message: InboundMessage, waitSeconds: Int) async throws -> GatewayPorts.Taken {
        try admit(message.sender.address, on: message.channel)
        return try await ports.take(message, waitSeconds)
    }

    /// Lets a sender say or do one thing more, or says when they may.
    private func admit(_ sender: String, on channel: ChannelName) throws {
        let key = channel.rawValue + "/" + sender
        if let seconds = messageLimiter.take(key, nowMilliseconds: ports.now().milliseconds) {
            throw Problem.tooMany(retryAfterSeconds: seconds)
        }
    }

    /// Takes a message of a chat session.
    func say(_ session: ChatSession, id: String, text: String, waitSeconds: Int) async throws -> GatewayPorts.Taken {
        try await check(session)
        let sender = InboundMessage.Sender(
            address: session.id, assurance: session.assurance, account: session.account, name: session.name,
            phone: session.phone)
        let taken = try await take(
            InboundMessage(
                channel: session.channel, externalID: id, sender: sender, text: text, locale: session.locale,
                receivedAt: ports.now()), waitSeconds: waitSeconds)
        firstWords.spoke(session.id, in: taken.state.id)
        return taken
    }

    /// The customer wants a human. Before the first message there is nothing to open a case for, so the wish itself
    /// becomes the first message, in the customer's language.
    func askForHuman(_ session: ChatSession) async throws {
        try await check(session)
        if let state = try await ports.conversation(session.channel, session.id) {
            try admit(session.id, on: session.channel)
            return try await ports.requestHuman(state.id)
        }
        let language = channels[session.channel]?.language(for: session.locale) ?? "en"
        let text =
            language == "de"
            ? "Ich möchte bitte mit einem Menschen sprechen." : "I would like to talk to a person, please."
        _ = try await say(session, id: "human-\(session.id)", text: text, waitSeconds: 0)
    }

    /// The customer rates the conversation.
    func rate(_ session: ChatSession, score: Int, comment: String?) async throws {
        try await check(session)
        try admit(session.id, on: session.channel)
        guard let state = try await ports.conversation(session.channel, session.id) else {
            throw Problem.noConversation
        }
        try await ports.rate(state.id, score, comment)
    }

    /// Whose name the agent writes under on a channel.
    func agentName(on channel: ChannelName) -> String { channels[channel]?.persona.name ?? "" }
}
