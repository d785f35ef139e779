import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1

/// Looks at the first line of a connection and makes it HTTP or a socket.
///
/// The decision is made on bytes, before any HTTP handler exists, so that plain HTTP is served by exactly the handlers
/// Hummingbird sets up itself. Only the paths of the ``SocketRoute``s go the other way.
final class SocketGate: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    private let kind: EventLoopPromise<SocketServer.Kind>
    private let http: HTTP1Channel
    private let sockets: ChatSockets
    private let logger: Logger
    private var held: ByteBuffer?
    /// Ends a connection that does not say what it wants, and a handshake that does not come to its end.
    private var timer: Scheduled<Void>?

    init(kind: EventLoopPromise<SocketServer.Kind>, http: HTTP1Channel, sockets: ChatSockets, logger: Logger) {
        self.kind = kind
        self.http = http
        self.sockets = sockets
        self.logger = logger
    }

    func handlerAdded(context: ChannelHandlerContext) {
        let channel = context.channel
        timer = context.eventLoop.scheduleTask(in: RequestLimits.handshakeMax) { channel.close(promise: nil) }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var bytes = unwrapInboundIn(data)
        if var held {
            held.writeBuffer(&bytes)
            bytes = held
        }
        held = nil
        switch FirstLine.kind(of: bytes.readableBytesView, paths: sockets.paths) {
        case .undecided: held = bytes
        case .http: becomeHTTP(context, bytes)
        case .socket: becomeSocket(context, bytes)
        }
    }

    private func becomeHTTP(_ context: ChannelHandlerContext, _ bytes: ByteBuffer) {
        timer?.cancel()
        let kind = kind
        // Set up on this event loop, so it is complete when it returns.
        http.setup(channel: context.channel, logger: logger).whenComplete { kind.completeWith($0.map { .http($0) }) }
        addGuard(to: context)
        context.fireChannelRead(wrapInboundOut(bytes))
        context.fireChannelReadComplete()
        context.pipeline.syncOperations.removeHandler(self, promise: nil)
    }

    private func addGuard(to context: ChannelHandlerContext) {
        let pipeline = context.pipeline.syncOperations
        do {
            let decoder = try pipeline.handler(type: ByteToMessageHandler<HTTPRequestDecoder>.self)
            try pipeline.addHandler(RequestGuard(origins: sockets.desk.origins), position: .after(decoder))
        } catch {
            context.close(promise: nil)
        }
    }

    private func becomeSocket(_ context: ChannelHandlerContext, _ bytes: ByteBuffer) {
        kind.succeed(.socket)
        do {
            let encoder = HTTPResponseEncoder()
            let decoder = ByteToMessageHandler(
                HTTPRequestDecoder(
                    leftOverBytesStrategy: .forwardBytes, limitConfiguration: RequestLimits.decoder))
            let handshake = SocketHandshake(sockets: sockets, encoder: encoder, decoder: decoder, timer: timer)
            try context.pipeline.syncOperations.addHandlers([encoder, decoder, handshake])
        } catch {
            context.close(promise: nil)
            return
        }
        context.fireChannelRead(wrapInboundOut(bytes))
        context.fireChannelReadComplete()
        context.pipeline.syncOperations.removeHandler(self, promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) {
        timer?.cancel()
        kind.fail(ChannelError.eof)
        context.fireChannelInactive()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if event is ChannelShouldQuiesceEvent || event as? ChannelEvent == .inputClosed {
            context.close(promise: nil)
        } else {
            context.fireUserInboundEventTriggered(event)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
}
