import NIOCore
import NIOHTTP1

/// Guards the reading of an HTTP connection's requests: each must arrive whole within a time, and one that is no HTTP is
/// told so as a problem.
///
/// It stands right behind the decoder. Between requests, when nothing is owed, it has no timer.
final class RequestGuard: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    private let origins: AllowedOrigins
    private var deadline: Scheduled<Void>?
    /// Requests whose answers have not ended.
    private var unanswered = 0
    /// Whether the bytes being read made a part of a request; without, they began one.
    private var madeParts = false
    private var isRefused = false

    init(origins: AllowedOrigins) { self.origins = origins }

    /// Called with the first bytes of the connection, so the first request has begun.
    func handlerAdded(context: ChannelHandlerContext) { startDeadline(context) }

    func handlerRemoved(context: ChannelHandlerContext) { stopDeadline() }

    func channelInactive(context: ChannelHandlerContext) {
        stopDeadline()
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        madeParts = true
        switch unwrapInboundIn(data) {
        case .head:
            unanswered += 1
            startDeadline(context)
        case .body: break
        case .end: stopDeadline()
        }
        context.fireChannelRead(data)
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        if !madeParts { startDeadline(context) }
        madeParts = false
        context.fireChannelReadComplete()
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if case .end = unwrapOutboundIn(data) { unanswered -= 1 }
        context.write(data, promise: promise)
    }

    /// A request that cannot be read while others are being answered is left to the server, which knows their order.
    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard let error = error as? HTTPParserError, unanswered == 0 else { return context.fireErrorCaught(error) }
        guard !isRefused else { return }
        isRefused = true
        stopDeadline()
        let answer = RequestLimits.problem(of: error).parts(origin: origins.answer(to: nil, host: nil))
        for part in answer { context.write(wrapOutboundOut(part), promise: nil) }
        context.flush()
        let channel = context.channel
        context.eventLoop.scheduleTask(in: RequestLimits.farewell) { channel.close(promise: nil) }
    }

    private func startDeadline(_ context: ChannelHandlerContext) {
        guard deadline == nil, !isRefused else { return }
        let channel = context.channel
        deadline = context.eventLoop.scheduleTask(in: RequestLimits.readingMax) { channel.close(promise: nil) }
    }

    private func stopDeadline() {
        deadline?.cancel()
        deadline = nil
    }
}

extension Problem {
    /// The whole answer for connections that have no router yet, after which they close.
    ///
    /// - Parameter origin: What the page that asked is told.
    func parts(origin: AllowedOrigins.Answer) -> [HTTPServerResponsePart] {
        let body = json
        var fields = HTTPHeaders(headers.map { ($0.name, $0.value) })
        fields.add(name: "Content-Type", value: "application/problem+json")
        fields.add(name: "Content-Length", value: String(body.count))
        fields.add(name: "Connection", value: "close")
        if origin.varies { fields.add(name: "Vary", value: "Origin") }
        if let origin = origin.origin { fields.add(name: "Access-Control-Allow-Origin", value: origin) }
        let status = HTTPResponseStatus(statusCode: status, reasonPhrase: Self.reason(status))
        return [
            .head(HTTPResponseHead(version: .http1_1, status: status, headers: fields)),
            .body(.byteBuffer(ByteBuffer(bytes: body))), .end(nil),
        ]
    }
}
