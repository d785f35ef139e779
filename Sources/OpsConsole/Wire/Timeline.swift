import ConnectorKit
import Conversations
import Escalation

/// Makes of a run of a conversation's log what operators see.
struct Timeline {
    let conversation: ConversationID
    /// What became of a message nothing was heard of yet.
    let freshDelivery: DeliveryState
    /// Sequences of the messages that were kept as they came.
    private let originals: Set<Int>
    private var items: [WireTimelineItem] = []
    private var trace: (value: WireTrace, at: Timestamp)?

    /// - Parameter transport: Of the conversation's channel; nil when it is not configured any more.
    init(_ conversation: ConversationID, transport: ChannelDefinition.Transport?, originals: Set<Int>) {
        self.conversation = conversation
        self.originals = originals
        freshDelivery = transport == .pushed ? .pending : .sent
    }

    /// The items of these events, oldest first.
    static func items(
        _ conversation: ConversationID, transport: ChannelDefinition.Transport?, originals: Set<Int> = [],
        _ events: [ConversationEvent]
    ) -> [WireTimelineItem] {
        var timeline = Timeline(conversation, transport: transport, originals: originals)
        for event in events { timeline.add(event) }
        return timeline.items
    }

    private mutating func add(_ event: ConversationEvent) {
        switch event.body {
        case .opened, .waitingNoticeDue: break
        case .messageReceived(let message): addReceived(message, event)
        case .messageSent(let message): addSent(message, event)
        case .disclosed(let disclosed): append(event, "disclosed") { $0.text = disclosed.notice }
        case .turnEnded(let turn): addTurn(turn, event)
        case .ownerChanged(let change):
            let isReopening = change.by.kind == .customer && change.owner == .agent
            append(event, isReopening ? "reopened" : "owner") { item in
                item.owner = change.owner.word
                item.author = WireAuthor(change.by)
            }
        case .escalated(let escalated): addEscalated(escalated, event)
        case .caseChanged(let change): addCaseChange(change, event)
        case .noteAdded(let note): addNote(note, event)
        case .handedBack(let handedBack):
            append(event, "handed_back") { item in
                item.author = WireAuthor(handedBack.by)
                item.text = handedBack.summary
            }
        case .rated(let rated):
            append(event, "rated") { item in
                item.score = rated.score
                item.text = rated.comment
            }
        case .deliveryChanged(let change): addDelivery(change, event)
        case .messageHeard(let message): addHeard(message, event)
        case .factLearned(let fact):
            append(event, "fact") { item in
                item.text = factText(fact)
                item.fact = WireFact(fact)
                item.source = "customer"
            }
        case .customerLink(let change):
            append(event, change.isUndone ? "unlinked" : "linked") { item in
                item.author = WireAuthor(change.by)
                item.reason = change.rule.rawValue
                item.cause = change.isUndone ? change.reason : nil
                item.text = "\(change.first) \(change.second)"
            }
        case .identityLinked(let linked):
            append(event, "identity") { item in
                item.verification = linked.assurance.word
                item.text = linked.evidence
            }
        }
    }

    private mutating func append(
        _ event: ConversationEvent, _ kind: String, _ fill: (inout WireTimelineItem) -> Void
    ) {
        var item = WireTimelineItem(event, kind)
        fill(&item)
        items.append(item)
    }

    private mutating func addReceived(_ message: MessageReceived, _ event: ConversationEvent) {
        let hasOriginal = originals.contains(event.seq)
        let address = hasOriginal ? address(of: event) : nil
        append(event, "message") { item in
            item.id = Self.messageID(event.seq)
            item.author = WireAuthor(Author(kind: .customer, name: message.name))
            item.text = message.text
            item.citations = []
            item.subject = message.subject
            item.from = message.from
            item.handling = message.handling.map(WireHandling.init)
            item.verification = message.assurance?.word
            item.attachments = (message.attachments ?? []).enumerated().map { index, attachment in
                WireAttachment(attachment, url: address.map { "\($0)/attachments/\(index)" })
            }
            item.hasOriginal = hasOriginal
        }
    }

    /// An answer that is suggested is an item of its own kind: it is no remark, and can be put into a reply.
    private mutating func addNote(_ note: NoteAdded, _ event: ConversationEvent) {
        append(event, note.remark?.code == .suggestion ? "suggestion" : "note") { item in
            item.id = Self.messageID(event.seq)
            item.author = WireAuthor(note.author)
            item.text = note.text
            item.remark = note.remark.map(WireRemark.init)
            item.citations = note.citations?.map(WireCitation.init)
        }
    }

    private func address(of event: ConversationEvent) -> String {
        "/api/v1/conversations/\(conversation)/messages/\(event.seq)"
    }

