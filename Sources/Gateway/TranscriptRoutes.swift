import Conversations
import HTTPTypes
import Hummingbird
import NIOCore
import WebChatChannel

/// Where a phone channel takes finished calls: `POST /channels/{name}/transcripts`.
public struct TranscriptDoor: Sendable {
    /// What became of a call.
    public struct Reply: Sendable {
        /// 201 for one that was taken, 200 for one that was known.
        public let status: Int
        public let json: String

        public init(status: Int, json: String) {
            self.status = status
            self.json = json
        }
    }

    /// Largest body read, in bytes.
    let bodyBytesMax: Int
    let isSigned: @Sendable (CallLine.Call) -> Bool
    let take: @Sendable (CallLine.Call) async throws -> Reply

    /// - Parameters:
    ///   - isSigned: Whether the channel's platform made the request, which then needs no token.
    ///   - take: Stores the call, and only then answers; throws ``Problem`` with nothing stored.
    public init(
        bodyBytesMax: Int, isSigned: @escaping @Sendable (CallLine.Call) -> Bool,
        take: @escaping @Sendable (CallLine.Call) async throws -> Reply
    ) {
        self.bodyBytesMax = bodyBytesMax
        self.isSigned = isSigned
        self.take = take
    }
}

extension PublicAPI {
    /// Finished calls.
    func transcriptRoutes<Context: RequestContext>() -> [Route<Context>] {
        transcripts.isEmpty
            ? []
            : [Route(method: .post, path: "/channels/:name/transcripts") { try await postTranscript($0, $1) }]
    }

    private func postTranscript(_ request: Request, _ context: some RequestContext) async throws -> Response {
        guard let name = context.parameters.get("name"), let door = transcripts[ChannelName(name)] else {
            throw Problem.unknownChannel
        }
        try Self.checkMediaType(request)
        // A token is looked at before the body; a signature is made of it.
        let isSigned = request.headers[.bearerless] != nil && request.headers[.authorization] == nil
        if !isSigned { try await admitToken(request, context) }
        if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > door.bodyBytesMax {
            throw Problem.bodyTooLarge(max: door.bodyBytesMax)
        }
        var body: [UInt8] = []
        defer { webhookBudget.give(body.count) }
        for try await piece in request.body {
            guard body.count + piece.readableBytes <= door.bodyBytesMax else {
                throw Problem.bodyTooLarge(max: door.bodyBytesMax)
            }
            guard webhookBudget.take(piece.readableBytes) else { throw Problem.tooManyWebhooks }
            body.append(contentsOf: piece.readableBytesView)
        }
        let call = CallLine.Call(
            uri: request.uri.string, headers: request.headers.map { ($0.name.rawName, $0.value) }, body: body)
        if isSigned, !door.isSigned(call) { throw desk.failed(from: address(request, context)) ?? .badToken }
        let reply = try await door.take(call)
        return Response(
            status: HTTPResponse.Status(code: reply.status), headers: [.contentType: "application/json"],
            body: .init(byteBuffer: ByteBuffer(string: reply.json)))
    }

    /// The content tells its format; a type that can be no transcript is refused before it is read.
    private static func checkMediaType(_ request: Request) throws {
        if let coding = request.headers[.contentEncoding], coding.lowercased() != "identity" {
            throw Problem.mediaType("Content-Encoding is not taken. Send it unpacked.")
        }
        guard let type = request.headers[.contentType]?.lowercased() else { return }
        let known = [
            "application/json", "application/vcon", "application/x-subrip", "application/x-ndjson", "application/jsonl",
            "application/jose", "application/octet-stream", "text/", "application/x-www-form-urlencoded",
        ]
        guard known.contains(where: type.hasPrefix) || type.contains("+json") else {
            throw Problem.mediaType(
                "Send application/vcon+json, text/vtt, application/x-subrip, text/plain or a vendor's application/json."
            )
        }
    }
}

extension Problem {
    fileprivate static func mediaType(_ detail: String) -> Problem {
        Problem(status: 415, title: "Unsupported media type", detail: detail)
    }
}

extension HTTPField.Name {
    /// Twilio's and its likes'.
    fileprivate static let bearerless = HTTPField.Name("X-Twilio-Signature") ?? .authorization
}
