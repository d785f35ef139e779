import Conversations
import Escalation
public import Hummingbird

/// A request context that knows where the request came from.
public protocol PeerAddressContext: RequestContext {
    /// The address at the other end of the connection, without its port; behind a proxy, the proxy's.
    var peerAddress: String? { get }
}

/// Finds out who calls: a session's cookie or a token.
struct Authentication: Sendable {
    static let cookieName = "switchboard_session"

    let accounts: OperatorAccounts

    /// What a request shows to be let in.
    enum Credential: Sendable {
        case token(String)
        /// The secret of a session's cookie.
        case session(String)
    }

    /// The token, else the session's cookie; nil for neither.
    static func credential(of request: Request) -> Credential? {
        bearer(request).map(Credential.token) ?? cookie(request).map(Credential.session)
    }

    /// Whether a credential still opens the desk; looking does not count as use.
    func holds(_ credential: Credential) async throws -> Bool {
        switch credential {
        case .token(let secret): try await accounts.token(secret: secret)?.scope.role != nil
        case .session(let secret): try await accounts.session(secret: secret, isUse: false) != nil
        }
    }

    /// - Throws: ``Problem`` 401 and 403.
    func caller(of request: Request) async throws -> (user: DeskUser, session: OperatorAccounts.ActiveSession?) {
        switch Self.credential(of: request) {
        case .token(let secret): return (try await user(ofToken: secret), nil)
        case .session(let secret):
            let session = try await session(secret, of: request)
            return (session.user, session)
        case nil: throw Problem.unauthorized
        }
    }

    private func user(ofToken secret: String) async throws -> DeskUser {
        guard let token = try await accounts.token(secret: secret) else {
            throw Problem(
                401, "Unauthorized", "The API token is not valid. Make one with `switchboard tokens create`.")
        }
        guard let role = token.scope.role else {
            throw Problem.forbidden("The token's scope is \(token.scope.rawValue); this needs operate or admin.")
        }
        return DeskUser(id: token.id, name: token.name, role: role)
    }

    private func session(_ secret: String, of request: Request) async throws -> OperatorAccounts.ActiveSession {
        guard let session = try await accounts.session(secret: secret) else {
            throw Problem(401, "Unauthorized", "The session has ended. Sign in again.")
        }
        guard request.method != .get && request.method != .head else { return session }
        try refuseForeignSite(request)
        guard let given = request.headers[.csrfToken] else {
            throw Problem.forbidden("The X-CSRF-Token header is missing.")
        }
        guard Secrets.areEqual(given, session.csrf) else {
            throw Problem.forbidden("The X-CSRF-Token header is not the session's.")
        }
        return session
    }

    /// Refuses what a page of another site makes a browser send, sign-in included.
    func refuseForeignSite(_ request: Request) throws {
        if let site = request.headers[.secFetchSite], site != "same-origin", site != "none" {
            throw Problem.forbidden("Requests of other sites' pages are not taken.")
        }
        guard let origin = request.headers[.origin] else { return }
        if origin.lowercased() == accounts.settings.publicOrigin { return }
        let host = origin.split(separator: "/").last.map(String.init) ?? ""
        guard let authority = request.head.authority, host.lowercased() == authority.lowercased() else {
            throw Problem.forbidden("Requests of pages of \(origin.prefix(200)) are not taken.")
        }
    }

    static func bearer(_ request: Request) -> String? {
        guard let header = request.headers[.authorization], header.utf8.count <= 256 else { return nil }
        let parts = header.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "bearer" else { return nil }
        return parts[1].filter { $0 != " " }
    }

    static func cookie(_ request: Request) -> String? {
        for header in request.headers[values: .cookie] {
            for pair in header.split(separator: ";") {
                let parts = pair.split(separator: "=", maxSplits: 1)
                guard parts.count == 2, parts[0].filter({ $0 != " " }) == cookieName else { continue }
                return parts[1].filter { $0 != " " && $0 != "\"" }
            }
        }
        return nil
    }

    /// The cookie of a session, or one that removes it for nil.
    func setCookie(_ session: OperatorAccounts.ActiveSession?) -> String {
        let maxAge = session == nil ? 0 : accounts.settings.sessionHours * 3600
        var cookie = "\(Self.cookieName)=\(session?.secret ?? ""); Path=/; Max-Age=\(maxAge); HttpOnly; SameSite=Strict"
        if accounts.settings.secureCookies { cookie += "; Secure" }
        return cookie
    }
}
