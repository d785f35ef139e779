public import Foundation
public import LosslessJSON

extension VCon {
    /// One signature over a vCon, for whoever has a key to check it (RFC 7515, 5.2).
    public struct Signature: Sendable, Equatable {
        /// `RS256` and its kin, of the protected header; nil when it does not say.
        public var algorithm: String?
        /// Protected and unprotected header; certificates (`x5c`) or a key's name (`kid`) are in them.
        public var protected: JSONValue
        public var header: JSONValue
        /// What is signed.
        public var input: Data
        public var signature: Data
    }

    /// The signatures of a signed vCon, well-formed ones only.
    public var signatures: [Signature] {
        guard let payload = document["payload"]?.string else { return [] }
        let list = document["signatures"]?.array ?? [.object(document)]
        return list.prefix(16).compactMap { entry in
            guard let protected = entry["protected"]?.string, let signature = entry["signature"]?.string,
                let bytes = Base64.decoded(signature)
            else { return nil }
            let header = Base64.decoded(protected).flatMap { try? JSONParser.value(of: $0, limits: JSONLimits()) }
            return Signature(
                algorithm: header?["alg"]?.string, protected: header ?? .null, header: entry["header"] ?? .null,
                input: Data("\(protected).\(payload)".utf8), signature: Data(bytes))
        }
    }

    /// The bytes a signed vCon carries; nil when they are no base64url.
    var payload: [UInt8]? { document["payload"]?.string.flatMap { Base64.decoded($0) } }

    /// The compact form of JWS (three parts) and JWE (five) as the JSON form has it; nil for other text.
    static func compact(_ bytes: [UInt8]) -> JSONObject? {
        guard bytes.starts(with: "eyJ".utf8) else { return nil }
        let text = String(decoding: bytes, as: UTF8.self).trimmed
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).map { JSONValue.string(String($0)) }
        let keys: [String]
        switch parts.count {
        case 3: keys = ["protected", "payload", "signature"]
        case 5: keys = ["protected", "encrypted_key", "iv", "ciphertext", "tag"]
        default: return nil
        }
        return JSONObject(zip(keys, parts).map { JSONObject.Member(key: $0, value: $1) })
    }
}
