import Crypto
public import Foundation

/// Keeps refresh tokens a provider gave in exchange for older ones; the store implements it.
public protocol OAuthTokenStore: Sendable {
    func refreshToken(named name: String) async throws -> MailSecret?
    /// Keeps the token durably: the one before may be worth nothing any more.
    func keep(_ token: MailSecret, named name: String) async throws
}

/// Access tokens of one application at one provider: kept in memory, renewed before they run out.
public actor OAuthTokens {
    private struct Held {
        var secret: MailSecret
        var renewAt: Date
        var endsAt: Date
    }

    private let client: OAuthClient
    private let store: (any OAuthTokenStore)?
    private let now: @Sendable () -> Date
    private var held: Held?
    private var underway: Task<MailSecret, any Error>?
    private var refused: (failure: OAuthFailure, until: Date)?
    /// A refresh token the store did not take yet.
    private var unkept: MailSecret?

    /// How long before its end a token is renewed at the latest, in seconds: a connection takes a while.
    private static let marginMax = 300.0
    /// How long a failure is taken for an answer, in seconds: many mails wait for the same token.
    private static let pause = 5.0

    /// - Parameter store: Nil keeps exchanged refresh tokens for as long as this value lives.
    public init(
        _ client: OAuthClient, store: (any OAuthTokenStore)?, now: @escaping @Sendable () -> Date = { Date() }
    ) {
        self.client = client
        self.store = store
        self.now = now
    }

    /// A token that should be good.
    ///
    /// - Parameter rejected: One a server refused: it is not given out again.
    /// - Throws: ``OAuthFailure``.
    public func token(insteadOf rejected: MailSecret? = nil) async throws -> MailSecret {
        if let held, held.secret.exposed == rejected?.exposed { self.held = nil }
        if let held, now() < held.renewAt { return held.secret }
        do {
            return try await renewed()
        } catch {
            // The one at hand is good a little longer.
            if let held, now() < held.endsAt { return held.secret }
            throw error
        }
    }

    /// Several may wait for one token. A task of its own, so that one of them who gives up leaves the others theirs.
    private func renewed() async throws -> MailSecret {
        if let underway { return try await underway.value }
        if let refused, now() < refused.until { throw refused.failure }
        let task = Task { try await self.fetch() }
        underway = task
        defer { underway = nil }
        return try await task.value
    }

    private func fetch() async throws -> MailSecret {
        do {
            let known = try await newestRefreshToken()
            let answer = try await ask(known)
            let begun = now()
            let secret = MailSecret(answer.token)
            let margin = min(Self.marginMax, answer.lifetime / 2)
            held = Held(
                secret: secret, renewAt: begun.addingTimeInterval(answer.lifetime - margin),
                endsAt: begun.addingTimeInterval(answer.lifetime))
            refused = nil
            if let new = answer.refreshToken, case .refreshToken = client.grant, new != known?.exposed {
                unkept = MailSecret(new)
                // A failure here is met again at the next renewal, which begins with keeping.
                try? await keepUnkept()
            }
            return secret
        } catch {
            let failure =
                error as? OAuthFailure ?? OAuthFailure(kind: .store, text: "the store failed: \(type(of: error))")
            refused = (failure, now().addingTimeInterval(Self.pause))
            throw failure
        }
    }

    private func ask(_ refreshToken: MailSecret?) async throws -> OAuthAnswer {
        if let problem = client.problem { throw OAuthFailure(kind: .unusable, text: problem) }
        let answer: HTTPAnswer
        do throws(ConnectFailure) {
            answer = try await client.call(refreshToken: refreshToken).perform()
        } catch {
            throw OAuthFailure(
                kind: error.kind == .tls || error.kind == .local ? .unusable : .unavailable,
                text: "token_url cannot be reached: \(client.scrubbed(error.text, refreshToken)); look at token_url")
        }
        return try OAuthAnswer(answer) { client.scrubbed($0, refreshToken) }
    }

    private func newestRefreshToken() async throws -> MailSecret? {
        guard case .refreshToken(let configured) = client.grant else { return nil }
        if unkept != nil { try await keepUnkept() }
        // Another process may have exchanged it meanwhile: the store knows the newest.
        return try await store?.refreshToken(named: name(configured)) ?? unkept ?? configured
    }

    private func keepUnkept() async throws {
        guard let token = unkept, let store, case .refreshToken(let configured) = client.grant else { return }
        try await store.keep(token, named: name(configured))
        unkept = nil
    }

    /// Names the configured token without showing it: another one in the settings begins anew.
    private func name(_ configured: MailSecret) -> String {
        let text = [client.tokenURL, client.clientID, configured.exposed].joined(separator: "\n")
        let digest = SHA256.hash(data: Data(text.utf8)).prefix(16)
        return "oauth " + digest.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
