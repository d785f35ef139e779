public import Conversations

/// A live call over Retell's socket: the same call as ever (``CallSession``), in other words.
///
/// Retell sends no interruptions; what was heard is read from its transcript, which holds what was really spoken.
public struct RetellSession: Sendable {
    /// What is to be done: frames to be sent as they are, everything else as with a relay.
    public enum Effect: Sendable, Hashable {
        case send(RetellOutbound)
        /// Never `.send` or `.end`.
        case call(CallEffect)
    }

    private var call: CallSession
    private let callID: String
    private var isSetUp = false
    /// The answer that is being given; nil where all that is said now is unasked.
    private var response: Int? = 0
    private var interrupts = 0
    /// How many utterances of the caller were taken, and the last of them as it was then.
    private var takenCount = 0
    private var takenLast = ""
    /// The newest transcript: taken from it is what the call takes before the platform asks for an answer.
    private var newest: [RetellInbound.Utterance] = []
    /// What was taken last, says the log; to be found in the first transcript after a restart.
    private var resumedAfter: String?

    /// - Parameter callID: As the socket's address named it.
    public init(settings: CallSettings, callID: String, resuming log: CallLog? = nil) {
        var settings = settings
        settings.transfer = settings.transfer.numbersOnly
        call = CallSession(settings: settings, resuming: log)
        self.callID = callID
        resumedAfter = log?.lastText
    }

    /// Whether the call has begun.
    var hasBegun: Bool { call.callSid != nil }
    public var hasEnded: Bool { call.hasEnded }

    /// What is sent when the socket opens.
    public mutating func open() -> [Effect] {
        isSetUp = false
        return [.send(.config)]
    }

    /// Takes a frame.
    public mutating func receive(_ frame: RetellInbound, at now: Timestamp) -> [Effect] {
        switch frame {
        case .ping(let timestamp): return [.send(.pong(timestamp: timestamp))]
        case .unknown: return []
        case .callDetails(let setup):
            guard setup.callSid == callID, !isSetUp else { return [] }
            isSetUp = true
            return handle(.frame(.setup(setup)), at: now)
        case .update(let transcript, let isCallersTurn):
            align(with: transcript)
            newest = transcript
            return update(transcript, isCallersTurn: isCallersTurn, at: now)
        case .responseRequired(let id, let transcript):
            var effects = setUp(at: now)
            response = id
            if call.isSpeaking(at: now), let heard = transcript.last(where: \.isAgent) {
                effects += handle(.frame(.interrupt(RelayInterrupt(heard: heard.text))), at: now)
            }
            align(with: transcript)
            let text = newText(transcript)
            newest = transcript
            remember(transcript)
            effects += handle(.frame(.prompt(RelayPrompt(text: text))), at: now)
            // All was taken and answered before: the platform is told that nothing follows.
            if text.isEmpty, !call.owesAnswer { effects.append(.send(speech("", isComplete: true))) }
            return effects
        case .reminderRequired(let id, _):
            let effects = setUp(at: now)
            response = id
            return effects + handle(.reminder, at: now)
        }
    }

    /// Takes anything but frames: news of the log, timers, the end.
    public mutating func handle(_ input: CallInput, at now: Timestamp) -> [Effect] {
        let effects = call.handle(input, at: now)
        let takes = effects.contains { effect in
            if case .take = effect { true } else { false }
        }
        if takes { remember(newest) }
        return effects.compactMap { translate($0) }
    }

    /// A platform that tells nothing of the call: it is somebody's without a number.
    private mutating func setUp(at now: Timestamp) -> [Effect] {
        guard !isSetUp else { return [] }
        isSetUp = true
        return handle(.frame(.setup(RelaySetup(callSid: callID, from: "", to: ""))), at: now)
    }

    private mutating func update(
        _ transcript: [RetellInbound.Utterance], isCallersTurn: Bool, at now: Timestamp
    ) -> [Effect] {
        guard isSetUp, let last = transcript.last else { return [] }
        if last.isAgent { return handle(.frame(.info(.tokensPlayed(last.text))), at: now) }
        let text = newText(transcript)
        guard isCallersTurn, !text.isEmpty else { return [] }
        return handle(.frame(.prompt(RelayPrompt(text: text, isFinal: false))), at: now)
    }

    /// What the caller said that was not taken yet: further utterances, and what was added to the last one.
    private func newText(_ transcript: [RetellInbound.Utterance]) -> String {
        let said = transcript.lazy.filter { !$0.isAgent }.map(\.text)
        var parts: [String] = []
        for (index, text) in said.enumerated() where index >= takenCount - 1 {
            if index == takenCount - 1 {
                guard text != takenLast else { continue }
                parts.append(SpokenWords.beyond(SpokenWords.keys(takenLast), in: text) ?? text)
            } else {
                parts.append(text)
            }
        }
        return String(parts.filter { !$0.isEmpty }.joined(separator: " ").suffix(RelayInbound.promptCharactersMax))
    }

    /// After a restart: what was taken ends with the utterance the log ends with; where none is like it, all but the
    /// newest was taken.
    private mutating func align(with transcript: [RetellInbound.Utterance]) {
        let said = transcript.filter { !$0.isAgent }.map(\.text)
        guard let last = resumedAfter, !said.isEmpty else { return }
        resumedAfter = nil
        let words = SpokenWords.keys(last)
        let found = said.lastIndex { text in
            let keys = SpokenWords.keys(text)
            let count = min(keys.count, words.count)
            return count > 0 && keys.suffix(count).elementsEqual(words.suffix(count))
        }
        takenCount = found.map { $0 + 1 } ?? said.count - 1
        takenLast = takenCount > 0 ? said[takenCount - 1] : ""
    }

    private mutating func remember(_ transcript: [RetellInbound.Utterance]) {
        let said = transcript.filter { !$0.isAgent }
        takenCount = said.count
        takenLast = said.last?.text ?? ""
    }

    private mutating func translate(_ effect: CallEffect) -> Effect? {
        switch effect {
        case .send(.text(let token)):
            let isComplete = token.isLast && token.purpose != .holding
            return .send(speech(token.text, isComplete: isComplete, isInterruptible: token.isInterruptible))
        // Its agent has one language or several of its own; the platform itself finds that nobody says anything.
        case .send, .setTimer(.silence, _), .cancelTimer(.silence): return nil
        case .end(let handoff):
            if case .number(let number)? = handoff?.target {
                return .send(speech("", isComplete: true, sequel: .transfer(number)))
            }
            return .send(speech("", isComplete: true, sequel: .endCall))
        default: return .call(effect)
        }
    }

    private mutating func speech(
        _ text: String, isComplete: Bool, isInterruptible: Bool = true, sequel: RetellOutbound.Sequel? = nil
    ) -> RetellOutbound {
        let place = response.map(RetellOutbound.Place.response) ?? .interrupt(interrupts)
        if isComplete {
            if response == nil { interrupts += 1 }
            response = nil
        }
        return .speech(
            place, text, isComplete: isComplete, isInterruptible: isInterruptible, sequel: sequel)
    }
}
