public import Conversations
public import Escalation
import Synchronization

/// The contract of the desk's store, in memory, over an ``InMemoryConversationLog``.
///
/// What lists show is folded from the log at each call, so it can serve as the yardstick for a store that keeps it.
public final class InMemoryDesk: DeskStore, Sendable {
    struct Stored {
        var nextOperator: Int64 = 0
        var operators: [OperatorAccount] = []
        var sessions: [[UInt8]: StoredSession] = [:]
        var tokens: [(hash: [UInt8], token: StoredToken)] = []
        var audit: [AuditEntry] = []
        var names: [CustomerID: String] = [:]
        var assurances: [ConversationID: Assurance] = [:]
        var erased: Set<CustomerID> = []
        var deadLetters: [DeadLetter] = []
        var ledger: [ChannelLedgerEntry] = []
        var waiting: [WaitingKey: WaitingFile] = [:]
        var files: [FileKey: [UInt8]] = [:]
        var links: [CustomerLink] = []
    }

    let log: InMemoryConversationLog
    let stored = Mutex(Stored())

    public init(log: InMemoryConversationLog) { self.log = log }

    /// Gives a customer a name.
    public func name(_ customer: CustomerID, _ name: String) { stored.withLock { $0.names[customer] = name } }

    /// Says how sure a conversation's channel is of its sender; anonymous where nobody said it.
    public func vouch(for conversation: ConversationID, _ assurance: Assurance) {
        stored.withLock { $0.assurances[conversation] = assurance }
    }

    /// Puts a dead letter on the list.
    public func add(_ letter: DeadLetter) { stored.withLock { $0.deadLetters.append(letter) } }

    /// Sets what ``channelLedger()`` answers.
    public func setLedger(_ ledger: [ChannelLedgerEntry]) { stored.withLock { $0.ledger = ledger } }

    /// Everything audited so far, oldest first.
    public var audited: [AuditEntry] { stored.withLock { $0.audit } }

    /// Hashes of the sessions there are.
    public var sessionHashes: Set<[UInt8]> { stored.withLock { Set($0.sessions.keys) } }

    /// A page of a list whose cursor is a position.
    static func page<Item: Sendable>(_ items: [Item], _ request: PageRequest, _ list: String) throws -> Page<Item> {
        var start = 0
        if let cursor = request.cursor {
            guard cursor.hasPrefix(list), let number = Int(cursor.dropFirst(list.count)), number >= 0 else {
                throw InvalidCursor()
            }
            start = number
        }
        let end = min(items.count, start + request.limit)
        return Page(
            items: start < end ? Array(items[start..<end]) : [],
            next: end < items.count ? "\(list)\(end)" : nil)
    }
}

// MARK: - Lists and entries

extension InMemoryDesk {
    private func entry(_ state: ConversationState) -> ConversationEntry {
        ConversationEntry(state: state, glance: glance(state))
    }

    private func name(_ state: ConversationState) -> String? { stored.withLock { $0.names[state.customer] } }

    private func assurance(_ state: ConversationState) -> Assurance {
        stored.withLock { $0.assurances[state.id] } ?? .anonymous
    }

    private func glance(_ state: ConversationState) -> ConversationGlance {
        let messages = log.events(of: state.id).compactMap(Self.message)
        let name = name(state)
        let known = log.conversations.filter { $0.customer == state.customer }
            .flatMap { log.events(of: $0.id) }.sorted { $0.at < $1.at }
        var statedName: String?
        var account: String?
        for event in known {
            switch event.body {
            case .factLearned(let fact) where fact.key == ConversationGlance.nameFact:
                statedName = fact.value.isEmpty ? nil : fact.value
            case .identityLinked(let linked) where linked.handle.scope == Handle.accountScope:
                account = linked.handle.address
            default: continue
            }
        }
        let address = assurance(state) > .anonymous ? state.address : nil
        return ConversationGlance(
            customerName: name, statedName: name == nil ? statedName : nil, address: account ?? address,
            lastMessage: messages.last, lastCustomerMessage: messages.last { $0.author.kind == .customer })
    }

    private static func message(_ event: ConversationEvent) -> LastMessage? {
        switch event.body {
        case .messageReceived(let message):
            LastMessage(
                author: Author(kind: .customer, name: message.name), text: message.text, subject: message.subject,
                sentAt: event.at)
        case .messageSent(let message):
            LastMessage(author: message.author, text: message.text, sentAt: event.at)
        default: nil
        }
    }

    private func texts(_ id: ConversationID) -> String {
        log.events(of: id).compactMap { event in
            switch event.body {
            case .messageReceived(let message): message.text
            case .messageSent(let message): message.text
            default: nil
            }
        }.joined(separator: "\n").lowercased()
    }

    private func matches(_ state: ConversationState, _ filter: ConversationFilter) -> Bool {
        if let phase = filter.phase, (phase == .resolved) != (state.owner == .nobody) { return false }
        if let owner = filter.owner, owner.rawValue != state.owner.word { return false }
        if let channel = filter.channel, channel != state.channel { return false }
        if let customer = filter.customer, customer != state.customer { return false }
        guard let text = filter.text else { return true }
        let all = texts(state.id) + "\n" + (name(state) ?? "").lowercased()
        return text.lowercased().split(separator: " ").allSatisfy { all.contains($0) }
    }

