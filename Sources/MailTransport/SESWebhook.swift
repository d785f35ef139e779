public import Foundation
import Synchronization

/// Fetches a small file over HTTPS.
public protocol WebhookFetcher: Sendable {
    /// The body of a 200 answer, at most 64 KiB, without following redirects to other hosts, within ten seconds.
    func get(_ url: String) async throws -> Data
}

/// Amazon SES by way of SNS: a receipt rule with an SNS action that carries the mail (up to 150 kB).
///
/// A rule that stores the mail in S3 and only names it is refused with a clear answer: fetching from S3 needs keys of
/// the AWS account, which this gateway does not hold.
public final class SESWebhook: MailWebhook {
    private let topics: Set<String>
    private let fetcher: any WebhookFetcher
    private let tolerance: Duration
    private let certificates = Mutex<[String: Data]>([:])

    private static let certificatesMax = 8

    /// - Parameters:
    ///   - topics: ARNs of the topics that may call; none, and nothing is taken.
    ///   - tolerance: oldest message accepted; the service repeats for about an hour.
    public init(topics: Set<String>, fetcher: any WebhookFetcher, tolerance: Duration = .seconds(2 * 3600)) {
        self.topics = topics
        self.fetcher = fetcher
        self.tolerance = tolerance
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
        case .notification: return Self.mail(message, at: now)
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

    private struct Received: Decodable {
        struct Mail: Decodable {
            var source: String?
            var messageId: String?
            var destination: [String]?
        }

        struct Receipt: Decodable {
            struct Action: Decodable {
                var type: String?
                var encoding: String?
            }

            var recipients: [String]?
            var action: Action?
        }

        var notificationType: String?
        var mail: Mail
        var receipt: Receipt?
        var content: String?
    }

    private static func mail(_ message: SNSMessage, at now: Date) -> WebhookDecision {
        guard let received = try? JSONDecoder().decode(Received.self, from: Data(message.message.utf8)),
            received.notificationType == "Received"
        else {
            // Amazon greets a new topic with a test message; other notices are not mail either.
            return .answer(.init(status: 200, body: "no mail"), note: "a notification without a mail")
        }
        guard let content = received.content else {
            let isInS3 = received.receipt?.action?.type == "S3"
            return .answer(
                .init(status: 422, body: "the mail is not in the notification: use an SNS action with base64"),
                note: isInS3 ? "the mail lies in S3, which is not read" : "the mail is not in the notification")
        }
        let isBase64 = received.receipt?.action?.encoding?.uppercased() == "BASE64"
        guard let raw = isBase64 ? Data(base64Encoded: content, options: .ignoreUnknownCharacters) : Data(content.utf8)
        else { return .answer(.unreadable, note: "content that is no base64") }
        let sender = received.mail.source.map { $0.filter { $0 != "<" && $0 != ">" } }
        let envelope = MailEnvelope(
            sender: sender.map { $0.isEmpty ? .none : .address($0) } ?? .unknown,
            recipients: received.receipt?.recipients ?? received.mail.destination ?? [])
        return .take(
            .init(
                raw: raw, envelope: envelope, source: .webhook(provider: .ses, id: received.mail.messageId),
                receivedAt: now))
    }
}
