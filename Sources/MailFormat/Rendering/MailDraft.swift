public import Foundation

/// A mail to be sent.
public struct MailDraft: Sendable, Equatable {
    public var from: MailAddress
    public var to: [MailAddress]
    public var cc: [MailAddress]
    public var replyTo: [MailAddress]
    public var subject: String
    public var date: Date
    /// Offset from UTC that `Date` shows, in seconds.
    public var dateOffsetSeconds: Int
    /// Without angle brackets.
    public var messageID: String
    /// Ids of the mail this one answers, without angle brackets. Such as cannot be written are left out: they come
    /// from other people's mails.
    public var inReplyTo: [String]
    /// Oldest first; of more than ``referencesMax`` the first and the newest are written.
    public var references: [String]
    /// Fields besides those above, such as `Auto-Submitted`.
    public var headers: [MailHeaders.Field]
    /// The plain body.
    public var text: String
    /// The same as HTML; nil sends plain text alone.
    public var html: String?
    /// Files; those of kind `inline` with a content id go with the HTML.
    public var attachments: [MailAttachment]

    /// A thread's references that are carried on (RFC 5322 names no bound; servers cut long fields).
    public static let referencesMax = 20

    public init(
        from: MailAddress, to: [MailAddress], cc: [MailAddress] = [], replyTo: [MailAddress] = [], subject: String,
        date: Date, dateOffsetSeconds: Int = 0, messageID: String, inReplyTo: [String] = [],
        references: [String] = [], headers: [MailHeaders.Field] = [], text: String, html: String? = nil,
        attachments: [MailAttachment] = []
    ) {
        self.from = from
        self.to = to
        self.cc = cc
        self.replyTo = replyTo
        self.subject = subject
        self.date = date
        self.dateOffsetSeconds = dateOffsetSeconds
        self.messageID = messageID
        self.inReplyTo = inReplyTo
        self.references = references
        self.headers = headers
        self.text = text
        self.html = html
        self.attachments = attachments
    }
}

/// A mail as it goes over the wire.
public struct RenderedMail: Sendable, Equatable {
    /// With CRLF line ends; no line is longer than 998 octets. Dots are not stuffed.
    public var bytes: Data
}

/// Why a draft cannot be rendered. Each is a mistake of the caller.
public enum MailDraftError: Error, Equatable, Sendable {
    /// No `local@domain`, or characters that no address has, line ends among them.
    case address(String)
    case messageID(String)
    /// A field whose name is malformed, or that the draft writes itself.
    case header(String)
}
