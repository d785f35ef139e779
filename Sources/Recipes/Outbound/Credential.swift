/// What proves to a platform that a request is ours.
enum Credential: Sendable, Hashable {
    /// A header whose value holds a setting.
    case header(name: String, value: Template)
    case query(name: String, value: Template)
    /// HTTP basic authentication.
    case basic(user: Template, password: Template)
    /// An access token that is had for other secrets and expires (RFC 6749).
    case oauth(OAuthGrant)
}

/// How an access token is had.
struct OAuthGrant: Sendable, Hashable {
    enum Kind: String, Sendable, CaseIterable {
        /// RFC 6749, section 4.4.
        case clientCredentials = "client_credentials"
        /// RFC 6749, section 6. A new refresh token in the answer takes the old one's place.
        case refreshToken = "refresh_token"
    }

    let kind: Kind
    let tokenURL: Template
    let clientID: Template
    let clientSecret: Template?
    /// Setting that holds the first refresh token.
    let refreshToken: Template?
    let scope: String?
    /// Whether client id and secret go in a basic header rather than the form (RFC 6749, section 2.3.1).
    let usesBasic: Bool
    /// What stands before the token in the `Authorization` header.
    let prefix: String
}

/// A credential as it is added to a request.
public enum CredentialValue: Sendable, Hashable {
    case header(name: String, value: String)
    case query(name: String, value: String)
}

/// An access token and until when it is used.
public struct OAuthToken: Sendable, Hashable {
    /// Never shown or logged.
    public let access: String
    /// Milliseconds since 1970; a minute before the platform's own end.
    public let usableUntil: Int64
    /// What is to be used next time, where the platform gave a new one.
    public let refresh: String?
}

extension OAuthGrant {
    /// How long a token is used when the platform does not say, in seconds.
    private static let lifetimeStandard: Double = 600
    /// Subtracted from every lifetime, so that a token does not expire on its way.
    private static let margin: Double = 60

    /// The request for a token; nil when a setting is missing.
    ///
    /// - Parameter refresh: The newest refresh token, where the platform has given one since the configuration's.
    func request(settings: RecipeSettings, refresh: String?) -> RecipeRequest? {
        func filled(_ template: Template?) -> String? {
            template?.expanded(encoding: false) { kind, name in kind == "setting." ? settings.text(name) : nil }
        }
        guard let url = tokenURL.expanded(encoding: true, { _, name in settings.text(name) }), let id = filled(clientID)
        else { return nil }
        let secret = filled(clientSecret)
        if clientSecret != nil, secret == nil { return nil }
        var fields = [RecipeRequest.Field(name: "grant_type", value: kind.rawValue)]
        if kind == .refreshToken {
            guard let token = refresh ?? filled(refreshToken) else { return nil }
            fields.append(.init(name: "refresh_token", value: token))
        }
        if let scope { fields.append(.init(name: "scope", value: scope)) }
        var headers = ["Accept": "application/json"]
        if usesBasic {
            let pair = "\(Percent.encode(id)):\(Percent.encode(secret ?? ""))"
            headers["Authorization"] = "Basic " + Base64.encode(Array(pair.utf8))
        } else {
            fields.append(.init(name: "client_id", value: id))
            if let secret { fields.append(.init(name: "client_secret", value: secret)) }
        }
        return RecipeRequest(
            endpoint: "token", method: "POST", url: url, headers: headers, body: .form(fields), credential: nil,
            timeoutSeconds: 20, answerBytesMax: 65_536)
    }

    /// Reads the answer (RFC 6749, sections 5.1 and 5.2).
    func token(of exchange: Exchange, now: Int64) -> Result<OAuthToken, CredentialFailure> {
        switch exchange {
        case .answer(let answer) where (200..<300).contains(answer.status):
            guard let body = try? JSON(parsing: answer.body), let access = body["access_token"]?.text,
                !access.isEmpty, access.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
            else { return .failure(.init(isLasting: false, detail: "the token's answer could not be read")) }
            let lifetime = min(body["expires_in"]?.double ?? Self.lifetimeStandard, 31_536_000)
            let used = max(lifetime - Self.margin, lifetime / 2)
            return .success(
                OAuthToken(
                    access: access, usableUntil: now + Int64(used * 1000), refresh: body["refresh_token"]?.text))
        case .answer(let answer) where answer.status == 400 || answer.status == 401:
            let error = (try? JSON(parsing: answer.body))?["error"]?.text ?? "HTTP \(answer.status)"
            return .failure(.init(isLasting: true, detail: "no token: \(InboundEvent.label(error))"))
        case .answer(let answer): return .failure(.init(isLasting: false, detail: "no token: HTTP \(answer.status)"))
        default: return .failure(.init(isLasting: false, detail: "no token: the token's server does not answer"))
        }
    }
}

/// Why there is no token.
struct CredentialFailure: Error, Sendable, Hashable {
    /// Whether it stays so until somebody changes the configuration.
    let isLasting: Bool
    let detail: String
}
