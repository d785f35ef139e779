public import ConnectorKit

/// Where the newest refresh token is kept, for platforms that give a new one each time.
public protocol RefreshTokens: Sendable {
    /// The newest one of the channel's credential; nil when none was given since the configuration's.
    func refreshToken(of credential: String) async -> String?
    /// Must be on disk when this returns: the old one is dead.
    func keep(_ token: String, of credential: String) async throws
}

/// The credentials of one channel. Of each, one token is had at a time, however many requests wait for it.
public actor Credentials {
    private let channel: RecipeChannel
    private let http: any RecipeHTTP
    private let refreshTokens: any RefreshTokens
    /// Milliseconds since 1970.
    private let now: @Sendable () -> Int64
    private var tokens: [String: OAuthToken] = [:]
    private var underway: [String: Task<Result<OAuthToken, SendFailure>, Never>] = [:]
    /// After a failure no other try before this moment, so that a dead credential does not hammer the platform.
    private var notBefore: [String: (moment: Int64, failure: SendFailure)] = [:]

    private static let pauseMilliseconds: Int64 = 5_000
    private static let lastingPauseMilliseconds: Int64 = 60_000

    public init(
        channel: RecipeChannel, http: any RecipeHTTP, refreshTokens: any RefreshTokens,
        now: @escaping @Sendable () -> Int64
    ) {
        self.channel = channel
        self.http = http
        self.refreshTokens = refreshTokens
        self.now = now
    }

    /// The value to add to a request.
    public func value(of name: String) async -> Result<CredentialValue, SendFailure> {
        guard let credential = channel.recipe.credentials[name] else { return .failure(Self.missing(name)) }
        guard case .oauth(let grant) = credential else {
            return channel.fixedValue(of: credential).map(Result.success) ?? .failure(Self.missing(name))
        }
        let result: Result<OAuthToken, SendFailure>
        if let token = tokens[name], token.usableUntil > now() {
            result = .success(token)
        } else if let task = underway[name] {
            result = await task.value
        } else if let pause = notBefore[name], pause.moment > now() {
            result = .failure(pause.failure)
        } else {
            let task = Task { await self.fetch(grant, name) }
            underway[name] = task
            result = await task.value
        }
        return result.map { .header(name: "Authorization", value: grant.prefix + $0.access) }
    }

    /// Says that the platform refused this value: the next request asks for a new token, unless that was done since.
    public func refused(_ value: CredentialValue, of name: String) {
        guard case .header(_, let header) = value, let token = tokens[name], header.hasSuffix(token.access) else {
            return
        }
        tokens[name] = nil
    }

    private func fetch(_ grant: OAuthGrant, _ name: String) async -> Result<OAuthToken, SendFailure> {
        defer { underway[name] = nil }
        let refresh = grant.kind == .refreshToken ? await refreshTokens.refreshToken(of: name) : nil
        guard let request = grant.request(settings: channel.settings, refresh: refresh) else {
            return .failure(Self.missing(name))
        }
        switch grant.token(of: await http.exchange(request, credential: nil, files: []), now: now()) {
        case .success(let token):
            if let next = token.refresh, next != refresh {
                do { try await refreshTokens.keep(next, of: name) } catch {
                    // Used all the same: without it nothing could be sent at all.
                    tokens[name] = token
                    return .success(token)
                }
            }
            tokens[name] = token
            notBefore[name] = nil
            return .success(token)
        case .failure(let reason):
            let failure = SendFailure(
                kind: .unauthorized, retry: reason.isLasting ? .whenMended : .later, certainty: .didNotHappen,
                detail: reason.detail)
            let pause = reason.isLasting ? Self.lastingPauseMilliseconds : Self.pauseMilliseconds
            notBefore[name] = (now() + pause, failure)
            return .failure(failure)
        }
    }

    private static func missing(_ name: String) -> SendFailure {
        SendFailure(
            kind: .unauthorized, retry: .whenMended, certainty: .didNotHappen,
            detail: "the credential \(name) is not configured")
    }
}
