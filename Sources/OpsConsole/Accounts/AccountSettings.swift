public import ConnectorKit

/// How long sessions live and how often sign-in may be tried.
public struct AccountSettings: Sendable, Hashable {
    /// A session ends after so many hours, used or not.
    public var sessionHours: Int
    /// A session ends after so many minutes without use.
    public var idleMinutes: Int
    /// Whether the cookie is sent over https only; so when the public address is https.
    public var secureCookies: Bool
    /// The gateway's public origin as browsers write it, such as `https://chat.example`: its pages may call the API
    /// beside those of the host the request names. Nil for those alone.
    public var publicOrigin: String?
    /// The proxies whose word about a client's address counts.
    public var trustedProxies: TrustedProxies
    /// Attempts to sign in with one name from one address within ``attemptWindowMinutes``.
    public var attemptsPerName: Int
    /// Attempts to sign in with one name from anywhere within ``attemptWindowMinutes``; many more than
    /// ``attemptsPerName``, so that somebody at one address cannot keep the name's owner out.
    public var attemptsPerNameAnywhere: Int
    /// Attempts to sign in from one address, whatever the names, within ``attemptWindowMinutes``.
    public var attemptsPerAddress: Int
    public var attemptWindowMinutes: Int

    public init(
        sessionHours: Int = 12, idleMinutes: Int = 120, secureCookies: Bool = false, publicOrigin: String? = nil,
        trustedProxies: TrustedProxies = TrustedProxies(), attemptsPerName: Int = 10,
        attemptsPerNameAnywhere: Int = 200, attemptsPerAddress: Int = 30, attemptWindowMinutes: Int = 15
    ) {
        self.sessionHours = sessionHours
        self.idleMinutes = idleMinutes
        self.secureCookies = secureCookies
        self.publicOrigin = publicOrigin
        self.trustedProxies = trustedProxies
        self.attemptsPerName = attemptsPerName
        self.attemptsPerNameAnywhere = attemptsPerNameAnywhere
        self.attemptsPerAddress = attemptsPerAddress
        self.attemptWindowMinutes = attemptWindowMinutes
    }
}

/// Why an account could not be made.
public enum AccountError: Error, Sendable, Hashable {
    /// Empty, longer than 64 characters, or with control characters or white space at its ends.
    case unusableName
    /// Shorter than 8 or longer than 1,024 characters.
    case unusablePassword
    case nameTaken
    /// Memory is short, or too many passwords are being checked.
    case busy
}

/// Why a sign-in was refused.
public enum SignInRefusal: Error, Sendable, Hashable {
    /// Unknown name or wrong password; which, nobody is told.
    case wrong
    /// Too many attempts.
    case later(seconds: Int)
}
