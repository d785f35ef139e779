public import Conversations
import Crypto

/// Verifies `x-retell-signature` on Retell's webhooks: `v=` milliseconds, `d=` hex HMAC-SHA256 over the body and those
/// digits, under the API key (retell-typescript-sdk; read 2026-11).
public struct RetellSignature: Sendable {
    /// How far the signature's time may be from ours, in milliseconds.
    public static let toleranceMilliseconds: Int64 = 300_000

    private let keys: [SymmetricKey]

    /// - Parameter keys: The API keys, one or, during a rotation, two. With none, nothing is valid.
    public init(keys: [String]) {
        self.keys = keys.filter { !$0.isEmpty }.prefix(2).map { SymmetricKey(data: Array($0.utf8)) }
    }

    /// Whether the header was made lately by who holds a key, over this body.
    public func isValid(_ header: String?, body: [UInt8], at now: Timestamp) -> Bool {
        guard let header, header.utf8.count <= 256 else { return false }
        var fields: [Substring: Substring] = [:]
        for part in header.split(separator: ",") {
            let pair = part.split(separator: "=", maxSplits: 1)
            if pair.count == 2 { fields[pair[0]] = pair[1] }
        }
        guard let digits = fields["v"], digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            let moment = Int64(digits), let code = fields["d"].flatMap({ ByteText.bytes(hex: String($0)) })
        else { return false }
        let distance = moment.subtractingReportingOverflow(now.milliseconds)
        guard !distance.overflow, distance.partialValue.magnitude <= Self.toleranceMilliseconds.magnitude else {
            return false
        }
        var isValid = false
        for key in keys {
            let matches = HMAC<SHA256>.isValidAuthenticationCode(
                code, authenticating: body + Array(digits.utf8), using: key)
            isValid = matches || isValid
        }
        return isValid
    }
}
