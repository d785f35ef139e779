/// A finished call as it enters the log: who said what and when, what was learned, what was promised.
///
/// Nobody waits for an answer to any of it, and nothing of it is delivered: the call is over. It claims no AI notice,
/// for whoever led the call was not our agent.
public struct CallRecord: Sendable, Hashable {
    /// Words said in one go.
    public struct Entry: Sendable, Hashable {
        public let at: Timestamp
        /// Who said it; the name as the transcript has it, untrusted text.
        public let author: Author
        public let text: String
        /// For a speaker who is neither the customer nor surely of the company: what the transcript calls them.
        public let stranger: String?

        public init(at: Timestamp, author: Author, text: String, stranger: String? = nil) {
            self.at = at
            self.author = author
            self.text = text
            self.stranger = stranger
        }
    }

    /// Something learned about the customer.
    public struct Learned: Sendable, Hashable {
        /// As in ``Fact/key``.
        public let key: String
        public let value: String
        /// Index of the entry it was said in.
        public let entry: Int

        public init(key: String, value: String, entry: Int) {
            self.key = key
            self.value = value
            self.entry = entry
        }
    }

    /// The case for what the company promised in the call.
    public struct FollowUp: Sendable, Hashable {
        public let priority: CasePriority
        /// What was promised and by when, for operators.
        public let detail: String
        public let brief: Brief

        public init(priority: CasePriority, detail: String, brief: Brief) {
            self.priority = priority
            self.detail = detail
            self.brief = brief
        }
    }

    /// ``Handling/reason`` of all that the customer says in it.
    public static let reason = "finished_call"

    public var channel: ChannelName
    /// Stable: the platform's id of the call, the file's, or made of what was said. Unique on the channel.
    public var id: String
    public var sender: InboundMessage.Sender
    /// For people: what it was and how long.
    public var title: String
    /// Language the call was held in: `de`, `en`.
    public var language: String
    public var beganAt: Timestamp
    public var endedAt: Timestamp
    /// In the order in which they began; at least one.
    public var entries: [Entry]
    public var facts: [Learned] = []
    /// Nil where nothing was promised that is still to be done.
    public var followUp: FollowUp?
    /// What was wrong with the transcript, for operators; nil for nothing.
    public var remark: NoteAdded?
    public var original: InboundMessage.Original?

    public init(
        channel: ChannelName, id: String, sender: InboundMessage.Sender, title: String, language: String,
        beganAt: Timestamp, endedAt: Timestamp, entries: [Entry]
    ) {
        self.channel = channel
        self.id = id
        self.sender = sender
        self.title = title
        self.language = language
        self.beganAt = beganAt
        self.endedAt = endedAt
        self.entries = entries
    }
}

extension CallRecord {
    /// The call's first entry, which opens its conversation and holds its title and the file.
    public var opening: InboundMessage {
        var message = InboundMessage(
            channel: channel, externalID: id, sender: sender, text: "", locale: language, receivedAt: beganAt)
        message.subject = title
        message.handling = Handling(.silent, reason: Self.reason)
        message.thread = InboundMessage.Thread()
        message.original = original
        return message
    }

    /// What the log gets for one entry.
    ///
    /// - Parameter index: Of ``entries``.
    public func body(of index: Int, epoch: Epoch) -> ConversationEvent.Body {
        let entry = entries[index]
        guard entry.author.kind == .customer else {
            return .messageSent(MessageSent(author: entry.author, text: entry.text, epoch: epoch))
        }
        var message = MessageReceived(externalID: "\(id)/\(index + 1)", text: entry.text)
        message.handling = Handling(.silent, reason: Self.reason)
        message.assurance = sender.assurance
        if let stranger = entry.stranger {
            message = MessageReceived(externalID: message.externalID, text: entry.text, name: stranger)
            message.from = "\(id)/\(stranger)"
            message.handling = Handling(.silent, reason: Self.reason)
            message.assurance = .anonymous
        }
        return .messageReceived(message)
    }

    /// What ends the log: a case for what was promised, or nothing more to do.
    ///
    /// - Parameter queue: Where such cases go.
    public func ending(on state: ConversationState, queue: String) -> [ConversationEvent.Body] {
        let system = Author(kind: .system)
        guard let followUp else {
            return [.ownerChanged(OwnerChanged(owner: .nobody, epoch: state.epoch + 1, by: system))]
        }
        return [
            .ownerChanged(OwnerChanged(owner: .queue, epoch: state.epoch + 1, by: system)),
            .escalated(
                Escalated(
                    ordinal: (state.currentCase?.ordinal ?? 0) + 1, queue: queue, priority: followUp.priority,
                    reason: .followUp, detail: followUp.detail, brief: followUp.brief)),
        ]
    }
}
