/// How long sessions live and how often sign-in may be tried.
public struct AccountSettings: Sendable, Hashable {
    /// A session ends after so many hours, used or not.
    public var sessionHours: Int
    /// A session ends after so many minutes without use.
    public var idleMinutes: Int
    /// Whether the cookie is sent over https only; so when the public address is https.
    public var secureCookies: Bool
    /// The gateway's public origin, such as `https://chat.example`: pages of it may call the API. Nil for the host the
    /// browser asked.
    public var publicOrigin: String?
    /// Attempts to sign in with one name within ``attemptWindowMinutes``.
    public var attemptsPerName: Int
    /// Attempts to sign in from one address within ``attemptWindowMinutes``.
    public var attemptsPerAddress: Int
    public var attemptWindowMinutes: Int

    public init(
        sessionHours: Int = 12, idleMinutes: Int = 120, secureCookies: Bool = false, publicOrigin: String? = nil,
        attemptsPerName: Int = 10, attemptsPerAddress: Int = 30, attemptWindowMinutes: Int = 15
    ) {
        self.sessionHours = sessionHours
        self.idleMinutes = idleMinutes
        self.secureCookies = secureCookies
        self.publicOrigin = publicOrigin
        self.attemptsPerName = attemptsPerName
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
