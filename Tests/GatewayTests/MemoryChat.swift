import ConnectorKit
import Conversations
import Gateway
import Intake
import Synchronization
import WebChatChannel

/// The rest of the gateway, in memory: keeps logs and answers every message with its own words.
final class MemoryChat: ConversationLog, ChatSessionStore, Sendable {
    struct State {
        var sessions: [String: ChatSession] = [:]
        var byAddress: [String: ConversationID] = [:]
        var logs: [ConversationID: [ConversationEvent]] = [:]
        var states: [ConversationID: ConversationState] = [:]
        var external: [String: Int] = [:]
        var wishes: [ConversationID] = []
        var ratings: [Int] = []
        var failure: (any Error)?
        var received: [InboundMessage] = []
        var notReady: String?
        var isSilent = false
        var nowMilliseconds: Int64 = 1_795_427_700_000
    }

    let hub = ConversationHub()
    let state = Mutex(State())
    let generation = 0

    // MARK: what tests set and see

    func fail(with error: (any Error)?) { state.withLock { $0.failure = error } }
    func beSilent() { state.withLock { $0.isSilent = true } }
    func advance(seconds: Int64) { state.withLock { $0.nowMilliseconds += seconds * 1000 } }
    var received: [InboundMessage] { state.withLock { $0.received } }
    var now: Timestamp { Timestamp(milliseconds: state.withLock { $0.nowMilliseconds }) }

    func conversation(of address: String, on channel: String = "web") -> ConversationID? {
        state.withLock { $0.byAddress["\(channel)/\(address)"] }
    }

    /// Appends and publishes, as the store does after a commit.
    @discardableResult
    func add(_ conversation: ConversationID, _ bodies: [ConversationEvent.Body]) -> Appended {
        let appended = state.withLock { state in
            var folded = state.states[conversation] ?? ConversationState(id: conversation)
            var events: [ConversationEvent] = []
            for body in bodies {
                let at = Timestamp(milliseconds: state.nowMilliseconds)
                let event = ConversationEvent(seq: folded.seq + 1, at: at, body: body)
                folded.apply(event)
                events.append(event)
            }
            state.states[conversation] = folded
            state.logs[conversation, default: []] += events
            return Appended(state: folded, events: events)
        }
        hub.appended(appended)
        return appended
    }

    // MARK: ports

    func take(_ message: InboundMessage, wait: Int) throws -> GatewayPorts.Taken {
        if let failure = state.withLock({ $0.failure }) { throw failure }
        let key = "\(message.channel.rawValue)/\(message.sender.address)"
        let (conversation, known, isNew, isSilent) = state.withLock { state in
            state.received.append(message)
            let isNew = state.byAddress[key] == nil
            let id = state.byAddress[key] ?? ConversationID(number: Int64(state.byAddress.count + 1))
            state.byAddress[key] = id
            return (id, state.external["\(key)/\(message.externalID)"], isNew, state.isSilent)
        }
        if let known {
            let (log, folded) = state.withLock { ($0.logs[conversation] ?? [], $0.states[conversation]) }
            return GatewayPorts.Taken(
                seq: known, state: folded ?? ConversationState(id: conversation), events: log.filter { $0.seq > known })
        }
        if isNew {
            add(
                conversation,
                [
                    .opened(
                        Opened(
                            customer: CustomerID(number: conversation.number), channel: message.channel,
                            address: message.sender.address, locale: message.locale))
                ])
        }
        let body = MessageReceived(externalID: message.externalID, text: message.text, name: message.sender.name)
        let taken = add(conversation, [.messageReceived(body)])
        state.withLock { $0.external["\(key)/\(message.externalID)"] = taken.state.seq }
        guard taken.state.owner == .agent, !isSilent else {
            return GatewayPorts.Taken(seq: taken.state.seq, state: taken.state, events: [])
        }
        let answer = reply(to: message.text, in: conversation, through: taken.state.seq)
        return GatewayPorts.Taken(seq: taken.state.seq, state: answer.state, events: wait > 0 ? answer.events : [])
    }

