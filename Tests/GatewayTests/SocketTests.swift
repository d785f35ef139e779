import Conversations
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Intake
import NIOCore
import Synchronization
import Testing
import WebChatChannel

@testable import Gateway

@Suite struct SocketTests {
    private struct Opening: Decodable {
        let session: String
        let token: String
    }

    /// A real server with everything behind it in memory.
    private func serve(
        _ chat: MemoryChat, settings: GatewaySettings = GatewaySettings(),
        _ test: @Sendable (any TestClientProtocol, PublicAPI) async throws -> Void
    ) async throws {
        let router = Router(context: PublicRequestContext.self)
        let api = chat.api(settings: settings)
        api.addRoutes(to: router)
        let application = Application(
            router: router, server: api.server(),
            configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0)))
        try await application.test(.live) { try await test($0, api) }
    }

    private func open(_ client: any TestClientProtocol) async throws -> (session: String, token: String, port: Int) {
        let response = try await client.execute(uri: "/chat/sessions", method: .post, body: ByteBuffer(string: "{}"))
        let opening = try JSONDecoder().decode(Opening.self, from: Data(response.body.readableBytesView))
        return (opening.session, opening.token, try #require(client.port))
    }

    private static func isReady(_ event: SocketClient.Event) -> Bool {
        if case .frame("ready", _) = event { true } else { false }
    }

    private static func messages(_ events: [SocketClient.Event]) -> [Int] {
        events.compactMap { if case .frame("message", let seq) = $0 { seq } else { nil } }
    }

    @Test func aChatIsReadyTakesAMessageAndHearsTheAnswer() async throws {
        try await serve(MemoryChat()) { client, _ in
            let (session, token, port) = try await open(client)
            let socket = try await SocketClient.connect(port: port, session: session, token: token)
            #expect(await socket.events(until: Self.isReady) == [.frame(type: "ready", seq: 0)])
            try await socket.send(#"{"type":"message","id":"1","text":"hi"}"#)
            let events = await socket.events { $0 == .frame(type: "message", seq: 3) }
            #expect(events.contains(.frame(type: "accepted", seq: 2)))
            #expect(Self.messages(events) == [2, 3])
            await socket.close()
        }
    }

    @Test func everythingMissedIsReplayedOnceWhileTheConversationGoesOn() async throws {
        let chat = MemoryChat()
        try await serve(chat) { client, _ in
            let (session, token, port) = try await open(client)
            let body = ByteBuffer(string: #"{"id":"1","text":"x"}"#)
            _ = try await client.execute(
                uri: "/chat/sessions/\(session)/messages", method: .post, headers: [.authorization: "Bearer \(token)"],
                body: body)
            let conversation = try #require(chat.conversation(of: session))
            for number in 0..<500 { chat.reply(to: "\(number)", in: conversation, through: 2) }
            let last = 2 + 2 * 501 + 2 * 300 - 1
            async let writing: Void = {
                for number in 0..<300 {
                    chat.reply(to: "\(number)", in: conversation, through: 2)
                    if number % 10 == 0 { await Task.yield() }
                }
            }()
            var sockets: [SocketClient] = []
            for after in [0, 3, 500, 999] {
                sockets.append(try await SocketClient.connect(port: port, session: session, token: token, after: after))
            }
            for (socket, after) in zip(sockets, [0, 3, 500, 999]) {
                let seen = Self.messages(await socket.events { $0 == .frame(type: "message", seq: last) })
                let expected = [2].filter { $0 > after } + stride(from: 3, through: last, by: 2).filter { $0 > after }
                #expect(seen == expected, "after \(after)")
                await socket.close()
            }
            await writing
        }
    }

    @Test func whoSpeaksInOneWindowIsHeardInTheOther() async throws {
        try await serve(MemoryChat()) { client, _ in
            let (session, token, port) = try await open(client)
            let silent = try await SocketClient.connect(port: port, session: session, token: token)
            _ = await silent.events(until: Self.isReady)
            let speaking = try await SocketClient.connect(port: port, session: session, token: token)
            try await speaking.send(#"{"type":"message","id":"1","text":"hi"}"#)
            #expect(Self.messages(await silent.events { $0 == .frame(type: "message", seq: 3) }) == [2, 3])
            await silent.close()
            await speaking.close()
        }
    }

    @Test func typingAndPiecesOfARepliesReachTheChatAndTheCustomersOwnTypingDoesNot() async throws {
        let chat = MemoryChat()
        try await serve(chat) { client, _ in
            let (session, token, port) = try await open(client)
            let socket = try await SocketClient.connect(port: port, session: session, token: token)
            try await socket.send(#"{"type":"message","id":"1","text":"hi"}"#)
            _ = await socket.events { $0 == .frame(type: "message", seq: 3) }
            let conversation = try #require(chat.conversation(of: session))
            chat.hub.publish(.typing(conversation, Author(kind: .customer), on: true), in: conversation)
            chat.hub.publish(.typing(conversation, Author(kind: .operator, name: "Anna"), on: true), in: conversation)
            chat.hub.publish(.delta(conversation, turn: "t", text: "He"), in: conversation)
            chat.add(
                conversation,
                [
                    .ownerChanged(
                        OwnerChanged(
                            owner: .operator(OperatorID(number: 1)), epoch: 1, by: Author(kind: .operator, name: "Anna")
                        ))
                ])
            let events = await socket.events { if case .frame("owner", _) = $0 { true } else { false } }
            let types = events.compactMap { if case .frame(let type, _) = $0, type != "accepted" { type } else { nil } }
            #expect(types == ["typing", "delta", "owner"])
            await socket.close()
        }
    }

    @Test func aSessionThatIsErasedEndsItsChatWith4401() async throws {
        let chat = MemoryChat()
        try await serve(chat) { client, api in
            let (session, token, port) = try await open(client)
            let socket = try await SocketClient.connect(port: port, session: session, token: token)
            _ = await socket.events(until: Self.isReady)
            chat.state.withLock { $0.sessions = [:] }
            api.desk.sessions.ended([session])
            #expect(await socket.events { if case .closed = $0 { true } else { false } }.last == .closed(4401))
        }
        #expect(chat.received.isEmpty)
    }

    @Test func oneSessionHasOnlySoManyLiveConnections() async throws {
        var settings = GatewaySettings()
        settings.livePerSessionMax = 2
        try await serve(MemoryChat(), settings: settings) { client, api in
            let (session, token, port) = try await open(client)
            let (other, otherToken, _) = try await open(client)
            let socket = try await SocketClient.connect(port: port, session: session, token: token)
            _ = await socket.events(until: Self.isReady)
            let headers: HTTPFields = [.authorization: "Bearer \(token)"]
            async let stream = client.execute(
                uri: "/chat/sessions/\(session)/events", method: .get, headers: headers)
            while api.liveConnections.streams == 0 { await Task.yield() }
            let refused = try await SocketClient.statusLine(port: port, session: session, token: token)
            #expect(refused == "HTTP/1.1 429 Too Many Requests")
            #expect(api.liveConnections == (1, 1))
            let taken = try await SocketClient.statusLine(port: port, session: other, token: otherToken)
            #expect(taken == "HTTP/1.1 101 Switching Protocols")
            // The end of the session ends the stream and the socket.
            try await api.desk.sessions.end(session)
            _ = try await stream
            #expect(await socket.events { if case .closed = $0 { true } else { false } }.last == .closed(4401))
        }
    }

    @Test func aRefusedHandshakeTellsOnlyPagesThatMayAsk() async throws {
        var settings = GatewaySettings()
        settings.allowedOrigins = ["https://shop.example"]
        try await serve(MemoryChat(), settings: settings) { client, _ in
            let port = try #require(client.port)
            for (origin, status, allowed) in [
                ("https://shop.example", 401, true), ("https://evil.example", 403, false),
            ] {
                let answer = try await SocketClient.answer(
                    port: port,
                    to: """
                        GET /chat/sessions/abc/socket HTTP/1.1\r\nHost: test\r\nUpgrade: websocket\r\n\
                        Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nOrigin: \(origin)\r\n\
                        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nAuthorization: Bearer x\r\n\r\n
                        """)
                #expect(answer.hasPrefix("HTTP/1.1 \(status) "))
                #expect(answer.contains("Access-Control-Allow-Origin: \(origin)\r\n") == allowed)
                #expect(!answer.contains("Access-Control-Allow-Origin: *"))
            }
        }
    }

    @Test(arguments: [
        ("GET / HTTP/1.1\r\nHost: a\r\nX: \(String(repeating: "x", count: 40_000))\r\n\r\n", 431),
        ("GET / HTTP/1.1\r\nHost: a\r\n\(String(repeating: "X: y\r\n", count: 300))\r\n", 431),
        ("GET /\(String(repeating: "x", count: 100_000)) HTTP/1.1\r\nHost: a\r\n\r\n", 431),
        ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", 400),
        ("GET /\0 HTTP/1.1\r\nHost: a\r\n\r\n", 400),
        ("GET /chat/sessions/a/socket HTTP/1.1\r\nX: \(String(repeating: "x", count: 40_000))\r\n\r\n", 431),
    ])
    func whatIsNoRequestIsToldWhatToMend(request: String, status: Int) async throws {
        try await serve(MemoryChat()) { client, _ in
            let answer = try await SocketClient.answer(port: try #require(client.port), to: request)
            #expect(answer.hasPrefix("HTTP/1.1 \(status) "))
            #expect(answer.contains("application/problem+json"))
        }
    }

    @Test func whenAllSeatsAreTakenTheNextIsToldToComeBack() async throws {
        var settings = GatewaySettings()
        settings.socketsMax = 2
        try await serve(MemoryChat(), settings: settings) { client, api in
            let (session, token, port) = try await open(client)
            var sockets: [SocketClient] = []
            for _ in 0..<2 {
                let socket = try await SocketClient.connect(port: port, session: session, token: token)
                _ = await socket.events(until: Self.isReady)
                sockets.append(socket)
            }
            let refused = try await SocketClient.statusLine(port: port, session: session, token: token)
            #expect(refused == "HTTP/1.1 503 Service Unavailable")
            #expect(api.liveConnections.sockets == 2)
            await sockets[0].close()
            while api.liveConnections.sockets > 1 { await Task.yield() }
            let taken = try await SocketClient.statusLine(port: port, session: session, token: token)
            #expect(taken == "HTTP/1.1 101 Switching Protocols")
            await sockets[1].close()
        }
    }

    @Test func theServerStopsAndTellsItsChatsSo() async throws {
        let chat = MemoryChat()
        let told = try await withThrowingTaskGroup(of: [SocketClient.Event].self) { group in
            try await serve(chat) { client, _ in
                let (session, token, port) = try await open(client)
                let socket = try await SocketClient.connect(port: port, session: session, token: token)
                _ = await socket.events(until: Self.isReady)
                Self.waiting.withLock { $0 = socket }
            }
            group.addTask {
                let socket = Self.waiting.withLock { $0 }
                return await socket?.events { if case .closed = $0 { true } else { false } } ?? []
            }
            return try await group.next() ?? []
        }
        #expect(told.last == .closed(1001))
    }

    private static let waiting = Mutex<SocketClient?>(nil)

    @Test func anEventStreamReplaysAndEndsWithTheServer() async throws {
        let chat = MemoryChat()
        try await serve(chat) { client, api in
            let (session, token, _) = try await open(client)
            let headers: HTTPFields = [.authorization: "Bearer \(token)"]
            _ = try await client.execute(
                uri: "/chat/sessions/\(session)/messages", method: .post, headers: headers,
                body: ByteBuffer(string: #"{"id":"1","text":"x"}"#))
            let conversation = try #require(chat.conversation(of: session))
            async let stream = client.execute(
                uri: "/chat/sessions/\(session)/events?after=2", method: .get, headers: headers)
            while api.liveConnections.streams == 0 { await Task.yield() }
            chat.reply(to: "later", in: conversation, through: 2)
            chat.hub.publish(.typing(conversation, Author(kind: .agent), on: true), in: conversation)
            // The stream takes what is in its box, then ends.
            api.desk.live.endStreams()
            let text = String(buffer: try await stream.body)
            let ids = text.split(separator: "\n").filter { $0.hasPrefix("id: ") }
            #expect(ids == ["id: 3", "id: 5"])
            #expect(text.hasPrefix(#"data: {"type":"ready""#))
            #expect(api.liveConnections.streams == 0)
        }
    }
}
