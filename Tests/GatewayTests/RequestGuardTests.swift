import HummingbirdCore
import Logging
import NIOCore
import NIOEmbedded
import NIOHTTP1
import Testing
import WebChatChannel

@testable import Gateway

/// On a virtual clock and without a network.
@Suite struct RequestGuardTests {
    private func connection() throws -> EmbeddedChannel {
        let decoder = ByteToMessageHandler(HTTPRequestDecoder())
        let channel = EmbeddedChannel(
            handlers: [HTTPResponseEncoder(), decoder, RequestGuard(origins: AllowedOrigins(["*"]))])
        try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1), promise: nil)
        return channel
    }

    private func send(_ text: String, to channel: EmbeddedChannel) throws {
        channel.pipeline.fireChannelRead(ByteBuffer(string: text))
        channel.pipeline.fireChannelReadComplete()
        channel.embeddedEventLoop.run()
    }

    private func answer(_ channel: EmbeddedChannel) throws {
        let head = HTTPResponseHead(version: .http1_1, status: .ok, headers: ["Content-Length": "0"])
        try channel.writeOutbound(HTTPServerResponsePart.head(head))
        try channel.writeOutbound(HTTPServerResponsePart.end(nil))
    }

    /// What was sent; empty for nothing.
    private func sent(_ channel: EmbeddedChannel) throws -> String {
        var text = ""
        while let bytes = try channel.readOutbound(as: ByteBuffer.self) { text += String(buffer: bytes) }
        return text
    }

    @Test func aRequestThatDripsInIsCutOffByItsDeadline() throws {
        for start in ["GET /", "GET / HTTP/1.1\r\nX: ", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n"] {
            let channel = try connection()
            try send(start, to: channel)
            for _ in 0..<5 {
                channel.embeddedEventLoop.advanceTime(by: .seconds(10))
                try send("a", to: channel)
            }
            #expect(channel.isActive)
            channel.embeddedEventLoop.advanceTime(by: .seconds(10))
            #expect(!channel.isActive, "\(start)")
        }
    }

    @Test func aRequestThatCameWholeMayBeAnsweredSlowlyAndFollowedByAnother() throws {
        let channel = try connection()
        try send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi", to: channel)
        channel.embeddedEventLoop.advanceTime(by: .hours(1))
        #expect(channel.isActive)
        try answer(channel)
        channel.embeddedEventLoop.advanceTime(by: .hours(1))
        #expect(channel.isActive)
        try send("GET / HTTP/1.1\r\nHo", to: channel)
        channel.embeddedEventLoop.advanceTime(by: .seconds(59))
        #expect(channel.isActive)
        channel.embeddedEventLoop.advanceTime(by: .seconds(1))
        #expect(!channel.isActive)
    }

    @Test(arguments: [
        ("GET / HTTP/1.1\r\nX: a\0b\r\n\r\n", 400), ("nonsense\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\nHost: a\r\nX: \(String(repeating: "x", count: 90_000))\r\n\r\n", 431),
    ])
    func whatIsNoRequestIsToldSoAsAProblem(request: String, status: Int) throws {
        let channel = try connection()
        try send(request, to: channel)
        let text = try sent(channel)
        #expect(text.hasPrefix("HTTP/1.1 \(status) "))
        #expect(text.contains("application/problem+json"))
        #expect(text.contains(#""status":\#(status)"#))
        #expect(channel.isActive)
        channel.embeddedEventLoop.advanceTime(by: RequestLimits.farewell)
        #expect(!channel.isActive)
    }

    @Test func whatFollowsARequestThatIsBeingAnsweredIsLeftToTheServer() throws {
        let channel = try connection()
        try send("GET / HTTP/1.1\r\nHost: a\r\n\r\n", to: channel)
        try send("nonsense\r\n\r\n", to: channel)
        #expect(throws: HTTPParserError.self) { try channel.throwIfErrorCaught() }
        #expect(try sent(channel).isEmpty)
    }
}

/// Handshakes that do not come to their end.
@Suite struct HandshakeDeadlineTests {
    private func connection(_ sockets: ChatSockets) throws -> EmbeddedChannel {
        let channel = EmbeddedChannel()
        let gate = SocketGate(
            kind: channel.eventLoop.makePromise(of: SocketServer.Kind.self),
            http: HTTP1Channel { _, _, _ in }, sockets: sockets, logger: Logger(label: "test"))
        try channel.pipeline.syncOperations.addHandler(gate)
        try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1), promise: nil)
        return channel
    }

    private func sockets(max: Int = 10) -> ChatSockets {
        let chat = MemoryChat()
        var settings = GatewaySettings()
        settings.socketsMax = max
        let sessions = ChatSessions(store: chat)
        return ChatSockets(desk: ChatDesk(channels: [], settings: settings, sessions: sessions, ports: chat.ports))
    }

    private let start = "GET /chat/sessions/abc/socket HTTP/1.1\r\nHost: a\r\n"
    private let rest = "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
    private let key = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"

    @Test func aHandshakeHasHalfAMinuteAndCountsAsASocket() throws {
        let sockets = sockets()
        let channel = try connection(sockets)
        try channel.writeInbound(ByteBuffer(string: start))
        #expect(sockets.count == 1)
        for _ in 0..<29 {
            channel.embeddedEventLoop.advanceTime(by: .seconds(1))
            try channel.writeInbound(ByteBuffer(string: "X: y\r\n"))
        }
        #expect(channel.isActive)
        channel.embeddedEventLoop.advanceTime(by: .seconds(1))
        #expect(!channel.isActive)
        channel.embeddedEventLoop.run()
        #expect(sockets.count == 0)
    }

    @Test func aHandshakeWithABodyIsRefusedAtItsHead() throws {
        for body in ["Content-Length: 1000\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n"] {
            let sockets = sockets()
            let channel = try connection(sockets)
            try channel.writeInbound(ByteBuffer(string: start + rest + key + body))
            var text = ""
            while let bytes = try channel.readOutbound(as: ByteBuffer.self) { text += String(buffer: bytes) }
            #expect(text.hasPrefix("HTTP/1.1 400 "))
            #expect(!channel.isActive)
            channel.embeddedEventLoop.run()
            #expect(sockets.count == 0)
        }
    }

    @Test func handshakesBeyondTheSeatsAreToldToComeBack() throws {
        let sockets = sockets(max: 1)
        let first = try connection(sockets)
        try first.writeInbound(ByteBuffer(string: start))
        let second = try connection(sockets)
        try second.writeInbound(ByteBuffer(string: start + rest + key + "\r\n"))
        let answer = try #require(try second.readOutbound(as: ByteBuffer.self))
        #expect(String(buffer: answer).hasPrefix("HTTP/1.1 503 "))
        #expect(sockets.count == 1)
        _ = try? first.finish()
    }
}
