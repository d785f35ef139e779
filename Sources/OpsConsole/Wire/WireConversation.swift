import Conversations
import Escalation

struct WireHolder: Encodable, Sendable {
    let id: String
    let name: String

    init?(_ id: OperatorID?, _ name: String?) {
        guard let id else { return nil }
        self.id = id.description
        self.name = name ?? ""
    }
}

struct WireCustomerReference: Encodable, Sendable {
    let id: String
    let name: OrNull<String>
    let statedName: OrNull<String>
    let address: OrNull<String>

    init(_ id: CustomerID, _ glance: ConversationGlance) {
        self.id = id.description
        name = OrNull(glance.customerName)
        statedName = OrNull(glance.statedName)
        address = OrNull(glance.address)
    }
}

struct WireAuthor: Encodable, Sendable {
    let kind: String
    let name: OrNull<String>

    init(_ author: Author) {
        kind = author.kind.rawValue
        name = OrNull(author.name)
    }
}

struct WireCitation: Encodable, Sendable {
    let id: String
    let title: String
    let url: OrNull<String>

    /// Only http and https addresses get out: a page makes a link of them.
    init(_ citation: Citation) {
        id = citation.id
        title = citation.title
        let lower = citation.url?.lowercased() ?? ""
        url = OrNull(lower.hasPrefix("https://") || lower.hasPrefix("http://") ? citation.url : nil)
    }
}

struct WireLastMessage: Encodable, Sendable {
    let author: WireAuthor
    let text: String
    let sentAt: String

    init?(_ message: LastMessage?) {
        guard let message else { return nil }
        author = WireAuthor(message.author)
        text = String(message.text.prefix(LastMessage.textCharactersMax))
        sentAt = message.sentAt.description
    }
}

struct WireCustomerMessage: Encodable, Sendable {
    let text: String
    let subject: OrNull<String>
    let sentAt: String

    init?(_ message: LastMessage?) {
        guard let message else { return nil }
        text = String(message.text.prefix(LastMessage.textCharactersMax))
        subject = OrNull(message.subject.map { String($0.prefix(LastMessage.textCharactersMax)) })
        sentAt = message.sentAt.description
    }
}

struct WireConversationSummary: Encodable, Sendable {
    let id: String
    let customer: WireCustomerReference
    let channel: String
    let state: String
    let owner: String
    let holder: OrNull<WireHolder>
    let `case`: OrNull<String>
    let language: OrNull<String>
    let call: OrNull<String>
    let createdAt: String
    let updatedAt: String
    let lastSeq: Int
    let lastMessage: OrNull<WireLastMessage>
    let lastCustomerMessage: OrNull<WireCustomerMessage>

    init(_ entry: ConversationEntry) {
        let state = entry.state
        id = state.id.description
        customer = WireCustomerReference(state.customer, entry.glance)
        channel = state.channel.rawValue
        self.state = state.owner == .nobody ? "resolved" : "open"
        owner = state.owner.word
        holder = OrNull(WireHolder(state.owner.operatorID, state.ownerName))
        `case` = OrNull(state.currentCase?.state == .resolved ? nil : state.caseID?.description)
        language = OrNull(state.language)
        call = OrNull(state.call?.rawValue)
        createdAt = state.openedAt.description
        updatedAt = state.changedAt.description
        lastSeq = state.seq
        lastMessage = OrNull(WireLastMessage(entry.glance.lastMessage))
        lastCustomerMessage = OrNull(WireCustomerMessage(entry.glance.lastCustomerMessage))
    }
}

struct WireConversation: Encodable, Sendable {
    let summary: WireConversationSummary
    /// Whom a letter of ours reaches; nil on channels without letters.
    let recipients: ReplyRecipients?
    /// Nil on channels whose customers cannot be sent files.
    let fileLimits: WireFileLimits?
    let timeline: [WireTimelineItem]
    let details: WireCustomer

    enum CodingKeys: CodingKey { case replyTo, recipients, fileLimits, timeline, details }

    func encode(to encoder: any Encoder) throws {
        try summary.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(OrNull(recipients?.to.first?.address), forKey: .replyTo)
        try container.encode(OrNull(recipients.map(WireRecipients.init)), forKey: .recipients)
        try container.encode(OrNull(fileLimits), forKey: .fileLimits)
        try container.encode(timeline, forKey: .timeline)
        try container.encode(details, forKey: .details)
    }
}
