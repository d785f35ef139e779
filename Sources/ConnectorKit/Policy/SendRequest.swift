public import Conversations

/// A message that is to leave, as its channel's policy judges it.
public struct SendRequest: Sendable, Hashable {
    /// An answer a customer can give by a press.
    public struct Button: Sendable, Hashable {
        /// What comes back.
        public let id: String
        /// What is read.
        public let title: String

        public init(id: String, title: String) {
            self.id = id
            self.title = title
        }
    }

    /// A text the platform has approved, by its name there.
    public struct Template: Sendable, Hashable {
        public let name: String
        public let language: String

        public init(name: String, language: String) {
            self.name = name
            self.language = language
        }
    }

    public var author: Author.Kind
    /// Whether a person wrote every word of it: not the agent's draft that a person only sent.
    public var isHandWritten: Bool
    /// In our Markdown; with a template, what the template will say.
    public var text: String
    public var attachments: [SentFile]
    public var buttons: [Button]
    public var template: Template?
    /// Whether strangers may read it: nothing of the customer's own in it.
    public var mayBePublic: Bool
    /// Whether it is to be said in public even where it could be said privately; only with ``mayBePublic``.
    public var prefersPublic = false
    /// A short answer for everybody to see, as Markdown, where the text is for the customer alone; nil for the channel's
    /// own words.
    public var publicText: String?
    /// Whether it confirms that no more messages will come: the one message after an opt-out.
    public var confirmsOptOut: Bool
    /// Language of ``text``, `de`.
    public var language: String

    public init(
        author: Author.Kind, text: String, isHandWritten: Bool? = nil, attachments: [SentFile] = [],
        buttons: [Button] = [], template: Template? = nil, mayBePublic: Bool = false, publicText: String? = nil,
        confirmsOptOut: Bool = false, language: String = "en"
    ) {
        self.author = author
        self.isHandWritten = author == .operator && (isHandWritten ?? true)
        self.text = text
        self.attachments = attachments
        self.buttons = buttons
        self.template = template
        self.mayBePublic = mayBePublic
        self.publicText = publicText
        self.confirmsOptOut = confirmsOptOut
        self.language = language
    }
}

/// What of a conversation counts for its channel's policy.
public struct ReplyState: Sendable, Hashable {
    /// Where the customer wrote last.
    public enum Place: Sendable, Hashable {
        /// Between the customer and us.
        case direct
        /// Below a post, for everybody to see, at this moment.
        case comment(at: Timestamp)
    }

    public var place: Place
    /// The customer's last direct message; nil for none. Comments open no window.
    public var lastDirectMessage: Timestamp?
    /// Whether the one private answer to the comment is spent, certainly or possibly.
    public var privateReplyUsed: Bool
    public var isOptedOut: Bool
    /// Whether the opt-out was confirmed.
    public var optOutConfirmed: Bool
    /// Names of the templates the platform has approved for this channel.
    public var templates: Set<String>
    /// Moments of the last sends to this customer, planned ones included, oldest first: as many as the largest rate
    /// counts.
    public var sendsToCustomer: [Timestamp]
    /// The same of the whole channel.
    public var sendsOnChannel: [Timestamp]

    public init(
        place: Place = .direct, lastDirectMessage: Timestamp? = nil, privateReplyUsed: Bool = false,
        isOptedOut: Bool = false, optOutConfirmed: Bool = false, templates: Set<String> = [],
        sendsToCustomer: [Timestamp] = [], sendsOnChannel: [Timestamp] = []
    ) {
        self.place = place
        self.lastDirectMessage = lastDirectMessage
        self.privateReplyUsed = privateReplyUsed
        self.isOptedOut = isOptedOut
        self.optOutConfirmed = optOutConfirmed
        self.templates = templates
        self.sendsToCustomer = sendsToCustomer
        self.sendsOnChannel = sendsOnChannel
    }
}
