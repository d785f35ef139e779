import Crypto
import Foundation

/// Compares without telling by its time where the two differ, nor how long the secret one is.
func isSame(_ given: Data, _ secret: Data) -> Bool {
    let key = SymmetricKey(size: .bits256)
    let expected = HMAC<SHA256>.authenticationCode(for: secret, using: key)
    return HMAC<SHA256>.isValidAuthenticationCode(expected, authenticating: given, using: key)
}
