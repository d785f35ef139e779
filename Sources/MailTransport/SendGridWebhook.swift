import Crypto
public import Foundation

/// SendGrid's Inbound Parse: a form with the raw mail, or with what SendGrid read out of it.
public struct SendGridWebhook: MailWebhook {
    /// How a call is known to be SendGrid's.
    public enum Proof: Sendable {
        case shared(WebhookProof)
        /// ECDSA over timestamp and body; the key as SendGrid shows it (base64 of a P-256 key).
        case signature(publicKey: String, tolerance: Duration)
    }

    private let proof: Proof

    public init(_ proof: Proof) { self.proof = proof }

    public func answer(toHead request: WebhookRequest, at now: Date) -> WebhookAnswer? {
        switch proof {
        case .shared(let proof): proof.accepts(request) ? nil : .forged
        case .signature(_, let tolerance): Self.signature(request, tolerance, at: now) == nil ? .forged : nil
        }
    }

    /// The fresh time and the signature a call's head states, unproven.
    private static func signature(
        _ request: WebhookRequest, _ tolerance: Duration, at now: Date
    ) -> (time: String, signature: P256.Signing.ECDSASignature)? {
        guard let time = request.header("x-twilio-email-event-webhook-timestamp"),
            isFresh(time, at: now, tolerance: tolerance),
            let given = request.header("x-twilio-email-event-webhook-signature"),
            let bytes = Data(base64Encoded: given),
            let signature = try? P256.Signing.ECDSASignature(derRepresentation: bytes)
        else { return nil }
        return (time, signature)
    }

    public func decide(_ request: WebhookRequest, at now: Date) async -> WebhookDecision {
        guard isGenuine(request, at: now) else { return .answer(.forged, note: "not authenticated") }
        guard let form = WebhookForm(request) else { return .answer(.unreadable, note: "not a form") }
        guard let envelope = Self.envelope(form) else { return .answer(.unreadable, note: "no envelope") }
        let raw: Data
        if let whole = form.last("email") {
            raw = whole.bytes
        } else if form.last("headers") != nil {
            raw = Self.rebuilt(form).raw
        } else {
            return .answer(.unreadable, note: "no mail")
        }
        return .take(
            .init(raw: raw, envelope: envelope, source: .webhook(provider: .sendgrid, id: nil), receivedAt: now))
    }

    /// SendGrid drops a mail at 4xx and repeats it at 5xx.
    public func answer(for refusal: MailRefusal) -> WebhookAnswer {
        switch refusal {
        case .later: .init(status: 503, body: "later")
        case .unknownRecipient, .tooLarge, .never: .init(status: 200, body: "refused")
        }
    }

    private func isGenuine(_ request: WebhookRequest, at now: Date) -> Bool {
        switch proof {
        case .shared(let proof): return proof.accepts(request)
        case .signature(let publicKey, let tolerance):
            guard let (time, signature) = Self.signature(request, tolerance, at: now),
                let keyBytes = Data(base64Encoded: publicKey),
                let key = try? P256.Signing.PublicKey(derRepresentation: keyBytes)
            else { return false }
            return key.isValidSignature(signature, for: Data(time.utf8) + request.body)
        }
    }

    private struct Envelope: Decodable {
        var to: [String]
        var from: String?
    }

    private static func envelope(_ form: WebhookForm) -> MailEnvelope? {
        guard let field = form.last("envelope"),
            let envelope = try? JSONDecoder().decode(Envelope.self, from: field.bytes)
        else { return nil }
        let sender = envelope.from ?? ""
        return .init(sender: sender.isEmpty ? .none : .address(sender), recipients: envelope.to)
    }

    private struct FileInfo: Decodable {
        enum CodingKeys: String, CodingKey {
            case filename, name, type
            case contentID = "content-id"
        }

        var filename: String?
        var name: String?
        var type: String?
        var contentID: String?
    }

    /// Every field is in the charset that `charsets` names for it.
    private static func rebuilt(_ form: WebhookForm) -> MailRebuild {
        let charsets = form.last("charsets").flatMap {
            try? JSONDecoder().decode([String: String].self, from: $0.bytes)
        }
        let infos = form.last("attachment-info").flatMap {
            try? JSONDecoder().decode([String: FileInfo].self, from: $0.bytes)
        }
        let header = form.last("headers").map { String(decoding: $0.bytes, as: UTF8.self) } ?? ""
        var mail = MailRebuild(headers: MailRebuild.fields(ofHeader: header))
        mail.text = form.last("text").map {
            .init(type: "text/plain", charset: charsets?["text"] ?? "utf-8", bytes: $0.bytes)
        }
        mail.html = form.last("html").map {
            .init(type: "text/html", charset: charsets?["html"] ?? "utf-8", bytes: $0.bytes)
        }
        mail.files = form.fields.compactMap { field in
            guard field.name.hasPrefix("attachment"), Int(field.name.dropFirst(10)) != nil else { return nil }
            let info = infos?[field.name]
            return .init(
                type: info?.type ?? field.contentType ?? "application/octet-stream",
                fileName: info?.filename ?? info?.name ?? field.fileName ?? field.name,
                contentID: info?.contentID, bytes: field.bytes)
        }
        return mail
    }
}

/// Whether a time in whole seconds since 1970 lies within `tolerance` of now, before or after.
func isFresh(_ seconds: String, at now: Date, tolerance: Duration) -> Bool {
    guard seconds.utf8.count <= 12, let seconds = Int64(seconds) else { return false }
    return abs(now.timeIntervalSince1970 - Double(seconds)) <= Double(tolerance.components.seconds)
}
