import Conversations
import Synchronization

/// One call that is listened to: its utterances are stored and considered one after another.
final class ListenedCall: Sendable {
    /// Most utterances that wait to be stored; more are lost, and reported.
    static let waitingMax = 200
    /// Most transcriptions of one call that are known apart.
    static let sourcesMax = 64
    /// How long a call nobody ends is remembered without a word, in milliseconds.
    static let silenceMax: Int64 = 3_600_000

    /// Something said, under a name of its own within the call.
    struct Utterance: Sendable {
        let id: String
        let heard: HeardUtterance
    }

    /// Is told whether something is on disk.
    typealias Waiter = @Sendable (Bool) -> Void

    private enum Job: Sendable {
        case utterance(Utterance, done: Waiter?)
        case end
    }

    private struct State {
        var jobs: [Job] = []
        var isBusy = false
        var conversation: ConversationID?
        var memory = ""
        var utterances = 0
        var stopListening: CallPorts.Ending?
        /// What the call is heard through: transcriptions and sockets. It is over with the last of them.
        var sources: Set<String> = []
        /// By transcription.
        var orders: [String: TranscriptionOrder] = [:]
        /// Who is told when a callback's words are on disk.
        var waiters: [TwilioTranscription: [Waiter]] = [:]
        var timer: CallPorts.Ending?
    }

    let call: ListeningDesk.Call
    private let desk: ListeningDesk
    private let state = Mutex(State())

    init(_ call: ListeningDesk.Call, _ desk: ListeningDesk) {
        self.call = call
        self.desk = desk
    }

    private var ports: CallPorts { desk.ports.calls }

    /// Brings callbacks of a transcription into order.
    ///
    /// - Returns: What is in order now, and whether this one is held back for an earlier one.
    func order(_ callback: TwilioTranscription, _ waiter: @escaping Waiter) -> ([TwilioTranscription], isHeld: Bool) {
        state.withLock { state in
            let name = callback.transcriptionSid
            if state.orders[name] == nil, state.orders.count < Self.sourcesMax { state.sources.insert(name) }
            state.waiters[callback, default: []].append(waiter)
            let ready = state.orders[name, default: TranscriptionOrder()].take(callback)
            return (ready, state.orders[name]?.holds(callback) ?? false)
        }
    }

    /// Goes on without the callbacks of a transcription that did not come.
    func flush(_ transcription: String) -> [TwilioTranscription] {
        state.withLock { $0.orders[transcription]?.flush() ?? [] }
    }

    /// Who waits for a callback to be stored; each is handed out once.
    func takeWaiters(of callback: TwilioTranscription) -> [Waiter] {
        state.withLock { $0.waiters.removeValue(forKey: callback) ?? [] }
    }

    /// A transcription or socket the call is heard through.
    func join(_ source: String) {
        _ = state.withLock { $0.sources.insert(source) }
    }

    /// One of them ended; with the last one the call is over.
    func leave(_ source: String) {
        let isLast = state.withLock { state in
            state.sources.remove(source)
            return state.sources.isEmpty
        }
        if isLast { end() }
    }

    /// Takes something that was said; `done` is told whether it is on disk.
    func take(_ utterance: Utterance, done: Waiter? = nil) {
        guard utterance.heard.isFinal, !SpokenWords.keys(utterance.heard.text).isEmpty else {
            done?(true)
            return
        }
        let hasRoom = state.withLock { state in
            guard state.jobs.count < Self.waitingMax else { return false }
            state.jobs.append(.utterance(utterance, done: done))
            return true
        }
        guard hasRoom else {
            ports.report(.utteranceLost, call.id)
            done?(false)
            return
        }
        work()
    }

    /// The call is over.
    func end() {
        state.withLock { $0.jobs.append(.end) }
        work()
    }

    private func work() {
        let isFree = state.withLock { state in
            defer { state.isBusy = true }
            return !state.isBusy
        }
        // Whoever brings an utterance does not wait until it is considered.
        if isFree { Task { await self.run() } }
    }

    private func run() async {
        while let job = next() {
            switch job {
            case .utterance(let utterance, let done): await keep(utterance, done)
            case .end: await conclude()
            }
        }
    }

    private func next() -> Job? {
        state.withLock { state in
            guard !state.jobs.isEmpty else {
                state.isBusy = false
                return nil
            }
            return state.jobs.removeFirst()
        }
    }

    // MARK: Storing

    /// What was said is not said again, so it is tried for a while.
    private func keep(_ utterance: Utterance, _ done: Waiter?) async {
        watchSilence()
        for wait in LiveCall.retries + [0] {
            do {
                let conversation = try await open()
                let isCustomers = utterance.heard.party == .customer
                let seq =
                    isCustomers
                    ? try await keepCustomers(utterance) : try await keepOperators(utterance, in: conversation)
                done?(true)
                guard let seq else { return }
                state.withLock { $0.utterances += 1 }
                if isCustomers { await consider(utterance.heard.text, seq, in: conversation) }
                return
            } catch {
                if wait > 0 { await ports.pause(wait) }
            }
        }
        ports.report(.utteranceLost, call.id)
        done?(false)
    }

