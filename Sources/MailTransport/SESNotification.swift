import Foundation

/// What Amazon SES tells of a mail it received.
struct SESNotification: Decodable {
    struct Mail: Decodable {
        var source: String?
        var messageId: String?
        var destination: [String]?
    }

    struct Receipt: Decodable {
        struct Action: Decodable {
            var type: String?
            var encoding: String?
            var bucketName: String?
            var objectKey: String?
        }

        var recipients: [String]?
        var action: Action?
    }

    var notificationType: String?
    var mail: Mail
    var receipt: Receipt?
    var content: String?

    /// Nil for a message that tells of no mail received.
    init?(_ message: String) {
        guard let read = try? JSONDecoder().decode(Self.self, from: Data(message.utf8)),
            read.notificationType == "Received"
        else { return nil }
        self = read
    }

    var envelope: MailEnvelope {
        let sender = mail.source.map { $0.filter { $0 != "<" && $0 != ">" } }
        return MailEnvelope(
            sender: sender.map { $0.isEmpty ? .none : .address($0) } ?? .unknown,
            recipients: receipt?.recipients ?? mail.destination ?? [])
    }

    /// The mail in the notification; nil when it is not what it is said to be.
    func decoded(_ content: String) -> Data? {
        guard receipt?.action?.encoding?.uppercased() == "BASE64" else { return Data(content.utf8) }
        return Data(base64Encoded: content, options: .ignoreUnknownCharacters)
    }
}
