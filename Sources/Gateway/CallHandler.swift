import NIOCore
import NIOWebSocket

/// The open socket of a live call: text messages of the platform in, ours out. What is said is decided elsewhere.
final class CallHandler: ChannelInboundHandler, SocketSpeaker {
    typealias InboundIn = WebSocketFrame
    typealias OutboundOut = WebSocketFrame

    /// Messages that may wait for a platform that does not read; then it is gone.
    private static let unreadMax = 256
    /// Time the platform has to answer a close frame.
    private static let farewell = TimeAmount.seconds(2)

    private let listener: CallLine.Listener
    private let seat: ChatSockets.Seat
    private var socket: WebSocketSession
    private var slot: Int?
    private var silentTurns: UInt8 = 0
    private var unread = 0
    private var context: ChannelHandlerContext?

    init(_ listener: CallLine.Listener, seat: ChatSockets.Seat) {
        self.listener = listener
        self.seat = seat
        socket = WebSocketSession(messageBytesMax: listener.messageBytesMax)
    }

    var frameBytesMax: Int { listener.messageBytesMax }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        slot = seat.wheel.value.add(self)
        let bound = NIOLoopBound(self, eventLoop: context.eventLoop)
        let eventLoop = context.eventLoop
        listener.opened(
            CallLine.Socket(
                send: { text in eventLoop.execute { bound.value.send(text) } },
                close: { eventLoop.execute { bound.value.close(.normal, "") } }))
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.context = nil
        guard let slot else { return }
        seat.wheel.value.remove(self, from: slot)
        self.slot = nil
        seat.leave()
        listener.closed()
    }

    /// The platform was asked for a socket that did not open: it comes to its listener as one that was closed.
    func unregister() { listener.closed() }

    func lookAfter() {
        guard let context else { return }
        silentTurns += 1
        if silentTurns > 2 {
            context.close(promise: nil)
        } else if silentTurns > 1, socket.isOpen {
            write(.ping, ByteBuffer())
        }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        silentTurns = 0
        perform(socket.receive(unwrapInboundIn(data)))
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if context.channel.isWritable { unread = 0 }
        context.fireChannelWritabilityChanged()
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

    private func perform(_ action: WebSocketSession.Action) {
        switch action {
        case .nothing: break
        case .text(let bytes): listener.received(Array(bytes.readableBytesView))
        case .pong(let data): write(.pong, data)
        case .close(let code, let reason): sendClose(code, reason)
        case .answerClose(let code):
            var payload = ByteBuffer()
            if let code { payload.writeInteger(code.number) }
            write(.connectionClose, payload)
            context?.close(promise: nil)
        case .end: context?.close(promise: nil)
        }
    }

    private func send(_ text: String) {
        guard let context, socket.isOpen else { return }
        if !context.channel.isWritable { unread += 1 }
        guard unread <= Self.unreadMax else { return context.close(promise: nil) }
        write(.text, ByteBuffer(string: text))
    }

    private func write(_ opcode: WebSocketOpcode, _ data: ByteBuffer) {
        context?.writeAndFlush(
            wrapOutboundOut(WebSocketFrame(fin: true, opcode: opcode, data: data)), promise: nil)
    }

    private func close(_ code: CloseCode, _ reason: String) {
        if let action = socket.close(code, reason) { perform(action) }
    }

    private func sendClose(_ code: CloseCode, _ reason: String) {
        guard let context else { return }
        var payload = ByteBuffer()
        payload.writeInteger(code.number)
        payload.writeString(String(reason.utf8.prefix(123)) ?? "")
        write(.connectionClose, payload)
        let channel = context.channel
        context.eventLoop.scheduleTask(in: Self.farewell) { channel.close(promise: nil) }
    }
}
