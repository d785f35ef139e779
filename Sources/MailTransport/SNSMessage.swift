import Crypto
import CryptoExtras
import Foundation
import SwiftASN1
import X509

/// A message of Amazon's notification service, not believed until its signature is checked.
struct SNSMessage: Decodable {
    enum Kind: String, Decodable {
        case notification = "Notification"
        case subscription = "SubscriptionConfirmation"
        case unsubscription = "UnsubscribeConfirmation"
    }

    enum CodingKeys: String, CodingKey {
        case kind = "Type"
        case id = "MessageId"
        case token = "Token"
        case topic = "TopicArn"
        case subject = "Subject"
        case message = "Message"
        case timestamp = "Timestamp"
        case signatureVersion = "SignatureVersion"
        case signature = "Signature"
        case certificateURL = "SigningCertURL"
        case subscribeURL = "SubscribeURL"
    }

    var kind: Kind
    var id: String
    var token: String?
    var topic: String
    var subject: String?
    var message: String
    var timestamp: String
    var signatureVersion: String
    var signature: String
    var certificateURL: String
    var subscribeURL: String?

    /// What Amazon signs: the fields that are there, sorted by name, each name and value ended by a line feed.
    var signedText: String {
        let isConfirmation = kind != .notification
        let fields: [(String, String?)] = [
            ("Message", message), ("MessageId", id), ("Subject", isConfirmation ? nil : subject),
            ("SubscribeURL", isConfirmation ? subscribeURL : nil), ("Timestamp", timestamp),
            ("Token", isConfirmation ? token : nil), ("TopicArn", topic), ("Type", kind.rawValue),
        ]
        return fields.reduce(into: "") { text, field in
            if let value = field.1 { text += "\(field.0)\n\(value)\n" }
        }
    }

    /// Whether an address is one of the service's own: `https://sns.<region>.amazonaws.com[.cn]/…`, default port.
    static func isServiceURL(_ text: String) -> Bool {
        guard text.utf8.count <= 2048, text.utf8.allSatisfy({ $0 > 32 && $0 < 127 && $0 != UInt8(ascii: "\\") }),
            let url = URL(string: text), url.scheme == "https", url.user == nil, url.password == nil, url.port == nil,
            let host = url.host, text.hasPrefix("https://\(host)/")
        else { return false }
        var labels = host.split(separator: ".", omittingEmptySubsequences: false)
        if labels.last == "cn" { labels.removeLast() }
        guard labels.count == 4, labels[0] == "sns", labels[2] == "amazonaws", labels[3] == "com" else { return false }
        return labels[1].utf8.count >= 3
            && labels[1].utf8.allSatisfy {
                (97...122).contains($0) || (65...90).contains($0) || (48...57).contains($0) || $0 == 45
            }
    }

    /// Whether the certificate's address may be fetched.
    var hasGoodCertificateURL: Bool {
        Self.isServiceURL(certificateURL) && URL(string: certificateURL)?.pathExtension == "pem"
    }

    /// Whether the message bears the signature of the certificate's holder (RSA, PKCS #1 v1.5).
    ///
    /// - Parameter certificate: PEM, from the service's own host over TLS, which is what makes it trustworthy.
    func isSigned(by certificate: Data, at now: Date) -> Bool {
        guard certificate.count <= 64 * 1024, let pem = String(validating: certificate, as: UTF8.self),
            let certificate = try? Certificate(pemEncoded: pem),
            certificate.notValidBefore <= now, now <= certificate.notValidAfter,
            let signatureBytes = Data(base64Encoded: signature),
            let key = try? _RSA.Signing.PublicKey(
                derRepresentation: Data(certificate.publicKey.subjectPublicKeyInfoBytes))
        else { return false }
        let signature = _RSA.Signing.RSASignature(rawRepresentation: signatureBytes)
        let text = Data(signedText.utf8)
        switch signatureVersion {
        case "1":
            return key.isValidSignature(signature, for: Insecure.SHA1.hash(data: text), padding: .insecurePKCS1v1_5)
        case "2": return key.isValidSignature(signature, for: SHA256.hash(data: text), padding: .insecurePKCS1v1_5)
        default: return false
        }
    }
}
