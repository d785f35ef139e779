public import Foundation

/// A mail to be handed to our mail server.
public struct OutgoingMail: Sendable, Equatable {
    /// Envelope sender; nil is `<>`, for mails nobody may answer by machine.
    public var sender: String?
    /// Envelope recipients the mail is for, at least one: it goes to all of them or to nobody.
    public var recipients: [String]
    /// Envelope recipients who get a copy, if the server takes them. With ``recipients`` at most ``recipientsMax``.
    public var copies: [String]
    /// The mail in RFC 5322 form. Line ends become CRLF on the way, dots are stuffed.
    public var raw: Data

    /// Recipients every server has to take in one mail (RFC 5321, 4.5.3.1.8).
    public static let recipientsMax = 100

    public init(sender: String?, recipients: [String], copies: [String] = [], raw: Data) {
        self.sender = sender
        self.recipients = recipients
        self.copies = copies
        self.raw = raw
    }
}

/// What became of a mail we handed over.
public enum SubmissionOutcome: Sendable, Equatable {
    /// Taken by the server for all it is for.
    case sent(SubmissionReceipt)
    /// Surely not taken, for nobody.
    case failed(SubmissionFailure)
    /// The whole mail was handed over and the answer never came: it may be on its way. For operators: `detail`.
    case unknown(detail: String)
}

/// The server's word that it has the mail.
public struct SubmissionReceipt: Sendable, Equatable {
    /// The last line of the answer after the final dot, at most 512 bytes.
    public var text: String
    /// The server's name for the mail, where its answer has a known form (`queued as …`, `id=…`).
    public var queueID: String?
    /// Copies the server did not take; the mail is not sent to them.
    public var refused: [RecipientRefusal]

    public init(text: String, queueID: String? = nil, refused: [RecipientRefusal] = []) {
        self.text = text
        self.queueID = queueID
        self.refused = refused
    }
}

/// A recipient the server refused.
public struct RecipientRefusal: Sendable, Equatable {
    public var recipient: String
    public var reply: SMTPReply

    public init(recipient: String, reply: SMTPReply) {
        self.recipient = recipient
        self.reply = reply
    }

    /// Whether asking again may help (RFC 5321, 4.2.1: 4yz).
    public var isTransient: Bool { reply.isTransient }
}

/// Why a mail was surely not taken.
public struct SubmissionFailure: Error, Sendable, Equatable {
    /// A closed set, fit for a metric label.
    public enum Kind: String, Sendable, CaseIterable {
        /// No connection: name, TCP, time, or a greeting that refused us.
        case unreachable
        /// No TLS, or a certificate that could not be verified.
        case tls
        /// The server does not accept who we say we are. An operator must act.
        case authentication
        /// The sender was refused.
        case sender
        /// A recipient the mail is for was refused.
        case recipients
        /// The mail was refused for what it is.
        case content
        case tooLarge
        /// The mail needs an extension the server lacks (8BITMIME, SMTPUTF8).
        case unsupported
        /// The connection was lost before the whole mail was handed over.
        case interrupted
        /// Too many mails wait here already.
        case busy
        /// An address of this mail's envelope cannot be sent.
        case envelope
        /// The settings cannot be used as they are.
        case local
    }

    public var kind: Kind
    /// Whether the same mail can never be sent this way; otherwise it may be tried again later.
    public var isPermanent: Bool
    /// What the server said, when it said something.
    public var reply: SMTPReply?
    /// The answer to each recipient that was refused.
    public var refused: [RecipientRefusal]
    /// For operators, without secrets.
    public var detail: String

    public init(
        kind: Kind, isPermanent: Bool, reply: SMTPReply? = nil, refused: [RecipientRefusal] = [], detail: String
    ) {
        self.kind = kind
        self.isPermanent = isPermanent
        self.reply = reply
        self.refused = refused
        self.detail = detail
    }

    /// Whether nothing will work until an operator mends something.
    public var needsOperator: Bool { kind == .authentication || kind == .tls || kind == .local }
}
