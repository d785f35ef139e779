import Crypto
import CryptoExtras
import Foundation
import SwiftASN1
import Synchronization
import Testing
import X509

@testable import MailTransport

/// Amazon's notifications, signed with a certificate of our own making.
@Suite struct SESWebhookTests {
    private static let topic = "arn:aws:sns:eu-central-1:123456789012:inbound"
    private static let certificateURL = "https://sns.eu-central-1.amazonaws.com/SimpleNotificationService-test.pem"
    private let now = Date(timeIntervalSince1970: 1_700_000_000)

    private final class Fetcher: WebhookFetcher {
        let certificate: Data
        let asked = Mutex<[String]>([])

        init(_ certificate: Data) { self.certificate = certificate }

        func get(_ url: String) async throws -> Data {
            asked.withLock { $0.append(url) }
            return certificate
        }
    }

    private struct Signer {
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
    }

    private func fields(_ message: String, version: String = "2") -> [String: String] {
        [
            "Type": "Notification", "MessageId": "m-1", "TopicArn": Self.topic, "Subject": "Receipt",
            "Message": message,
            "Timestamp": "2023-11-14T22:13:20.000Z", "SignatureVersion": version, "SigningCertURL": Self.certificateURL,
        ]
    }

    private static let mail =
        #"{"notificationType":"Received","mail":{"source":"e@x.de","messageId":"ses-1","destination":["a@b"]},"receipt":{"recipients":["s@acme.test"],"action":{"type":"SNS","encoding":"BASE64"}},"content":"U3ViamVjdDogYQ0KDQpi"}"#

    @Test(arguments: ["1", "2"]) func aSignedNotificationGivesItsMail(version: String) async throws {
        let signer = try Signer(now: now)
        let fetcher = Fetcher(signer.pem)
        let webhook = SESWebhook(topics: [Self.topic], fetcher: fetcher)
        for _ in 0..<2 {
            let body = try signer.sign(fields(Self.mail, version: version))
            #expect(
                await webhook.decide(.init(headers: [], body: body), at: now)
                    == .take(
                        .init(
                            raw: Data("Subject: a\r\n\r\nb".utf8),
                            envelope: .init(sender: .address("e@x.de"), recipients: ["s@acme.test"]),
                            source: .webhook(provider: .ses, id: "ses-1"), receivedAt: now)))
        }
        #expect(fetcher.asked.withLock { $0 } == [Self.certificateURL], "the certificate is kept")
    }

    @Test func whatIsNotSignedByTheServiceForOurTopicNowIsForged() async throws {
        let signer = try Signer(now: now)
        let good = fields(Self.mail)
        var bodies: [Data] = []
        for (name, value) in [
            ("TopicArn", "arn:aws:sns:eu-central-1:999:other"), ("Timestamp", "2023-11-14T18:00:00.000Z"),
            ("SigningCertURL", "https://sns.eu-central-1.amazonaws.com.evil.test/a.pem"), ("SignatureVersion", "3"),
            ("SigningCertURL", "http://sns.eu-central-1.amazonaws.com/a.pem"),
            ("SigningCertURL", "https://sns.eu-central-1.amazonaws.com@evil.test/a.pem"),
            ("SigningCertURL", "https://sns.eu-central-1.amazonaws.com/a.txt"),
        ] {
            var changed = good
            changed[name] = value
            bodies.append(try signer.sign(changed))
        }
        var tampered = try #require(
            try JSONSerialization.jsonObject(with: signer.sign(good)) as? [String: String])
        tampered["Message"] = Self.mail.replacingOccurrences(of: "e@x.de", with: "f@x.de")
        bodies.append(try JSONSerialization.data(withJSONObject: tampered))
        bodies.append(try Signer(now: now).sign(good))
        let webhook = SESWebhook(topics: [Self.topic], fetcher: Fetcher(signer.pem))
        for body in bodies {
            guard case .answer(.forged, _) = await webhook.decide(.init(headers: [], body: body), at: now) else {
                Issue.record("believed: \(String(decoding: body, as: UTF8.self))")
                continue
            }
        }
        let expired = now.addingTimeInterval(200_000)
        let late = try signer.sign(good.merging(["Timestamp": "2023-11-17T05:46:40.000Z"]) { $1 })
        #expect(
            await webhook.decide(.init(headers: [], body: late), at: expired)
                == .answer(.forged, note: "a wrong signature"))
    }

    @Test func aSubscriptionIsConfirmedOnlyAtTheService() async throws {
        let signer = try Signer(now: now)
        for (url, status) in [
            ("https://sns.eu-central-1.amazonaws.com/?Action=ConfirmSubscription&Token=t", 200),
            ("https://evil.test/?Token=t", 401),
        ] {
            var subscription = fields("confirm")
            subscription["Type"] = "SubscriptionConfirmation"
            subscription["Subject"] = nil
            subscription["Token"] = "t"
            subscription["SubscribeURL"] = url
            let fetcher = Fetcher(signer.pem)
            let webhook = SESWebhook(topics: [Self.topic], fetcher: fetcher)
            let decision = await webhook.decide(.init(headers: [], body: try signer.sign(subscription)), at: now)
            guard case .answer(let answer, _) = decision else {
                Issue.record("\(decision)")
                return
            }
            #expect(answer.status == status)
            #expect(fetcher.asked.withLock { $0 }.contains(url) == (status == 200))
        }
    }

    @Test func aMailThatLiesInS3IsRefusedInClearWords() async throws {
        let signer = try Signer(now: now)
        let message = #"{"notificationType":"Received","mail":{},"receipt":{"action":{"type":"S3"}}}"#
        let webhook = SESWebhook(topics: [Self.topic], fetcher: Fetcher(signer.pem))
        let decision = await webhook.decide(.init(headers: [], body: try signer.sign(fields(message))), at: now)
        guard case .answer(let answer, "the mail lies in S3, which is not read") = decision else {
            Issue.record("\(decision)")
            return
        }
        #expect(answer.status == 422)
    }

    @Test func theTextToSignIsAmazons() throws {
        let body = try JSONSerialization.data(withJSONObject: [
            "Type": "Notification", "MessageId": "22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324", "Signature": "",
            "Subject": "Amazon SES Email Receipt Notification", "Timestamp": "2024-01-02T03:04:05.678Z",
            "TopicArn": Self.topic, "Message": #"{"notificationType":"Received"}"#, "SignatureVersion": "1",
            "SigningCertURL": "", "UnsubscribeURL": "https://x",
        ])
        let text = try JSONDecoder().decode(SNSMessage.self, from: body).signedText
        #expect(text.utf8.count == 241)
        let digest = SHA256.hash(data: Data(text.utf8)).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        #expect(digest == "416bfcead29ba543503b8f1f2bdac7fa4c1fd34ad3ca052fe5b578ac4dc13b21")
    }
}
