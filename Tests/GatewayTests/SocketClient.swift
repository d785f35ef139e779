import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOWebSocket

/// A WebSocket client for tests, on another side of the same library: texts as JSON objects, closes as their code.
final class SocketClient: Sendable {
    enum Event: Sendable, Equatable {
        /// The `type`, and the message's `seq` or the frame's own.
        case frame(type: String, seq: Int?)
        case closed(UInt16?)
    }

    private let channel: any Channel
    private let events: AsyncStream<Event>

    private init(channel: any Channel, events: AsyncStream<Event>) {
        self.channel = channel
        self.events = events
    }

    static func connect(port: Int, session: String, token: String, after: Int = 0) async throws -> SocketClient {
        let (events, continuation) = AsyncStream.makeStream(of: Event.self)
        let upgraded = MultiThreadedEventLoopGroup.singleton.any().makePromise(of: Void.self)
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let upgrader = NIOWebSocketClientUpgrader { channel, _ in
                        channel.eventLoop.makeCompletedFuture {
                            try channel.pipeline.syncOperations.addHandler(Receiver(continuation))
                            upgraded.succeed()
                        }
                    }
                    try channel.pipeline.syncOperations.addHTTPClientHandlers(
                        leftOverBytesStrategy: .forwardBytes,
                        withClientUpgrade: (upgraders: [upgrader], completionHandler: { _ in }))
                }
            }
            .connect(host: "127.0.0.1", port: port).get()
        let head = HTTPRequestHead(
            version: .http1_1, method: .GET, uri: "/chat/sessions/\(session)/socket?after=\(after)",
            headers: ["Host": "test", "Authorization": "Bearer \(token)", "Content-Length": "0"])
        try await channel.eventLoop.submit {
            channel.pipeline.syncOperations.write(NIOAny(HTTPClientRequestPart.head(head)), promise: nil)
            channel.pipeline.syncOperations.writeAndFlush(NIOAny(HTTPClientRequestPart.end(nil)), promise: nil)
        }.get()
        try await upgraded.futureResult.get()
        return SocketClient(channel: channel, events: events)
    }

    /// The status line a handshake is answered with, over a connection of its own.
    static func statusLine(port: Int, session: String, token: String) async throws -> String {
        let answer = try await answer(
            port: port,
            to: """
                GET /chat/sessions/\(session)/socket HTTP/1.1\r\nHost: test\r\nUpgrade: websocket\r\n\
                Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\
                Authorization: Bearer \(token)\r\n\r\n
                """)
        return answer.split(separator: "\r\n").first.map(String.init) ?? ""
    }

    /// The first bytes a connection is answered with.
    static func answer(port: Int, to request: String) async throws -> String {
        let line = MultiThreadedEventLoopGroup.singleton.any().makePromise(of: String.self)
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(FirstBytes(line))
                }
            }
            .connect(host: "127.0.0.1", port: port).get()
        // A server that has read enough may close while this is being written.
        try? await channel.writeAndFlush(ByteBuffer(string: request))
        let answer = try await line.futureResult.get()
        try? await channel.close()
        return answer
    }

    func send(_ text: String) async throws {
        let frame = WebSocketFrame(
            fin: true, opcode: .text, maskKey: .random(), data: ByteBuffer(string: text))
        try await channel.writeAndFlush(frame)
    }

    /// Everything up to the first event that fits, which is the last of the result.
    func events(until isLast: @Sendable (Event) -> Bool) async -> [Event] {
        var seen: [Event] = []
        for await event in events {
            seen.append(event)
            if isLast(event) { break }
        }
        return seen
    }

    /// Ends the connection; harmless when it has ended.
    func close() async { try? await channel.close() }
}

private final class Receiver: ChannelInboundHandler {
    typealias InboundIn = WebSocketFrame

    private let continuation: AsyncStream<SocketClient.Event>.Continuation
    private var code: UInt16?

    init(_ continuation: AsyncStream<SocketClient.Event>.Continuation) { self.continuation = continuation }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var frame = unwrapInboundIn(data)
        switch frame.opcode {
        case .text:
            let object = try? JSONSerialization.jsonObject(with: Data(frame.data.readableBytesView)) as? [String: Any]
            let message = object?["message"] as? [String: Any]
            continuation.yield(
                .frame(type: object?["type"] as? String ?? "", seq: (message ?? object)?["seq"] as? Int))
        case .connectionClose:
            code = frame.data.readInteger(as: UInt16.self)
            continuation.yield(.closed(code))
            context.close(promise: nil)
        default: break
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        if code == nil { continuation.yield(.closed(nil)) }
        continuation.finish()
    }
}

private final class FirstBytes: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let promise: EventLoopPromise<String>

    init(_ promise: EventLoopPromise<String>) { self.promise = promise }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        promise.succeed(String(buffer: unwrapInboundIn(data)))
    }

    func channelInactive(context: ChannelHandlerContext) { promise.succeed("") }
}
