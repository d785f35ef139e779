public import Conversations
import JWTKit

/// What a company's site proved about the customer.
public struct ProvenIdentity: Sendable, Hashable {
    /// The company's own customer number: the token's `sub`.
    public let account: String
    /// The token's `name`; untrusted text.
    public let name: String?
    /// The token's `phone_number`, where its `phone_number_verified` is true.
    public let phone: String?

    public init(account: String, name: String?, phone: String? = nil) {
        self.account = account
        self.name = name
        self.phone = phone
    }
}

/// Why an identity token was refused; the text is fit for the developer of the site, and nothing was stored.
public struct IdentityRefusal: Error, Sendable, Hashable {
    /// Fit for a metric label.
    public enum Kind: String, Sendable {
        case tooLarge = "too_large", malformed, algorithm, signature, expired, tooLongLived = "too_long_lived",
            notYetValid = "not_yet_valid", issuer, audience, subject
    }

    public let kind: Kind
    public let detail: String

    public init(_ kind: Kind, _ detail: String) {
        self.kind = kind
        self.detail = detail
    }
}

/// Checks the tokens with which a company's site says who its visitor is (JSON Web Token, RFC 7519).
///
/// The configured key decides the algorithm. What the token's header says is compared with it and never obeyed
/// (RFC 8725, sections 2.1 and 3.1): neither `none` nor an HMAC over a public key can pass.
public struct IdentityTokens: Sendable {
    /// The algorithm and key of the company's site.
    public enum Key: Sendable {
        /// A shared secret of at least 32 bytes (RFC 7518, section 3.2).
        case hs256(secret: String)
        /// A public key in PEM.
        case es256(pem: String)
        /// A public key in PEM, at least 2048 bits.
        case rs256(pem: String)
    }

    /// What is asked of a token beside its signature.
    public struct Rules: Sendable, Hashable {
        public var issuer: String
        public var audience: String
        /// Longest time a token may still be valid, in seconds.
        public var lifetimeSecondsMax: Int
        /// How far the clocks of the site and ours may be apart, in seconds.
        public var leewaySeconds: Int

        public init(issuer: String, audience: String, lifetimeSecondsMax: Int = 86_400, leewaySeconds: Int = 30) {
            self.issuer = issuer
            self.audience = audience
            self.lifetimeSecondsMax = lifetimeSecondsMax
            self.leewaySeconds = leewaySeconds
        }
    }

    /// Largest token that is looked at.
    public static let bytesMax = 8 * 1024
    /// Longest customer number, in UTF-8 bytes.
    public static let accountBytesMax = 200
    /// Longest name, in characters; what is longer is cut.
    public static let nameCharactersMax = 200
    /// Longest telephone number; a longer one is none.
    public static let phoneBytesMax = 64

    private let keys: JWTKeyCollection
    private let algorithm: String
    private let rules: Rules

    /// - Throws: When the key cannot be read or is too weak.
    public init(key: Key, rules: Rules) async throws {
        self.rules = rules
        keys = JWTKeyCollection()
        switch key {
        case .hs256(let secret):
            guard secret.utf8.count >= 32 else {
                throw IdentityRefusal(.signature, "the HS256 secret needs at least 32 bytes (RFC 7518, 3.2)")
            }
            algorithm = "HS256"
            await keys.add(hmac: HMACKey(from: secret), digestAlgorithm: .sha256)
        case .es256(let pem):
            algorithm = "ES256"
            await keys.add(ecdsa: try ES256PublicKey(pem: pem))
        case .rs256(let pem):
            algorithm = "RS256"
            await keys.add(rsa: try Insecure.RSA.PublicKey(pem: pem), digestAlgorithm: .sha256)
        }
    }

    /// Who the token proves the visitor to be.
    ///
    /// - Throws: ``IdentityRefusal``.
    public func verify(_ token: String, now: Timestamp) async throws(IdentityRefusal) -> ProvenIdentity {
        guard token.utf8.count <= Self.bytesMax else {
            throw IdentityRefusal(.tooLarge, "the identity token is larger than \(Self.bytesMax) bytes")
        }
        try checkHeader(of: token)
        do {
            _ = try await keys.verify(token, as: Signed.self)
        } catch let error as JWTError where error.errorType == .malformedToken {
            throw IdentityRefusal(.malformed, "the identity token's claims are not a JSON object")
        } catch {
            throw IdentityRefusal(.signature, "the identity token is not signed with the configured key")
        }
        let claims = try IdentityClaims(of: token)
        return try check(claims, nowSeconds: Double(now.milliseconds) / 1000)
    }

    private func checkHeader(of token: String) throws(IdentityRefusal) {
        let parts = token.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 3, let header = Base64URL.decode(parts[0]) else {
            throw IdentityRefusal(.malformed, "the identity token is not a signed JWT: three parts joined by dots")
        }
        let object: JSONObject
        do {
            object = try JSONReader.object(header)
        } catch {
            throw IdentityRefusal(.malformed, "the identity token's header is not JSON")
        }
        guard object["crit"] == nil else {
            throw IdentityRefusal(.malformed, "the identity token asks for extensions (crit) that are not known")
        }
        guard case .string(algorithm) = object["alg"] else {
            throw IdentityRefusal(.algorithm, "the identity token must be signed with \(algorithm)")
        }
    }

    private func check(_ claims: IdentityClaims, nowSeconds: Double) throws(IdentityRefusal) -> ProvenIdentity {
        let leeway = Double(rules.leewaySeconds)
        guard let expires = claims.exp else {
            throw IdentityRefusal(.expired, "the identity token has no exp")
        }
        guard expires + leeway > nowSeconds else {
            throw IdentityRefusal(.expired, "the identity token has expired")
        }
        guard expires - nowSeconds <= Double(rules.lifetimeSecondsMax) + leeway else {
            throw IdentityRefusal(
                .tooLongLived, "the identity token is valid for more than \(rules.lifetimeSecondsMax) s")
        }
        if let notBefore = claims.nbf, notBefore - leeway > nowSeconds {
            throw IdentityRefusal(.notYetValid, "the identity token is not valid yet (nbf)")
        }
        guard claims.iss == rules.issuer else {
            throw IdentityRefusal(.issuer, "the identity token's iss is not “\(rules.issuer)”")
        }
        guard claims.aud.contains(rules.audience) else {
            throw IdentityRefusal(.audience, "the identity token's aud does not hold “\(rules.audience)”")
        }
        guard let account = claims.sub, !account.isEmpty, account.utf8.count <= Self.accountBytesMax,
            !account.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F })
        else {
            throw IdentityRefusal(.subject, "the identity token's sub must be 1 to \(Self.accountBytesMax) bytes")
        }
        return ProvenIdentity(
            account: account, name: claims.name.map { String($0.prefix(Self.nameCharactersMax)) },
            phone: claims.phone.flatMap { $0.utf8.count <= Self.phoneBytesMax ? $0 : nil })
    }
}

/// What is asked of JWTKit: the signature. Claims are read by ``IdentityClaims``, which says what is wrong with them.
private struct Signed: JWTPayload {
    func verify(using _: some JWTAlgorithm) async throws {}
}
