public import Conversations

/// What a customer may see of a conversation, in the order of its log.
public enum CustomerItem: Sendable, Hashable {
    case message(ChatMessage)
    /// Somebody else answers from here on.
    case owner(Owner, name: String?)
}

/// A message as customers and their applications see it.
public struct ChatMessage: Sendable, Hashable {
    /// The sender's own id for what the customer wrote, `m` and the sequence for what we wrote.
    public let id: String
    /// Position in the conversation's log; not gap-free among messages.
    public let seq: Int
    public let author: Author
    /// What the customer wrote as it came; what we wrote in our Markdown subset.
    public let text: String
    public let citations: [Citation]
    public let sentAt: Timestamp
    /// Of messages that are pushed; nil where the customer's client reads the log.
    public var delivery: DeliveryState?

    public init(
        id: String, seq: Int, author: Author, text: String, citations: [Citation] = [], sentAt: Timestamp,
        delivery: DeliveryState? = nil
    ) {
        self.id = id
        self.seq = seq
        self.author = author
        self.text = text
        self.citations = citations
        self.sentAt = sentAt
        self.delivery = delivery
    }
}

/// The customer's side of a piece of a conversation's log: messages and changes of owner.
///
/// Notes, traces, briefs, cases, facts and identities stay inside: this switch is the one place that decides it, and a
/// new kind of event does not compile until somebody has decided.
///
/// - Parameters:
///   - events: A run of the log, oldest first.
///   - agentName: The persona's name, shown when the agent answers.
public func customerView(_ events: some Sequence<ConversationEvent>, agentName: String) -> [CustomerItem] {
    var items: [CustomerItem] = []
    for event in events {
        switch event.body {
        case .messageReceived(let received):
            let author = Author(kind: .customer, name: received.name)
            items.append(
                .message(
                    ChatMessage(
                        id: received.externalID, seq: event.seq, author: author, text: received.text,
                        sentAt: event.at)))
        case .messageSent(let sent):
            items.append(
                .message(
                    ChatMessage(
                        id: "m\(event.seq)", seq: event.seq, author: sent.author, text: sent.text,
                        citations: sent.citations, sentAt: event.at)))
        case .ownerChanged(let change):
            items.append(.owner(change.owner, name: shownName(of: change, agentName: agentName)))
        case .deliveryChanged(let change):
            note(change, in: &items)
        case .opened, .disclosed, .turnEnded, .escalated, .caseChanged, .noteAdded, .handedBack, .rated, .factLearned,
            .identityLinked, .waitingNoticeDue, .messageHeard, .customerLink:
            break
        }
    }
    return items
}

/// Whose name stands beside the owner: the persona's, the operator's, nobody's.
public func shownOwnerName(_ state: ConversationState, agentName: String) -> String? {
    state.owner == .agent ? agentName : state.ownerName
}

private func shownName(of change: OwnerChanged, agentName: String) -> String? {
    switch change.owner {
    case .agent: agentName
    case .operator: change.by.name
    case .queue, .nobody: nil
    }
}

private func note(_ change: DeliveryChanged, in items: inout [CustomerItem]) {
    for index in items.indices.reversed() {
        guard case .message(var message) = items[index], message.seq == change.message else { continue }
        message.delivery = change.state
        items[index] = .message(message)
        return
    }
}
