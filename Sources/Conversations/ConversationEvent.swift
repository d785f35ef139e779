/// One entry of a conversation's append-only log.
///
/// The sequence is gap-free from 1 in each conversation. Everything else the product shows is a fold of these.
public struct ConversationEvent: Sendable, Hashable {
    /// Position in the conversation's log, from 1.
    public let seq: Int
    public let at: Timestamp
    public let body: Body

    public init(seq: Int, at: Timestamp, body: Body) {
        self.seq = seq
        self.at = at
        self.body = body
    }

    /// What happened.
    public enum Body: Sendable, Hashable {
        case opened(Opened)
        case messageReceived(MessageReceived)
        case messageSent(MessageSent)
        case disclosed(Disclosed)
        case turnEnded(TurnEnded)
        case ownerChanged(OwnerChanged)
        case escalated(Escalated)
        case caseChanged(CaseChanged)
        case noteAdded(NoteAdded)
        case handedBack(HandedBack)
        case rated(Rated)
        case deliveryChanged(DeliveryChanged)
        case factLearned(Fact)
        case identityLinked(IdentityLinked)
        case waitingNoticeDue(WaitingNoticeDue)
        case messageHeard(MessageHeard)
        case customerLink(CustomerLinkChanged)
    }
}

/// The conversation began.
public struct Opened: Sendable, Hashable, Codable {
    public let customer: CustomerID
    public let channel: ChannelName
    /// Where replies go: the address that wrote.
    public let address: String
    /// The device's language, where it told one.
    public let locale: String?

    public init(customer: CustomerID, channel: ChannelName, address: String, locale: String?) {
        self.customer = customer
        self.channel = channel
        self.address = address
        self.locale = locale
    }
}

/// The customer wrote.
public struct MessageReceived: Sendable, Hashable, Codable {
    public let externalID: String
    /// As it came, unchanged.
    public let text: String
    /// The name given with this message; untrusted text.
    public let name: String?
    /// The address it came from, where that is not the conversation's.
    public var from: String?
    public var subject: String?
    /// Nil for none.
    public var attachments: [Attachment]?
    /// As in ``InboundMessage/handling``.
    public var handling: Handling?
    /// How sure we are that the conversation's customer wrote it. Nil where it was not recorded: nothing is shown then.
    public var assurance: Assurance?

    public init(externalID: String, text: String, name: String? = nil) {
        self.externalID = externalID
        self.text = text
        self.name = name
    }

    /// What the log keeps of a message.
    ///
    /// - Parameter address: The conversation's.
    public init(_ message: InboundMessage, address: String) {
        self.init(externalID: message.externalID, text: message.text, name: message.sender.name)
        from = message.sender.address == address ? nil : message.sender.address
        subject = message.subject
        attachments = message.attachments.isEmpty ? nil : message.attachments
        handling = message.handling
        assurance = message.sender.assurance
    }

    /// Whether somebody waits for an answer to it.
    public var wantsAnswer: Bool { handling?.kind != .silent }
}

/// We wrote: the agent, an operator or the system. One outbox row belongs to each.
public struct MessageSent: Sendable, Hashable, Codable {
    public let author: Author
    /// In our Markdown subset; channels render it in their own way.
    public let text: String
    public let citations: [Citation]
    /// The owner's epoch this message was written in.
    public let epoch: Epoch
    /// The id the writer's client gave it: the same again from the same writer is the same message.
    public var clientID: String?
    /// Nil for none.
    public var attachments: [SentFile]?
    /// Sequence of the customer's message it answers; nil where none was there or none was recorded.
    public var answers: Int?
    /// True where somebody wrote it in the platform's own app: the customer has it already. Nil for no.
    public var isFromElsewhere: Bool?

    public init(
        author: Author, text: String, citations: [Citation] = [], epoch: Epoch, clientID: String? = nil,
        answers: Int? = nil
    ) {
        self.author = author
        self.text = text
        self.citations = citations
        self.epoch = epoch
        self.clientID = clientID
        self.answers = answers
    }
}

/// The customer was told that it speaks with an AI, and on whose behalf (EU AI Act, Article 50(1)).
public struct Disclosed: Sendable, Hashable, Codable {
    /// The exact words, as they stand in the message that carried them.
    public let notice: String
    public let persona: String
    public let onBehalfOf: String
    public let language: String

    public init(notice: String, persona: String, onBehalfOf: String, language: String) {
        self.notice = notice
        self.persona = persona
        self.onBehalfOf = onBehalfOf
        self.language = language
    }

    /// What else the message says that carried the notice; the whole text where it says nothing else.
    public func remainder(of text: String) -> String {
        guard text.hasPrefix(notice) else { return text }
        let rest = text.dropFirst(notice.count).drop(while: \.isWhitespace)
        return rest.isEmpty ? text : String(rest)
    }
}

/// The agent finished a turn.
public struct TurnEnded: Sendable, Hashable, Codable {
    /// The newest message of the customer this turn answered.
    public let through: Int
    public let result: TurnResult
    public let language: String
    /// How many turns in a row, this one included, ended without an answer to the question.
    public let unanswered: Int
    /// What the agent wants to find again in its next turn here; its own encoding.
    public let memory: String
    /// Why it decided so.
    public let trace: TurnTrace
    /// How many messages that were there after `through` it left to the next turn, as they are another sender's; nil
    /// for none.
    public let left: Int?

