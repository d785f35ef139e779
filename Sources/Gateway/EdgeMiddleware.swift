import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import NIOHTTP1

/// What holds for every public request: errors are problems, answers carry the headers browsers need, and pages of
/// allowed origins may use the chat.
struct EdgeMiddleware<Context: RequestContext>: RouterMiddleware {
    let table: RouteTable
    let origins: AllowedOrigins

    func handle(
        _ request: Request, context: Context, next: @concurrent (Request, Context) async throws -> Response
    ) async throws -> Response {
        let isChat = request.uri.string.hasPrefix("/chat/")
        var response: Response
        if isChat, request.method == .options {
            response = preflight(request)
        } else {
            do {
                response = try await next(request, context)
            } catch let error as HTTPParserError {
                throw error
            } catch let error as ChannelError {
                throw error
            } catch {
                response = problem(of: error, request, context).response
            }
        }
        response.headers[.xContentTypeOptions] = "nosniff"
        if isChat { allowOrigin(of: request, in: &response) }
        // The connection cannot be reused after an upgrade that was offered and not taken: the HTTP decoder stops there.
        if request.headers.contains(.upgrade) { response.headers[.connection] = "close" }
        return response
    }

    private func problem(of error: any Error, _ request: Request, _ context: Context) -> Problem {
        if let problem = Problem(foreseen: error) { return problem }
        switch error {
        case is NIOTooManyBytesError:
            return Problem(status: 413, title: "Too large", detail: "The body is too large. Send less.")
        case let error as any HTTPResponseError where error.status == .notFound:
            return notFound(request)
        case let error as any HTTPResponseError where error.status.code < 500:
            return Problem(
                status: error.status.code, title: error.status.reasonPhrase, detail: "The request cannot be answered.")
        default:
            context.logger.error("request failed", metadata: ["error.type": "\(type(of: error))"])
            return .unexpected
        }
    }

    private func notFound(_ request: Request) -> Problem {
        let methods = table.methods(of: request.uri.path)
        guard !methods.isEmpty else { return .unknownPath }
        var problem = Problem(
            status: 405, title: "Method not allowed",
            detail: "This address takes \(methods.joined(separator: ", ")) only.")
        problem.allow = methods
        return problem
    }

    /// The CORS protocol of the Fetch standard, "CORS-preflight request".
    private func preflight(_ request: Request) -> Response {
        let methods = table.methods(of: request.uri.path)
        guard !methods.isEmpty else { return Problem.unknownPath.response }
        var headers: HTTPFields = [:]
        headers[.accessControlAllowMethods] = methods.joined(separator: ", ")
        headers[.accessControlAllowHeaders] = "Authorization, Content-Type, Last-Event-ID"
        headers[.accessControlMaxAge] = "7200"
        return Response(status: .noContent, headers: headers)
    }

    private func allowOrigin(of request: Request, in response: inout Response) {
        let answer = origins.answer(to: request.headers[.origin], host: request.head.authority)
        if answer.varies { response.headers[.vary] = "Origin" }
        guard let origin = answer.origin else { return }
        response.headers[.accessControlAllowOrigin] = origin
        response.headers[.accessControlExposeHeaders] = "Retry-After"
    }
}
