public import Conversations

/// What a channel's policy says to a message.
public enum SendDecision: Sendable, Hashable {
    /// These, in this order; never empty.
    case send([PlannedSend])
    case refuse(SendRefusal)
}

/// One request to the platform.
public struct PlannedSend: Sendable, Hashable {
    /// Where it goes.
    public enum Way: String, Sendable, Hashable {
        case direct
        /// The one private answer to a comment.
        case privateReply = "private_reply"
        /// Below the comment.
        case publicReply = "public_reply"
    }

    /// What it carries.
    public enum Content: Sendable, Hashable {
        case text(RenderedText, buttons: [SendRequest.Button])
        case file(SentFile)
        case template(SendRequest.Template)
    }

    public let way: Way
    public let content: Content
    /// What allows it where an ordinary message would not be allowed, `HUMAN_AGENT`; nil for an ordinary one.
    public let tag: String?
    /// Not before: the pace of the platform.
    public let earliest: Timestamp
    /// Not at or after: then its window is closed; nil for no window.
    public let deadline: Timestamp?

    public init(way: Way, content: Content, tag: String?, earliest: Timestamp, deadline: Timestamp?) {
        self.way = way
        self.content = content
        self.tag = tag
        self.earliest = earliest
        self.deadline = deadline
    }
}

/// Why a message does not leave, and what can be done.
public struct SendRefusal: Error, Sendable, Hashable {
    /// Fit for a metric label and as the key of a translation.
    public enum Code: String, Sendable, Hashable, CaseIterable {
        /// Neither words nor files.
        case empty
        case optedOut = "opted_out"
        /// The customer never wrote to us directly, or too long ago.
        case windowClosed = "window_closed"
        /// As ``windowClosed``, and only a template can be sent.
        case needsTemplate = "needs_template"
        /// The platform has not approved this template, or the channel takes none.
        case templateUnknown = "template_unknown"
        /// The window is open for people only, and this was not written by one.
        case humanOnly = "human_only"
        /// At the platform's pace the window closes before all parts are sent.
        case windowTooShort = "window_too_short"
        case privateReplyUsed = "private_reply_used"
        case privateReplyExpired = "private_reply_expired"
        /// The platform has public comments only, and none is to be answered.
        case noDirectMessages = "no_direct_messages"
        /// Everybody would see it, and it is for the customer alone.
        case privateOnly = "private_only"
        case tooLongForPublic = "too_long_for_public"
        case tooManyParts = "too_many_parts"
        case attachmentsNotTaken = "attachments_not_taken"
        case attachmentType = "attachment_type"
        case attachmentTooLarge = "attachment_too_large"
        case tooManyAttachments = "too_many_attachments"
    }

    /// What an operator can do about it.
    public enum Remedy: String, Sendable, Hashable, CaseIterable {
        case waitForCustomer = "wait_for_customer"
        case sendTemplate = "send_template"
        case writeYourself = "write_yourself"
        case shorten
        case removeAttachment = "remove_attachment"
        case answerPublicly = "answer_publicly"
        case useOtherChannel = "use_other_channel"
    }

    public let code: Code
    /// For operators, in English; without the customer's words.
    public let detail: String
    public let remedies: [Remedy]

    public init(code: Code, detail: String, remedies: [Remedy]) {
        self.code = code
        self.detail = detail
        self.remedies = remedies
    }
}

extension SendRefusal.Code {
    /// The refusal with the usual remedies.
    func refusal(_ detail: String, also: [SendRefusal.Remedy] = []) -> SendRefusal {
        let usual: [SendRefusal.Remedy] =
            switch self {
            case .empty: []
            case .optedOut: [.waitForCustomer]
            case .windowClosed: [.waitForCustomer, .useOtherChannel]
            case .needsTemplate: [.sendTemplate, .waitForCustomer]
            case .templateUnknown: [.sendTemplate]
            case .humanOnly: [.writeYourself]
            case .windowTooShort: [.shorten]
            case .privateReplyUsed, .privateReplyExpired: [.waitForCustomer]
            case .privateOnly, .noDirectMessages: [.useOtherChannel]
            case .tooLongForPublic, .tooManyParts: [.shorten]
            case .attachmentsNotTaken, .attachmentType, .attachmentTooLarge, .tooManyAttachments: [.removeAttachment]
            }
        return SendRefusal(code: self, detail: detail, remedies: usual + also.filter { !usual.contains($0) })
    }
}
