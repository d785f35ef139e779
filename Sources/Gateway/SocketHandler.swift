import Conversations
import Intake
import NIOCore
import NIOHTTP1
import NIOWebSocket
import WebChatChannel

/// One open chat: frames of the WebSocket in, the conversation's live events out.
///
/// Everything happens on the connection's event loop. A silent chat holds no task, no timer and no buffer: commands run
/// in a task each, one at a time, and the log is read in pages when there is something to catch up with.
final class SocketHandler: ChannelDuplexHandler, SocketSpeaker {
    typealias InboundIn = WebSocketFrame
    typealias OutboundIn = Never
    typealias OutboundOut = WebSocketFrame

    /// Largest message of a client, in bytes.
    static let messageBytesMax = 64 * 1024
    /// Commands that may wait while one runs; then nothing more is read from the client.
    private static let waitingMax = 16
    /// Time a client has to answer a close frame.
    private static let farewell = TimeAmount.seconds(2)
    /// Events of one page of the log.
    private static let pageLimit = 100

    private let desk: ChatDesk
    private let session: ChatSession
    private let seat: ChatSockets.Seat
    private var ticket: LiveConnections.Ticket?
    private var slot: Int?
    private var socket = WebSocketSession(messageBytesMax: SocketHandler.messageBytesMax)
    private var cursor: LiveCursor
    /// Changes of owner up to here were told by `ready` and are not repeated.
    private var quietThrough = 0
    private var conversation: ConversationID?
    private var subscription: ConversationHub.Subscription?
    private var firstWord: Int?
    private var waiting: [ByteBuffer] = []
    private var isBusy = false
    private var owesRead = false
    /// Turns of the wheel since the client was last heard.
    private var silentTurns: UInt8 = 0
    private var isTyping = false
    private var context: ChannelHandlerContext?

    init(desk: ChatDesk, session: ChatSession, after: Int, seat: ChatSockets.Seat) {
        self.desk = desk
        self.session = session
        self.seat = seat
        cursor = LiveCursor(after: after)
    }

    /// Counts this socket among the session's live connections, which end with the session.
    ///
    /// - Throws: ``Problem`` when the session has as many as it may.
    func register(on eventLoop: any EventLoop) throws {
        let bound = NIOLoopBound(self, eventLoop: eventLoop)
        ticket = try desk.live.open(.socket, of: session.id) {
            eventLoop.execute { bound.value.refuse(ChatSessionRefusal.unknown, id: nil) }
        }
    }

    /// Takes that back; harmless when it is done.
    func unregister() {
        ticket?.close()
        ticket = nil
    }

    private var agentName: String { desk.agentName(on: session.channel) }
    var frameBytesMax: Int { Self.messageBytesMax }
    private var canSend: Bool { context?.channel.isWritable == true && socket.isOpen }
}

// MARK: - Life of the connection

extension SocketHandler {
    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        slot = seat.wheel.value.add(self)
        isBusy = true
        let bound = NIOLoopBound(self, eventLoop: context.eventLoop)
        let (desk, session, eventLoop) = (desk, session, context.eventLoop)
        firstWord = desk.firstWords.wait(session.id) { conversation in
            eventLoop.execute { bound.value.listen(to: conversation) }
        }
        run({
            // Whatever ends from here on closes the socket; what ended before is seen now.
            try await desk.check(session)
            return try await desk.ports.conversation(session.channel, session.id)
        }) { handler, result in handler.opened(result) }
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.context = nil
        subscription?.cancel()
        subscription = nil
        unregister()
        if let firstWord { desk.firstWords.cancel(session.id, firstWord) }
        firstWord = nil
        guard let slot else { return }
        seat.wheel.value.remove(self, from: slot)
        self.slot = nil
        seat.leave()
    }

    private func opened(_ result: Result<ConversationState?, any Error>) {
        switch result {
        case .failure(let error as ChatSessionRefusal): refuse(error, id: nil)
        case .failure: close(.tryAgainLater, "the conversation cannot be read now")
        case .success(let state):
            quietThrough = state?.seq ?? 0
            send(
                ChatFrame.ready(
                    owner: state?.owner ?? .agent,
                    name: state.map { shownOwnerName($0, agentName: agentName) } ?? agentName, seq: quietThrough))
            if let state { listen(to: state.id) }
            isBusy = false
            nextCommand()
        }
    }

    /// Listens to the conversation from now on, and reads what was said before.
    private func listen(to conversation: ConversationID) {
        guard let context, self.conversation == nil else { return }
        self.conversation = conversation
        let bound = NIOLoopBound(self, eventLoop: context.eventLoop)
        let eventLoop = context.eventLoop
        subscription = desk.ports.hub.subscribe(to: conversation) { event in
            eventLoop.execute { bound.value.live(event) }
        }
        perform(cursor.catchUp())
    }

    /// Called by the wheel: a client that was silent for a whole turn is asked, after two it is gone.
    func lookAfter() {
        guard let context else { return }
        silentTurns += 1
        if silentTurns > 2 || (silentTurns > 1 && !context.channel.isWritable) {
            context.close(promise: nil)
        } else if silentTurns > 1, socket.isOpen {
            write(.ping, ByteBuffer())
        }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case is ChannelShouldQuiesceEvent: close(.goingAway, "the gateway is stopping")
        case let event as ChannelEvent where event == .inputClosed: context.close(promise: nil)
        default: context.fireUserInboundEventTriggered(event)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard let error = error as? NIOWebSocketError else { return context.close(promise: nil) }
        perform(socket.receive(error))
    }
}

