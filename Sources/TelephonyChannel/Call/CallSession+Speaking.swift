import Conversations

extension CallSession {
    /// What the log has news of.
    mutating func learn(_ events: [ConversationEvent], of conversation: ConversationID, at now: Timestamp) {
        self.conversation = conversation
        for (index, event) in events.enumerated() where event.seq > lastSeq {
            lastSeq = event.seq
            switch event.body {
            case .disclosed(let disclosed):
                notice = disclosed.notice
                disclosures += 1
            case .messageSent(let message):
                // A turn's language stands after its messages.
                speak(message, seq: event.seq, language: turnLanguage(in: events[index...]) ?? language, at: now)
            case .turnEnded(let turn):
                change(to: turn.language)
                settleTurn()
            case .escalated(let escalated): lastCase = escalated
            case .caseChanged(let change): operatorName = change.holderName ?? operatorName
            case .ownerChanged(let change): changeOwner(change.owner, at: now)
            default: break
            }
        }
        if phase == .live { considerTransfer(at: now) }
    }

    /// Says again what a lost process may not have said to its end.
    mutating func learn(unconfirmed log: CallLog, at now: Timestamp) {
        for event in log.unconfirmed {
            guard case .messageSent(let message) = event.body, isAgents || message.author.kind != .agent else {
                continue
            }
            speak(message, seq: event.seq, language: language, at: now)
        }
        considerTransfer(at: now)
    }

    private func turnLanguage(in events: ArraySlice<ConversationEvent>) -> String? {
        for event in events {
            if case .turnEnded(let turn) = event.body { return turn.language }
        }
        return nil
    }

    private mutating func change(to language: String) {
        guard language != self.language, !language.isEmpty else { return }
        self.language = language
        let name = settings.platformLanguage(language)
        if phase == .live { effects.append(.send(.language(speech: name, transcription: name))) }
    }

    private mutating func settleTurn() {
        awaitedSince = nil
        cancel(.filler)
    }

    private mutating func speak(_ message: MessageSent, seq: Int, language: String, at now: Timestamp) {
        if message.author.kind == .agent, !isAgents {
            effects.append(.heard(seq: seq, text: ""))
            effects.append(.note(.withheld(seq: seq)))
            return
        }
        settleTurn()
        let carried = notice
        notice = nil
        if carried != nil {
            noticeOwed = nil
            isGreeted = true
            cancel(.opening)
        } else if let owed = noticeOwed, message.author.kind == .agent {
            noticeOwed = nil
            disclosures += 1
            say(owed, language: language, notice: owed, at: now)
        }
        let sentences = settings.speak(message.text, language).filter { !SpokenWords.keys($0).isEmpty }
        guard !sentences.isEmpty else { return }
        lastSaid = (message.text, sentences, language)
        let item = Speech(
            seq: seq, author: message.author.kind, purpose: .message, language: language, sentences: sentences,
            notice: carried)
        if !speech.add(item, at: now) {
            effects.append(.heard(seq: seq, text: ""))
            effects.append(.note(.crowded))
        }
    }

    /// A line of the call itself.
    mutating func say(
        _ text: String, language: String? = nil, purpose: RelayToken.Purpose = .line, isInterruptible: Bool = true,
        notice: String? = nil, at now: Timestamp
    ) {
        guard !text.isEmpty else { return }
        let item = Speech(
            seq: nil, author: .agent, purpose: purpose, language: language ?? self.language, sentences: [text],
            isInterruptible: isInterruptible, notice: notice)
        if !speech.add(item, at: now) { effects.append(.note(.crowded)) }
    }

    private mutating func changeOwner(_ owner: Owner, at now: Timestamp) {
        self.owner = owner
        switch owner {
        case .operator:
            settleTurn()
            report(speech.withdraw(author: .agent))
        case .queue: settleTurn()
        case .agent, .nobody:
            guard transferTarget != nil else { return }
            transferTarget = nil
            cancel(.transfer)
        }
    }

    /// Sends what may be said now, and sets the waits that follow.
    mutating func pump(at now: Timestamp) {
        if callerSpeaksSince == nil, isGreeted {
            for var token in speech.next(at: now) {
                token.language = token.language.map(settings.platformLanguage)
                effects.append(.send(.text(token)))
            }
        }
        if callerSpeaksSince == nil, isGreeted, let next = speech.nextAt {
            set(.speech, at: max(next, now))
        } else {
            cancel(.speech)
        }
        let quiet = speech.speakingUntil
        if speech.hasUnsent || callerSpeaksSince != nil {
            cancel(.transfer)
            // The longest time of a call is a bound, whoever speaks.
            if ending != .tooLong {
                cancel(.farewell)
            } else if timers[.farewell] == nil {
                set(.farewell, at: now.advanced(byMilliseconds: 15_000))
            }
        } else {
            let end = max(quiet, now).advanced(byMilliseconds: 300)
            if transferTarget != nil, timers[.transfer] == nil { set(.transfer, at: end) }
            if ending != nil, timers[.farewell] == nil { set(.farewell, at: end) }
        }
        let isQuiet =
            isGreeted && !speech.hasUnsent && awaitedSince == nil && owner.operatorID == nil && digits.isEmpty
            && transferTarget == nil && ending == nil && callerSpeaksSince == nil
        if isQuiet {
            let wait = isAgents ? settings.silenceAfter : settings.queueSilenceAfter
            set(.silence, at: max(lastActivity, quiet).advanced(byMilliseconds: wait))
        } else {
            cancel(.silence)
        }
    }

    /// The answer takes its time.
    mutating func fill(at now: Timestamp) {
        guard let since = awaitedSince, isAgents else { return }
        let wait = max(speech.speakingUntil, callerSpeaksSince == nil ? now : now.advanced(byMilliseconds: 500))
        guard wait <= now, isGreeted else {
            set(.filler, at: max(wait, now.advanced(byMilliseconds: 200)))
            return
        }
        let lines = settings.line(language).holding
        if fillers < 2, !lines.isEmpty {
            say(lines[(fillers + utterances) % lines.count], purpose: .holding, at: now)
        }
        fillers += 1
        if fillers < 2 {
            let second = since.advanced(byMilliseconds: settings.secondFillerAfter)
            set(.filler, at: max(second, now.advanced(byMilliseconds: settings.fillerAfter)))
        } else {
            // Should no answer come at all, the call goes on with the question whether the caller is there.
            awaitedSince = nil
            lastActivity = now
        }
    }
}
