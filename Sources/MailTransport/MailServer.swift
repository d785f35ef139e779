import Foundation

/// A mail server we connect to, and how.
public struct MailServer: Sendable {
    /// How the connection is protected.
    public enum Security: String, Sendable, CaseIterable {
        /// Plain first, TLS before anything is said (RFC 3207, RFC 9051 6.2.1). Without TLS there is no session.
        case startTLS = "starttls"
        /// TLS from the first byte (RFC 8314).
        case tls
        /// Nothing. Only on the machine itself, or where it was asked for by ``allowsPlaintext``.
        case none
    }

    public var host: String
    public var port: Int
    public var security: Security
    public var credentials: MailCredentials?
    /// A file of PEM certificates that are trusted instead of the system's.
    public var trustedCertificatesFile: String?
    /// Lets ``Security/none`` reach other machines.
    public var allowsPlaintext: Bool
    /// Longest time for name, connection, TLS and authentication together.
    public var connectTimeout: Duration

    public init(
        host: String, port: Int, security: Security, credentials: MailCredentials? = nil,
        trustedCertificatesFile: String? = nil, allowsPlaintext: Bool = false, connectTimeout: Duration = .seconds(30)
    ) {
        self.host = host
        self.port = port
        self.security = security
        self.credentials = credentials
        self.trustedCertificatesFile = trustedCertificatesFile
        self.allowsPlaintext = allowsPlaintext
        self.connectTimeout = connectTimeout
    }

    /// What is wrong with these settings, for operators; nil when they can be used.
    public var problem: String? {
        guard !host.isEmpty, host.utf8.allSatisfy(Self.mayStandInHost) else { return "the host name is not one" }
        guard (1...65535).contains(port) else { return "the port must be from 1 to 65535" }
        if security == .none, !isLoopback, !allowsPlaintext {
            return "a connection without TLS is made to this machine only; set starttls or tls"
        }
        return nil
    }

    /// Where it is and who signs in, for operators.
    var place: String {
        switch credentials {
        case nil: "\(host):\(port)"
        case .password(let user, _), .token(let user, _): "\(host):\(port) as \(user)"
        }
    }

    var isLoopback: Bool { host == "localhost" || host == "::1" || host.hasPrefix("127.") }

    private static func mayStandInHost(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"),
            UInt8(ascii: ":"), 0x80...0xFF:
            true
        default: false
        }
    }
}

/// Who we are to a mail server.
public enum MailCredentials: Sendable {
    /// SASL PLAIN or LOGIN, whichever is offered.
    case password(user: String, password: MailSecret)
    /// SASL XOAUTH2 or OAUTHBEARER; asked anew for each connection, because tokens expire. `token` is told of one the
    /// server has just refused.
    case token(user: String, token: @Sendable (_ rejected: MailSecret?) async throws -> MailSecret)
}

/// A password or token, which shows itself only to the one who asks for it.
public struct MailSecret: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public let exposed: String

    public init(_ exposed: String) { self.exposed = exposed }

    public var description: String { "<secret>" }
    public var debugDescription: String { "<secret>" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}

/// Credentials of one connection: a token was fetched.
struct ConnectionCredentials: Sendable {
    enum Proof: Sendable {
        case password(MailSecret)
        case token(MailSecret)
    }

    var user: String
    var proof: Proof

    /// - Parameter rejected: A token the server refused.
    init?(_ credentials: MailCredentials?, insteadOf rejected: MailSecret? = nil) async throws {
        switch credentials {
        case nil: return nil
        case .password(let user, let password):
            self.user = user
            proof = .password(password)
        case .token(let user, let token):
            self.user = user
            proof = .token(try await token(rejected))
        }
    }

    /// Other credentials after these were refused; nil when there are none.
    func renewed(from credentials: MailCredentials?) async -> ConnectionCredentials? {
        guard case .token(let refused) = proof,
            let renewed = try? await ConnectionCredentials(credentials, insteadOf: refused),
            case .token(let token) = renewed.proof, token.exposed != refused.exposed
        else { return nil }
        return renewed
    }

    /// Signs in by `open`, once more with another token when the first is refused.
    ///
    /// - Returns: The credentials that were taken.
    static func signIn(
        _ credentials: MailCredentials?, _ open: (ConnectionCredentials?) async throws -> Void
    ) async throws -> ConnectionCredentials? {
        let first = try await ConnectionCredentials(credentials)
        do {
            try await open(first)
            return first
        } catch {
            let failure = (error as? IMAPFailure)?.connectFailure ?? error as? ConnectFailure
            guard failure?.kind == .authentication, let renewed = await first?.renewed(from: credentials) else {
                throw error
            }
            try await open(renewed)
            return renewed
        }
    }

    /// `text` without the secret, plain or in base64, wherever a server or a library echoes it.
    func scrubbed(_ text: String) -> String {
        let secret =
            switch proof {
            case .password(let secret), .token(let secret): secret.exposed
            }
        guard !secret.isEmpty else { return text }
        // Alone, and as SASL PLAIN and XOAUTH2 put it on the wire.
        let bearer = "user=\(user)\u{1}auth=Bearer \(secret)\u{1}\u{1}"
        let encoded = [secret, "\0\(user)\0\(secret)", bearer].map { Data($0.utf8).base64EncodedString() }
        return ([secret] + encoded).reduce(text) { $0.replacingOccurrences(of: $1, with: "<secret>") }
    }
}
