import ConnectorKit
import Conversations
import Escalation
import Hummingbird

extension OperatorAPI {
    private struct SignIn: Decodable {
        let name: String
        let password: String
    }

    func addSessionRoutes<Context: RequestContext>(to router: some RouterMethods<Context>) {
        router.on("/api/v1/session", method: .post) { request, context in
            await answer(context.logger) {
                try await signIn(request, peer: (context as? any PeerAddressContext)?.peerAddress)
            }
        }
        on(.get, "session", router) { call in
            try WireJSON.response(wire(call.user, session: call.session))
        }
        on(.delete, "session", router) { call in
            if let session = call.session {
                try await accounts.signOut(session)
                feed.subscribers.end(session: session.csrf)
            }
            return Response(status: .noContent, headers: [.setCookie: authentication.setCookie(nil)])
        }
        on(.get, "operators", router) { _ in
            let online = feed.subscribers.online
            let all = try await desk.store.operatorAccounts().map {
                WireOperator(id: $0.id, name: $0.name, role: $0.role, online: online.contains($0.id))
            }
            return try WireJSON.response(WireList(all))
        }
    }

    private func signIn(_ request: Request, peer: String?) async throws -> Response {
        try authentication.refuseForeignSite(request)
        let body = try await CallBody.read(SignIn.self, from: request)
        for (field, text, max) in [("name", body.name, 128), ("password", body.password, 1024)] {
            if text.isEmpty { throw Problem.badRequest(field, "must not be empty") }
            try checkText(text, field, max: max)
        }
        let client = accounts.settings.trustedProxies.client(
            peer: peer, forwardedFor: request.headers[values: .xForwardedFor])
        let session = try await accounts.signIn(
            name: body.name, password: body.password, client: client, replacing: Authentication.cookie(request))
        var response = try WireJSON.response(wire(session.user, session: session))
        response.headers[.setCookie] = authentication.setCookie(session)
        return response
    }

    private func wire(_ user: DeskUser, session: OperatorAccounts.ActiveSession?) -> WireSession {
        WireSession(
            operator: WireOperator(
                id: user.id, name: user.name, role: user.role, online: feed.subscribers.online.contains(user.id)),
            csrf: session?.csrf ?? "", expiresAt: session?.expiresAt.description)
    }
}
