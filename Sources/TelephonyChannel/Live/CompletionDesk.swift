public import Conversations
import Synchronization

/// The agent of one channel as a model that chat completions are asked of: each request is an utterance of a call.
///
/// A request is a turn like any other: its text is on disk before anything is answered, what is said is read from the
/// log, and the same request again gets the same answer.
public final class CompletionDesk: Sendable {
    /// How often a slow answer gives a sign of life, in milliseconds.
    static let signOfLifeEvery: Int64 = 2_000
    /// How many answers that nobody received are remembered.
    private static let cutMax = 10_000

    /// Clients tell no end of a session, so it is never a call that is over.
    private static let openingReason = "session_began"

    public let channel: ChannelName
    let settings: CallSettings
    let ports: CallPorts
    private let greeting: CallGreeting
    private let requestsMax: Int

    private struct State {
        var sessions = UnnamedSessions()
        var requests = 0
        /// Utterances whose answer was not sent to its end, newest last.
        var cut: [String] = []
    }
    private let state = Mutex(State())

    /// - Parameter requestsMax: Requests that may wait at a time.
    public init(settings: CallSettings, greeting: CallGreeting, ports: CallPorts, requestsMax: Int) {
        channel = settings.channel
        self.settings = settings
        self.greeting = greeting
        self.ports = ports
        self.requestsMax = requestsMax
    }

    /// Takes a request: stores what is new, and gives what will answer it.
    ///
    /// - Parameter client: The name of the API token: what one client names is found by it alone.
    /// - Throws: ``ChatCompletionFault``, or what ``CallPorts/take`` and the log throw, with nothing stored.
    public func answer(_ request: ChatCompletionRequest, of client: String) async throws -> CompletionReply {
        if request.newText == nil {
            if request.endsWithTool { return CompletionReply(self, to: request, nil, id: "", seat: nil) }
            guard request.messages.allSatisfy({ $0.role != "assistant" }) else { throw ChatCompletionFault.nothingNew }
        }
        let isFree = state.withLock { state in
            guard state.requests < requestsMax else { return false }
            state.requests += 1
            return true
        }
        guard isFree else { throw ChatCompletionFault.busy }
        let seat = Seat { [weak self] in self?.state.withLock { $0.requests -= 1 } }
        return try await begin(request, key(of: request, client), seat)
    }

    /// A request's place among those that wait; free again when nobody holds it.
    final class Seat: Sendable {
        private let leave: @Sendable () -> Void
        init(_ leave: @escaping @Sendable () -> Void) { self.leave = leave }
        deinit { leave() }
    }

    private func key(of request: ChatCompletionRequest, _ client: String) -> String {
        if let session = request.session {
            return "s" + ChatCompletionRequest.digest([client, session, request.address ?? ""])
        }
        let now = ports.now()
        let fresh = "u" + ChatCompletionRequest.digest([client, String(UInt64.random(in: 0...UInt64.max))])
        return state.withLock {
            $0.sessions.key(
                of: request.callersMessages, in: [client, request.address ?? ""], fresh: fresh, at: now)
        }
    }

    // MARK: One request

    private func begin(
        _ request: ChatCompletionRequest, _ key: String, _ seat: Seat
    ) async throws -> CompletionReply {
        let caller = CallCaller(callSid: key, channel: channel, address: request.address, name: request.name)
        let opening = caller.opening(
            locale: settings.platformLanguage(settings.language), reason: Self.openingReason, at: ports.now())
        let conversation = try await ports.take(opening).conversation
        let events = try await events(of: conversation)
        let speak = settings.speak
        let language = settings.language
        let reading = ChatReading(
            request, events: events, key: key, isCut: { id in state.withLock { $0.cut.contains(id) } },
            speak: { speak($0, language) })
        var seq: Int?
        var id = key
        switch reading.ask {
        case .greeting:
            _ = try await ports.log.append(to: conversation, at: ports.now()) { [greeting] in
                greeting.events(on: $0, isNoticeOnly: false)
            }
        case .known(let known): seq = known
        case .new(let name, let text):
            let bodies = reading.heard.sorted { $0.key < $1.key }.map { message, heard in
                ConversationEvent.Body.messageHeard(
                    MessageHeard(message, heard: heard, in: events, speak: speak))
            }
            // Before the utterance is there: a notice that was not heard is given with its answer.
            if !bodies.isEmpty {
                _ = try await ports.log.append(to: conversation, at: ports.now()) { _ in bodies }
            }
            let utterance = caller.utterance(named: name, text: text, locale: nil, at: ports.now())
            id = utterance.externalID
            _ = try await ports.take(utterance)
            seq = try await self.events(of: conversation, after: events.last?.seq ?? 0).last { event in
                guard case .messageReceived(let message) = event.body else { return false }
                return message.externalID == id
            }?.seq
            guard seq != nil else { throw ChatCompletionFault.failed }
        }
        return CompletionReply(
            self, to: request,
            ChatAnswer(
                settings, conversation: conversation, tools: request.tools, to: seq, untold: reading.untold,
                at: ports.now()), id: id, seat: seat)
    }

    func events(of conversation: ConversationID, after seq: Int = 0) async throws -> [ConversationEvent] {
        var events: [ConversationEvent] = []
        while true {
            let last = events.last?.seq ?? seq
            let page = try await ports.log.events(of: conversation, after: last, limit: LiveCall.pageLimit)
            events += page
            if page.count < LiveCall.pageLimit { return events }
        }
    }

    /// The answer to that utterance was not sent to its end.
    func cut(_ utterance: String) {
        state.withLock { state in
            state.sessions.reopen(String(utterance.prefix { $0 != "/" }))
            state.cut.append(utterance)
            if state.cut.count > Self.cutMax { state.cut.removeFirst(Self.cutMax / 2) }
        }
    }

    /// How many requests wait.
    var waiting: Int { state.withLock { $0.requests } }
}
