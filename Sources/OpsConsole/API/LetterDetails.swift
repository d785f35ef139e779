/// An address with the name it was given; both are foreign and unchecked.
public struct LetterAddress: Sendable, Hashable {
    public let name: String?
    public let address: String

    public init(name: String?, address: String) {
        self.name = name
        self.address = address
    }
}

/// Whom a reply reaches. Nobody, when ``to`` is empty: sending would fail.
public struct ReplyRecipients: Sendable, Hashable {
    public let to: [LetterAddress]
    /// Who gets a copy.
    public let cc: [LetterAddress]

    public init(to: [LetterAddress], cc: [LetterAddress] = []) {
        self.to = to
        self.cc = cc
    }
}

/// What a letter has beside the words of its message. All of it is foreign and unchecked.
public struct LetterDetails: Sendable, Hashable {
    public var to: [LetterAddress]
    public var cc: [LetterAddress]
    /// What was written before and stands below or above the new words; empty when there is nothing.
    public var quoted: String
    /// What a template put below the new words; empty when there is nothing.
    public var signature: String
    /// Whether ``MessageOriginals/html(of:in:)`` has something.
    public var isFormatted: Bool
    /// Files that say more than their name, by their place.
    public var enclosed: [Enclosed]

    public init(
        to: [LetterAddress] = [], cc: [LetterAddress] = [], quoted: String = "", signature: String = "",
        isFormatted: Bool = false, enclosed: [Enclosed] = []
    ) {
        self.to = to
        self.cc = cc
        self.quoted = quoted
        self.signature = signature
        self.isFormatted = isFormatted
        self.enclosed = enclosed
    }

    /// A mail or an event among the files.
    public struct Enclosed: Sendable, Hashable {
        /// What it is.
        public enum Kind: String, Sendable {
            case mail
            case event
            /// An event that does not take place.
            case cancelled
        }

        /// Position in ``Conversations/MessageReceived/attachments``, from 0.
        public let index: Int
        public let kind: Kind
        /// A mail's subject, an event's title; nil where it has none.
        public let title: String?
        public let start: Moment?
        public let end: Moment?

        public init(index: Int, kind: Kind, title: String?, start: Moment? = nil, end: Moment? = nil) {
            self.index = index
            self.kind = kind
            self.title = title
            self.start = start
            self.end = end
        }
    }

    /// A time as a calendar states it.
    public struct Moment: Sendable, Hashable {
        /// `2026-11-30`, `2026-11-30T10:00:00` by the clocks of ``zone``, or `2026-11-30T09:00:00Z`.
        public let time: String
        /// A name the sender's program knows; nil where the clocks of whoever reads are meant, or UTC.
        public let zone: String?

        public init(time: String, zone: String?) {
            self.time = time
            self.zone = zone
        }
    }
}