    public init(
        through: Int, result: TurnResult, language: String, unanswered: Int, memory: String, trace: TurnTrace,
        left: Int? = nil
    ) {
        self.through = through
        self.result = result
        self.language = language
        self.unanswered = unanswered
        self.memory = memory
        self.trace = trace
        self.left = left
    }
}

/// The owner is another from here on.
public struct OwnerChanged: Sendable, Hashable, Codable {
    public let owner: Owner
    /// The new epoch: the one before plus one.
    public let epoch: Epoch
    /// Who caused it.
    public let by: Author

    public init(owner: Owner, epoch: Epoch, by: Author) {
        self.owner = owner
        self.epoch = epoch
        self.by = by
    }
}

/// A case was opened for humans.
public struct Escalated: Sendable, Hashable, Codable {
    public let ordinal: Int
    public let queue: String
    public let priority: CasePriority
    public let reason: EscalationReason
    /// What exactly led to it: the rule's name, the words that matched.
    public let detail: String
    public let brief: Brief

    public init(
        ordinal: Int, queue: String, priority: CasePriority, reason: EscalationReason, detail: String, brief: Brief
    ) {
        self.ordinal = ordinal
        self.queue = queue
        self.priority = priority
        self.reason = reason
        self.detail = detail
        self.brief = brief
    }
}

/// The case's state, holder or queue changed.
public struct CaseChanged: Sendable, Hashable, Codable {
    public let ordinal: Int
    public let state: CaseState
    public let queue: String
    public let holder: OperatorID?
    /// Shown to colleagues.
    public let holderName: String?
    public let by: Author
    public let reason: String?
    /// The new priority, where it changed.
    public let priority: CasePriority?

    public init(
        ordinal: Int, state: CaseState, queue: String, holder: OperatorID?, holderName: String?, by: Author,
        reason: String? = nil, priority: CasePriority? = nil
    ) {
        self.ordinal = ordinal
        self.state = state
        self.queue = queue
        self.holder = holder
        self.holderName = holderName
        self.by = by
        self.reason = reason
        self.priority = priority
    }
}

/// A remark for colleagues. No customer ever sees it.
public struct NoteAdded: Sendable, Hashable, Codable {
    public let author: Author
    public let text: String
    /// As in ``MessageSent/clientID``.
    public let clientID: String?
    /// What it says, for readers of any language; nil for a person's own words.
    public let remark: Remark?
    /// What an answer that is suggested rests on; nil for nothing.
    public var citations: [Citation]?

    public init(author: Author, text: String, clientID: String? = nil, remark: Remark? = nil) {
        self.author = author
        self.text = text
        self.clientID = clientID
        self.remark = remark
    }
}

/// A human gave the conversation back to the agent.
public struct HandedBack: Sendable, Hashable, Codable {
    public let by: Author
    /// What the human did, for the agent's next turn.
    public let summary: String?

    public init(by: Author, summary: String?) {
        self.by = by
        self.summary = summary
    }
}

/// The customer rated the conversation.
public struct Rated: Sendable, Hashable, Codable {
    /// 1 (bad) to 5 (good).
    public let score: Int
    public let comment: String?

    public init(score: Int, comment: String?) {
        self.score = score
        self.comment = comment
    }
}

/// What became of an outbound message.
public struct DeliveryChanged: Sendable, Hashable, Codable {
    /// Sequence of the message.
    public let message: Int
    public let state: DeliveryState
    /// How many attempts were made so far.
    public let attempt: Int
    /// For operators: why it failed or is unknown.
    public let detail: String?
    /// When it is tried again, for a message that is pending once more.
    public let retryAt: Timestamp?

    public init(message: Int, state: DeliveryState, attempt: Int, detail: String?, retryAt: Timestamp? = nil) {
        self.message = message
        self.state = state
        self.attempt = attempt
        self.detail = detail
        self.retryAt = retryAt
    }
}

/// A handle was found to be the customer's.
public struct IdentityLinked: Sendable, Hashable, Codable {
    public let handle: Handle
    public let customer: CustomerID
    public let assurance: Assurance
    /// What proved it, for instance `identity token`.
    public let evidence: String

    public init(handle: Handle, customer: CustomerID, assurance: Assurance, evidence: String) {
        self.handle = handle
        self.customer = customer
        self.assurance = assurance
        self.evidence = evidence
    }
}

/// Of a message that was spoken, only a part was heard; the rest does not count as said.
public struct MessageHeard: Sendable, Hashable, Codable {
    /// Sequence of the message.
    public let message: Int
    /// The beginning of it that was heard, as it was spoken; empty for nothing.
    public let heard: String
    /// Whether the AI notice stood in the part that was not heard, so that it has to be given again; nil for no.
    public var isNoticeLost: Bool?

    public init(message: Int, heard: String, isNoticeLost: Bool? = nil) {
        self.message = message
        self.heard = heard
        self.isNoticeLost = isNoticeLost
    }
}

/// A waiting customer was due to hear how things stand.
public struct WaitingNoticeDue: Sendable, Hashable, Codable {
    public let ordinal: Int

    public init(ordinal: Int) { self.ordinal = ordinal }
}
