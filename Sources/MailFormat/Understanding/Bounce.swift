internal import Foundation

/// News about the delivery of a mail of ours: a delivery status notification (RFC 3464) or one of the forms that were
/// used before it and still are.
///
/// Which mail it is about is to be asked of the VERP address it came to first, of ``originalMessageID`` next. What
/// stands in it is what some server said, or whoever forged it: it changes the state of a delivery and nothing else.
public struct Bounce: Sendable, Equatable {
    /// What became of the mail (RFC 3464, section 2.3.3).
    public enum Action: String, Sendable, CaseIterable {
        case failed, delayed, delivered, relayed, expanded
    }

    /// What became of it for one recipient.
    public struct Recipient: Sendable, Equatable {
        /// The address the report is about; nil when the report does not name it.
        public var address: String?
        /// The address we had sent to, where the report names it and the mail was passed on to another.
        public var originalAddress: String?
        public var action: Action
        /// `class.subject.detail` (RFC 3463): stated, or derived from the SMTP reply or its words; `5.0.0` and `4.0.0`
        /// mean that nothing more is known.
        public var status: String
        /// What the server said, at most 500 octets.
        public var diagnostic: String?

        public init(
            address: String?, originalAddress: String? = nil, action: Action, status: String, diagnostic: String? = nil
        ) {
            self.address = address
            self.originalAddress = originalAddress
            self.action = action
            self.status = status
            self.diagnostic = diagnostic
        }

        /// The address will not work later either: not a full mailbox, not a delay.
        public var isPermanent: Bool { action == .failed && status.hasPrefix("5") && status != "5.2.2" }
    }

    /// At least one; at most ``recipientsMax``.
    public var recipients: [Recipient]
    /// Of the mail it is about, without angle brackets.
    public var originalMessageID: String?
    /// By what it was known: a short name for operators.
    public var evidence: String

    public static let recipientsMax = 100
    static let diagnosticOctetsMax = 500

    public init(recipients: [Recipient], originalMessageID: String?, evidence: String) {
        self.recipients = recipients
        self.originalMessageID = originalMessageID
        self.evidence = evidence
    }

    /// - Parameter returnPath: the envelope's sender; empty for the null sender, nil when unknown (the mail's own
    ///   `Return-Path` is read then).
    /// - Returns: nil when the mail is no news about a delivery.
    public init?(_ mail: Mail, returnPath: String? = nil) {
        guard
            let found = BounceReport.read(mail) ?? BounceNotice.read(mail)
                ?? BounceText.read(mail, returnPath: returnPath)
        else { return nil }
        self = found
        recipients = Array(recipients.prefix(Self.recipientsMax))
        if originalMessageID == nil { originalMessageID = BounceOriginal.messageID(mail) }
    }
}

/// The id of the mail a report is about.
enum BounceOriginal {
    /// Enough for any header.
    private static let octetsMax = 65_536
    private static let linesMax = 2000

    static func messageID(_ mail: Mail) -> String? {
        for report in mail.reports {
            for block in report.blocks {
                if report.kind == .original, let id = id(block["Message-ID"]) { return id }
                if let id = id(block["Original-Message-ID"] ?? block["X-Original-Message-ID"]) { return id }
            }
        }
        for attachment in mail.attachments
        where attachment.type == "message/rfc822" || attachment.type.hasSuffix("headers") {
            let head = String(decoding: attachment.bytes.prefix(octetsMax), as: UTF8.self)
            if let found = inLines(Array(TextLines.split(head).prefix(linesMax))) { return found }
        }
        let lines = TextLines.split(mail.text.octets(octetsMax)).prefix(linesMax)
        let below = lines.firstIndex(where: ReportText.isOriginalMark) ?? 0
        return inLines(Array(lines[below...])) ?? mail.inReplyTo.last
    }

    private static func inLines(_ lines: [Substring]) -> String? {
        for (index, line) in lines.enumerated() {
            let trimmed = line.drop { $0 == " " || $0 == ">" }
            guard trimmed.octets(11).lowercased() == "message-id:" else { continue }
            // The id may have been folded to the next line.
            let rest = trimmed.octets(1000) + (index + 1 < lines.count ? lines[index + 1].octets(1000) : "")
            if let found = id(rest) { return found }
        }
        return nil
    }

    private static func id(_ field: String?) -> String? {
        guard let field, let open = field.firstIndex(of: "<") else { return nil }
        let inner = field[field.index(after: open)...]
        guard let close = inner.firstIndex(of: ">"), inner.startIndex < close else { return nil }
        let id = inner[..<close]
        return id.utf8.count <= 998 && !id.contains(" ") ? String(id) : nil
    }
}
