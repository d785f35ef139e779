public import Foundation

/// One mail, read. Every text is Unicode; what could not be read right is said in ``problems``.
public struct Mail: Sendable, Equatable {
    /// All header fields of the mail in their order, values unfolded and decoded (RFC 2047).
    public var headers: MailHeaders
    /// Who wrote it (`From`). More than one, or none, happens and is not to be trusted.
    public var from: [MailAddress]
    /// Who wants the answer, when it is not the writer (`Reply-To`).
    public var replyTo: [MailAddress]
    public var to: [MailAddress]
    public var cc: [MailAddress]
    public var subject: String
    /// Ids without their angle brackets, as they came; they are compared with their case.
    public var messageID: String?
    public var inReplyTo: [String]
    /// Oldest first.
    public var references: [String]
    /// When it was written, and the offset from UTC the writer's clock had, in seconds.
    public var date: Date?
    public var dateOffsetSeconds: Int?
    /// The text people read: the plain body, or the readable text of the HTML body.
    public var text: String
    /// The body as HTML, when there is one; hostile until sanitised.
    public var html: String?
    /// Whether ``text`` was made from ``html``, for want of a plain body worth reading.
    public var isTextFromHTML: Bool
    /// Every other part: files, inline images, attached mails, calendar entries, reports, signatures.
    public var attachments: [MailAttachment]
    /// Machine-readable parts of a `multipart/report` (RFC 6522), in order.
    public var reports: [MailReport]
    /// How the body is protected: what we cannot read is shown as that.
    public var protection: Set<MailProtection>
    /// What was wrong with it, for operators. Empty for a well-formed mail.
    public var problems: [MailProblem]
    /// Whether words, files or parts were left out because of a bound of ours: ``problems`` says which.
    public var isPartlyRead = false
}

/// A mailbox with the name it was given.
public struct MailAddress: Sendable, Hashable {
    public var name: String?
    /// `local@domain`; the domain lower-cased, the local part as it came. Never empty.
    public var address: String

    public init(name: String? = nil, address: String) {
        self.name = name
        self.address = address
    }
}

/// Header fields in their order. Names are compared without case.
public struct MailHeaders: Sendable, Equatable {
    /// One field.
    public struct Field: Sendable, Equatable {
        public var name: String
        public var value: String

        public init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    public var fields: [Field]

    public init(_ fields: [Field] = []) { self.fields = fields }

    /// The first field of that name: the topmost is the youngest.
    public subscript(_ name: String) -> String? {
        fields.first { Self.isSame($0.name, name) }?.value
    }

    /// All fields of that name, topmost first.
    public func all(_ name: String) -> [String] {
        fields.filter { Self.isSame($0.name, name) }.map(\.value)
    }

    /// Names are ASCII (RFC 5322, 2.2).
    static func isSame(_ one: String, _ other: String) -> Bool {
        one.utf8.count == other.utf8.count
            && one.utf8.elementsEqual(other.utf8) { Byte.lower($0) == Byte.lower($1) }
    }
}

/// A part that is not the body.
public struct MailAttachment: Sendable, Equatable {
    /// What it is to us beyond its media type.
    public enum Kind: Sendable, Equatable {
        case file
        /// Shown inside the HTML body, which names it by `cid:`.
        case inline
        /// A whole mail (`message/rfc822`).
        case mail
        /// `text/calendar`; `method` as it was stated, upper-cased.
        case calendar(method: String?)
        /// Outlook's `winmail.dat` (TNEF).
        case tnef
        /// A detached signature (S/MIME, PGP).
        case signature
        /// A body we cannot decrypt.
        case encrypted
        /// A part of a `multipart/report`.
        case report
    }

    public var kind: Kind
    /// The file's name as it may be shown and stored: no path, no control characters; nil when it was not named.
    public var name: String?
    /// Media type in lower case, without parameters.
    public var type: String
    public var contentID: String?
    public var bytes: Data

    public init(kind: Kind, name: String?, type: String, contentID: String? = nil, bytes: Data) {
        self.kind = kind
        self.name = name
        self.type = type
        self.contentID = contentID
        self.bytes = bytes
    }
}

/// A machine-readable part of a report, read as header blocks.
public struct MailReport: Sendable, Equatable {
    /// What kind of report the part is.
    public enum Kind: String, Sendable {
        /// `message/delivery-status` (RFC 3464), also its UTF-8 form (RFC 6533).
        case deliveryStatus
        /// `message/disposition-notification` (RFC 8098).
        case disposition
        /// `message/feedback-report` (RFC 5965).
        case feedback
        /// The mail the report is about: `message/rfc822` or `text/rfc822-headers`; one block, its header.
        case original
    }

    public var kind: Kind
    /// Blocks of fields, divided by blank lines: of a delivery status the mail's, then one for each recipient.
    public var blocks: [MailHeaders]

    public init(kind: Kind, blocks: [MailHeaders]) {
        self.kind = kind
        self.blocks = blocks
    }
}

/// Protection of the content by cryptography, which is shown and not checked.
public enum MailProtection: String, Sendable, CaseIterable {
    case signedSMIME = "smime-signed"
    case encryptedSMIME = "smime-encrypted"
    case signedPGP = "pgp-signed"
    case encryptedPGP = "pgp-encrypted"
}

/// Something that was wrong with a mail.
public struct MailProblem: Sendable, Equatable, CustomStringConvertible {
    /// A short name for counting: `charset`, `header`, `limit`, `encoding`, `structure`, `empty`, `date`, `address`.
    public var kind: String
    /// What was wrong and what was done about it, for people.
    public var description: String

    public init(kind: String, description: String) {
        self.kind = kind
        self.description = description
    }
}
