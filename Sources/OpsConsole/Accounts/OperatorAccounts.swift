public import Conversations
public import Escalation

/// Who may use the desk: passwords, sessions and API tokens.
///
/// All methods throw ``Conversations/StoreFailure`` besides what they name.
public final class OperatorAccounts: Sendable {
    /// A signed-in browser.
    public struct ActiveSession: Sendable, Hashable {
        /// What the cookie holds.
        public let secret: String
        public let user: DeskUser
        /// To be sent as `X-CSRF-Token` with everything but reading.
        public let csrf: String
        public let expiresAt: Timestamp
    }

    /// How fresh the note of a session's last use is kept, in milliseconds: not every request is a write.
    private static let touchEveryMilliseconds: Int64 = 60_000
    static let nameCharactersMax = 64
    static let passwordCharacters = 8...1024

    public let settings: AccountSettings
    let store: any AccountStore
    let now: @Sendable () -> Timestamp
    private let randomBytes: @Sendable (Int) -> [UInt8]
    private let hashing = PasswordHashing()
    private let limiter: SignInLimiter

    public convenience init(
        store: any AccountStore, settings: AccountSettings, now: @escaping @Sendable () -> Timestamp
    ) {
        self.init(store: store, settings: settings, now: now, randomBytes: Secrets.randomBytes)
    }

    init(
        store: any AccountStore, settings: AccountSettings, now: @escaping @Sendable () -> Timestamp,
        randomBytes: @escaping @Sendable (Int) -> [UInt8]
    ) {
        self.store = store
        self.settings = settings
        self.now = now
        self.randomBytes = randomBytes
        limiter = SignInLimiter(windowMilliseconds: Int64(settings.attemptWindowMinutes) * 60_000)
    }
}

// MARK: - Sessions

extension OperatorAccounts {
    /// Signs in with a new session; an old one of the same browser ends.
    ///
    /// - Parameters:
    ///   - client: Who asks, as ``ConnectorKit/TrustedProxies/client(peer:forwardedFor:)`` tells; attempts are counted
    ///     for each.
    ///   - replacing: The secret in the browser's cookie, if it had one.
    /// - Throws: ``SignInRefusal``.
    public func signIn(
        name: String, password: String, client: String, replacing old: String? = nil
    ) async throws
        -> ActiveSession
    {
        let moment = now()
        let nameKey = "name " + String(name.prefix(128)).lowercased()
        let nameFromClientKey = "from \(client) \(nameKey)"
        // From narrow to wide: what is refused for one client does not use up the name's attempts from elsewhere.
        try refuseFlood("from \(client)", settings.attemptsPerAddress, moment)
        try refuseFlood(nameFromClientKey, settings.attemptsPerName, moment)
        try refuseFlood(nameKey, settings.attemptsPerNameAnywhere, moment)
        let account = try await store.operatorAccount(named: name)
        let isRight: Bool
        do {
            isRight = try await hashing.verify(
                password, against: account?.passwordHash ?? PasswordHashing.nobodysHash)
        } catch is PasswordHashing.Busy {
            throw SignInRefusal.later(seconds: 2)
        }
        guard let account, isRight else {
            try await store.audit(
                AuditEntry(
                    at: moment, actor: nil, actorName: String(name.prefix(128)), action: "session.refused",
                    detail: client))
            throw SignInRefusal.wrong
        }
        limiter.forgive(nameFromClientKey)
        if let old { try await store.removeSession(hash: Secrets.hash(old)) }
        let session = try await startSession(account)
        try await store.audit(
            AuditEntry(
                at: moment, actor: account.id, actorName: account.name, action: "session.start",
                detail: client))
        return session
    }

    /// Begins a session of somebody whose password was right; sessions nobody can use any more are removed.
    func startSession(_ account: OperatorAccount) async throws -> ActiveSession {
        try await removeExpiredSessions()
        let moment = now()
        let secret = Secrets.base64URL(randomBytes(32))
        let expiresAt = moment.advanced(byMilliseconds: Int64(settings.sessionHours) * 3_600_000)
        try await store.addSession(
            StoredSession(
                hash: Secrets.hash(secret), operatorID: account.id, createdAt: moment, lastUsedAt: moment,
                expiresAt: expiresAt))
        return ActiveSession(
            secret: secret, user: DeskUser(account), csrf: Secrets.csrfToken(of: secret), expiresAt: expiresAt)
    }

