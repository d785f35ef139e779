import CSodium
import Crypto

/// Secrets: made at random, shown once, kept as hashes.
enum Secrets {
    /// Bytes from the system's generator.
    static func randomBytes(_ count: Int) -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }

    /// SHA-256 of a secret's text. The secrets have 256 random bits, so they need no salt and no slow hash.
    static func hash(_ secret: String) -> [UInt8] { Array(SHA256.hash(data: Array(secret.utf8))) }

    /// The CSRF token of a session: made from its secret, so that it needs no place of its own and ends with it.
    static func csrfToken(of secret: String) -> String {
        let code = HMAC<SHA256>.authenticationCode(
            for: Array("switchboard csrf".utf8), using: SymmetricKey(data: Array(secret.utf8)))
        return base64URL(Array(code))
    }

    /// Compares without telling by its time how much is equal.
    static func areEqual(_ left: String, _ right: String) -> Bool {
        let left = Array(left.utf8)
        let right = Array(right.utf8)
        guard left.count == right.count else { return false }
        return sodium_memcmp(left, right, left.count) == 0
    }

    /// RFC 4648, section 5, without padding.
    static func base64URL(_ bytes: [UInt8]) -> String {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
        var text = ""
        var index = 0
        while index < bytes.count {
            let rest = min(3, bytes.count - index)
            var value = 0
            for offset in 0..<3 { value = value << 8 | (offset < rest ? Int(bytes[index + offset]) : 0) }
            for digit in 0...rest { text.append(alphabet[value >> (18 - 6 * digit) & 63]) }
            index += 3
        }
        return text
    }

    /// So many letters and digits, each drawn evenly from the bytes; bytes that would favour some are skipped.
    static func base62(length: Int, _ randomBytes: (Int) -> [UInt8]) -> String {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")
        var text = ""
        while text.utf8.count < length {
            for byte in randomBytes(length) where byte < 248 && text.utf8.count < length {
                text.append(alphabet[Int(byte) % 62])
            }
        }
        return text
    }
}
