import Conversations
import Synchronization

/// One call while it is led: gives its session what happens, and does what the session wants, one after another.
///
/// Whoever brings something in does the quick effects on the spot; a slow one is done in a task, which then goes on
/// with those behind it. So effects keep their order, and a call that waits for nothing holds no task.
final class LiveCall: Sendable {
    /// Most events of one page of the log.
    static let pageLimit = 500
    /// Most frames that wait until the log is read: more than a platform sends in that time.
    static let waitingMax = 64

    private struct Socket {
        let number: Int
        let send: @Sendable (String) -> Void
        let close: @Sendable () -> Void
    }

    private enum Frame { case relay(RelayInbound), retell(RetellInbound) }

    private struct State {
        var session: LiveSession
        var setup: RelaySetup?
        var effects: [LiveSession.Effect] = []
        var isBusy = false
        var sockets = 0
        var socket: Socket?
        var timers: [CallTimer: (due: Timestamp, number: Int, end: CallPorts.Ending)] = [:]
        var timersSet = 0
        var conversation: ConversationID?
        /// What was heard of the conversation before its log was read; nil afterwards.
        var early: [ConversationEvent]? = []
        /// What the platform said meanwhile: the session that it is for may not be there yet.
        var waiting: [Frame] = []
        var stopListening: CallPorts.Ending?
    }

    let callSid: String
    let desk: CallDesk
    private let state: Mutex<State>

    init(callSid: String, desk: CallDesk) {
        self.callSid = callSid
        self.desk = desk
        state = Mutex(State(session: LiveSession(desk.platform, settings: desk.settings, callID: callSid)))
    }

    var ports: CallPorts { desk.ports }
    var conversation: ConversationID? { state.withLock { $0.conversation } }

    // MARK: What happens

    /// A socket of this call is there; the one before, if there is one, is closed.
    ///
    /// - Parameter setup: What it told; nil where the platform tells that later.
    /// - Returns: The socket's number, for ``receive(_:on:)`` and ``closed(_:)``.
    func join(
        _ setup: RelaySetup?, send: @escaping @Sendable (String) -> Void, close: @escaping @Sendable () -> Void
    ) -> Int {
        let (number, before) = state.withLock { state in
            state.sockets += 1
            let before = state.socket
            state.socket = Socket(number: state.sockets, send: send, close: close)
            state.setup = setup ?? state.setup
            return (state.sockets, before)
        }
        before?.close()
        if let setup { handle(.frame(.setup(setup))) } else { take { session, _ in session.open() } }
        return number
    }

    func receive(_ frame: RelayInbound, on socket: Int) {
        guard state.withLock({ $0.socket?.number == socket }) else { return }
        if case .setup = frame { return ports.report(.wrongCall, callSid) }
        if !mustWait(.relay(frame)) { handle(.frame(frame)) }
    }

    /// A frame of Retell's.
    func receive(_ frame: RetellInbound, on socket: Int) {
        let isCurrent = state.withLock { state in
            if case .callDetails(let setup) = frame { state.setup = setup }
            return state.socket?.number == socket
        }
        if isCurrent, !mustWait(.retell(frame)) { take { $0.receive(frame, at: $1) } }
    }

    /// Keeps a frame that comes while the log is read.
    private func mustWait(_ frame: Frame) -> Bool {
        state.withLock { state in
            guard state.early != nil, state.session.isSetUp else { return false }
            if state.waiting.count < Self.waitingMax { state.waiting.append(frame) }
            return true
        }
    }

    /// A socket is gone; one that was replaced before does not count.
    func closed(_ socket: Int) {
        let (isCurrent, isNobodys) = state.withLock { state in
            guard state.socket?.number == socket else { return (false, false) }
            state.socket = nil
            return (true, !state.session.isSetUp)
        }
        if isNobodys { return desk.forget(self) }
        if isCurrent { handle(.closed) }
    }

    /// The platform says that the caller hung up.
    func hungUp() { handle(.hungUp) }

    private func heard(_ events: [ConversationEvent], of conversation: ConversationID) {
        let isEarly = state.withLock { state in
            state.early?.append(contentsOf: events)
            return state.early != nil
        }
        if !isEarly { handle(.appended(conversation, events)) }
    }

    private func handle(_ input: CallInput) {
        let seal = desk.seal
        take { $0.handle(input, at: $1, seal: seal) }
    }

    private func take(_ happening: (inout LiveSession, Timestamp) -> [LiveSession.Effect]) {
        let now = ports.now()
        let isFree = state.withLock { state in
            state.effects += happening(&state.session, now)
            defer { state.isBusy = true }
            return !state.isBusy
        }
        if isFree { work() }
    }

    // MARK: What is done

