import NIOCore
import NIOHTTP1
import NIOWebSocket

/// Answers the one HTTP request of a connection that wants to become a socket: with 101 and a socket, or with a
/// problem and the end of the connection.
final class SocketHandshake: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let sockets: ChatSockets
    private let encoder: HTTPResponseEncoder
    private let decoder: ByteToMessageHandler<HTTPRequestDecoder>
    /// Closes the connection when the handshake does not come to its end.
    private let timer: Scheduled<Void>?
    private var seat: ChatSockets.Seat?
    private var head: HTTPRequestHead?
    /// The checked head; the handshake goes on when the request has ended.
    private var request: SocketRoute.Request?
    private var isDecided = false

    init(
        sockets: ChatSockets, encoder: HTTPResponseEncoder, decoder: ByteToMessageHandler<HTTPRequestDecoder>,
        timer: Scheduled<Void>?
    ) {
        self.sockets = sockets
        self.encoder = encoder
        self.decoder = decoder
        self.timer = timer
    }

    /// A handshake counts as a socket from its beginning.
    func handlerAdded(context: ChannelHandlerContext) { seat = sockets.reserve(on: context.eventLoop) }

    func handlerRemoved(context: ChannelHandlerContext) {
        timer?.cancel()
        seat?.leave()
        seat = nil
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isDecided else { return }
        switch unwrapInboundIn(data) {
        case .head(let head):
            self.head = head
            check(context, head)
        case .body: break
        case .end:
            guard let request else { return }
            isDecided = true
            admit(context, request)
        }
    }

    private func check(_ context: ChannelHandlerContext, _ head: HTTPRequestHead) {
        guard seat != nil else { return refuse(context, .tooManyConnections()) }
        guard let route = sockets.route(of: head.uri) else { return refuse(context, .unknownPath) }
        do {
            request = try route.check(head)
        } catch {
            refuse(context, Problem(foreseen: error) ?? .unexpected)
        }
    }

    private func admit(_ context: ChannelHandlerContext, _ request: SocketRoute.Request) {
        let peer = context.remoteAddress?.ipAddress
        let bound = NIOLoopBound((handler: self, context: context), eventLoop: context.eventLoop)
        // A channel handler cannot wait: who asks is looked up in a task, which comes back to the event loop.
        context.eventLoop.makeFutureWithTask { try await request.admit(peer) }.whenComplete { result in
            let (handler, context) = bound.value
            guard context.channel.isActive else { return }
            switch result {
            case .success(let admission): handler.accept(context, request, admission)
            case .failure(let error): handler.refuse(context, Problem(foreseen: error) ?? .unexpected)
            }
        }
    }

    private func accept(
        _ context: ChannelHandlerContext, _ request: SocketRoute.Request, _ admission: SocketRoute.Admission
    ) {
        guard let head, let seat else { return }
        let socket: any SocketSpeaker
        do {
            socket = try admission.speaker(seat, context.eventLoop)
        } catch {
            return refuse(context, Problem(foreseen: error) ?? .unexpected)
        }
        let answer = request.headers
        let upgrader = NIOWebSocketServerUpgrader(
            shouldUpgrade: { channel, _ in channel.eventLoop.makeSucceededFuture(answer) },
            upgradePipelineHandler: { channel, _ in channel.eventLoop.makeSucceededVoidFuture() })
        let bound = NIOLoopBound((handler: self, context: context, socket: socket), eventLoop: context.eventLoop)
        // NIO computes Sec-WebSocket-Accept; on this event loop, so it is complete at once.
        upgrader.buildUpgradeResponse(channel: context.channel, upgradeRequest: head, initialResponseHeaders: [:])
            .whenComplete { result in
                let (handler, context, socket) = bound.value
                switch result {
                case .success(let headers): handler.upgrade(context, headers, socket)
                case .failure:
                    socket.unregister()
                    handler.refuse(context, .upgradeRequired)
                }
            }
    }

    private func upgrade(_ context: ChannelHandlerContext, _ headers: HTTPHeaders, _ socket: any SocketSpeaker) {
        let head = HTTPResponseHead(version: .http1_1, status: .switchingProtocols, headers: headers)
        context.writeAndFlush(wrapOutboundOut(.head(head)), promise: nil)
        let pipeline = context.pipeline.syncOperations
        do {
            try pipeline.addHandlers([
                WebSocketFrameEncoder(),
                ByteToMessageHandler(WebSocketFrameDecoder(maxFrameSize: socket.frameBytesMax)), socket,
            ])
            // The seat is the socket's from here on.
            seat = nil
            // The HTTP handlers go; what the decoder holds of the client's first frames moves on.
            pipeline.removeHandler(encoder, promise: nil)
            pipeline.removeHandler(self, promise: nil)
            pipeline.removeHandler(decoder, promise: nil)
        } catch {
            socket.unregister()
            context.close(promise: nil)
        }
    }

    private func refuse(_ context: ChannelHandlerContext, _ problem: Problem) {
        isDecided = true
        let origin = sockets.desk.origins.answer(
            to: head?.headers.first(name: "origin"), host: head?.headers.first(name: "host"))
        let channel = context.channel
        let parts = problem.parts(origin: origin)
        for part in parts.dropLast() { context.write(wrapOutboundOut(part), promise: nil) }
        context.writeAndFlush(wrapOutboundOut(.end(nil))).whenComplete { _ in channel.close(promise: nil) }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if event is ChannelShouldQuiesceEvent || event as? ChannelEvent == .inputClosed {
            context.close(promise: nil)
        } else {
            context.fireUserInboundEventTriggered(event)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard !isDecided, let error = error as? HTTPParserError else { return context.close(promise: nil) }
        refuse(context, RequestLimits.problem(of: error))
    }
}
