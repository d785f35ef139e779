/// Who wrote a message.
public struct Author: Sendable, Hashable, Codable {
    /// The four kinds a reader must be able to tell apart.
    public enum Kind: String, Sendable, Codable {
        case customer, agent, `operator`, system
    }

    public let kind: Kind
    /// Shown to the reader; nil where the kind says enough. Untrusted text for customers.
    public let name: String?

    public init(kind: Kind, name: String? = nil) {
        self.kind = kind
        self.name = name
    }
}

/// The article that supports a reply.
public struct Citation: Sendable, Hashable, Codable {
    /// The article's id.
    public let id: String
    public let title: String
    /// Where the customer can read it; nil when it is not published.
    public let url: String?

    public init(id: String, title: String, url: String? = nil) {
        self.id = id
        self.title = title
        self.url = url
    }
}

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

        public init(address: String, assurance: Assurance = .anonymous, account: String? = nil, name: String? = nil) {
            self.address = address
            self.assurance = assurance
            self.account = account
            self.name = name
        }
    }

    public let channel: ChannelName
    /// The sender's or platform's own id; the same id on the same channel from the same sender is the same message.
    public let externalID: String
    public let sender: Sender
    /// As it came, unchanged.
    public let text: String
    /// The language the customer's device speaks, as a BCP 47 tag; a hint.
    public let locale: String?
    public let receivedAt: Timestamp

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
