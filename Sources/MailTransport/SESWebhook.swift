public import Foundation
public import Logging
import Synchronization

/// Fetches a small file over HTTPS.
public protocol WebhookFetcher: Sendable {
    /// The body of a 200 answer, at most 64 KiB, without following redirects to other hosts, within ten seconds.
    func get(_ url: String) async throws -> Data
}

/// Amazon SES by way of SNS: a receipt rule with an SNS action that carries the mail (up to 150 kB), or with an S3
/// action that leaves it in a bucket and names it, where that bucket is ours to read.
public final class SESWebhook: MailWebhook {
    private let topics: Set<String>
    private let fetcher: any WebhookFetcher
    private let tolerance: Duration
    private let bucket: S3Bucket?
    private let logger: Logger?
    private let certificates = Mutex<[String: Data]>([:])

    private static let certificatesMax = 8

    /// - Parameters:
    ///   - topics: ARNs of the topics that may call; none, and nothing is taken.
    ///   - tolerance: oldest message accepted; the service repeats for about an hour.
    ///   - bucket: Where mails may lie that a notification only names; none, and they are refused.
    public init(
        topics: Set<String>, fetcher: any WebhookFetcher, tolerance: Duration = .seconds(2 * 3600),
        bucket: S3Bucket? = nil, logger: Logger? = nil
    ) {
        self.topics = topics
        self.fetcher = fetcher
        self.tolerance = tolerance
        self.bucket = bucket
        self.logger = logger
    }

    /// SNS carries at most 256 KiB.
    public var bodyBytesMax: Int { 512 << 10 }

    public func answer(toHead request: WebhookRequest, at now: Date) -> WebhookAnswer? {
        guard let topic = request.header("x-amz-sns-topic-arn") else { return nil }
        return topics.contains(topic) ? nil : .forged
    }

    public func decide(_ request: WebhookRequest, at now: Date) async -> WebhookDecision {
        guard let message = try? JSONDecoder().decode(SNSMessage.self, from: request.body) else {
            return .answer(.unreadable, note: "not an SNS message")
        }
        if let stated = request.header("x-amz-sns-message-type"), stated != message.kind.rawValue {
            return .answer(.unreadable, note: "header and body disagree")
        }
        guard topics.contains(message.topic) else { return .answer(.forged, note: "a topic that is not ours") }
        guard isRecent(message.timestamp, at: now) else { return .answer(.forged, note: "an old message") }
        guard message.hasGoodCertificateURL else { return .answer(.forged, note: "a certificate from elsewhere") }
        let certificate: Data
        do {
            certificate = try await self.certificate(message.certificateURL)
        } catch {
            return .answer(.init(status: 503, body: "later"), note: "certificate not to be had")
        }
        guard message.isSigned(by: certificate, at: now) else {
            certificates.withLock { $0[message.certificateURL] = nil }
            return .answer(.forged, note: "a wrong signature")
        }
        certificates.withLock { if $0.count < Self.certificatesMax { $0[message.certificateURL] = certificate } }
        switch message.kind {
        case .subscription: return await confirm(message)
        case .unsubscription: return .answer(.init(status: 200, body: "noted"), note: "unsubscribed from a topic")
        case .notification: return await mail(message, at: now)
        }
    }

    /// SNS repeats everything but success, for about an hour.
    public func answer(for refusal: MailRefusal) -> WebhookAnswer {
        switch refusal {
        case .later: .init(status: 503, body: "later")
        case .unknownRecipient, .tooLarge, .never: .init(status: 200, body: "refused")
        }
    }

    private func certificate(_ url: String) async throws -> Data {
        if let known = certificates.withLock({ $0[url] }) { return known }
        return try await fetcher.get(url)
    }

    private func isRecent(_ timestamp: String, at now: Date) -> Bool {
        let style = Date.ISO8601FormatStyle(includingFractionalSeconds: timestamp.contains("."))
        guard let time = try? Date(timestamp, strategy: style) else { return false }
        return abs(now.timeIntervalSince(time)) <= Double(tolerance.components.seconds)
    }

    private func confirm(_ message: SNSMessage) async -> WebhookDecision {
        guard let url = message.subscribeURL, SNSMessage.isServiceURL(url) else {
            return .answer(.forged, note: "a subscription elsewhere")
        }
        do {
            _ = try await fetcher.get(url)
            return .answer(.init(status: 200, body: "confirmed"), note: "subscription confirmed")
        } catch {
            return .answer(.init(status: 503, body: "later"), note: "subscription not confirmed")
        }
    }

    private func mail(_ message: SNSMessage, at now: Date) async -> WebhookDecision {
        guard let received = SESNotification(message.message) else {
            // Amazon greets a new topic with a test message; other notices are not mail either.
            return .answer(.init(status: 200, body: "no mail"), note: "a notification without a mail")
        }
        var mail = ReceivedMail(
            raw: Data(), envelope: received.envelope,
            source: .webhook(provider: .ses, id: received.mail.messageId), receivedAt: now)
        if let content = received.content {
            guard let raw = received.decoded(content) else {
                return .answer(.unreadable, note: "content that is no base64")
            }
            mail.raw = raw
            return .take(mail)
        }
        guard received.receipt?.action?.type == "S3" else {
            return .answer(
                .init(status: 422, body: "the mail is not in the notification: use an SNS action with base64"),
                note: "the mail is not in the notification")
        }
        return await stored(mail, received)
    }

    /// Fetches a mail that was left in the bucket.
    private func stored(_ mail: ReceivedMail, _ received: SESNotification) async -> WebhookDecision {
        let action = received.receipt?.action
        guard let bucket else {
            return .answer(
                .init(status: 422, body: "the mail lies in S3: set webhook.s3"),
                note: "the mail lies in S3, which is not read")
        }
        guard action?.bucketName == bucket.name, let key = action?.objectKey, (1...1024).contains(key.utf8.count) else {
            return .answer(.init(status: 422, body: "another bucket"), note: "the mail lies in another bucket")
        }
        do throws(S3Failure) {
            let object = try await bucket.fetch(key, at: mail.receivedAt)
            guard !object.isEncryptedByItsWriter else {
                return .answer(
                    .init(status: 422, body: "encrypted: turn message encryption off in the S3 action"),
                    note: "the mail in S3 is encrypted for another key")
            }
            var mail = mail
            mail.raw = object.bytes
            mail.truncatedFromBytes = object.cutFromBytes
            return .take(mail)
        } catch {
            logger?.warning("mail in S3 not fetched", metadata: ["error": "\(error.text)"])
            return .answer(.init(status: 503, body: "later"), note: "the mail in S3 is not to be had now")
        }
    }
}
