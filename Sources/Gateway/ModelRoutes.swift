import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import NIOHTTP1

extension PublicAPI {
    /// The agent as an OpenAI-compatible model.
    func modelRoutes<Context: RequestContext>() -> [Route<Context>] {
        guard let line = models else { return [] }
        return [
            Route(method: .post, path: "/v1/chat/completions") { request, context in
                try await answered(line, request, context) { try await complete(line, request, context) }
            },
            Route(method: .get, path: "/v1/models") { request, context in
                try await answered(line, request, context) {
                    try await admitToken(request, context)
                    return .json(try line.models(nil))
                }
            },
            Route(method: .get, path: "/v1/models/:id") { request, context in
                try await answered(line, request, context) {
                    try await admitToken(request, context)
                    return .json(try line.models(context.parameters.get("id") ?? ""))
                }
            },
        ]
    }

    /// Makes of everything that fails what the clients of this API read.
    private func answered(
        _ line: ModelLine, _ request: Request, _ context: some RequestContext, _ work: () async throws -> Response
    ) async throws -> Response {
        do {
            return try await work()
        } catch let failure as ModelLine.Failure {
            return failure.response(retryAfterSeconds: failure.retryAfterSeconds)
        } catch let error as HTTPParserError {
            throw error
        } catch let error as ChannelError {
            throw error
        } catch {
            let problem = Problem(foreseen: error)
            if problem == nil {
                context.logger.error("request failed", metadata: ["error.type": "\(type(of: error))"])
            }
            return line.failure(problem ?? .unexpected).response(retryAfterSeconds: problem?.retryAfterSeconds)
        }
    }

    private func complete(
        _ line: ModelLine, _ request: Request, _ context: some RequestContext
    ) async throws -> Response {
        let grant = try await admitToken(request, context)
        let body: ByteBuffer
        do {
            body = try await request.body.collect(upTo: line.bodyBytesMax)
        } catch let error as any HTTPResponseError where error.status == .contentTooLarge {
            throw Problem.bodyTooLarge(max: line.bodyBytesMax)
        }
        switch try await line.answer(Array(body.readableBytesView), grant.name) {
        case .whole(let json): return .json(json)
        case .stream(let next):
            var headers: HTTPFields = [:]
            headers[.contentType] = "text/event-stream"
            headers[.cacheControl] = "no-store"
            if let name = HTTPField.Name("X-Accel-Buffering") { headers[name] = "no" }
            return Response(
                status: .ok, headers: headers,
                body: ResponseBody { writer in
                    while let piece = try await next() { try await writer.write(ByteBuffer(string: piece)) }
                    try await writer.finish(nil)
                })
        }
    }
}

extension ModelLine.Failure {
    func response(retryAfterSeconds: Int?) -> Response {
        var headers: HTTPFields = [:]
        headers[.contentType] = "application/json"
        headers[.cacheControl] = "no-store"
        if status == 401 { headers[.wwwAuthenticate] = "Bearer" }
        if let retryAfterSeconds { headers[.retryAfter] = String(retryAfterSeconds) }
        return Response(
            status: HTTPResponse.Status(code: status, reasonPhrase: Problem.reason(status)), headers: headers,
            body: ResponseBody(byteBuffer: ByteBuffer(string: json)))
    }
}