    private var caller: CallCaller {
        CallCaller(callSid: call.id, channel: desk.settings.channel, address: call.number, name: nil)
    }

    /// The call's conversation; opened with the first word.
    private func open() async throws -> ConversationID {
        if let known = state.withLock({ $0.conversation }) { return known }
        let settings = desk.settings
        let opening = caller.opening(
            locale: settings.platformLanguage(settings.language), reason: CallPhase.listenedReason, at: ports.now())
        let taken = try await ports.take(opening)
        let stop = ports.listen(taken.conversation) { [weak self] events in
            self?.noteUnsaid(events, in: taken.conversation)
        }
        state.withLock { state in
            state.conversation = taken.conversation
            state.stopListening = stop
        }
        if !taken.isDuplicate, let name = call.operatorName {
            try await desk.ports.lead(taken.conversation, name)
        }
        return taken.conversation
    }

    /// - Returns: Nil where it was stored before.
    private func keepCustomers(_ utterance: Utterance) async throws -> Int? {
        var message = caller.utterance(
            named: utterance.id, text: utterance.heard.text, locale: nil, at: ports.now())
        message.handling = Handling(.silent, reason: CallPhase.listenedReason)
        let taken = try await ports.take(message)
        guard !taken.isDuplicate else { return nil }
        return try await ports.log.state(of: taken.conversation)?.seq
    }

    private func keepOperators(_ utterance: Utterance, in conversation: ConversationID) async throws -> Int? {
        let id = "\(call.id)/\(utterance.id)"
        let name = call.operatorName
        let log = ports.log
        guard let before = try await log.state(of: conversation) else { return nil }
        let recent = try await log.events(of: conversation, after: max(0, before.seq - 100), limit: 100)
        let isKnown = recent.contains { event in
            if case .messageSent(let message) = event.body { message.clientID == id } else { false }
        }
        guard !isKnown else { return nil }
        let text = utterance.heard.text
        let appended = try await log.append(to: conversation, at: ports.now()) { state in
            let author = Author(kind: .operator, name: name ?? state.ownerName)
            return [.messageSent(MessageSent(author: author, text: text, epoch: state.epoch, clientID: id))]
        }
        return appended.events.last?.seq
    }

    /// What is written in the console, or told by the desk, nobody says to the caller.
    private func noteUnsaid(_ events: [ConversationEvent], in conversation: ConversationID) {
        let prefix = "\(call.id)/"
        let unsaid = events.compactMap { event -> ConversationEvent.Body? in
            guard case .messageSent(let message) = event.body, message.clientID?.hasPrefix(prefix) != true else {
                return nil
            }
            return .messageHeard(MessageHeard(message: event.seq, heard: ""))
        }
        guard !unsaid.isEmpty else { return }
        // The log tells of its news to whoever does not wait; this has to.
        Task {
            do {
                _ = try await self.ports.log.append(to: conversation, at: self.ports.now()) { _ in unsaid }
            } catch {
                self.ports.report(.notNoted, self.call.id)
            }
        }
    }

    // MARK: Considering

    private func consider(_ text: String, _ seq: Int, in conversation: ConversationID) async {
        do {
            guard let before = try await ports.log.state(of: conversation) else { return }
            let message = TurnMessage(
                seq: seq, author: Author(kind: .customer), text: text,
                assurance: call.number == nil ? .anonymous : .claimed)
            let outcome = try await desk.ports.consider(before, message, state.withLock { $0.memory })
            state.withLock { $0.memory = outcome.memory }
            _ = try await ports.log.append(to: conversation, at: ports.now()) { Suggestion.events(outcome, on: $0) }
        } catch {
            ports.report(.notNoted, call.id)
        }
    }

    // MARK: The end

    private func conclude() async {
        let (conversation, count, stop, timer) = state.withLock { state in
            (state.conversation, state.utterances, state.stopListening, state.timer)
        }
        desk.forget(self)
        stop?()
        timer?()
        guard let conversation else { return }
        do {
            _ = try await ports.log.append(to: conversation, at: ports.now()) { state in
                state.call == .over ? [] : [.noteAdded(.listeningEnded(utterances: count))]
            }
        } catch {
            ports.report(.notNoted, call.id)
        }
    }

    /// A call of which nothing more is heard is over.
    func watchSilence() {
        let timer = ports.after(Self.silenceMax) { [weak self] in self?.end() }
        state.withLock { state in
            defer { state.timer = timer }
            return state.timer
        }?()
    }
}

extension NoteAdded {
    /// Nobody listens to the call any more.
    static func listeningEnded(utterances: Int, more: [String: String] = [:]) -> NoteAdded {
        NoteAdded(
            author: Author(kind: .system), text: "listening ended: \(utterances) utterances",
            remark: Remark(.listeningEnded, ["utterances": "\(utterances)"].merging(more) { own, _ in own }))
    }
}
