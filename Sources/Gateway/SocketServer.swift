import HummingbirdCore
import Logging
import NIOCore

/// Serves HTTP/1.1 as Hummingbird does, but for connections whose first request opens a chat socket.
///
/// A connection that becomes a socket leaves the world of tasks: from then on it is a few channel handlers and costs
/// nothing while nobody speaks.
struct SocketServer: ServerChildChannel {
    /// A connection whose kind is not known yet.
    struct Value: ServerChildChannelValue {
        let channel: any Channel
        let kind: EventLoopFuture<Kind>
    }

    /// What the first bytes made of a connection.
    enum Kind: Sendable {
        case http(HTTP1Channel.Value)
        case socket
    }

    private let sockets: ChatSockets
    private let http: HTTP1Channel

    init(sockets: ChatSockets, idleTimeoutSeconds: Int64, responder: @escaping HTTPChannelHandler.Responder) {
        self.sockets = sockets
        let live = sockets.desk.live
        http = HTTP1Channel(
            responder: responder,
            configuration: HTTP1Channel.Configuration(
                additionalChannelHandlers: [QuiesceHandler(live: live)],
                idleTimeout: .seconds(idleTimeoutSeconds),
                httpDecoderConfiguration: .init(
                    maxHeaderFieldSize: RequestLimits.headerFieldBytesMax,
                    maxHeaderListSize: RequestLimits.headerListBytesMax,
                    maxHeaderFieldCount: RequestLimits.headerFieldsMax)))
    }

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        channel.eventLoop.makeCompletedFuture {
            let kind = channel.eventLoop.makePromise(of: Kind.self)
            let gate = SocketGate(kind: kind, http: http, sockets: sockets, logger: logger)
            try channel.pipeline.syncOperations.addHandler(gate)
            return Value(channel: channel, kind: kind.futureResult)
        }
    }

    func handle(value: Value, logger: Logger) async {
        // A connection that ends before its first request has no kind; there is nothing to do for it.
        guard let kind = try? await value.kind.get(), case .http(let channel) = kind else { return }
        await http.handle(value: channel, logger: logger)
    }
}

/// Ends the event streams when the server stops: they would keep their connections busy for ever.
private final class QuiesceHandler: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = Any

    private let live: LiveConnections

    init(live: LiveConnections) { self.live = live }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if event is ChannelShouldQuiesceEvent { live.endStreams() }
        context.fireUserInboundEventTriggered(event)
    }
}
