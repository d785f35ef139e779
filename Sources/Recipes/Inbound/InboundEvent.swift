public import Conversations

/// One thing a platform told, as a mapping read it. Every text in it is the platform's or the customer's: untrusted.
public struct InboundEvent: Sendable, Hashable {
    /// What it means for us.
    public enum Kind: String, Sendable, CaseIterable {
        /// A customer wrote.
        case message
        /// A customer changed what they wrote before.
        case edit
        /// A customer took back what they wrote before.
        case delete
        case reaction
        /// A customer pressed something: a button, a menu, a form.
        case interaction
        /// What became of a message of ours.
        case status
        /// A message in our name: one of ours coming back, or one a person wrote in the platform's own app.
        case echo
        case typing
        /// A chat was opened, joined or left, with nothing said.
        case opened
        /// A customer wrote something that the platform does not show to programs.
        case unsupported
        /// The platform no longer lets us in: operators must know.
        case channelCutOff = "channel_cut_off"
        /// The platform makes sure of us; nothing said.
        case handshake
        /// Known and of no use, or not known.
        case ignored
    }

    /// What became of a message of ours.
    public enum State: String, Sendable, CaseIterable { case sent, delivered, read, failed, other }

    public let kind: Kind
    /// The platform's own name of the event, for counts and logs: letters, digits and a few marks.
    public let name: String
    /// The same event sent again has the same id on this channel; nil where the platform gives none.
    public let id: String?
    public var sender: Sender?
    public var place = Place()
    public var text: String?
    public var attachments: [RemoteFile] = []
    /// The message that is answered, by the platform's id.
    public var replyTo: String?
    /// The messages an edit, deletion, reaction or status is about.
    public var targets: [String] = []
    /// Messages of ours up to this moment are meant, where a platform names no ids.
    public var until: Timestamp?
    public var state: State?
    /// Why a message of ours failed, as the platform says: a code, and words for operators.
    public var failure: Failure?
    /// The sign of a reaction; nil when it was taken away.
    public var emoji: String?
    /// When it happened, by the platform's clock.
    public var at: Timestamp?
    /// Whether everybody can read it: a comment under a post.
    public var isPublic = false
    /// What the platform wants at once as its answer, instead of the recipe's usual one.
    public var answer: JSON?
    /// What the recipe's `acknowledge` action needs, where the platform must be told that we got it.
    public var acknowledgement: JSON?
    /// An address to be visited to complete a handshake; within the recipe's hosts.
    public var visit: String?

    /// Who it is from.
    public struct Sender: Sendable, Hashable {
        /// Unique on the channel, scope included: the customer's handle.
        public let id: String
        public var name: String?
        /// As the platform writes it.
        public var phone: String?
        /// BCP 47.
        public var locale: String?
        /// Further ids of the same person on the platform, such as a number beside a user id.
        public var aliases: [String] = []
    }

    /// Where it belongs, and what an answer needs.
    public struct Place: Sendable, Hashable {
        /// Which of our accounts: a page, a number, a bot.
        public var account: String?
        /// The chat, room or post; nil where the sender is the chat.
        public var chat: String?
        /// The thread within the chat.
        public var thread: String?
        /// What the recipe wants back with each message it sends there, kept as it is.
        public var context: JSON = .null

        /// - Parameter json: What ``json`` gave; of anything else nothing is taken.
        public init(_ json: JSON = [:]) {
            account = json["account"]?.text
            chat = json["chat"]?.text
            thread = json["thread"]?.text
            context = json["context"] ?? .null
        }

        /// The place as JSON, for the store and for mappings.
        public var json: JSON {
            var members: [String: JSON] = [:]
            members["account"] = account.map(JSON.string)
            members["chat"] = chat.map(JSON.string)
            members["thread"] = thread.map(JSON.string)
            if context != .null { members["context"] = context }
            return .object(members)
        }
    }

    /// Why the platform could not deliver a message of ours.
    public struct Failure: Sendable, Hashable {
        public let code: String
        public let detail: String?
        /// The customer wants no more messages.
        public let isOptOut: Bool
    }
}

/// A file that is with the platform and must be fetched, or that came in the request.
public struct RemoteFile: Sendable, Hashable {
    /// `image`, `audio`, `video`, `document`, `location`, `contact`, `sticker`, `share`, `other`.
    public let kind: String
    public var name: String?
    /// Media type as the platform states it.
    public var type: String?
    public var sizeBytes: Int?
    /// What the recipe's `fetch` action needs: an id, an address.
    public var source: JSON = .null
    /// Which file of a multipart body it is.
    public var part: Int?
    /// What it shows, in words, for kinds without a file: a place's name and position, a contact's name and number.
    public var words: String?
}
