internal import Foundation

/// Notices of Amazon SES that come by mail from Amazon SNS: an object of JSON in the text.
///
/// Source: Amazon SES developer guide, "Amazon SNS notification contents for Amazon SES".
enum BounceNotice {
    /// Largest notice SNS sends is 256 KiB.
    private static let octetsMax = 262_144

    struct Notice: Decodable {
        struct Entry: Decodable {
            let emailAddress: String
            let action: String?
            let status: String?
            let diagnosticCode: String?
        }
        struct Bounced: Decodable {
            let bounceType: String?
            let bouncedRecipients: [Entry]?
        }
        struct Delivered: Decodable {
            let recipients: [String]?
            let smtpResponse: String?
        }
        struct About: Decodable {
            struct Common: Decodable { let messageId: String? }
            let commonHeaders: Common?
        }
        let notificationType: String?
        let eventType: String?
        let bounce: Bounced?
        let delivery: Delivered?
        let mail: About?

        var kind: String { (notificationType ?? eventType ?? "").lowercased() }
    }

    static func read(_ mail: Mail) -> Bounce? {
        guard let notice = notice(mail) else { return nil }
        let id = notice.mail?.commonHeaders?.messageId.map { $0.filter { $0 != "<" && $0 != ">" } }
        switch notice.kind {
        case "bounce":
            let isTransient = notice.bounce?.bounceType?.lowercased() == "transient"
            let recipients = (notice.bounce?.bouncedRecipients ?? []).prefix(Bounce.recipientsMax).map { entry in
                Bounce.Recipient(
                    address: MailAddressText.first(in: entry.emailAddress),
                    action: entry.action.flatMap { Bounce.Action(rawValue: $0.lowercased()) } ?? .failed,
                    status: entry.status.flatMap(DeliveryStatusCode.stated)
                        ?? entry.diagnosticCode.map { BounceText.status(of: $0, isDelayed: isTransient) }
                        ?? (isTransient ? "4.0.0" : "5.0.0"),
                    diagnostic: entry.diagnosticCode.map(BounceText.plain))
            }
            guard !recipients.isEmpty else { return nil }
            return Bounce(recipients: Array(recipients), originalMessageID: id, evidence: "amazon-ses")
        case "delivery":
            let recipients = (notice.delivery?.recipients ?? []).prefix(Bounce.recipientsMax).map { address in
                Bounce.Recipient(
                    address: MailAddressText.first(in: address), action: .delivered,
                    status: notice.delivery?.smtpResponse.flatMap(DeliveryStatusCode.stated) ?? "2.0.0",
                    diagnostic: notice.delivery?.smtpResponse.map(BounceText.plain))
            }
            guard !recipients.isEmpty else { return nil }
            return Bounce(recipients: Array(recipients), originalMessageID: id, evidence: "amazon-ses")
        default: return nil
        }
    }

    static func isComplaint(_ mail: Mail) -> Bool { notice(mail)?.kind == "complaint" }

    private static func notice(_ mail: Mail) -> Notice? {
        guard
            mail.headers["x-amz-sns-message-id"] != nil
                || mail.from.first?.address.hasSuffix("@sns.amazonaws.com") == true,
            let object = object(in: mail.text)
        else { return nil }
        return try? JSONDecoder().decode(Notice.self, from: object)
    }

    /// The first object of the text, without the line breaks mail put into it.
    private static func object(in text: String) -> Data? {
        var bytes = Data()
        var depth = 0
        var isString = false
        var isEscaped = false
        for byte in text.utf8.prefix(octetsMax) {
            if depth == 0, byte != 0x7B { continue }
            if byte == 0x0A || byte == 0x0D { continue }
            bytes.append(byte)
            if isString {
                if isEscaped {
                    isEscaped = false
                } else if byte == 0x5C {
                    isEscaped = true
                } else if byte == 0x22 {
                    isString = false
                }
                continue
            }
            if byte == 0x22 { isString = true }
            if byte == 0x7B { depth += 1 }
            if byte == 0x7D {
                depth -= 1
                if depth == 0 { return bytes }
            }
        }
        return nil
    }
}
