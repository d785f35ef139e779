import Crypto
import CryptoExtras

/// A platform's public keys by their ids (JWK Set, RFC 7517).
public struct KeySet: Sendable {
    /// Most keys that are read; platforms publish a handful.
    public static let keysMax = 100

    let keys: [String: Key]

    /// Reads a key set; keys of kinds that are not known are left out.
    ///
    /// - Returns: nil for what is no key set.
    public init?(_ bytes: [UInt8]) {
        guard let document = try? JSON(parsing: bytes), let items = document["keys"]?.items else { return nil }
        var keys: [String: Key] = [:]
        for item in items.prefix(Self.keysMax) {
            guard let id = item["kid"]?.text, let key = Key(item) else { continue }
            keys[id] = key
        }
        self.keys = keys
    }

    /// One public key.
    struct Key: Sendable {
        private enum Material: Sendable {
            case rsa(_RSA.Signing.PublicKey)
            case p256(P256.Signing.PublicKey)
        }

        private let material: Material
        /// Members that are lists of texts, such as Bot Framework's `endorsements`.
        let lists: [String: Set<String>]

        init?(_ value: JSON) {
            func number(_ name: String) -> [UInt8]? { value[name]?.text.flatMap { Base64.decode($0) } }
            switch value["kty"]?.text {
            case "RSA":
                // Shorter keys can be factored (NIST SP 800-131A).
                guard let modulus = number("n"), let exponent = number("e"), modulus.count >= 256,
                    let key = try? _RSA.Signing.PublicKey(n: modulus, e: exponent)
                else { return nil }
                material = .rsa(key)
            case "EC":
                guard value["crv"]?.text == "P-256", let x = number("x"), let y = number("y"),
                    let key = try? P256.Signing.PublicKey(rawRepresentation: x + y)
                else { return nil }
                material = .p256(key)
            default: return nil
            }
            var lists: [String: Set<String>] = [:]
            for (name, member) in value.members ?? [:] {
                if let items = member.items { lists[name] = Set(items.compactMap(\.text)) }
            }
            self.lists = lists
        }

        func isValid(_ signature: [UInt8], of signed: [UInt8], algorithm: JWTScheme.Algorithm) -> Bool {
            switch (material, algorithm) {
            case (.rsa(let key), .rs256): Self.rsa(key, signature, SHA256.hash(data: signed))
            case (.rsa(let key), .rs384): Self.rsa(key, signature, SHA384.hash(data: signed))
            case (.rsa(let key), .rs512): Self.rsa(key, signature, SHA512.hash(data: signed))
            case (.p256(let key), .es256):
                (try? P256.Signing.ECDSASignature(rawRepresentation: signature)).map {
                    key.isValidSignature($0, for: SHA256.hash(data: signed))
                } ?? false
            default: false
            }
        }

        private static func rsa(_ key: _RSA.Signing.PublicKey, _ signature: [UInt8], _ digest: some Digest) -> Bool {
            key.isValidSignature(
                _RSA.Signing.RSASignature(rawRepresentation: signature), for: digest, padding: .insecurePKCS1v1_5)
        }
    }
}
