import Conversations
import HTTPTypes
import Hummingbird
import Intake
import NIOCore
import Synchronization
import WebChatChannel

/// What wakes an event stream.
private enum StreamSignal: Sendable {
    /// The log grew, a conversation began, or it is time for a sign of life.
    case look
    /// A frame that is not in the log: typing, a piece of a reply.
    case passing([UInt8])
}

/// The mailbox of one event stream: what other threads put in, and what the stream takes out.
private final class StreamMailbox: Sendable {
    private struct State {
        var conversation: ConversationID?
        var subscription: ConversationHub.Subscription?
        var waiting: Int?
        var isOver = false
    }

    /// Frames that are not in the log, at most so many for a reader that lags; the log itself is never buffered.
    private static let passingMax = 64

    let signals: AsyncStream<StreamSignal>
    private let continuation: AsyncStream<StreamSignal>.Continuation
    private let state = Mutex(State())

    init() {
        (signals, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingOldest(Self.passingMax))
    }

    var conversation: ConversationID? { state.withLock { $0.conversation } }

    func look() { continuation.yield(.look) }
    func pass(_ frame: [UInt8]) { continuation.yield(.passing(frame)) }
    func finish() { continuation.finish() }

    /// Listens to a conversation, once.
    func listen(to conversation: ConversationID, hub: ConversationHub) {
        let isNew = state.withLock { state in
            guard !state.isOver, state.conversation == nil else { return false }
            state.conversation = conversation
            return true
        }
        guard isNew else { return }
        let subscription = hub.subscribe(to: conversation) { [weak self] event in
            switch event {
            case .appended: self?.look()
            case .typing(_, let author, let on):
                if author.kind != .customer { self?.pass(ChatFrame.typing(author, on: on)) }
            case .delta(_, let turn, let text): self?.pass(ChatFrame.delta(turn: turn, text: text))
            }
        }
        let isOver = state.withLock { state in
            state.subscription = subscription
            return state.isOver
        }
        if isOver { subscription.cancel() }
        look()
    }

    func wait(for session: String, desk: ChatDesk) {
        let number = desk.firstWords.wait(session) { [weak self] conversation in
            self?.listen(to: conversation, hub: desk.ports.hub)
        }
        state.withLock { $0.waiting = number }
    }

    func close(session: String, desk: ChatDesk) {
        let (subscription, waiting) = state.withLock { state in
            state.isOver = true
            return (state.subscription, state.waiting)
        }
        subscription?.cancel()
        if let waiting { desk.firstWords.cancel(session, waiting) }
        continuation.finish()
    }
}

extension PublicAPI {
    /// Server-sent events (HTML standard, section 9.2): the frames of the chat socket, one a `data:` line, with the
    /// log's sequence as `id:` of what is in the log.
    func getEvents(_ request: Request, _ context: some RequestContext) async throws -> Response {
        let session = try await session(request, context)
        let resumed = request.headers.value(named: "last-event-id").flatMap { Int($0) }
        let after = try resumed ?? request.whole("after") ?? 0
        let mailbox = StreamMailbox()
        let ticket = try desk.live.open(.stream, of: session.id) { mailbox.finish() }
        var headers: HTTPFields = [:]
        headers[.contentType] = "text/event-stream"
        headers[.cacheControl] = "no-store"
        if let name = HTTPField.Name("X-Accel-Buffering") { headers[name] = "no" }
        let desk = desk
        return Response(
            status: .ok, headers: headers,
            body: ResponseBody { writer in
                defer {
                    mailbox.close(session: session.id, desk: desk)
                    ticket.close()
                }
                var stream = EventStreamWriter(desk: desk, session: session, mailbox: mailbox, after: after)
                try await stream.run(&writer)
                try await writer.finish(nil)
            })
    }
}

/// Writes one event stream until its reader goes or the gateway stops.
private struct EventStreamWriter: Sendable {
    let desk: ChatDesk
    let session: ChatSession
    let mailbox: StreamMailbox
    /// Everything up to here was sent.
    private var sent: Int
    private let agentName: String

    init(desk: ChatDesk, session: ChatSession, mailbox: StreamMailbox, after: Int) {
        self.desk = desk
        self.session = session
        self.mailbox = mailbox
        sent = after
        agentName = desk.agentName(on: session.channel)
    }

    @concurrent mutating func run(_ writer: inout any ResponseBodyWriter) async throws {
        mailbox.wait(for: session.id, desk: desk)
        // Whatever ends from here on ends the stream; what ended before is seen now.
        try await desk.check(session)
        let state = try await desk.ports.conversation(session.channel, session.id)
        if let state { mailbox.listen(to: state.id, hub: desk.ports.hub) }
        let ready = ChatFrame.ready(
            owner: state?.owner ?? .agent, name: state.map { shownOwnerName($0, agentName: agentName) } ?? agentName,
            seq: state?.seq ?? 0)
        try await writer.write(Self.event(ready, id: nil))
        try await catchUp(&writer, quietThrough: state?.seq ?? 0)
        let heartbeat = Heartbeat(mailbox: mailbox, seconds: desk.settings.heartbeatSeconds)
        // Cancelled where this function ends.
        async let _: Void = heartbeat.run()
        for await signal in mailbox.signals {
            switch signal {
            case .passing(let frame): try await writer.write(Self.event(frame, id: nil))
            case .look:
                let before = sent
                try await catchUp(&writer, quietThrough: 0)
                if sent == before { try await writer.write(ByteBuffer(string: ":\n\n")) }
            }
        }
    }

    /// Sends what the log holds after ``sent``.
    ///
    /// - Parameter quietThrough: Changes of owner up to here were told by `ready` and are left out.
    @concurrent private mutating func catchUp(_ writer: inout any ResponseBodyWriter, quietThrough: Int) async throws {
        guard let conversation = mailbox.conversation else { return }
        let limit = 200
        while true {
            let events = try await desk.ports.log.events(of: conversation, after: sent, limit: limit)
            for event in events {
                for item in customerView(CollectionOfOne(event), agentName: agentName) {
                    if case .owner = item, event.seq <= quietThrough { continue }
                    try await writer.write(Self.event(ChatFrame.item(item), id: event.seq))
                }
            }
            if let last = events.last { sent = last.seq }
            if events.count < limit { return }
        }
    }

    private static func event(_ frame: [UInt8], id: Int?) -> ByteBuffer {
        var buffer = ByteBuffer()
        buffer.reserveCapacity(frame.count + 40)
        if let id { buffer.writeString("id: \(id)\n") }
        buffer.writeString("data: ")
        buffer.writeBytes(frame)
        buffer.writeString("\n\n")
        return buffer
    }
}

/// Wakes a stream from time to time, so that silence never looks like a lost connection.
private struct Heartbeat: Sendable {
    let mailbox: StreamMailbox
    let seconds: Int

    func run() async {
        while !Task.isCancelled {
            do {
                try await ContinuousClock().sleep(for: .seconds(max(1, seconds)))
            } catch {
                return
            }
            mailbox.look()
        }
    }
}
