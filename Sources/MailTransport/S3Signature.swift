import Crypto
import Foundation

/// Signs a GET as Amazon's services want it (Signature Version 4), with nothing in its body.
struct S3Signature {
    var region: String
    var accessKey: String
    var secretKey: MailSecret

    private static let emptyBody = hex(SHA256.hash(data: Data()))

    /// The headers of the request, signature included.
    ///
    /// - Parameters:
    ///   - host: With the port, where that is not the scheme's own.
    ///   - path: Percent-encoded, with the slash it begins with.
    ///   - more: Further headers to be signed.
    func headers(host: String, path: String, at moment: Date, more: [String: String] = [:]) -> [String] {
        let (day, time) = Self.stamps(moment)
        var fields = more.reduce(into: [:]) { $0[$1.key.lowercased()] = $1.value }
        fields["host"] = host
        fields["x-amz-content-sha256"] = Self.emptyBody
        fields["x-amz-date"] = time
        let names = fields.keys.sorted()
        let signed = names.joined(separator: ";")
        let lines = names.map { "\($0):\(fields[$0] ?? "")\n" }.joined()
        let request = ["GET", path, "", lines, signed, Self.emptyBody].joined(separator: "\n")
        let scope = "\(day)/\(region)/s3/aws4_request"
        let text = [
            "AWS4-HMAC-SHA256", time, scope, Self.hex(SHA256.hash(data: Data(request.utf8))),
        ].joined(separator: "\n")
        let key = [day, region, "s3", "aws4_request"].reduce(Data("AWS4\(secretKey.exposed)".utf8)) {
            Self.code($1, key: $0)
        }
        let signature = Self.hex(Self.code(text, key: key))
        return names.map { "\($0): \(fields[$0] ?? "")" } + [
            "Authorization: AWS4-HMAC-SHA256 Credential=\(accessKey)/\(scope),SignedHeaders=\(signed),"
                + "Signature=\(signature)"
        ]
    }

    private static func code(_ text: String, key: Data) -> Data {
        Data(HMAC<SHA256>.authenticationCode(for: Data(text.utf8), using: SymmetricKey(data: key)))
    }

    private static func hex(_ bytes: some Sequence<UInt8>) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    /// `20260203` and `20260203T040506Z`.
    private static func stamps(_ moment: Date) -> (day: String, time: String) {
        let style = Date.ISO8601FormatStyle(dateSeparator: .omitted, timeSeparator: .omitted)
        let time = moment.formatted(style)
        return (String(time.prefix(8)), time)
    }
}
