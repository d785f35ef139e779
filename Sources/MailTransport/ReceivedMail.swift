public import Foundation

/// A mail as it came: its bytes, untouched, and what the wire said about it.
public struct ReceivedMail: Sendable, Equatable {
    /// The mail in RFC 5322 form, as received (dot-stuffing undone). Hostile until read.
    public var raw: Data
    public var envelope: MailEnvelope
    public var source: MailSource
    public var receivedAt: Date
    /// Bytes of the whole mail when ``raw`` holds only its beginning, because it was above the bound.
    public var truncatedFromBytes: Int?
    /// Whether ``raw`` is a notice of ours about a mail that could not be had.
    public var isNotice: Bool

    public init(
        raw: Data, envelope: MailEnvelope, source: MailSource, receivedAt: Date, truncatedFromBytes: Int? = nil,
        isNotice: Bool = false
    ) {
        self.raw = raw
        self.envelope = envelope
        self.source = source
        self.receivedAt = receivedAt
        self.truncatedFromBytes = truncatedFromBytes
        self.isNotice = isNotice
    }
}

/// Who sent a mail and to whom, as the transport knows it: not what the mail's header claims.
public struct MailEnvelope: Sendable, Equatable {
    /// Whom a report about the mail would go to.
    public enum Sender: Sendable, Equatable {
        case address(String)
        /// `<>`: a report or another mail nobody may answer (RFC 5321, 4.5.5).
        case none
        /// The transport did not say, as with a mailbox read by IMAP that records no `Return-Path`.
        case unknown

        /// The address, when there is one.
        public var address: String? {
            if case .address(let address) = self { address } else { nil }
        }
    }

    public var sender: Sender
    /// In the order given, each once; empty when the transport did not say.
    public var recipients: [String]

    public init(sender: Sender, recipients: [String]) {
        self.sender = sender
        self.recipients = recipients
    }
}

/// Which way a mail came in.
public enum MailSource: Sendable, Equatable {
    /// Handed over by a mail server on this machine (RFC 2033).
    case lmtp
    /// Read from a mailbox. `uid` is unique within folder and `uidValidity`.
    case imap(account: String, folder: String, uidValidity: UInt32, uid: UInt32)
    /// Posted by a provider, with the provider's own id of the mail when it has one.
    case webhook(provider: MailProvider, id: String?)
}

/// Providers whose inbound webhooks are understood.
public enum MailProvider: String, Sendable, CaseIterable {
    case sendgrid, mailgun, postmark, ses
}

/// Takes mails over from a transport. Whoever returns has the mail on disk: the transport tells its sender so.
public protocol MailTaker: Sendable {
    /// Stores the mail durably, once, however often it comes.
    ///
    /// - Returns: once the mail cannot be lost any more.
    /// - Throws: why it was not taken; nothing of it is kept then.
    func take(_ mail: ReceivedMail) async throws(MailRefusal) -> MailTaken
}

/// A mail that is stored.
public struct MailTaken: Sendable, Equatable {
    /// Our name for it, for logs and for the answer to the sender. ASCII, no spaces.
    public var id: String
    /// It had been taken before.
    public var isKnown: Bool

    public init(id: String, isKnown: Bool = false) {
        self.id = id
        self.isKnown = isKnown
    }
}

/// Why a mail was not taken.
public enum MailRefusal: Error, Sendable, Equatable {
    /// Not now. `reason` is for the sender's mail server: no internals, no secrets.
    case later(seconds: Int, reason: String)
    case unknownRecipient
    case tooLarge
    /// Not this mail, now or later. `reason` is for the sender's mail server.
    case never(reason: String)
}
