import NIOHTTP1
import WebChatChannel

/// A request to open a chat socket, read and checked (RFC 6455, section 4.2.1), or the problem with it.
struct HandshakeRequest: Sendable, Hashable {
    /// The subprotocol this socket speaks.
    static let subprotocol = "switchboard.v1"
    /// Before the token, where it travels as a subprotocol: browsers let scripts set no other header.
    static let tokenPrefix = "token."

    let session: String
    let token: String?
    /// What the client has already; 0 for nothing.
    let after: Int
    /// Whether the client offered ``subprotocol``, which then has to be answered.
    let offersProtocol: Bool
    /// Every `X-Forwarded-For` field.
    let forwardedFor: [String]

    /// Checks that the head asks for a WebSocket as RFC 6455, section 4.2.1, has it.
    static func checkUpgrade(_ head: HTTPRequestHead) throws(Problem) {
        guard head.version == .http1_1,
            Self.list(head.headers, "upgrade").contains("websocket"),
            Self.list(head.headers, "connection").contains("upgrade"),
            head.headers["sec-websocket-version"] == ["13"]
        else { throw .upgradeRequired }
        guard head.headers["sec-websocket-key"].count == 1, let key = head.headers.first(name: "sec-websocket-key"),
            key.utf8.count == 24, key.hasSuffix("==")
        else {
            throw Problem(
                status: 400, title: "Bad request", detail: "Sec-WebSocket-Key must be 16 bytes in base64, once.")
        }
        guard !head.headers.contains(name: "transfer-encoding"),
            head.headers["content-length"].allSatisfy({ $0 == "0" })
        else {
            throw Problem(status: 400, title: "Bad request", detail: "A WebSocket handshake has no body. Send none.")
        }
    }

    init(_ head: HTTPRequestHead, origins: AllowedOrigins) throws(Problem) {
        try Self.checkUpgrade(head)
        guard origins.allows(head.headers.first(name: "origin"), host: head.headers.first(name: "host")) else {
            throw .originRefused
        }
        let parts = head.uri.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        let segments = parts[0].split(separator: "/")
        guard segments.count == 4 else { throw .unknownPath }
        session = String(segments[2])
        let query = parts.count > 1 ? Self.query(parts[1]) : [:]
        let offered = head.headers[canonicalForm: "sec-websocket-protocol"]
        offersProtocol = offered.contains { $0 == Self.subprotocol }
        token =
            offered.first { $0.hasPrefix(Self.tokenPrefix) }.map { String($0.dropFirst(Self.tokenPrefix.count)) }
            ?? Self.bearer(head.headers.first(name: "authorization")) ?? query["token"].map(String.init)
        guard let after = Int(query["after"] ?? "0"), after >= 0 else {
            throw Problem(status: 400, title: "Bad request", detail: "?after= must be a whole number from 0 on.")
        }
        self.after = after
        forwardedFor = head.headers["x-forwarded-for"]
    }

    /// The token of a client that is no browser: in a header, or in the query.
    static func token(of head: HTTPRequestHead) -> String? {
        let query = head.uri.split(separator: "?", maxSplits: 1).dropFirst().first.map(query) ?? [:]
        return bearer(head.headers.first(name: "authorization")) ?? query["token"].map(String.init)
    }

    private static func list(_ headers: HTTPHeaders, _ name: String) -> [String] {
        headers[canonicalForm: name].map { $0.lowercased() }
    }

    private static func bearer(_ header: String?) -> String? {
        guard let header, header.prefix(7).lowercased() == "bearer " else { return nil }
        return String(header.dropFirst(7))
    }

    private static func query(_ text: Substring) -> [Substring: Substring] {
        var values: [Substring: Substring] = [:]
        for pair in text.split(separator: "&").prefix(16) {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            values[parts[0]] = parts.count > 1 ? parts[1] : ""
        }
        return values
    }
}
