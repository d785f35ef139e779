import Foundation

/// How access tokens are had from a provider (RFC 6749).
public struct OAuthClient: Sendable {
    /// What stands for the permission that was given.
    public enum Grant: Sendable {
        /// The application's own (section 4.4).
        case clientCredentials
        /// Somebody's who signed in once (section 6). Providers may exchange it for a new one at each use.
        case refreshToken(MailSecret)
    }

    /// Where tokens are given out: `https`, or `http` on this machine.
    public var tokenURL: String
    public var clientID: String
    /// Sent in the body (section 2.3.1); nil for an application that has none.
    public var clientSecret: MailSecret?
    /// Words apart by spaces; nil leaves it to the provider.
    public var scope: String?
    public var grant: Grant

    public init(
        tokenURL: String, clientID: String, clientSecret: MailSecret? = nil, scope: String? = nil, grant: Grant
    ) {
        self.tokenURL = tokenURL
        self.clientID = clientID
        self.clientSecret = clientSecret
        self.scope = scope
        self.grant = grant
    }

    /// What is wrong with these settings, for operators; nil when they can be used.
    public var problem: String? {
        tokenURL.hasPrefix("https://") || isOnThisMachine ? nil : "token_url must begin with https: secrets go there"
    }

    /// Longest wait for the provider: a gateway that is told to stop waits no longer.
    static let timeout: Duration = .seconds(8)
    private static let answerBytesMax = 256 * 1024

    /// The request for a token.
    ///
    /// - Parameter refreshToken: The newest known.
    func call(refreshToken: MailSecret?) -> HTTPCall {
        var fields: [(String, String)] = []
        if let refreshToken {
            fields += [("grant_type", "refresh_token"), ("refresh_token", refreshToken.exposed)]
        } else {
            fields += [("grant_type", "client_credentials")]
        }
        fields.append(("client_id", clientID))
        if let clientSecret { fields.append(("client_secret", clientSecret.exposed)) }
        if let scope { fields.append(("scope", scope)) }
        let form = fields.map { "\($0.0)=\(PercentText.encoded($0.1))" }.joined(separator: "&")
        return HTTPCall(
            url: tokenURL,
            headers: ["Content-Type: application/x-www-form-urlencoded", "Accept: application/json"],
            body: Data(form.utf8), answerBytesMax: Self.answerBytesMax, timeout: Self.timeout,
            allowsPlaintext: isOnThisMachine)
    }

    private var isOnThisMachine: Bool {
        ["http://127.0.0.1:", "http://127.0.0.1/", "http://localhost:", "http://localhost/", "http://[::1]:"]
            .contains { tokenURL.hasPrefix($0) }
    }

    /// `text` without the secrets, should a provider repeat them.
    func scrubbed(_ text: String, _ refreshToken: MailSecret?) -> String {
        [clientSecret, refreshToken].compactMap { $0?.exposed }.filter { !$0.isEmpty }
            .reduce(text) { $0.replacingOccurrences(of: $1, with: "<secret>") }
    }
}

/// Percent-encoding of all but the unreserved characters (RFC 3986, 2.3).
enum PercentText {
    static func encoded(_ text: String, keeping kept: String = "") -> String {
        text.utf8.reduce(into: "") { result, byte in
            switch byte {
            case 48...57, 65...90, 97...122, 45, 46, 95, 126: result.unicodeScalars.append(UnicodeScalar(byte))
            case _ where kept.utf8.contains(byte): result.unicodeScalars.append(UnicodeScalar(byte))
            default: result += (byte < 16 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
            }
        }
    }
}
