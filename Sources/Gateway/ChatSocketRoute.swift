import ConnectorKit
import NIOHTTP1

extension SocketRoute {
    /// The sockets of customers' chats.
    static func chat(_ desk: ChatDesk) -> SocketRoute {
        SocketRoute(path: .chat) { head in
            let handshake = try HandshakeRequest(head, origins: desk.origins)
            var request = Request { peer in
                let address = desk.settings.trustedProxies.client(peer: peer, forwardedFor: handshake.forwardedFor)
                let session = try await desk.authenticate(handshake.session, token: handshake.token, from: address)
                return Admission { seat, eventLoop in
                    let socket = SocketHandler(desk: desk, session: session, after: handshake.after, seat: seat)
                    try socket.register(on: eventLoop)
                    return socket
                }
            }
            if handshake.offersProtocol {
                request.headers.add(name: "Sec-WebSocket-Protocol", value: HandshakeRequest.subprotocol)
            }
            return request
        }
    }
}
