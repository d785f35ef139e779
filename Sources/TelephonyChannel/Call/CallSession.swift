public import Conversations

/// One live call: decides what is said, heard, stored and waited for. A value without effects of its own.
///
/// Give it everything that happens, one after another, and do what it returns in that order. Time is passed in.
public struct CallSession: Sendable {
    enum Phase: Sendable, Hashable {
        /// No setup yet.
        case waiting
        case live
        /// The socket is gone and may come back.
        case lost
        case ended
    }

    let settings: CallSettings
    var phase = Phase.waiting
    var caller: CallCaller?
    var conversation: ConversationID?
    var language: String
    var owner = Owner.agent
    var lastSeq = 0
    var openedAt = Timestamp(milliseconds: 0)
    var speech: SpeechQueue
    var timers: [CallTimer: Timestamp] = [:]
    var effects: [CallEffect] = []

    /// Nothing is said before the greeting, which carries the notice.
    var isGreeted = false
    /// The notice of a disclosure whose message comes next.
    var notice: String?
    /// A notice that was cut off and must be said again first.
    var noticeOwed: String?
    /// How often the notice was begun: it is repeated once.
    var disclosures = 0

    /// How many utterances are stored.
    public internal(set) var utterances = 0
    /// Since when the caller speaks: nobody talks over that.
    var callerSpeaksSince: Timestamp?
    var partial: String?
    /// What was taken from an interim text, so that its final one is not taken again.
    var takenPartial: (words: [String], at: Timestamp)?
    var lastTaken: (words: [String], at: Timestamp)?
    /// Until when the first prompt may be the one before the loss, repeated.
    var repeatUntil: Timestamp?
    var lastActivity = Timestamp(milliseconds: 0)
    var minute = (start: Timestamp(milliseconds: 0), prompts: 0, isFlooded: false)
    var digits = ""
    /// The last message that was spoken, for a caller who wants it again.
    var lastSaid: (text: String, sentences: [String], language: String)?

    /// Since when an answer is waited for.
    var awaitedSince: Timestamp?
    var fillers = 0
    var silences = 0

    var lastCase: Escalated?
    var operatorName: String?
    var transferTarget: TransferTarget?
    /// Why the call ends when what is to be said was said.
    var ending: CallEnd?

    /// A new call, or one whose session was lost with its process.
    public init(settings: CallSettings, resuming log: CallLog? = nil) {
        self.settings = settings
        speech = SpeechQueue(charactersPerSecond: settings.charactersPerSecond)
        language = log?.language ?? settings.language
        guard let log else { return }
        conversation = log.conversation
        utterances = log.utterances
        lastSeq = log.lastSeq
        owner = log.owner
        lastCase = log.lastCase
        operatorName = log.operatorName
        disclosures = log.disclosures
        if let said = log.lastSaid {
            lastSaid = (said, settings.speak(said, language), language)
        }
        if let text = log.lastText, let at = log.lastAt { lastTaken = (SpokenWords.keys(text), at) }
        restored = log
    }

    /// What a new process knows of the call, until its socket is there.
    var restored: CallLog?

    /// Whether no person leads or is about to.
    var isAgents: Bool { owner == .agent || owner == .nobody }

    /// Whether an answer is waited for, or something is still to be said.
    var owesAnswer: Bool { awaitedSince != nil || speech.hasUnsent }
    public var hasEnded: Bool { phase == .ended }
    /// The call, once its setup came.
    public var callSid: String? { caller?.callSid }
    /// Whether something of ours is being spoken, as far as the clock knows.
    public func isSpeaking(at now: Timestamp) -> Bool { speech.isSpeaking(at: now) }