    private mutating func addSent(_ message: MessageSent, _ event: ConversationEvent) {
        let address = address(of: event)
        let delivery = freshDelivery.rawValue
        append(event, "message") { item in
            item.id = Self.messageID(event.seq)
            item.author = WireAuthor(message.author)
            item.text = message.text
            item.citations = message.citations.map(WireCitation.init)
            item.attachments = (message.attachments ?? []).enumerated().map { index, file in
                WireAttachment(file, url: "\(address)/attachments/\(index)")
            }
            item.delivery = delivery
        }
    }

    /// The trace goes to the turn's last message, or to the escalation behind it; a turn without either is an item of
    /// its own. What one append wrote has one moment.
    private mutating func addTurn(_ turn: TurnEnded, _ event: ConversationEvent) {
        var trace = WireTrace(turn, seq: event.seq)
        let at = event.at.description
        let index = items.lastIndex { item in
            item.kind == "message" && item.at == at && item.author?.kind == Author.Kind.agent.rawValue
        }
        if let index {
            trace.articles = (items[index].citations ?? []).map { WireTrace.Article(id: $0.id, title: $0.title) }
            items[index].trace = trace
        }
        if turn.result == .escalated { self.trace = (trace, event.at) }
        if index == nil, turn.result != .escalated { append(event, "silent") { $0.trace = trace } }
    }

    private mutating func addEscalated(_ escalated: Escalated, _ event: ConversationEvent) {
        let id = caseID(escalated.ordinal)
        let trace = trace.flatMap { $0.at == event.at ? $0.value : nil }
        append(event, "escalated") { item in
            item.reason = reasonWord(escalated.reason, detail: escalated.detail)
            item.text = reasonText(escalated.reason, detail: escalated.detail)
            item.cause = escalated.reason.rawValue
            item.causeDetail = escalated.detail.isEmpty ? nil : escalated.detail
            item.case = id
            item.trace = trace
            item.promised = escalated.brief.promised?.map(WirePromised.init)
        }
    }

    private mutating func addCaseChange(_ change: CaseChanged, _ event: ConversationEvent) {
        if change.reason == CaseOutcome.handedBack.rawValue {
            if let index = items.lastIndex(where: { $0.kind == "handed_back" }) {
                items[index].case = caseID(change.ordinal)
            }
            return
        }
        let id = caseID(change.ordinal)
        append(event, Self.kind(of: change)) { item in
            item.author = WireAuthor(change.by)
            item.case = id
            if item.kind == "transferred" { item.to = change.holderName ?? change.queue }
        }
    }

    private static func kind(of change: CaseChanged) -> String {
        switch change.reason.flatMap(DeskDecisions.Change.init(rawValue:)) {
        case .transferred, .assigned, .raised: return "transferred"
        case .released: return "released"
        case .claimed: return "claimed"
        case nil: break
        }
        return switch change.state {
        case .open: "released"
        case .claimed: "claimed"
        case .resolved: "resolved"
        }
    }

    /// Changes the message if it is in this run, and is an item where an attempt came to something.
    private mutating func addDelivery(_ change: DeliveryChanged, _ event: ConversationEvent) {
        let id = Self.messageID(change.message)
        let word = Self.deliveryWord(change.state)
        let canRetry = change.state == .failed || change.state == .unknown
        if let index = items.lastIndex(where: { $0.id == id && $0.kind == "message" }) {
            items[index].delivery = word
            items[index].canRetry = canRetry ? true : nil
        }
        if change.state == .sending || (change.state == .pending && change.detail == nil) { return }
        append(event, "delivery") { item in
            item.id = id
            item.delivery = word
            item.text = change.state == .withdrawn ? "withdrawn: the owner had changed" : change.detail
            item.canRetry = canRetry ? true : nil
            item.retryAt = change.state == .pending ? change.retryAt?.description : nil
        }
    }

    /// Changes the message if it is in this run, and is an item of its own.
    private mutating func addHeard(_ message: MessageHeard, _ event: ConversationEvent) {
        let id = Self.messageID(message.message)
        if let index = items.lastIndex(where: { $0.id == id && $0.kind == "message" }) {
            items[index].heard = message.heard
        }
        append(event, "heard") { item in
            item.id = id
            item.heard = message.heard
        }
    }

    private static func deliveryWord(_ state: DeliveryState) -> String {
        switch state {
        case .pending, .sending: "pending"
        case .sent: "sent"
        case .failed, .withdrawn: "failed"
        case .unknown: "unknown"
        }
    }

    private static func messageID(_ seq: Int) -> String { "m\(seq)" }

    private func caseID(_ ordinal: Int) -> String {
        CaseID(conversation: conversation, ordinal: ordinal).description
    }
}
