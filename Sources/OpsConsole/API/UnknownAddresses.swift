import Hummingbird

/// Answers addresses that no route has in the API's form.
struct UnknownAddresses<Context: RequestContext>: RouterMiddleware {
    func handle(
        _ request: Request, context: Context, next: @concurrent (Request, Context) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let error as any HTTPResponseError where error.status == .notFound {
            return OperatorAPI.secured(Problem.unknownAddress.response())
        }
    }
}