    @discardableResult
    func reply(to text: String, in conversation: ConversationID, through seq: Int) -> Appended {
        let sent = MessageSent(
            author: Author(kind: .agent, name: "Mara"), text: "You said: \(text)",
            citations: [Citation(id: "hours", title: "Opening hours")], epoch: 0)
        let ended = TurnEnded(
            through: seq, result: .answered, language: "en", unanswered: 0, memory: "secret memory",
            trace: TurnTrace(intent: "question", confidence: 1))
        return add(conversation, [.messageSent(sent), .turnEnded(ended)])
    }

    func append(
        to conversation: ConversationID, at: Timestamp,
        _ decide: @escaping @Sendable (ConversationState) throws -> [ConversationEvent.Body]
    ) async throws -> Appended {
        let now = state.withLock { $0.states[conversation] } ?? ConversationState(id: conversation)
        return add(conversation, try decide(now))
    }

    func state(of conversation: ConversationID) async throws -> ConversationState? {
        state.withLock { $0.states[conversation] }
    }

    func events(of conversation: ConversationID, after seq: Int, limit: Int) async throws -> [ConversationEvent] {
        state.withLock { Array(($0.logs[conversation] ?? []).drop { $0.seq <= seq }.prefix(limit)) }
    }

    func create(_ session: ChatSession) async throws {
        try state.withLock {
            if let failure = $0.failure { throw failure }
            $0.sessions[session.id] = session
        }
    }

    func find(_ id: String) async throws -> ChatSession? { state.withLock { $0.sessions[id] } }

    func touch(_ id: String, at moment: Timestamp) async throws {}

    func end(_ id: String) async throws { state.withLock { $0.sessions[id] = nil } }

    func endUnused(anonymousSince: Timestamp, verifiedSince: Timestamp) async throws -> [String] { [] }

    /// The ports, all of them leading here. The token `good` may chat, `narrow` may not.
    var ports: GatewayPorts {
        GatewayPorts(
            take: { try self.take($0, wait: $1) }, log: self,
            conversation: { channel, address in
                self.state.withLock { state in
                    state.byAddress["\(channel.rawValue)/\(address)"].flatMap { state.states[$0] }
                }
            },
            hub: hub,
            requestHuman: { conversation in self.state.withLock { $0.wishes.append(conversation) } },
            rate: { _, score, _ in self.state.withLock { $0.ratings.append(score) } },
            grant: { token in
                switch token {
                case "good": GatewayPorts.Grant(name: "test", mayChat: true)
                case "narrow": GatewayPorts.Grant(name: "test", mayChat: false)
                default: nil
                }
            },
            notReady: { self.state.withLock { $0.notReady } }, now: { self.now })
    }

    /// The public side over all this, with a chat `web` and a channel `rest`.
    func api(
        settings: GatewaySettings = GatewaySettings(), identity: IdentityTokens? = nil,
        webhooks: [ChannelName: ChannelWebhook] = [:], _ webhookBytesMax: Int? = nil, models: ModelLine? = nil
    ) -> PublicAPI {
        let persona = Persona(
            name: "Mara", version: 1, company: "Nordlicht", languages: ["de", "en"], defaultLanguage: "de",
            greeting: ["de": "Moin!", "en": "Hello!"],
            notice: ["de": "Ich bin eine KI von Nordlicht.", "en": "I am an AI of Nordlicht."])
        return PublicAPI(
            channels: [
                PublicChannel(
                    definition: ChannelDefinition(name: ChannelName("web"), kind: "webchat"), persona: persona,
                    avatar: StaticFile(bytes: [1, 2, 3], contentType: "image/png"), identity: identity),
                PublicChannel(
                    definition: ChannelDefinition(name: ChannelName("rest"), kind: "rest"), persona: persona),
            ], settings: settings, sessions: ChatSessions(store: self), ports: ports,
            pages: PublicAPI.Pages(
                widget: StaticFile(bytes: Array("let widget".utf8), contentType: "text/javascript"),
                demo: ["index.html": StaticFile(bytes: Array("<p>demo".utf8), contentType: "text/html")]),
            webhooks: webhooks, webhookBytesMax: webhookBytesMax, models: models)
    }
}