    /// The session a cookie stands for; nil for one that is unknown, ended or unused for too long.
    ///
    /// - Parameter isUse: Whether the look-up counts as use, which keeps the session from ending idle.
    public func session(secret: String, isUse: Bool = true) async throws -> ActiveSession? {
        guard (1...128).contains(secret.utf8.count) else { return nil }
        let hash = Secrets.hash(secret)
        let moment = now()
        guard let stored = try await store.session(hash: hash), stored.expiresAt > moment,
            stored.lastUsedAt > idleLimit(moment),
            let account = try await store.operatorAccount(stored.operatorID)
        else { return nil }
        if isUse, moment.milliseconds - stored.lastUsedAt.milliseconds >= Self.touchEveryMilliseconds {
            try await store.touchSession(hash: hash, at: moment)
        }
        return ActiveSession(
            secret: secret, user: DeskUser(account), csrf: Secrets.csrfToken(of: secret),
            expiresAt: stored.expiresAt)
    }

    /// Ends a session.
    public func signOut(_ session: ActiveSession) async throws {
        try await store.removeSession(hash: Secrets.hash(session.secret))
        try await store.audit(
            AuditEntry(at: now(), actor: session.user.id, actorName: session.user.name, action: "session.end"))
    }

    /// Ends every session of an operator: the password changed, or a device was lost.
    public func signOutEverywhere(_ id: OperatorID) async throws { try await store.removeSessions(of: id) }

    /// Removes sessions nobody can use any more; sign-in does it too.
    public func removeExpiredSessions() async throws {
        let moment = now()
        try await store.removeSessions(expiringBy: moment, idleSince: idleLimit(moment))
    }

    private func idleLimit(_ moment: Timestamp) -> Timestamp {
        moment.advanced(byMilliseconds: -Int64(settings.idleMinutes) * 60_000)
    }

    private func refuseFlood(_ key: String, _ attempts: Int, _ moment: Timestamp) throws {
        if let seconds = limiter.attempt(key, attempts: attempts, now: moment) {
            throw SignInRefusal.later(seconds: seconds)
        }
    }
}

// MARK: - Accounts and tokens

extension OperatorAccounts {
    /// Adds an operator.
    ///
    /// - Throws: ``AccountError``.
    public func addOperator(name: String, role: Role, password: String) async throws -> OperatorAccount {
        guard Self.isUsable(name) else { throw AccountError.unusableName }
        let hash = try await hash(password)
        do {
            return try await store.addOperator(name: name, role: role, passwordHash: hash, at: now())
        } catch is NameTaken {
            throw AccountError.nameTaken
        }
    }

    /// Replaces a password and ends every session of the operator.
    ///
    /// - Returns: False when there is no such operator.
    /// - Throws: ``AccountError``.
    public func setPassword(of id: OperatorID, _ password: String) async throws -> Bool {
        let hash = try await hash(password)
        guard try await store.setPassword(of: id, hash: hash) else { return false }
        try await signOutEverywhere(id)
        return true
    }

    /// Ends an operator's access and every session of theirs. The name stays in logs and on cases, and is free again.
    ///
    /// - Returns: False when there is no such operator.
    public func removeOperator(_ id: OperatorID) async throws -> Bool {
        guard try await store.removeOperator(id, at: now()) else { return false }
        try await signOutEverywhere(id)
        return true
    }

    /// Makes an API token: `swb_`, the scope, `_` and 43 letters and digits (256 bits of chance).
    ///
    /// - Returns: The secret, which is not kept and cannot be shown again, and what is kept.
    /// - Throws: ``AccountError``.
    public func createToken(name: String, scope: TokenScope) async throws -> (secret: String, token: StoredToken) {
        guard Self.isUsable(name) else { throw AccountError.unusableName }
        let secret = "swb_\(scope.rawValue)_" + Secrets.base62(length: 43, randomBytes)
        do {
            let token = try await store.addToken(
                name: name, scope: scope, hash: Secrets.hash(secret), at: now())
            return (secret, token)
        } catch is NameTaken {
            throw AccountError.nameTaken
        }
    }

    /// The token with this secret; nil for one that is unknown or revoked.
    public func token(secret: String) async throws -> StoredToken? {
        guard secret.hasPrefix("swb_"), secret.utf8.count <= 128,
            let token = try await store.token(hash: Secrets.hash(secret)), token.revokedAt == nil
        else { return nil }
        return token
    }

    private func hash(_ password: String) async throws -> String {
        guard Self.passwordCharacters.contains(password.count) else { throw AccountError.unusablePassword }
        do {
            return try await hashing.hash(password)
        } catch {
            throw AccountError.busy
        }
    }

    private static func isUsable(_ name: String) -> Bool {
        guard let first = name.first, let last = name.last, name.count <= nameCharactersMax else { return false }
        return !first.isWhitespace && !last.isWhitespace
            && name.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
    }
}