    private func work() {
        while let next = next() {
            guard case .call(let effect) = next else {
                if case .frame(let text) = next { send(text) }
                continue
            }
            guard !isQuick(effect) else { continue }
            Task {
                await self.perform(effect)
                self.work()
            }
            return
        }
    }

    private func next() -> LiveSession.Effect? {
        state.withLock { state in
            guard !state.effects.isEmpty else {
                state.isBusy = false
                return nil
            }
            return state.effects.removeFirst()
        }
    }

    /// Does what waits for nothing; false for the rest.
    private func isQuick(_ effect: CallEffect) -> Bool {
        switch effect {
        case .send, .end: break
        case .setTimer(let timer, let moment): set(timer, at: moment)
        case .cancelTimer(let timer): state.withLock { $0.timers.removeValue(forKey: timer) }?.end()
        case .close: leave()
        case .openCall, .take, .heard, .discloseAgain, .requestHuman, .note: return false
        }
        return true
    }

    private func send(_ frame: String) { state.withLock { $0.socket }?.send(frame) }

    private func set(_ timer: CallTimer, at moment: Timestamp) {
        // It is noted before it can ring.
        let (number, before) = state.withLock { state in
            state.timersSet += 1
            let before = state.timers[timer]?.end
            state.timers[timer] = (moment, state.timersSet, {})
            return (state.timersSet, before)
        }
        before?()
        let wait = max(0, moment.milliseconds - ports.now().milliseconds)
        let end = ports.after(wait) { [weak self] in self?.fire(timer, number) }
        let isNeeded = state.withLock { state in
            guard state.timers[timer]?.number == number else { return false }
            state.timers[timer]?.end = end
            return true
        }
        if !isNeeded { end() }
    }

    private func fire(_ timer: CallTimer, _ number: Int) {
        let due = state.withLock { state -> Timestamp? in
            guard let entry = state.timers[timer], entry.number == number else { return nil }
            state.timers[timer] = nil
            return entry.due
        }
        // A clock that was set back must not swallow what is due.
        let seal = desk.seal
        if let due { take { $0.handle(.timer(timer), at: max($1, due), seal: seal) } }
    }

    private func leave() {
        let (socket, timers, stop) = state.withLock { state in
            defer {
                state.socket = nil
                state.timers = [:]
                state.stopListening = nil
            }
            return (state.socket, state.timers.values.map(\.end), state.stopListening)
        }
        for end in timers { end() }
        stop?()
        socket?.close()
        desk.forget(self)
    }
}

// MARK: - The conversation's log

extension LiveCall {
    /// Reads the conversation and follows it from here on. What the platform brings back to a new process goes on where
    /// the log ends.
    func follow(_ conversation: ConversationID, isKnown: Bool) async throws {
        let stop = ports.listen(conversation) { [weak self] events in self?.heard(events, of: conversation) }
        state.withLock { state in
            state.conversation = conversation
            state.stopListening = stop
        }
        let events = try await events(of: conversation)
        let (settings, platform, seal, callSid) = (desk.settings, desk.platform, desk.seal, callSid)
        let (timers, isFree) = state.withLock { state in
            let early = state.early ?? []
            state.early = nil
            var timers: [CallPorts.Ending] = []
            let now = ports.now()
            if isKnown, !state.session.hasEnded {
                let setup = state.setup ?? RelaySetup(callSid: callSid, from: "", to: "")
                timers = state.timers.values.map(\.end)
                state.timers = [:]
                state.session = LiveSession(
                    platform, settings: settings, callID: callSid,
                    resuming: CallLog(events, callSid: callSid, conversation: conversation))
                state.effects = state.session.resume(setup, at: now, seal: seal)
            } else {
                state.effects += state.session.handle(.appended(conversation, events), at: now, seal: seal)
            }
            state.effects += state.session.handle(.appended(conversation, early), at: now, seal: seal)
            for frame in state.waiting {
                switch frame {
                case .relay(let frame): state.effects += state.session.handle(.frame(frame), at: now, seal: seal)
                case .retell(let frame): state.effects += state.session.receive(frame, at: now)
                }
            }
            state.waiting = []
            if state.socket == nil { state.effects += state.session.handle(.closed, at: now, seal: seal) }
            defer { state.isBusy = true }
            return (timers, !state.isBusy)
        }
        for end in timers { end() }
        if isFree { work() }
    }

    func events(of conversation: ConversationID) async throws -> [ConversationEvent] {
        var events: [ConversationEvent] = []
        while true {
            let page = try await ports.log.events(of: conversation, after: events.last?.seq ?? 0, limit: Self.pageLimit)
            events += page
            if page.count < Self.pageLimit { return events }
        }
    }
}
