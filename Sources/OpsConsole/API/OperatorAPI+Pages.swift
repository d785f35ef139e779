import Hummingbird

extension OperatorAPI {
    /// `/ops`, its files and the contract without signing in, for none of it is a secret; and the figures.
    func addPages<Context: RequestContext>(to router: some RouterMethods<Context>) {
        router.on("/ops", method: .get) { request, context in
            await answer(context.logger) { try pages.response("", request) }
        }
        router.on("/ops/**", method: .get) { request, context in
            await answer(context.logger) {
                try pages.response(context.parameters.getCatchAll().joined(separator: "/"), request)
            }
        }
        router.on("/api/openapi.yaml", method: .get) { request, context in
            await answer(context.logger) { pages.contract(request) }
        }
        router.on("/metrics", method: .get) { request, context in
            await answer(context.logger) {
                _ = try await authentication.caller(of: request)
                return try await metrics()
            }
        }
    }
}