// MARK: - What the client sends

extension SocketHandler {
    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        silentTurns = 0
        perform(socket.receive(unwrapInboundIn(data)))
    }

    /// Holds reading back while there is enough to do, or while the client does not take what it is sent.
    func read(context: ChannelHandlerContext) {
        if waiting.count >= Self.waitingMax || (!context.channel.isWritable && socket.isOpen) {
            owesRead = true
        } else {
            context.read()
        }
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if context.channel.isWritable {
            perform(cursor.becameReady())
            readIfOwed()
        }
        context.fireChannelWritabilityChanged()
    }

    private func readIfOwed() {
        guard owesRead, let context, waiting.count < Self.waitingMax, context.channel.isWritable else { return }
        owesRead = false
        context.read()
    }

    private func perform(_ action: WebSocketSession.Action) {
        switch action {
        case .nothing: break
        case .text(let bytes):
            waiting.append(bytes)
            nextCommand()
        case .pong(let data): write(.pong, data)
        case .close(let code, let reason): sendClose(code, reason)
        case .answerClose(let code):
            var payload = ByteBuffer()
            if let code { payload.writeInteger(code.number) }
            let channel = context?.channel
            write(.connectionClose, payload)?.whenComplete { _ in channel?.close(promise: nil) }
        case .end: context?.close(promise: nil)
        }
    }

    private func nextCommand() {
        guard !isBusy, !waiting.isEmpty, socket.isOpen else { return }
        let bytes = waiting.removeFirst()
        if waiting.isEmpty { waiting = [] }
        do {
            try obey(try ChatCommand.read(bytes.readableBytesView, limits: desk.limits(on: session.channel)))
        } catch {
            refuse(error, id: nil)
        }
        readIfOwed()
        nextCommand()
    }

    private func obey(_ command: ChatCommand) throws {
        let (desk, session) = (desk, session)
        switch command {
        case .typing(let on): showTyping(on)
        case .message(let id, let text):
            isBusy = true
            isTyping = false
            run({ try await desk.say(session, id: id, text: text, waitSeconds: 0) }) { handler, result in
                handler.said(id, result)
            }
        case .human:
            isBusy = true
            run({ try await desk.askForHuman(session) }) { handler, result in handler.done(result) }
        case .rating(let score, let comment):
            isBusy = true
            run({ try await desk.rate(session, score: score, comment: comment) }) { handler, result in
                handler.done(result)
            }
        }
    }

    private func said(_ id: String, _ result: Result<GatewayPorts.Taken, any Error>) {
        switch result {
        case .success(let taken):
            listen(to: taken.state.id)
            send(ChatFrame.accepted(id: id, seq: taken.seq))
        case .failure(let error): refuse(error, id: id)
        }
        done(.success(()))
    }

    private func done(_ result: Result<Void, any Error>) {
        if case .failure(let error) = result { refuse(error, id: nil) }
        isBusy = false
        nextCommand()
        readIfOwed()
    }

    private func refuse(_ error: any Error, id: String?) {
        if error is ChatSessionRefusal { return close(.unauthorized, "the session is not known any more") }
        let problem = Problem(foreseen: error) ?? .unexpected
        send(
            ChatFrame.error(
                id: id, status: problem.status, title: problem.title, detail: problem.detail,
                retryAfterSeconds: problem.retryAfterSeconds))
    }

    private func showTyping(_ on: Bool) {
        guard on != isTyping, let conversation else { return }
        isTyping = on
        desk.ports.hub.publish(
            .typing(conversation, Author(kind: .customer, name: session.name), on: on), in: conversation)
    }
}

