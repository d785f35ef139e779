/// How much of a mail is read. What lies beyond is left out of ``Mail`` and named in its problems; the raw mail,
/// which the gateway keeps, still has it.
public struct MailLimits: Sendable, Equatable {
    /// Bytes of the mail that are looked at. Mail servers take 10 to 50 MB.
    public var sizeBytes: Int
    /// Parts of all levels together.
    public var parts: Int
    /// Multiparts within multiparts; the mail itself is level 0.
    public var depth: Int
    /// Bytes of one header, the mail's or a part's.
    public var headerBytes: Int
    /// Fields of one header.
    public var headerFields: Int
    /// Addresses read from one field.
    public var recipients: Int
    /// Bytes of text, in UTF-8, of the plain body; also of the HTML body.
    public var textBytes: Int
    public var attachments: Int
    /// Bytes of HTML that are made into text or sanitised.
    public var htmlBytes: Int
    /// Blocks of a report: a delivery status has one for each recipient.
    public var reportBlocks: Int
    /// Ids read from `References` and `In-Reply-To`.
    public var references: Int

    public init(
        sizeBytes: Int = 64 << 20, parts: Int = 100, depth: Int = 20, headerBytes: Int = 64 << 10,
        headerFields: Int = 1000, recipients: Int = 1000, textBytes: Int = 1 << 20, attachments: Int = 100,
        htmlBytes: Int = 2 << 20, reportBlocks: Int = 200, references: Int = 200
    ) {
        self.sizeBytes = sizeBytes
        self.parts = parts
        self.depth = depth
        self.headerBytes = headerBytes
        self.headerFields = headerFields
        self.recipients = recipients
        self.textBytes = textBytes
        self.attachments = attachments
        self.htmlBytes = htmlBytes
        self.reportBlocks = reportBlocks
        self.references = references
    }
}
