import Crypto
public import Foundation
import Synchronization

/// Mailgun's routes (`forward` to us): a signed form with the raw mail (URL ending in `/mime`), or its parsed fields.
///
/// The signature covers time and token, not the mail: a token counts once.
public final class MailgunWebhook: MailWebhook {
    private let signingKey: MailSecret
    private let tolerance: Duration
    private let seen: any ReplayMemory

    /// - Parameters:
    ///   - signingKey: the account's HTTP webhook signing key.
    ///   - tolerance: oldest call accepted. Mailgun repeats for eight hours; less risks repeated mails.
    ///   - seen: remembers tokens; where it forgets them with the process, a captured call counts again after a start.
    public init(
        signingKey: MailSecret, tolerance: Duration = .seconds(9 * 3600),
        seen: any ReplayMemory = ReplayCache(limit: 100_000)
    ) {
        self.signingKey = signingKey
        self.tolerance = tolerance
        self.seen = seen
    }

    /// The proof stands in the form.
    public func answer(toHead request: WebhookRequest, at now: Date) -> WebhookAnswer? {
        let type = request.header("content-type")?.lowercased() ?? ""
        let isForm = type.hasPrefix("multipart/form-data") || type.hasPrefix("application/x-www-form-urlencoded")
        return isForm ? nil : .unreadable
    }

    public func decide(_ request: WebhookRequest, at now: Date) async -> WebhookDecision {
        guard let form = WebhookForm(request) else { return .answer(.unreadable, note: "not a form") }
        guard let token = form.text("token"), isGenuine(form, token: token, at: now) else {
            return .answer(.forged, note: "not authenticated")
        }
        do {
            if try await seen.isKnown(token, at: now) { return .answer(.taken, note: "a repeated token") }
        } catch {
            return .answer(.init(status: 503, body: "later"), note: "tokens cannot be looked up")
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

    public func taken(_ mail: ReceivedMail, at now: Date) async throws {
        guard case .webhook(_, let token?) = mail.source else { return }
        let end = now.addingTimeInterval(2 * Double(tolerance.components.seconds))
        try await seen.remember(token, until: end, at: now)
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
