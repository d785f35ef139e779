import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// A server on this machine that takes every request and notes the `Host` it was meant for.
final class CallbackReceiver: Sendable {
    private let channel: any Channel
    private let seen: Seen

    private final class Seen: Sendable {
        let hosts = Mutex<[String]>([])
    }

    private init(channel: any Channel, seen: Seen) {
        self.channel = channel
        self.seen = seen
    }

    static func start() async throws -> CallbackReceiver {
        let seen = Seen()
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.configureHTTPServerPipeline()
                    try channel.pipeline.syncOperations.addHandler(Handler(seen))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        return CallbackReceiver(channel: channel, seen: seen)
    }

    var port: Int { channel.localAddress?.port ?? 0 }
    var hosts: [String] { seen.hosts.withLock { $0 } }

    func stop() async throws { try await channel.close() }

    private final class Handler: ChannelInboundHandler {
        typealias InboundIn = HTTPServerRequestPart
        typealias OutboundOut = HTTPServerResponsePart

        private let seen: Seen

        init(_ seen: Seen) { self.seen = seen }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            switch unwrapInboundIn(data) {
            case .head(let head): seen.hosts.withLock { $0.append(head.headers.first(name: "host") ?? "") }
            case .body: break
            case .end:
                let head = HTTPResponseHead(version: .http1_1, status: .ok, headers: ["Content-Length": "0"])
                context.write(wrapOutboundOut(.head(head)), promise: nil)
                context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
            }
        }
    }
}