// MARK: - What the client is sent

extension SocketHandler {
    private func live(_ event: ConversationHub.LiveEvent) {
        switch event {
        case .appended(let appended):
            guard let first = appended.events.first, let last = appended.events.last else { return }
            let step = cursor.grew(from: first.seq, through: last.seq, canSend: canSend)
            guard case .deliver(let after) = step else { return perform(step) }
            deliver(appended.events.filter { $0.seq > after })
        case .typing(_, let author, let on):
            if author.kind != .customer, canSend { send(ChatFrame.typing(author, on: on)) }
        case .delta(_, let turn, let text):
            if canSend { send(ChatFrame.delta(turn: turn, text: text)) }
        }
    }

    private func perform(_ step: LiveCursor.Step) {
        guard case .read(let after) = step, let conversation else { return }
        let log = desk.ports.log
        run({ try await log.events(of: conversation, after: after, limit: Self.pageLimit) }) { handler, result in
            switch result {
            case .success(let events):
                handler.deliver(events)
                handler.perform(
                    handler.cursor.page(
                        through: events.last?.seq, count: events.count, limit: Self.pageLimit,
                        canSend: handler.canSend))
            case .failure:
                handler.cursor.readFailed()
                handler.close(.tryAgainLater, "the conversation cannot be read now")
            }
        }
    }

    private func deliver(_ events: [ConversationEvent]) {
        for event in events {
            for item in customerView(CollectionOfOne(event), agentName: agentName) {
                if case .owner = item, event.seq <= quietThrough { continue }
                send(ChatFrame.item(item))
            }
        }
    }

    private func send(_ json: [UInt8]) {
        guard socket.isOpen else { return }
        write(.text, ByteBuffer(bytes: json))
    }

    @discardableResult
    private func write(_ opcode: WebSocketOpcode, _ data: ByteBuffer) -> EventLoopFuture<Void>? {
        guard let context else { return nil }
        let frame = wrapOutboundOut(WebSocketFrame(fin: true, opcode: opcode, data: data))
        guard opcode == .connectionClose else {
            context.writeAndFlush(frame, promise: nil)
            return nil
        }
        return context.writeAndFlush(frame)
    }

    private func close(_ code: CloseCode, _ reason: String) {
        if let action = socket.close(code, reason) { perform(action) }
    }

    private func sendClose(_ code: CloseCode, _ reason: String) {
        guard let context else { return }
        waiting = []
        var payload = ByteBuffer()
        payload.writeInteger(code.number)
        payload.writeString(String(reason.utf8.prefix(123)) ?? "")
        write(.connectionClose, payload)
        // The connection stays a moment, so that what the client still sends does not reset it before it has read why.
        let channel = context.channel
        context.eventLoop.scheduleTask(in: Self.farewell) { channel.close(promise: nil) }
        readIfOwed()
    }

    /// Runs work that has to wait in a task of its own, because a channel handler cannot, and comes back with its
    /// result to the event loop; nothing comes back when the connection has gone meanwhile.
    private func run<Success: Sendable>(
        _ work: @escaping @Sendable () async throws -> Success,
        _ then: @escaping @Sendable (SocketHandler, Result<Success, any Error>) -> Void
    ) {
        guard let context else { return }
        let bound = NIOLoopBound(self, eventLoop: context.eventLoop)
        context.eventLoop.makeFutureWithTask(work).whenComplete { result in
            guard bound.value.context != nil else { return }
            then(bound.value, result)
        }
    }
}
