import Conversations
import HTTPTypes
import Hummingbird
import NIOHTTP1

extension PublicAPI {
    /// What telephony platforms ask for beside the socket.
    func callRoutes<Context: RequestContext>() -> [Route<Context>] {
        guard !calls.isEmpty else { return [] }
        return [
            Route(method: .post, path: "/channels/:name/voice") { try await postCall($0, $1) { $0.voice } },
            Route(method: .post, path: "/channels/:name/after") { try await postCall($0, $1) { $0.after } },
            Route(method: .get, path: "/channels/:name/relay") { _, _ in throw Problem.upgradeRequired },
        ]
    }

    private func postCall(
        _ request: Request, _ context: some RequestContext,
        _ door: (CallLine) -> @Sendable (CallLine.Call) async throws -> CallLine.Reply
    ) async throws -> Response {
        guard let name = context.parameters.get("name"), let line = calls[ChannelName(name)] else {
            throw Problem.unknownChannel
        }
        let body: ByteBuffer
        do {
            body = try await request.body.collect(upTo: line.bodyBytesMax)
        } catch let error as any HTTPResponseError where error.status == .contentTooLarge {
            throw Problem.bodyTooLarge(max: line.bodyBytesMax)
        }
        let reply = try await door(line)(
            CallLine.Call(
                uri: request.uri.string, headers: request.headers.map { ($0.name.rawName, $0.value) },
                body: Array(body.readableBytesView)))
        return Response(
            status: .ok, headers: [.contentType: reply.mediaType],
            body: .init(byteBuffer: ByteBuffer(string: reply.text)))
    }
}

extension SocketRoute {
    /// The sockets of live calls.
    static func relay(_ lines: [ChannelName: CallLine]) -> SocketRoute {
        SocketRoute(path: SocketPath("/channels/:name/relay")) { head in
            try HandshakeRequest.checkUpgrade(head)
            let call = CallLine.Call(uri: head.uri, headers: head.headers.map { ($0.name, $0.value) })
            let segments = call.path.split(separator: "/")
            guard segments.count == 3, let line = lines[ChannelName(String(segments[1]))] else {
                throw Problem.unknownChannel
            }
            return Request { _ in
                let listener = try await line.relay(call)
                return Admission { seat, _ in CallHandler(listener, seat: seat) }
            }
        }
    }
}
