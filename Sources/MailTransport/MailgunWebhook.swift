import Crypto
public import Foundation
import Synchronization

/// Mailgun's routes (`forward` to us): a signed form with the raw mail (URL ending in `/mime`), or its parsed fields.
///
/// The signature covers time and token, not the mail: a token counts once.
public final class MailgunWebhook: MailWebhook {
    private let signingKey: MailSecret
    private let tolerance: Duration
    private let seen: ReplayCache

    /// - Parameters:
    ///   - signingKey: the account's HTTP webhook signing key.
    ///   - tolerance: oldest call accepted. Mailgun repeats for eight hours; less risks repeated mails.
    ///   - tokensMax: tokens remembered; when that many are within the tolerance, calls are put off.
    public init(signingKey: MailSecret, tolerance: Duration = .seconds(9 * 3600), tokensMax: Int = 100_000) {
        self.signingKey = signingKey
        self.tolerance = tolerance
        seen = ReplayCache(limit: tokensMax)
    }

    public func decide(_ request: WebhookRequest, at now: Date) async -> WebhookDecision {
        guard let form = WebhookForm(request) else { return .answer(.unreadable, note: "not a form") }
        guard let token = form.text("token"), isGenuine(form, token: token, at: now) else {
            return .answer(.forged, note: "not authenticated")
        }
        switch seen.look(for: token, at: now) {
        case .known: return .answer(.taken, note: "a repeated token")
        case .full: return .answer(.init(status: 503, body: "later"), note: "too many tokens")
        case .new: break
        }
        guard let recipient = form.text("recipient"), !recipient.isEmpty else {
            return .answer(.unreadable, note: "no recipient")
        }
        let raw: Data
        if let whole = form.last("body-mime") {
            raw = whole.bytes
        } else if let rebuilt = Self.rebuilt(form) {
            raw = rebuilt.raw
        } else {
            return .answer(.unreadable, note: "no mail")
        }
        let sender = form.text("sender").map { $0.filter { $0 != "<" && $0 != ">" } }
        let envelope = MailEnvelope(
            sender: sender.map { $0.isEmpty ? .none : .address($0) } ?? .unknown,
            recipients: recipient.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) })
        return .take(
            .init(raw: raw, envelope: envelope, source: .webhook(provider: .mailgun, id: token), receivedAt: now))
    }

    public func taken(_ mail: ReceivedMail, at now: Date) {
        guard case .webhook(_, let token?) = mail.source else { return }
        seen.remember(token, until: now.addingTimeInterval(2 * Double(tolerance.components.seconds)))
    }

    /// Mailgun gives up at 406 and repeats at everything else that is no success.
    public func answer(for refusal: MailRefusal) -> WebhookAnswer {
        switch refusal {
        case .later: .init(status: 503, body: "later")
        case .unknownRecipient, .tooLarge, .never: .init(status: 406, body: "refused")
        }
    }

    private func isGenuine(_ form: WebhookForm, token: String, at now: Date) -> Bool {
        guard !signingKey.exposed.isEmpty, (1...128).contains(token.utf8.count), let time = form.text("timestamp"),
            isFresh(time, at: now, tolerance: tolerance), let given = form.text("signature"),
            let code = Data(hex: given)
        else { return false }
        return HMAC<SHA256>.isValidAuthenticationCode(
            code, authenticating: Data((time + token).utf8), using: SymmetricKey(data: Data(signingKey.exposed.utf8)))
    }

    private static func rebuilt(_ form: WebhookForm) -> MailRebuild? {
        guard
            let pairs = form.last("message-headers").flatMap({
                try? JSONDecoder().decode([[String]].self, from: $0.bytes)
            })
        else { return nil }
        let ids = form.last("content-id-map").flatMap {
            try? JSONDecoder().decode([String: String].self, from: $0.bytes)
        }
        var mail = MailRebuild(headers: pairs.filter { $0.count == 2 }.map { ($0[0], $0[1]) })
        mail.text = form.last("body-plain").map { .init(type: "text/plain", charset: "utf-8", bytes: $0.bytes) }
        mail.html = form.last("body-html").map { .init(type: "text/html", charset: "utf-8", bytes: $0.bytes) }
        mail.files = form.fields.compactMap { field in
            guard field.name.hasPrefix("attachment-"), Int(field.name.dropFirst(11)) != nil else { return nil }
            return .init(
                type: field.contentType ?? "application/octet-stream", fileName: field.fileName ?? field.name,
                contentID: ids?.first { $0.value == field.name }?.key, bytes: field.bytes)
        }
        return mail
    }
}

/// Remembers what was seen once, for its time and within a bound.
final class ReplayCache: Sendable {
    enum Answer {
        case new, known, full
    }

    private let limit: Int
    private let ends = Mutex<[String: Date]>([:])

    init(limit: Int) { self.limit = limit }

    func look(for token: String, at now: Date) -> Answer {
        ends.withLock { ends in
            if let end = ends[token], end >= now { return .known }
            if ends.count >= limit { ends = ends.filter { $0.value >= now } }
            return ends.count < limit ? .new : .full
        }
    }

    func remember(_ token: String, until end: Date) { ends.withLock { $0[token] = end } }
}

extension Data {
    /// Bytes written as pairs of hexadecimal digits; nil when they are not.
    init?(hex: String) {
        let digits = hex.utf8.map { byte -> UInt8? in
            switch byte {
            case 48...57: byte - 48
            case 65...70: byte - 55
            case 97...102: byte - 87
            default: nil
            }
        }
        guard digits.count.isMultiple(of: 2) else { return nil }
        self.init(capacity: digits.count / 2)
        for index in stride(from: 0, to: digits.count, by: 2) {
            guard let high = digits[index], let low = digits[index + 1] else { return nil }
            append(high << 4 | low)
        }
    }
}
