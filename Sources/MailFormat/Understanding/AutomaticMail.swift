/// A mail no person wrote to us just now, and how that is known.
public struct AutomaticMail: Sendable, Equatable {
    /// What wrote it.
    public enum Kind: String, Sendable, CaseIterable {
        /// Out of office, left the company, and other answers of a program to a mail of ours.
        case autoReply = "auto_reply"
        /// "We have received your request."
        case acknowledgement
        /// Through a mailing list that is not ours.
        case list
        /// Newsletters and advertising.
        case bulk
        /// A machine tells something: orders, parcels, monitors, voice mail.
        case notification
        /// An invitation, or the answer to one (iTIP, RFC 5546).
        case calendar
        /// A message disposition notification (RFC 8098).
        case readReceipt = "read_receipt"
        /// News about a delivery: see ``Bounce``.
        case deliveryStatus = "delivery_status"
        /// A complaint about a mail of ours (RFC 5965).
        case complaint
        /// "Prove that you are a person."
        case challenge
        /// A mail we sent, come back to us.
        case ownLoop = "own_loop"
    }

    public var kind: Kind
    /// The field, part or words that tell, for operators; none of the mail's own text.
    public var evidence: String

    public init(kind: Kind, evidence: String) {
        self.kind = kind
        self.evidence = evidence
    }
}

/// How a mail is to be taken, and whether a program may answer it: two decisions.
///
/// Source: RFC 3834, and the fields mail programs have used beside it. Where no field speaks, words decide only when
/// several of them say the same; a customer who is taken for a machine gets no answer, which is worse than one answer
/// too many. The rate limit of the sender is the last line against loops, not this.
public struct MailJudgement: Sendable, Equatable {
    /// What becomes of the mail.
    public enum Ingest: String, Sendable, CaseIterable {
        /// Somebody wants to be heard: it opens or joins a conversation.
        case message
        /// It changes the state of a delivery and is no message.
        case deliveryNews = "delivery_news"
        /// It is kept with the conversation it belongs to, if any, and calls for nobody.
        case record
    }

    public var automatic: AutomaticMail?
    public var bounce: Bounce?
    /// The id of the mail of ours that a bounce or a complaint is about, without angle brackets, where it names one.
    public var reportedMessageID: String?
    public var ingest: Ingest
    /// False for every automatic mail, for one from an address of ours, and for a person whose program asks for silence
    /// (`X-Auto-Response-Suppress`).
    public var mayAnswer: Bool
    /// Somebody of ours wrote it (``ReplyAddressing/isFromUs``).
    public var isFromUs: Bool

    /// - Parameters:
    ///   - returnPath: the envelope's sender; empty for the null sender, nil when unknown (the mail's own `Return-Path`
    ///     is read then).
    ///   - own: our addresses.
    ///   - reply: what the person newly wrote; nil when it is to be found here.
    ///   - isOurs: whether we made a Message-ID.
    public init(
        _ mail: Mail, returnPath: String? = nil, own: OwnAddresses = OwnAddresses(), reply: ReplySplit? = nil,
        isOurs: @escaping (_ messageID: String) -> Bool = { _ in false }
    ) {
        let scan = AutomaticScan(
            mail: mail, returnPath: returnPath ?? mail.headers["Return-Path"], own: own, reply: reply, isOurs: isOurs)
        let bounce = scan.isLoop ? nil : Bounce(mail, returnPath: returnPath)
        let automatic = scan.judge(bounce)
        self.bounce = automatic?.kind == .deliveryStatus ? bounce : nil
        self.automatic = automatic
        reportedMessageID =
            switch automatic?.kind {
            case .deliveryStatus: bounce?.originalMessageID
            case .complaint: BounceOriginal.messageID(mail)
            default: nil
            }
        isFromUs = ReplyAddressing(mail, own: own, automatic: automatic?.kind).isFromUs
        mayAnswer = automatic == nil && !scan.asksForSilence && !isFromUs
        switch automatic?.kind {
        case nil, .list: ingest = .message
        case .calendar: ingest = scan.isInvitation ? .message : .record
        case .deliveryStatus, .complaint: ingest = .deliveryNews
        default: ingest = .record
        }
    }
}

/// The addresses mails to us go to.
public struct OwnAddresses: Sendable, Hashable {
    private let addresses: Set<String>

    /// - Parameter addresses: `local@domain`; compared without case and without what follows a `+` in the local part.
    public init(_ addresses: some Sequence<String> = []) { self.addresses = Set(addresses.map(Self.folded)) }

    /// Whether mail to an address comes to us.
    public func contains(_ address: String) -> Bool { addresses.contains(Self.folded(address)) }

    private static func folded(_ address: String) -> String {
        guard let at = address.lastIndex(of: "@") else { return address.lowercased() }
        return address[..<at].prefix { $0 != "+" }.lowercased() + address[at...].lowercased()
    }
}
