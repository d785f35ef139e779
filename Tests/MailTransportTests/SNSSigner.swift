import Crypto
import CryptoExtras
import Foundation
import SwiftASN1
import Synchronization
import X509

@testable import MailTransport

/// Gives one certificate to who asks, and remembers what was asked for.
final class SNSFetcher: WebhookFetcher {
    let certificate: Data
    let asked = Mutex<[String]>([])

    init(_ certificate: Data) { self.certificate = certificate }

    func get(_ url: String) async throws -> Data {
        asked.withLock { $0.append(url) }
        return certificate
    }
}

/// Amazon's notification service, with a certificate of our own making.
struct SNSSigner {
    let key: _RSA.Signing.PrivateKey
    let pem: Data

    init(now: Date) throws {
        key = try _RSA.Signing.PrivateKey(keySize: .bits2048)
        let name = try DistinguishedName { CommonName("sns.amazonaws.com") }
        let certificate = try Certificate(
            version: .v3, serialNumber: .init(), publicKey: .init(key.publicKey),
            notValidBefore: now.addingTimeInterval(-1000), notValidAfter: now.addingTimeInterval(100_000),
            issuer: name, subject: name, signatureAlgorithm: .sha256WithRSAEncryption,
            extensions: .init(), issuerPrivateKey: .init(key))
        pem = Data(try certificate.serializeAsPEM().pemString.utf8)
    }

    func sign(_ fields: [String: String]) throws -> Data {
        var fields = fields
        let order = ["Message", "MessageId", "Subject", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type"]
        let text = order.compactMap { name in fields[name].map { "\(name)\n\($0)\n" } }.joined()
        let bytes = Data(text.utf8)
        let signature =
            fields["SignatureVersion"] == "1"
            ? try key.signature(for: Insecure.SHA1.hash(data: bytes), padding: .insecurePKCS1v1_5)
            : try key.signature(for: SHA256.hash(data: bytes), padding: .insecurePKCS1v1_5)
        fields["Signature"] = signature.rawRepresentation.base64EncodedString()
        return try JSONSerialization.data(withJSONObject: fields)
    }

    static let certificateURL = "https://sns.eu-central-1.amazonaws.com/SimpleNotificationService-test.pem"

    static func fields(_ message: String, topic: String, version: String = "2") -> [String: String] {
        [
            "Type": "Notification", "MessageId": "m-1", "TopicArn": topic, "Subject": "Receipt", "Message": message,
            "Timestamp": "2023-11-14T22:13:20.000Z", "SignatureVersion": version, "SigningCertURL": certificateURL,
        ]
    }
}
