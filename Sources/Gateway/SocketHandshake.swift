import NIOCore
import NIOHTTP1
import NIOWebSocket
import WebChatChannel

/// Answers the one HTTP request of a connection that wants to become a chat socket: with 101 and a socket, or with a
/// problem and the end of the connection.
final class SocketHandshake: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let sockets: ChatSockets
    private let encoder: HTTPResponseEncoder
    private let decoder: ByteToMessageHandler<HTTPRequestDecoder>
    private var head: HTTPRequestHead?
    private var isDecided = false

    init(sockets: ChatSockets, encoder: HTTPResponseEncoder, decoder: ByteToMessageHandler<HTTPRequestDecoder>) {
        self.sockets = sockets
        self.encoder = encoder
        self.decoder = decoder
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head): self.head = head
        case .body: break
        case .end:
            guard !isDecided, let head else { return }
            isDecided = true
            authenticate(context, head)
        }
    }

    private func authenticate(_ context: ChannelHandlerContext, _ head: HTTPRequestHead) {
        let request: HandshakeRequest
        do {
            request = try HandshakeRequest(head, allowedOrigins: sockets.desk.settings.allowedOrigins)
        } catch {
            return refuse(context, error)
        }
        let desk = sockets.desk
        let address = clientAddress(context, head)
        let bound = NIOLoopBound((handler: self, context: context), eventLoop: context.eventLoop)
        let eventLoop = context.eventLoop
        // A channel handler cannot wait: the session is looked up in a task, which comes back to the event loop.
        eventLoop.makeFutureWithTask {
            try await desk.authenticate(request.session, token: request.token, from: address)
        }.whenComplete { result in
            let (handler, context) = bound.value
            guard context.channel.isActive else { return }
            switch result {
            case .success(let session): handler.accept(context, head, request, session)
            case .failure(let error): handler.refuse(context, Problem(foreseen: error) ?? .unexpected)
            }
        }
    }

    private func clientAddress(_ context: ChannelHandlerContext, _ head: HTTPRequestHead) -> String {
        if sockets.desk.settings.trustsForwardedFor, let last = head.headers[canonicalForm: "x-forwarded-for"].last {
            return String(last.prefix(64))
        }
        return context.remoteAddress?.ipAddress ?? "unknown"
    }

    private func accept(
        _ context: ChannelHandlerContext, _ head: HTTPRequestHead, _ request: HandshakeRequest, _ session: ChatSession
    ) {
        guard let seat = sockets.reserve(on: context.eventLoop) else {
            return refuse(context, .tooManyConnections())
        }
        var extra = HTTPHeaders()
        if request.offersProtocol { extra.add(name: "Sec-WebSocket-Protocol", value: HandshakeRequest.subprotocol) }
        let answer = extra
        let upgrader = NIOWebSocketServerUpgrader(
            shouldUpgrade: { channel, _ in channel.eventLoop.makeSucceededFuture(answer) },
            upgradePipelineHandler: { channel, _ in channel.eventLoop.makeSucceededVoidFuture() })
        let bound = NIOLoopBound((handler: self, context: context), eventLoop: context.eventLoop)
        // NIO computes Sec-WebSocket-Accept; on this event loop, so it is complete at once.
        upgrader.buildUpgradeResponse(channel: context.channel, upgradeRequest: head, initialResponseHeaders: [:])
            .whenComplete { result in
                let (handler, context) = bound.value
                switch result {
                case .success(let headers): handler.upgrade(context, headers, request, session, seat)
                case .failure:
                    seat.leave()
                    handler.refuse(context, .upgradeRequired)
                }
            }
    }

    private func upgrade(
        _ context: ChannelHandlerContext, _ headers: HTTPHeaders, _ request: HandshakeRequest, _ session: ChatSession,
        _ seat: ChatSockets.Seat
    ) {
        let head = HTTPResponseHead(version: .http1_1, status: .switchingProtocols, headers: headers)
        context.writeAndFlush(wrapOutboundOut(.head(head)), promise: nil)
        let pipeline = context.pipeline.syncOperations
        do {
            let socket = SocketHandler(desk: sockets.desk, session: session, after: request.after, seat: seat)
            try pipeline.addHandlers([
                WebSocketFrameEncoder(),
                ByteToMessageHandler(WebSocketFrameDecoder(maxFrameSize: SocketHandler.messageBytesMax)), socket,
            ])
            // The HTTP handlers go; what the decoder holds of the client's first frames moves on.
            pipeline.removeHandler(encoder, promise: nil)
            pipeline.removeHandler(self, promise: nil)
            pipeline.removeHandler(decoder, promise: nil)
        } catch {
            seat.leave()
            context.close(promise: nil)
        }
    }

    private func refuse(_ context: ChannelHandlerContext, _ problem: Problem) {
        isDecided = true
        let json = problem.json
        var headers = HTTPHeaders(problem.headers.map { ($0.name, $0.value) })
        headers.add(name: "Content-Type", value: "application/problem+json")
        headers.add(name: "Content-Length", value: String(json.count))
        headers.add(name: "Connection", value: "close")
        headers.add(name: "Access-Control-Allow-Origin", value: "*")
        let status = HTTPResponseStatus(statusCode: problem.status, reasonPhrase: Problem.reason(problem.status))
        let head = HTTPResponseHead(version: .http1_1, status: status, headers: headers)
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: json)))), promise: nil)
        let channel = context.channel
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
        guard !isDecided, error is HTTPParserError else { return context.close(promise: nil) }
        refuse(context, Problem(status: 400, title: "Bad request", detail: "The request is not valid HTTP."))
    }
}
