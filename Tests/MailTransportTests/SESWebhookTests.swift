import Crypto
import Foundation
import Synchronization
import Testing

@testable import MailTransport

/// Amazon's notifications, signed with a certificate of our own making.
@Suite struct SESWebhookTests {
    private static let topic = "arn:aws:sns:eu-central-1:123456789012:inbound"
    private let now = Date(timeIntervalSince1970: 1_700_000_000)

    private func fields(_ message: String, version: String = "2") -> [String: String] {
        SNSSigner.fields(message, topic: Self.topic, version: version)
    }

    private static let mail =
        #"{"notificationType":"Received","mail":{"source":"e@x.de","messageId":"ses-1","destination":["a@b"]},"receipt":{"recipients":["s@acme.test"],"action":{"type":"SNS","encoding":"BASE64"}},"content":"U3ViamVjdDogYQ0KDQpi"}"#

    @Test(arguments: ["1", "2"]) func aSignedNotificationGivesItsMail(version: String) async throws {
        let signer = try SNSSigner(now: now)
        let fetcher = SNSFetcher(signer.pem)
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
        #expect(fetcher.asked.withLock { $0 } == [SNSSigner.certificateURL], "the certificate is kept")
    }

    @Test func whatIsNotSignedByTheServiceForOurTopicNowIsForged() async throws {
        let signer = try SNSSigner(now: now)
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
        bodies.append(try SNSSigner(now: now).sign(good))
        let webhook = SESWebhook(topics: [Self.topic], fetcher: SNSFetcher(signer.pem))
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
        let signer = try SNSSigner(now: now)
        for (url, status) in [
            ("https://sns.eu-central-1.amazonaws.com/?Action=ConfirmSubscription&Token=t", 200),
            ("https://evil.test/?Token=t", 401),
        ] {
            var subscription = fields("confirm")
            subscription["Type"] = "SubscriptionConfirmation"
            subscription["Subject"] = nil
            subscription["Token"] = "t"
            subscription["SubscribeURL"] = url
            let fetcher = SNSFetcher(signer.pem)
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
