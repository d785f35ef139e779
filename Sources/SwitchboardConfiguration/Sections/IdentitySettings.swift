public import ConfigurationReading

/// Who customers are: proved by the company's own site, or claimed by a telephone number.
public struct IdentitySettings: Sendable, Hashable {
    /// Signed tokens (RFC 7519) the company's site hands to the widget; nil when none are taken.
    public var jwt: IdentityTokenSettings?
    public var phone: PhoneIdentitySettings

    init(reading section: ConfigurationReader?) {
        jwt = section?.section("jwt", IdentityTokenSettings.init(reading:))
        phone = section?.section("phone") { PhoneIdentitySettings(reading: $0) } ?? PhoneIdentitySettings(reading: nil)
    }
}

/// Which identity tokens are taken.
public struct IdentityTokenSettings: Sendable, Hashable {
    /// The one algorithm that is accepted; a token that names another is refused (RFC 8725, 3.1).
    public enum Algorithm: String, Sendable, CaseIterable {
        case hs256 = "HS256"
        case rs256 = "RS256"
        case es256 = "ES256"

        /// Fewest bytes of a shared secret: the length of the hash (RFC 7518, 3.2); nil for key pairs.
        public var secretBytesMin: Int? {
            switch self {
            case .hs256: 32
            case .rs256, .es256: nil
            }
        }
    }

    /// What a signature is checked with.
    public enum Key: Sendable, Hashable {
        case secret(Secret)
        /// A public key in PEM form.
        case publicKey(pem: String)
    }

    /// Must be the token's `iss`.
    public var issuer: String
    /// Must be in the token's `aud`.
    public var audience: String
    public var algorithm: Algorithm
    public var key: Key

    init(reading section: ConfigurationReader) {
        issuer = section.requiredText("issuer")
        audience = section.requiredText("audience")
        let secret = section.secret("secret")
        let file = section.text("public_key_file")
        algorithm =
            section.choice("algorithm", of: Algorithm.self) ?? (file == nil ? .hs256 : .es256)
        key = .secret(Secret(""))
        switch (secret, file) {
        case (let secret?, nil):
            if let bytesMin = algorithm.secretBytesMin {
                if secret.isKnown, secret.revealed.utf8.count < bytesMin {
                    section.report("secret", "is too short for \(algorithm.rawValue): at least \(bytesMin) bytes")
                }
            } else {
                section.report("algorithm", "\(algorithm.rawValue) needs public_key_file, not secret")
            }
            key = .secret(secret)
        case (nil, let file?):
            if algorithm.secretBytesMin != nil {
                section.report("algorithm", "\(algorithm.rawValue) needs secret, not public_key_file")
            }
            key = .publicKey(pem: Self.pem(file, section))
        case (_?, _?):
            section.report("public_key_file", "stands beside secret; give one of the two")
        case (nil, nil):
            if !section.has("secret") && !section.has("public_key_file") {
                section.report("has neither secret nor public_key_file; give one of the two")
            }
        }
    }

    private static func pem(_ written: String, _ section: ConfigurationReader) -> String {
        let path = PathJoin.join(section.file.folder, written)
        do {
            let bytes = try BoundedFile.read(path, bytesMax: References.fileBytesMax)
            if let text = String(validating: bytes, as: UTF8.self), text.contains("-----BEGIN PUBLIC KEY-----") {
                return text
            }
            section.report("public_key_file", "holds no public key in PEM form (-----BEGIN PUBLIC KEY-----)")
        } catch {
            section.report("public_key_file", "the file \"\(path)\" \(error.reason)")
        }
        return ""
    }
}
