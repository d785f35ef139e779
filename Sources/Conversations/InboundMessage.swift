/// A message as a channel handed it over, before anything is known of it but who sent it.
public struct InboundMessage: Sendable, Hashable {
    /// Who sent it, in the channel's own terms.
    public struct Sender: Sendable, Hashable {
        /// Unique on the channel.
        public let address: String
        public let assurance: Assurance
        /// The company's own customer number, where the channel proved it.
        public let account: String?
        /// As given; untrusted text.
        public let name: String?
        /// The sender's telephone number as the channel gave it; nil where it is withheld or not known. A claim.
        public let phone: String?

        public init(
            address: String, assurance: Assurance = .anonymous, account: String? = nil, name: String? = nil,
            phone: String? = nil
        ) {
            self.address = address
            self.assurance = assurance
            self.account = account
            self.name = name
            self.phone = phone
        }
    }

    /// Where a message belongs on a channel on which one sender has many conversations.
    public struct Thread: Sendable, Hashable {
        /// The conversation a secret of ours names, which only who got our message can know. It joins whoever writes.
        public var proven: ConversationID?
        /// Earlier messages it answers, the likeliest first.
        public var answers: [Reference]
        /// The conversation a secret of ours names within the text. It joins whoever writes, but says little of where
        /// the message belongs: people pass on what others got. It counts where nothing else does.
        public var marked: ConversationID?

        /// An earlier message, named by the sender's client. It counts only for who took part in that conversation.
        public enum Reference: Sendable, Hashable {
            /// One of the same sender, by its ``InboundMessage/externalID``.
            case received(String)
            /// One of ours.
            case sent(ConversationID)
        }

        /// A thread of its own where nothing is named.
        public init(
            proven: ConversationID? = nil, answers: [Reference] = [], marked: ConversationID? = nil
        ) {
            self.proven = proven
            self.answers = answers
            self.marked = marked
        }
    }

    /// What the channel got, byte for byte, kept for the record.
    public struct Original: Sendable, Hashable {
        /// For instance `message/rfc822`.
        public let mediaType: String
        public let bytes: [UInt8]

        public init(mediaType: String, bytes: [UInt8]) {
            self.mediaType = mediaType
            self.bytes = bytes
        }
    }

    public let channel: ChannelName
    /// The sender's or platform's own id; the same id on the same channel from the same sender is the same message.
    public var externalID: String
    public let sender: Sender
    /// As it came, unchanged.
    public let text: String
    /// The language the customer's device speaks, as a BCP 47 tag; a hint.
    public let locale: String?
    public let receivedAt: Timestamp
    /// Nil where a sender has one conversation on the channel.
    public var thread: Thread?
    public var subject: String?
    public var attachments: [Attachment] = []
    /// Nil for an ordinary message, which the agent may answer.
    public var handling: Handling?
    /// How many ordinary messages of one sender the agent may answer; nil for any number.
    public var answerLimit: AnswerLimit?
    public var original: Original?
    /// What the message says, as a digest, on channels whose senders give one id to different messages and send one
    /// message to several channels. Nil elsewhere.
    public var fingerprint: String?

    public init(
        channel: ChannelName, externalID: String, sender: Sender, text: String, locale: String? = nil,
        receivedAt: Timestamp
    ) {
        self.channel = channel
        self.externalID = externalID
        self.sender = sender
        self.text = text
        self.locale = locale
        self.receivedAt = receivedAt
    }
}

/// How many messages of one address the agent may answer before a person has to look: the last line against two
/// programs that answer each other, and against answers to somebody in whose name others write.
public struct AnswerLimit: Sendable, Hashable {
    /// ``Handling/reason`` of a message beyond it.
    public static let reason = "rate_limit"

    public var perHour: Int
    public var perDay: Int

    public init(perHour: Int = 5, perDay: Int = 20) {
        self.perHour = perHour
        self.perDay = perDay
    }
}

/// What is known of a file that came with a message; its bytes are in the ``InboundMessage/Original``.
public struct Attachment: Sendable, Hashable, Codable {
    /// As it may be shown; nil when the sender gave none.
    public let name: String?
    /// Media type, as the sender stated it.
    public let type: String
    public let sizeBytes: Int
    /// Shown within the text rather than beside it.
    public let isInline: Bool

    /// Whether somebody sends it to be looked at. Signatures of a mail and the keys they are made with come with every
    /// mail of whoever signs (RFC 3156, RFC 8551), and pictures within the text belong to it.
    public var isFile: Bool { !isInline && !Self.signatureTypes.contains(type.lowercased()) }

    private static let signatureTypes: Set<String> = [
        "application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature",
        "application/pgp-keys",
    ]

    public init(name: String?, type: String, sizeBytes: Int, isInline: Bool = false) {
        self.name = name
        self.type = type
        self.sizeBytes = sizeBytes
        self.isInline = isInline
    }
}

/// How a message is to be treated that the agent must not simply answer.
public struct Handling: Sendable, Hashable, Codable {
    /// Who may act on it.
    public enum Kind: String, Sendable, Codable {
        /// Nobody waits for an answer: thanks, an absence notice, a newsletter.
        case silent
        /// Only a person may answer.
        case human
    }

    /// ``reason`` of a message that came to another channel too, where it is dealt with.
    public static let takenElsewhere = "taken_elsewhere"

    public let kind: Kind
    /// Why, for operators: `out_of_office`, `unreadable`, …
    public let reason: String

    public init(_ kind: Kind, reason: String) {
        self.kind = kind
        self.reason = reason
    }
}