    /// Takes what happened; returns what is to be done.
    public mutating func handle(_ input: CallInput, at now: Timestamp) -> [CallEffect] {
        guard phase != .ended else { return [] }
        switch input {
        case .frame(.setup(let setup)): begin(setup, at: now)
        case .frame(let frame) where phase == .live: receive(frame, at: now)
        case .frame: break
        case .appended(let conversation, let events): learn(events, of: conversation, at: now)
        case .timer(let timer):
            guard let due = timers[timer], due <= now else { break }
            timers[timer] = nil
            fire(timer, at: now)
        case .closed: lose(at: now)
        case .hungUp: finish(.hungUp, at: now)
        case .reminder where phase == .live: remind(at: now)
        case .reminder: break
        }
        if phase == .live { pump(at: now) }
        defer { effects = [] }
        return effects
    }

    private mutating func begin(_ setup: RelaySetup, at now: Timestamp) {
        if let caller, caller.callSid != setup.callSid {
            effects.append(.note(.wrongCall))
            return
        }
        switch phase {
        case .waiting:
            phase = .live
            openedAt = now
            lastActivity = now
            caller = CallCaller(setup, channel: settings.channel)
            set(.duration, at: now.advanced(byMilliseconds: settings.durationMax))
            if let log = restored, log.isGreeted {
                restored = nil
                isGreeted = true
                resume(at: now)
                learn(unconfirmed: log, at: now)
            } else {
                if let opening = caller?.opening(locale: settings.platformLanguage(language), at: now) {
                    effects.append(.openCall(opening))
                }
                set(.opening, at: now.advanced(byMilliseconds: settings.openingWithin))
            }
        case .lost:
            phase = .live
            set(.duration, at: max(now, openedAt.advanced(byMilliseconds: settings.durationMax)))
            if !isGreeted { set(.opening, at: now.advanced(byMilliseconds: settings.openingWithin)) }
            lastActivity = now
            resume(at: now)
            considerTransfer(at: now)
        case .live:
            // The platform dialled again before the old socket was known to be dead.
            lose(at: now)
            begin(setup, at: now)
        case .ended: break
        }
    }

    private mutating func resume(at now: Timestamp) {
        cancel(.reconnect)
        repeatUntil = now.advanced(byMilliseconds: settings.repeatWithin)
        effects.append(.note(.resumed))
        if awaitedSince != nil { set(.filler, at: now.advanced(byMilliseconds: settings.fillerAfter)) }
        let name = settings.platformLanguage(language)
        if language != settings.language {
            effects.append(.send(.language(speech: name, transcription: name)))
        }
    }

    private mutating func lose(at now: Timestamp) {
        guard phase == .live else { return }
        phase = .lost
        cancelAll()
        speech.rewind(at: now)
        // What the platform had in hand when a person took over is not repeated.
        if owner.operatorID != nil { report(speech.withdraw(author: .agent)) }
        callerSpeaksSince = nil
        partial = nil
        digits = ""
        transferTarget = nil
        effects.append(.note(.lost))
        set(.reconnect, at: now.advanced(byMilliseconds: settings.reconnectWithin))
    }

    private mutating func fire(_ timer: CallTimer, at now: Timestamp) {
        switch timer {
        case .opening: giveUp(at: now)
        case .speech: break
        case .filler: fill(at: now)
        case .silence: fallSilent(at: now)
        case .partial: closePartial(at: now)
        case .digits: closeDigits(at: now)
        case .transfer: transfer(at: now)
        case .farewell: finish(ending ?? .silence, at: now)
        case .reconnect: finish(.lost, at: now)
        case .duration: farewell(settings.line(language).tooLong, .tooLong, at: now)
        }
    }

    mutating func set(_ timer: CallTimer, at moment: Timestamp) {
        guard timers[timer] != moment else { return }
        timers[timer] = moment
        effects.append(.setTimer(timer, at: moment))
    }

    mutating func cancel(_ timer: CallTimer) {
        if timers.removeValue(forKey: timer) != nil { effects.append(.cancelTimer(timer)) }
    }

    mutating func cancelAll() {
        for timer in CallTimer.allCases { cancel(timer) }
    }
}
