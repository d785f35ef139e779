import Crypto

/// Signs what we post, as the Standard Webhooks specification says (standardwebhooks.com, "Signature scheme"; read
/// 2026-11): HMAC-SHA256 over `id.timestamp.body`, in base64, after `v1,`.
public struct WebhookSignature: Sendable {
    /// Why a secret cannot be used.
    public enum SecretFault: Error, Sendable, Hashable {
        /// Not base64 after the optional prefix `whsec_`.
        case notBase64
        /// Not 24 to 64 bytes, as the specification asks.
        case length(Int)
    }

    private let key: SymmetricKey

    /// - Parameter secret: `whsec_` and base64 of 24 to 64 bytes; the prefix may be missing.
    public init(secret: String) throws(SecretFault) {
        let encoded = secret.hasPrefix("whsec_") ? secret.dropFirst(6) : secret[...]
        guard let bytes = Base64URL.decode(encoded.utf8) else { throw .notBase64 }
        guard (24...64).contains(bytes.count) else { throw .length(bytes.count) }
        key = SymmetricKey(data: bytes)
    }

    /// The value of the header `webhook-signature`.
    ///
    /// - Parameters:
    ///   - id: The value of `webhook-id`; the same for every attempt.
    ///   - timestampSeconds: The value of `webhook-timestamp`; the time of this attempt.
    public func header(id: String, timestampSeconds: Int64, body: [UInt8]) -> String {
        var mac = HMAC<SHA256>(key: key)
        mac.update(data: Array("\(id).\(timestampSeconds).".utf8))
        mac.update(data: body)
        return "v1," + Self.base64(Array(mac.finalize()))
    }

    private static func base64(_ bytes: [UInt8]) -> String {
        var text = ""
        for character in SecretToken.base64URL(bytes) {
            text.append(character == "-" ? "+" : character == "_" ? "/" : character)
        }
        return text + String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)
    }
}
