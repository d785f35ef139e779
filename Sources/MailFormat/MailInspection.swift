public import Foundation

/// What the gateway makes of a raw mail, as `mail inspect` prints it.
public struct MailInspection: Sendable, Encodable {
    /// Why no person is taken for its writer.
    public struct Automatic: Sendable, Encodable {
        public var kind: String
        /// The header or words that tell.
        public var evidence: String

        public init(kind: String, evidence: String) {
            self.kind = kind
            self.evidence = evidence
        }
    }

    /// What it says of a mail of ours that was not delivered.
    public struct Bounce: Sendable, Encodable {
        public var recipient: String?
        /// Enhanced status code (RFC 3463).
        public var status: String?
        public var action: String?
        public var diagnostic: String?

        public init(recipient: String?, status: String?, action: String?, diagnostic: String?) {
            self.recipient = recipient
            self.status = status
            self.action = action
            self.diagnostic = diagnostic
        }

        public func encode(to encoder: any Encoder) throws {
            var object = encoder.container(keyedBy: Key.self)
            try object.encode(recipient, forKey: .recipient)
            try object.encode(status, forKey: .status)
            try object.encode(action, forKey: .action)
            try object.encode(diagnostic, forKey: .diagnostic)
        }

        private enum Key: CodingKey { case recipient, status, action, diagnostic }
    }

    public var mail: Mail
    /// BCP 47 tag of the language, where it was recognised.
    public var language: String?
    public var replyText: String
    public var quotedText: String
    public var signature: String
    public var automatic: Automatic?
    public var bounce: Bounce?
    public var authentication: SenderAuthentication

    public init(
        mail: Mail, language: String? = nil, replyText: String, quotedText: String = "", signature: String = "",
        automatic: Automatic? = nil, bounce: Bounce? = nil, authentication: SenderAuthentication = .claimed
    ) {
        self.mail = mail
        self.language = language
        self.replyText = replyText
        self.quotedText = quotedText
        self.signature = signature
        self.automatic = automatic
        self.bounce = bounce
        self.authentication = authentication
    }

    /// One JSON object on one line, without a line end.
    public func json() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(self)
    }

    public func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: Key.self)
        try object.encode(mail.from.map(Address.init), forKey: .from)
        try object.encode(mail.to.map(Address.init), forKey: .to)
        try object.encode(mail.subject, forKey: .subject)
        try object.encode(mail.messageID, forKey: .messageID)
        try object.encode(mail.inReplyTo, forKey: .inReplyTo)
        try object.encode(mail.references, forKey: .references)
        try object.encode(mail.date.map(Self.timestamp), forKey: .date)
        try object.encode(language, forKey: .language)
        try object.encode(replyText, forKey: .replyText)
        try object.encode(quotedText, forKey: .quotedText)
        try object.encode(signature, forKey: .signature)
        try object.encode(mail.html, forKey: .html)
        try object.encode(automatic, forKey: .automatic)
        try object.encode(bounce, forKey: .bounce)
        try object.encode(mail.attachments.map(Attachment.init), forKey: .attachments)
        try object.encode(authentication.description, forKey: .authentication)
        try object.encode(mail.problems.map { "\($0.kind): \($0.description)" }, forKey: .problems)
    }

    /// A moment in UTC, to the second (RFC 3339).
    private static func timestamp(_ date: Date) -> String {
        date.formatted(.iso8601)
    }

    private enum Key: String, CodingKey {
        case from, to, subject, references, date, language, signature, html, automatic, bounce, attachments
        case authentication, problems
        case messageID = "message_id"
        case inReplyTo = "in_reply_to"
        case replyText = "reply_text"
        case quotedText = "quoted_text"
    }

    private struct Address: Encodable {
        var name: String?
        var address: String

        init(_ address: MailAddress) {
            name = address.name
            self.address = address.address
        }

        func encode(to encoder: any Encoder) throws {
            var object = encoder.container(keyedBy: Key.self)
            try object.encode(name, forKey: .name)
            try object.encode(address, forKey: .address)
        }

        private enum Key: CodingKey { case name, address }
    }

    private struct Attachment: Encodable {
        var attachment: MailAttachment

        init(_ attachment: MailAttachment) { self.attachment = attachment }

        func encode(to encoder: any Encoder) throws {
            var object = encoder.container(keyedBy: Key.self)
            try object.encode(attachment.name, forKey: .name)
            try object.encode(attachment.type, forKey: .type)
            try object.encode(attachment.bytes.count, forKey: .sizeBytes)
            try object.encode(attachment.kind == .inline, forKey: .inline)
        }

        private enum Key: String, CodingKey {
            case name, type, inline
            case sizeBytes = "size_bytes"
        }
    }
}
