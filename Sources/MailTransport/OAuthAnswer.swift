import Foundation

/// What a provider answered to the wish for a token (RFC 6749, 5).
struct OAuthAnswer: Sendable, Equatable {
    var token: String
    /// Seconds, from one to a day.
    var lifetime: Double
    /// A new refresh token; the one it was asked with may be worth nothing any more.
    var refreshToken: String?

    /// Where the provider names no lifetime.
    private static let lifetimeDefault = 600.0
    private static let lifetimeMax = 86_400.0
    private static let tokenBytesMax = 64 * 1024

    /// Reads the answer; what came of it otherwise is for operators.
    init(_ answer: HTTPAnswer, scrub: (String) -> String) throws(OAuthFailure) {
        let body = (try? JSONSerialization.jsonObject(with: answer.body)) as? [String: Any] ?? [:]
        if let error = body["error"] as? String {
            let description = (body["error_description"] as? String).map { ": \($0)" } ?? ""
            let words = (error + description).prefix(300).map { $0.isNewline ? " " : $0 }
            throw OAuthFailure(refusal: error, words: scrub(String(words)))
        }
        guard answer.status == 200 else {
            throw OAuthFailure(
                kind: answer.status == 429 || answer.status >= 500 ? .unavailable : .unusable,
                text: "token_url answered \(answer.status)")
        }
        guard let token = body["access_token"] as? String, Self.isToken(token) else {
            throw OAuthFailure(kind: .unusable, text: "token_url gave no access token; is it the right address?")
        }
        self.token = token
        let stated = body["expires_in"] as? Double ?? (body["expires_in"] as? String).flatMap(Double.init)
        lifetime = min(max(stated ?? Self.lifetimeDefault, 1), Self.lifetimeMax)
        refreshToken = (body["refresh_token"] as? String).flatMap { Self.isToken($0) ? $0 : nil }
    }

    /// A text that stays within the line of a sign-in.
    private static func isToken(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= tokenBytesMax && text.utf8.allSatisfy { $0 > 32 && $0 < 127 }
    }
}

/// Why there is no access token.
public struct OAuthFailure: Error, Sendable, Equatable {
    /// A closed set, fit for a metric label.
    public enum Kind: String, Sendable {
        /// No answer, or one that asks for patience.
        case unavailable
        /// The permission is none any more (`invalid_grant`).
        case grant
        /// The application is not known, or its secret is wrong.
        case client
        /// The application may not do this.
        case permission
        /// The answer is none.
        case unusable
        /// A new refresh token could not be kept.
        case store
    }

    public var kind: Kind
    /// For operators, with the mend; no secrets.
    public var text: String

    public init(kind: Kind, text: String) {
        self.kind = kind
        self.text = text
    }

    /// Whether waiting will not help.
    public var needsOperator: Bool { kind != .unavailable && kind != .store }

    /// - Parameter refusal: The error code (RFC 6749, 5.2).
    init(refusal: String, words: String) {
        let (kind, mend): (Kind, String) =
            switch refusal {
            case "invalid_grant": (.grant, "sign in at the provider again and set the new refresh_token")
            case "invalid_client": (.client, "look at client_id and client_secret; secrets run out")
            case "unauthorized_client", "access_denied":
                (.permission, "let an administrator of the provider permit the application")
            case "invalid_scope": (.permission, "look at scope")
            case "unsupported_grant_type": (.permission, "the provider does not know this grant; take the other one")
            case "temporarily_unavailable", "server_error": (.unavailable, "it is tried again")
            default: (.unusable, "look at oauth")
            }
        self.init(kind: kind, text: "no access token (\(words)); \(mend)")
    }
}
