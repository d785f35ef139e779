public import Conversations
public import Escalation
import Synchronization

extension InMemoryDesk {
    public func addOperator(
        name: String, role: Role, passwordHash: String, at moment: Timestamp
    ) async throws
        -> OperatorAccount
    {
        try stored.withLock { stored in
            if stored.operators.contains(where: { $0.name.lowercased() == name.lowercased() }) {
                throw NameTaken(name: name)
            }
            stored.nextOperator += 1
            let account = OperatorAccount(
                id: OperatorID(number: stored.nextOperator), name: name, role: role, passwordHash: passwordHash,
                createdAt: moment)
            stored.operators.append(account)
            return account
        }
    }

    public func operatorAccount(named name: String) async throws -> OperatorAccount? {
        stored.withLock { $0.operators.first { $0.name.lowercased() == name.lowercased() } }
    }

    public func operatorAccount(_ id: OperatorID) async throws -> OperatorAccount? {
        stored.withLock { $0.operators.first { $0.id == id } }
    }

    public func operatorAccounts() async throws -> [OperatorAccount] {
        stored.withLock { $0.operators.sorted { $0.name < $1.name } }
    }

    public func setPassword(of id: OperatorID, hash: String) async throws -> Bool {
        stored.withLock { stored in
            guard let index = stored.operators.firstIndex(where: { $0.id == id }) else { return false }
            let old = stored.operators[index]
            stored.operators[index] = OperatorAccount(
                id: id, name: old.name, role: old.role, passwordHash: hash, createdAt: old.createdAt)
            return true
        }
    }

    public func removeOperator(_ id: OperatorID, at moment: Timestamp) async throws -> Bool {
        stored.withLock { stored in
            let count = stored.operators.count
            stored.operators.removeAll { $0.id == id }
            return stored.operators.count < count
        }
    }

    public func addSession(_ session: StoredSession) async throws {
        stored.withLock { $0.sessions[session.hash] = session }
    }

    public func session(hash: [UInt8]) async throws -> StoredSession? { stored.withLock { $0.sessions[hash] } }

    public func touchSession(hash: [UInt8], at moment: Timestamp) async throws {
        stored.withLock { $0.sessions[hash]?.lastUsedAt = moment }
    }

    public func removeSession(hash: [UInt8]) async throws { stored.withLock { $0.sessions[hash] = nil } }

    public func removeSessions(of id: OperatorID) async throws {
        stored.withLock { stored in stored.sessions = stored.sessions.filter { $0.value.operatorID != id } }
    }

    public func removeSessions(expiringBy moment: Timestamp, idleSince: Timestamp) async throws {
        stored.withLock { stored in
            stored.sessions = stored.sessions.filter {
                $0.value.expiresAt > moment && $0.value.lastUsedAt > idleSince
            }
        }
    }

    public func addToken(
        name: String, scope: TokenScope, hash: [UInt8], at moment: Timestamp
    ) async throws
        -> StoredToken
    {
        try stored.withLock { stored in
            if stored.tokens.contains(where: { $0.token.name == name && $0.token.revokedAt == nil }) {
                throw NameTaken(name: name)
            }
            stored.nextOperator += 1
            let token = StoredToken(
                id: OperatorID(number: stored.nextOperator), name: name, scope: scope, createdAt: moment,
                revokedAt: nil)
            stored.tokens.append((hash, token))
            return token
        }
    }

    public func token(hash: [UInt8]) async throws -> StoredToken? {
        stored.withLock { $0.tokens.first { $0.hash == hash }?.token }
    }

    public func tokens() async throws -> [StoredToken] { stored.withLock { $0.tokens.reversed().map(\.token) } }

    public func revokeToken(_ id: OperatorID, at moment: Timestamp) async throws -> Bool {
        stored.withLock { stored in
            guard let index = stored.tokens.firstIndex(where: { $0.token.id == id && $0.token.revokedAt == nil })
            else { return false }
            let old = stored.tokens[index].token
            stored.tokens[index].token = StoredToken(
                id: id, name: old.name, scope: old.scope, createdAt: old.createdAt, revokedAt: moment)
            return true
        }
    }

    public func audit(_ entry: AuditEntry) async throws { stored.withLock { $0.audit.append(entry) } }

    public func auditTrail(_ page: PageRequest) async throws -> Page<AuditEntry> {
        try Self.page(audited.reversed(), page, "a")
    }
}

extension InMemoryDesk {
    public func channelLedger() async throws -> [ChannelLedgerEntry] { stored.withLock { $0.ledger } }

    public func deadLetters(_ page: PageRequest) async throws -> Page<DeadLetter> {
        try Self.page(stored.withLock { $0.deadLetters.reversed() }, page, "d")
    }

    public func retryDeadLetter(_ id: String, at moment: Timestamp) async throws -> Bool {
        try await dropDeadLetter(id, at: moment)
    }

    /// Its dead letter has the id the store on disk would give it.
    public func retryDelivery(
        of message: Int, in conversation: ConversationID, at moment: Timestamp
    ) async throws -> Bool {
        try await retryDeadLetter("\(conversation.number)-\(message)", at: moment)
    }

    public func dropDeadLetter(_ id: String, at moment: Timestamp) async throws -> Bool {
        stored.withLock { stored in
            let count = stored.deadLetters.count
            stored.deadLetters.removeAll { $0.id == id }
            return stored.deadLetters.count < count
        }
    }

    public func metricsSummary(since: Timestamp, until: Timestamp) async throws -> MetricsSummary {
        var summary = MetricsSummary(since: since, until: until)
        for state in log.conversations {
            if state.openedAt >= since, state.openedAt < until { summary.conversationsStarted += 1 }
            if state.owner != .nobody { summary.conversationsOpen += 1 }
            for event in log.events(of: state.id) where event.at >= since && event.at < until {
                switch event.body {
                case .messageReceived: summary.messagesOfCustomers += 1
                case .messageSent(let message) where message.author.kind == .agent: summary.messagesOfAgent += 1
                case .messageSent(let message) where message.author.kind == .operator:
                    summary.messagesOfOperators += 1
                case .turnEnded(let turn): summary.turns[turn.result, default: 0] += 1
                case .escalated(let opened):
                    summary.casesOpened += 1
                    summary.casesByReason[opened.reason, default: 0] += 1
                case .rated(let rated) where (1...5).contains(rated.score): summary.ratings[rated.score - 1] += 1
                default: break
                }
            }
        }
        let figures = try await queueFigures()
        summary.casesWaiting = figures.waiting
        summary.casesClaimed = figures.claimed
        return summary
    }
}
