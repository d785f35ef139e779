import Conversations
import HTTPTypes
import Hummingbird
import NIOHTTP1

extension PublicAPI {
    /// What telephony platforms ask for beside the socket.
    func callRoutes<Context: RequestContext>() -> [Route<Context>] {
        guard !calls.isEmpty else { return [] }
        let posts = CallLine.Post.allCases.filter { post in calls.values.contains { $0.posts[post] != nil } }
        let sockets = CallLine.Door.allCases.filter { door in calls.values.contains { $0.sockets[door] != nil } }
        return posts.map { post in
            Route(method: .post, path: "/channels/:name/\(post.rawValue)") { try await postCall($0, $1, post) }
        }
            + sockets.map { door in
                Route(method: .get, path: door.path.written) { _, _ in throw Problem.upgradeRequired }
            }
    }

    private func postCall(
        _ request: Request, _ context: some RequestContext, _ post: CallLine.Post
    ) async throws -> Response {
        guard let name = context.parameters.get("name"), let line = calls[ChannelName(name)],
            let door = line.posts[post]
        else {
            throw Problem.unknownChannel
        }
        let body: ByteBuffer
        do {
            body = try await request.body.collect(upTo: line.bodyBytesMax)
        } catch let error as any HTTPResponseError where error.status == .contentTooLarge {
            throw Problem.bodyTooLarge(max: line.bodyBytesMax)
        }
        let reply = try await door(
            CallLine.Call(
                uri: request.uri.string, headers: request.headers.map { ($0.name.rawName, $0.value) },
                body: Array(body.readableBytesView)))
        return Response(
            status: .ok, headers: [.contentType: reply.mediaType],
            body: .init(byteBuffer: ByteBuffer(string: reply.text)))
    }
}

extension SocketRoute {
    /// The sockets of live calls behind one door.
    ///
    /// - Parameter admit: Checks the API token, where the door is for its holders.
    static func calls(
        _ door: CallLine.Door, _ lines: [ChannelName: CallLine],
        admit: @escaping @Sendable (_ token: String?, _ peer: String?, _ forwardedFor: [String]) async throws -> Void
    ) -> SocketRoute {
        SocketRoute(path: door.path) { head in
            try HandshakeRequest.checkUpgrade(head)
            let call = CallLine.Call(uri: head.uri, headers: head.headers.map { ($0.name, $0.value) })
            let segments = call.path.split(separator: "/")
            guard segments.count >= 3, let line = lines[ChannelName(String(segments[1]))],
                let open = line.sockets[door]
            else {
                throw Problem.unknownChannel
            }
            return Request { peer in
                if door == .listen {
                    try await admit(HandshakeRequest.token(of: head), peer, head.headers["x-forwarded-for"])
                }
                let listener = try await open(call)
                return Admission { seat, _ in CallHandler(listener, seat: seat) }
            }
        }
    }
}
