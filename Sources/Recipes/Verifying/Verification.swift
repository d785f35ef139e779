/// Where in a request a proof or a value stands.
struct RequestPlace: Sendable, Hashable {
    enum Kind: String, Sendable, CaseIterable { case header, query, form }

    let kind: Kind
    let name: String

    /// The value; nil when it is missing or stands there more than once.
    func value(in request: WebhookRequest, form: [(name: String, value: String)]) -> String? {
        switch kind {
        case .header: return request.header(name)
        case .query: return request.queryValue(name)
        case .form:
            let values = form.filter { $0.name == name }
            return values.count == 1 ? values[0].value : nil
        }
    }
}

/// How a request proves where it comes from.
enum VerificationScheme: Sendable, Hashable {
    case hmac(HMACScheme)
    case secret(SecretScheme)
    case basic(BasicScheme)
    case signature(SignatureScheme)
    case jwt(JWTScheme)
}

/// When the request was made, as the platform says, and how old it may be.
struct TimestampRule: Sendable, Hashable {
    enum Unit: String, Sendable, CaseIterable { case seconds, milliseconds, rfc3339 }

    let place: RequestPlace
    let unit: Unit
    /// Either way, so that a clock that runs fast does not lose messages.
    let toleranceSeconds: Int
}

/// A keyed hash over parts of the request.
struct HMACScheme: Sendable, Hashable {
    enum Algorithm: String, Sendable, CaseIterable { case sha1, sha256, sha512 }
    enum Encoding: String, Sendable, CaseIterable { case hex, base64 }
    /// How the setting holds the key: as text, encoded, or as `whsec_` and base64 (Standard Webhooks).
    enum KeyForm: String, Sendable, CaseIterable { case text, hex, base64, standardWebhooks = "standard_webhooks" }

    let algorithm: Algorithm
    let encoding: Encoding
    let keyForm: KeyForm
    let place: RequestPlace
    /// What stands before the signature.
    let prefix: String
    /// What stands between several signatures in one place; nil for one.
    let separator: String?
    /// Settings that hold keys; each may hold several.
    let secrets: [String]
    let signed: Template
    let timestamp: TimestampRule?
    /// Where the hex SHA-256 of the body stands, for platforms that sign the address alone. A body that is no form must
    /// then have one.
    let bodyHash: RequestPlace?
    /// Whether a signature counts for the address with and without the scheme's own port.
    let anyPort: Bool
}

/// A secret the request holds as it is.
struct SecretScheme: Sendable, Hashable {
    let place: RequestPlace
    /// What stands before the secret, in any case: `Bearer `.
    let prefix: String
    let secrets: [String]
}

/// HTTP basic authentication (RFC 7617).
struct BasicScheme: Sendable, Hashable {
    let user: String
    let password: String
}

/// A signature with a key whose other half the platform keeps.
struct SignatureScheme: Sendable, Hashable {
    enum Algorithm: String, Sendable, CaseIterable { case ed25519, ecdsaP256 = "ecdsa_p256_sha256" }

    let algorithm: Algorithm
    let encoding: HMACScheme.Encoding
    let place: RequestPlace
    /// Settings that hold public keys: 32 bytes in hex or base64 for Ed25519, base64 of the DER form for ECDSA.
    let keys: [String]
    let signed: Template
    let timestamp: TimestampRule?
}

/// A JSON Web Token signed by the platform (RFC 7519), its keys fetched from there.
struct JWTScheme: Sendable, Hashable {
    enum Algorithm: String, Sendable, CaseIterable {
        case rs256 = "RS256", rs384 = "RS384", rs512 = "RS512", es256 = "ES256"
    }

    /// A value of the token, or of the key that signed it, that must be the one the body holds.
    struct Match: Sendable, Hashable {
        let name: String
        /// Names of members from the body's top, joined by dots.
        let body: String
    }

    let place: RequestPlace
    let prefix: String
    let algorithms: [Algorithm]
    let issuers: [Template]
    let audience: Template
    let keys: KeySource
    let leewaySeconds: Int
    /// Claims that must equal the body's value.
    let claims: [Match]
    /// Members of the key that list what it may sign for.
    let keyLists: [Match]
}

/// Where a platform publishes its keys.
public struct KeySource: Sendable, Hashable {
    /// Whether the keys are at the address, or the address is told by metadata there.
    public enum Kind: String, Sendable {
        /// The key set itself (RFC 7517).
        case jwks
        /// A document that names the key set's address (OpenID Connect Discovery).
        case metadata
    }

    public let kind: Kind
    public let url: String
}

/// What a request's proof came to.
public enum Verdict: Sendable, Hashable {
    /// It holds. `replayKey` is the same for the same request sent again.
    case accepted(replayKey: String?)
    case refused(Refusal)
    /// The platform's keys must be had first; `isStale` when those at hand do not know the key that signed.
    case needsKeys(KeySource, isStale: Bool)

    /// Why a request is refused. Fit for a metric label.
    public enum Refusal: String, Sendable {
        /// There is no proof.
        case missing
        /// The proof is made of something else, or by somebody else.
        case forged
        /// Too old, or from the future.
        case stale
        /// For somebody else, or for something else than this request.
        case misdirected
        /// The channel has no secret to compare with.
        case unconfigured
    }
}
