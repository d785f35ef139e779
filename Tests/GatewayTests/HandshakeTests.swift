import NIOHTTP1
import Testing

@testable import Gateway

@Suite struct HandshakeTests {
    private static let paths = [SocketPath.chat, SocketPath("/channels/:name/relay")]

    @Test(arguments: [
        ("GET /chat/sessions/abc/socket HTTP/1.1\r\n", FirstLine.socket),
        ("GET /chat/sessions/abc/socket?after=3 HTTP/1.1\r\n", .socket),
        ("GET /chat/sessions/abc/socket", .undecided), ("GET /ch", .undecided), ("", .undecided),
        ("GET /chat/sessions/abc/messages HTTP/1.1\r\n", .http), ("GET /chat/sessions//socket HTTP/1.1", .http),
        ("GET /chat/sessions/a/b/socket HTTP/1.1", .http), ("POST /chat/sessions/abc/socket HTTP/1.1", .http),
        ("GET /chat/widget.js HTTP/1.1", .http), ("G\r\n", .http), ("\u{16}\u{3}\u{1}", .http),
        ("GET /chat/sessions/abc\r\n/socket ", .http), ("GET /channels/phone/relay?ticket=t HTTP/1.1", .socket),
        ("GET /channels/ph", .undecided), ("GET /channels/phone/voice HTTP/1.1", .http), ("GET /c", .undecided),
        ("GET /channels//relay HTTP/1.1", .http), ("GET /channels/a/b/relay HTTP/1.1", .http),
        ("GET /channels/phone/relay/ HTTP/1.1", .http),
    ])
    func theFirstLineDecides(line: String, expected: FirstLine) {
        #expect(FirstLine.kind(of: Array(line.utf8), paths: Self.paths) == expected)
    }

    @Test func anEndlessFirstLineIsLeftToTheDecodersLimits() {
        let line = Array("GET /chat/sessions/".utf8) + [UInt8](repeating: UInt8(ascii: "a"), count: 5000)
        #expect(FirstLine.kind(of: line, paths: Self.paths) == .http)
    }

    private func head(
        _ uri: String = "/chat/sessions/abc/socket", _ change: [String: String?] = [:]
    ) -> HTTPRequestHead {
        var fields = [
            "Upgrade": "websocket", "Connection": "keep-alive, Upgrade", "Sec-WebSocket-Version": "13",
            "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
        ]
        for (name, value) in change { fields[name] = value }
        return HTTPRequestHead(version: .http1_1, method: .GET, uri: uri, headers: HTTPHeaders(fields.map { ($0, $1) }))
    }

    private func read(_ head: HTTPRequestHead, origins: [String] = ["*"]) throws -> HandshakeRequest {
        try HandshakeRequest(head, origins: AllowedOrigins(origins))
    }

    @Test func theTokenComesFromSubprotocolHeaderOrAddress() throws {
        let protocols = try read(
            head("/chat/sessions/abc/socket?after=7", ["Sec-WebSocket-Protocol": "switchboard.v1, token.T"]))
        #expect(protocols.token == "T")
        #expect(protocols.session == "abc")
        #expect(protocols.after == 7)
        #expect(protocols.offersProtocol)
        #expect(try read(head("/chat/sessions/abc/socket", ["Authorization": "Bearer T"])).token == "T")
        let query = try read(head("/chat/sessions/abc/socket?x&token=T", [:]))
        #expect(query.token == "T")
        #expect(!query.offersProtocol)
        #expect(try read(head()).token == nil)
    }

    @Test func whatIsNoHandshakeIsToldWhatToMend() {
        func status(_ head: HTTPRequestHead, origins: [String] = ["*"]) -> Int? {
            do {
                _ = try read(head, origins: origins)
                return nil
            } catch {
                return (error as? Problem)?.status
            }
        }
        let path = "/chat/sessions/abc/socket"
        #expect(status(head(path, ["Upgrade": nil])) == 426)
        #expect(status(head(path, ["Sec-WebSocket-Version": "8"])) == 426)
        #expect(status(head(path, ["Connection": "close"])) == 426)
        #expect(status(head(path, ["Sec-WebSocket-Key": "short"])) == 400)
        #expect(status(head(path + "?after=-1", [:])) == 400)
        #expect(status(head(path, ["Origin": "https://evil.example"]), origins: ["https://shop.example"]) == 403)
        #expect(status(head(path, ["Origin": "https://shop.example"]), origins: ["https://shop.example"]) == nil)
        #expect(status(head(path, [:]), origins: ["https://shop.example"]) == nil)
        let own = ["Origin": "http://127.0.0.1:8080", "Host": "127.0.0.1:8080"]
        #expect(status(head(path, own), origins: ["https://shop.example"]) == nil)
        #expect(status(head(path, ["Content-Length": "5"])) == 400)
        #expect(status(head(path, ["Transfer-Encoding": "chunked"])) == 400)
        #expect(status(head(path, ["Content-Length": "0"])) == nil)
    }
}