    public func conversations(
        _ filter: ConversationFilter, _ page: PageRequest
    ) async throws
        -> Page<ConversationEntry>
    {
        let found = log.conversations.filter { matches($0, filter) }
            .sorted { ($1.changedAt, $1.id.number) < ($0.changedAt, $0.id.number) }
        return try Self.page(found.map(entry), page, "c")
    }

    public func conversation(_ id: ConversationID) async throws -> ConversationEntry? {
        try await log.state(of: id).map(entry)
    }

    public func cases(_ filter: CaseFilter, _ page: PageRequest) async throws -> Page<CaseEntry> {
        var found: [CaseEntry] = []
        for state in log.conversations {
            found += allCases(state).filter { entry in
                filter.states.contains(entry.state) && (filter.queue == nil || filter.queue == entry.queue)
                    && (filter.holder == nil || filter.holder == entry.holder)
            }
        }
        if filter.states == [.resolved] {
            found.sort { ($1.resolvedAt?.milliseconds ?? 0) < ($0.resolvedAt?.milliseconds ?? 0) }
        } else {
            found.sort { Self.rank($0) < Self.rank($1) }
        }
        for index in found.indices { found[index].brief = nil }
        return try Self.page(found, page, "k")
    }

    private static func rank(_ entry: CaseEntry) -> (Int, Int64, Int64, Int64) {
        (
            -entry.priority.rawValue, entry.waitingSince?.milliseconds ?? .max, entry.openedAt.milliseconds,
            entry.id.conversation.number
        )
    }

    public func `case`(_ id: CaseID) async throws -> CaseEntry? {
        guard let state = try await log.state(of: id.conversation) else { return nil }
        return allCases(state).first { $0.id == id }
    }

    /// Every case of a conversation, folded from its log.
    private func allCases(_ state: ConversationState) -> [CaseEntry] {
        var cases: [CaseEntry] = []
        let glance = glance(state)
        for event in log.events(of: state.id) {
            switch event.body {
            case .escalated(let opened):
                cases.append(
                    CaseEntry(
                        id: CaseID(conversation: state.id, ordinal: opened.ordinal), customer: state.customer,
                        channel: state.channel, language: state.language, queue: opened.queue,
                        priority: opened.priority, state: .open, reason: opened.reason, detail: opened.detail,
                        holder: nil, holderName: nil, openedAt: event.at, waitingSince: event.at, resolvedAt: nil,
                        outcome: nil, glance: glance, wants: opened.brief.wants, brief: opened.brief))
            case .caseChanged(let change):
                guard let index = cases.firstIndex(where: { $0.id.ordinal == change.ordinal }) else { continue }
                cases[index].state = change.state
                cases[index].queue = change.queue
                cases[index].holder = change.holder
                cases[index].holderName = change.holderName
                cases[index].waitingSince = change.state == .open ? cases[index].waitingSince ?? event.at : nil
                cases[index].resolvedAt = change.state == .resolved ? event.at : nil
                cases[index].outcome =
                    change.state == .resolved ? change.reason.flatMap(CaseOutcome.init(rawValue:)) : nil
            default: continue
            }
        }
        return cases
    }

    public func queueFigures() async throws -> QueueFigures {
        var waiting: [String: Int] = [:]
        var claimed = 0
        for state in log.conversations {
            for entry in allCases(state) {
                if entry.state == .open { waiting[entry.queue, default: 0] += 1 }
                if entry.state == .claimed { claimed += 1 }
            }
        }
        return QueueFigures(waitingByQueue: waiting, claimed: claimed)
    }

    public func casesWaiting(since moment: Timestamp, limit: Int) async throws -> [CaseID] {
        let due = log.conversations.compactMap { state -> (CaseID, Timestamp)? in
            guard let current = state.currentCase, current.state == .open, let since = current.waitingSince,
                since <= moment, let id = state.caseID
            else { return nil }
            let wasTold = log.events(of: state.id).contains { event in
                event.body == .waitingNoticeDue(WaitingNoticeDue(ordinal: current.ordinal))
            }
            return wasTold ? nil : (id, since)
        }
        return due.sorted { $0.1 < $1.1 }.prefix(limit).map(\.0)
    }

    public func customer(_ id: CustomerID) async throws -> CustomerEntry? {
        let states = log.conversations.filter { $0.customer == id }
        guard let first = states.first, !stored.withLock({ $0.erased.contains(id) }) else { return nil }
        let handles = states.map { state in
            CustomerEntry.LinkedHandle(
                handle: Handle(scope: state.channel.rawValue, address: state.address), assurance: assurance(state))
        }
        return CustomerEntry(
            id: id, name: name(first), language: first.language, assurance: .anonymous, createdAt: first.openedAt,
            handles: handles, facts: [])
    }

    public func customer(withAddress address: String) async throws -> CustomerID? {
        log.conversations.last { $0.address == address }?.customer
    }

    public func erase(_ customer: CustomerID, at moment: Timestamp) async throws -> Bool {
        guard try await self.customer(customer) != nil else { return false }
        stored.withLock { stored in
            stored.erased.insert(customer)
            stored.names[customer] = nil
        }
        return true
    }
}
