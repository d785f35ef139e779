public import Conversations
public import Intake
import Synchronization

/// The contract of the store's log and inbox, in memory: what tests run on when no file is meant.
///
/// Appends are serial and visible at once. It keeps what a disk would keep: ``events(of:)`` is what a restart finds.
public final class InMemoryConversationLog: ConversationLog, InboxStore, Sendable {
    private struct Stored {
        var states: [ConversationID: ConversationState] = [:]
        var events: [ConversationID: [ConversationEvent]] = [:]
        var byAddress: [String: ConversationID] = [:]
        var inbox: [String: (ConversationID, Int)] = [:]
        var failure: StoreFailure?
    }

    private let stored = Mutex(Stored())
    private let takenBack = Atomic<Int>(0)
    private let observers = Mutex<[any ConversationObserver]>([])

    public var generation: Int { takenBack.load(ordering: .acquiring) }

    /// Does `work`, then takes back what it wrote, as a store does whose transaction fails after callers were told.
    public func takeBack(_ work: () throws -> Void) rethrows {
        let before = stored.withLock { $0 }
        defer {
            stored.withLock { $0 = before }
            takenBack.add(1, ordering: .acquiringAndReleasing)
        }
        try work()
    }

    public init() {}

    /// Tells `observer` of every append from now on.
    public func addObserver(_ observer: any ConversationObserver) { observers.withLock { $0.append(observer) } }

    /// Makes every write fail until it is set to nil.
    public func fail(with failure: StoreFailure?) { stored.withLock { $0.failure = failure } }

    /// Makes a conversation of these events.
    @discardableResult
    public func open(
        _ id: ConversationID, channel: ChannelName = ChannelName("web"), address: String? = nil,
        at: Timestamp = Timestamp(milliseconds: 1)
    ) -> ConversationState {
        let address = address ?? "address-\(id)"
        return stored.withLock { stored in
            var state = ConversationState(id: id)
            let opened = Opened(
                customer: CustomerID(number: id.number), channel: channel, address: address, locale: nil)
            Self.write([.opened(opened)], to: &state, at: at, &stored)
            stored.byAddress["\(channel)/\(address)"] = id
            return state
        }
    }

    /// The whole log of a conversation.
    public func events(of id: ConversationID) -> [ConversationEvent] { stored.withLock { $0.events[id] ?? [] } }

    /// Every conversation there is.
    public var conversations: [ConversationState] {
        stored.withLock { $0.states.values.sorted { $0.id.number < $1.id.number } }
    }

    /// Appends without suspension; what ``append(to:at:_:)`` does.
    @discardableResult
    public func appendNow(
        to id: ConversationID, at: Timestamp, _ decide: (ConversationState) throws -> [ConversationEvent.Body]
    ) throws -> Appended {
        let appended = try stored.withLock { stored -> Appended in
            if let failure = stored.failure { throw failure }
            guard var state = stored.states[id] else { throw Refusal.noSuchConversation }
            let bodies = try decide(state)
            let events = Self.write(bodies, to: &state, at: at, &stored)
            return Appended(state: state, events: events)
        }
        tell(appended)
        return appended
    }

    public func append(
        to conversation: ConversationID, at: Timestamp,
        _ decide: @escaping @Sendable (ConversationState) throws -> [ConversationEvent.Body]
    ) async throws -> Appended { try appendNow(to: conversation, at: at, decide) }

    public func state(of conversation: ConversationID) async throws -> ConversationState? {
        stored.withLock { $0.states[conversation] }
    }

    public func events(
        of conversation: ConversationID, after seq: Int, limit: Int
    ) async throws
        -> [ConversationEvent]
    { Array(events(of: conversation).drop { $0.seq <= seq }.prefix(limit)) }

    public func accept(_ message: InboundMessage) async throws -> Accepted {
        let key = "\(message.channel)/\(message.sender.address)"
        let (appended, seq, isDuplicate) = try stored.withLock { stored -> (Appended, Int, Bool) in
            if let failure = stored.failure { throw failure }
            if let (id, seq) = stored.inbox["\(key)/\(message.externalID)"], let state = stored.states[id] {
                return (Appended(state: state, events: []), seq, true)
            }
            var bodies: [ConversationEvent.Body] = []
            var state: ConversationState
            if let id = stored.byAddress[key], let known = stored.states[id] {
                state = known
                if state.owner == .nobody {
                    let by = Author(kind: .customer)
                    bodies.append(.ownerChanged(OwnerChanged(owner: .agent, epoch: state.epoch + 1, by: by)))
                }
            } else {
                state = ConversationState(id: ConversationID(number: Int64(stored.states.count + 1)))
                stored.byAddress[key] = state.id
                bodies.append(
                    .opened(
                        Opened(
                            customer: CustomerID(number: state.id.number), channel: message.channel,
                            address: message.sender.address, locale: message.locale)))
            }
            bodies.append(
                .messageReceived(
                    MessageReceived(message, address: state.seq == 0 ? message.sender.address : state.address)))
            let events = Self.write(bodies, to: &state, at: message.receivedAt, &stored)
            stored.inbox["\(key)/\(message.externalID)"] = (state.id, state.seq)
            return (Appended(state: state, events: events), state.seq, false)
        }
        tell(appended)
        return Accepted(
            state: appended.state, customer: CustomerContext(id: appended.state.customer), seq: seq,
            isDuplicate: isDuplicate, message: Self.received(appended.events.last), generation: generation,
            committed: {}, onRefusal: { _ in })
    }

    private static func received(_ event: ConversationEvent?) -> MessageReceived? {
        guard case .messageReceived(let message)? = event?.body else { return nil }
        return message
    }

    public func conversationsNeedingTurn(after id: ConversationID, limit: Int) async throws -> [ConversationID] {
        Array(conversations.filter { $0.needsTurn && $0.id.number > id.number }.map(\.id).prefix(limit))
    }

    public func context(of conversation: ConversationState) async throws -> CustomerContext {
        CustomerContext(id: conversation.customer)
    }

    @discardableResult
    private static func write(
        _ bodies: [ConversationEvent.Body], to state: inout ConversationState, at: Timestamp, _ stored: inout Stored
    ) -> [ConversationEvent] {
        var events: [ConversationEvent] = []
        for body in bodies {
            let event = ConversationEvent(seq: state.seq + 1, at: at, body: body)
            state.apply(event)
            events.append(event)
        }
        stored.states[state.id] = state
        stored.events[state.id, default: []] += events
        return events
    }

    private func tell(_ appended: Appended) {
        if appended.events.isEmpty { return }
        let all = observers.withLock { $0 }
        for observer in all { observer.appended(appended) }
    }
}
