import Conversations

extension CallSession {
    mutating func receive(_ frame: RelayInbound, at now: Timestamp) {
        switch frame {
        case .prompt(let prompt) where prompt.isFinal: close(prompt.text, language: prompt.language, at: now)
        case .prompt(let prompt): open(prompt.text, at: now)
        case .interrupt(let interrupt): cut(interrupt, at: now)
        case .dtmf(let digit): press(digit, at: now)
        case .info(.agentSpeaking(let isSpeaking)): speech.platformSpeaks(isSpeaking, at: now)
        case .info(.callerSpeaking(true)): hold(for: settings.silenceAfter, at: now)
        case .info(.callerSpeaking(false)) where callerSpeaksSince != nil: hold(for: settings.partialAfter, at: now)
        case .info(.tokensPlayed(let text)): speech.played(text, at: now)
        case .error: effects.append(.note(.platformError))
        case .setup, .info, .unknown: break
        }
    }

    /// The caller speaks: nothing is said meanwhile, but not for ever.
    private mutating func hold(for milliseconds: Int64, at now: Timestamp) {
        lastActivity = now
        let since = callerSpeaksSince ?? now
        callerSpeaksSince = since
        // Whoever speaks for half a minute without an end is answered nonetheless.
        let longest = since.advanced(byMilliseconds: 30_000)
        set(.partial, at: max(now, min(longest, now.advanced(byMilliseconds: milliseconds))))
    }

    private mutating func open(_ text: String, at now: Timestamp) {
        let words = SpokenWords.keys(text)
        guard !words.isEmpty else { return }
        partial = text
        if let taken = takenPartial, taken.words.first == words.first { takenPartial?.at = now }
        hold(for: settings.partialAfter, at: now)
    }

    /// No final text came: the interim one is the turn, or it was a noise.
    mutating func closePartial(at now: Timestamp) {
        callerSpeaksSince = nil
        guard let text = partial else { return }
        partial = nil
        let rest = untaken(text, at: now)
        guard !rest.isEmpty, take(rest, language: nil, at: now) else { return }
        takenPartial = (SpokenWords.keys(text), now)
    }

    /// What of an utterance was not taken before its end.
    private func untaken(_ text: String, at now: Timestamp) -> String {
        guard let taken = takenPartial, now <= taken.at.advanced(byMilliseconds: 2 * settings.partialAfter) else {
            return text
        }
        return SpokenWords.beyond(taken.words, in: text) ?? text
    }

    private mutating func close(_ text: String, language: String?, at now: Timestamp) {
        partial = nil
        callerSpeaksSince = nil
        cancel(.partial)
        lastActivity = now
        let words = SpokenWords.keys(text)
        guard !words.isEmpty else { return }
        if takenPartial != nil {
            let rest = untaken(text, at: now)
            takenPartial = nil
            guard rest == text else {
                if !rest.isEmpty { take(rest, language: language, at: now) }
                return
            }
        }
        if let until = repeatUntil {
            repeatUntil = nil
            // The platform replays what it had not seen acknowledged: the first prompt after the loss, word for word.
            if now <= until, let last = lastTaken, last.words == words,
                now <= last.at.advanced(byMilliseconds: settings.reconnectWithin + settings.repeatWithin)
            {
                return
            }
        }
        take(text, language: language, at: now)
    }

    /// Stores what was said, within bounds.
    ///
    /// - Returns: Whether it was stored.
    @discardableResult
    mutating func take(_ text: String, language: String?, at now: Timestamp) -> Bool {
        lastActivity = now
        guard let caller, ending == nil || ending == .silence else { return false }
        if ending == .silence {
            ending = nil
            cancel(.farewell)
        }
        guard utterances < settings.utterancesMax else {
            farewell(settings.line(self.language).tooLong, .tooLong, at: now)
            return false
        }
        guard isWithinPace(at: now) else { return false }
        speech.settle(at: now)
        utterances += 1
        silences = 0
        lastTaken = (SpokenWords.keys(text), now)
        let bounded = String(text.prefix(RelayInbound.promptCharactersMax))
        effects.append(.take(caller.utterance(utterances, text: bounded, locale: language, at: now)))
        expectAnswer(since: now)
        return true
    }

    /// An answer is due.
    mutating func expectAnswer(since now: Timestamp) {
        guard isAgents else { return }
        awaitedSince = now
        fillers = 0
        set(.filler, at: now.advanced(byMilliseconds: settings.fillerAfter))
    }

    private mutating func isWithinPace(at now: Timestamp) -> Bool {
        if now >= minute.start.advanced(byMilliseconds: 60_000) { minute = (now, 0, false) }
        minute.prompts += 1
        if minute.prompts <= settings.promptsPerMinuteMax { return true }
        if !minute.isFlooded {
            minute.isFlooded = true
            effects.append(.note(.flood))
        }
        return false
    }

    /// Barge-in: what was not heard does not count as said.
    private mutating func cut(_ interrupt: RelayInterrupt, at now: Timestamp) {
        report(speech.cut(heard: interrupt.heard, at: now))
        hold(for: settings.partialAfter, at: now)
    }

    mutating func report(_ cuts: [CutSpeech]) {
        var isNoticeLost = false
        for cut in cuts {
            if let seq = cut.speech.seq { effects.append(.heard(seq: seq, text: cut.heard)) }
            guard cut.isNoticeLost, disclosures <= 1 else { continue }
            noticeOwed = settings.lines[cut.speech.language]?.noticeAgain ?? cut.speech.notice
            isNoticeLost = true
        }
        if isNoticeLost, phase == .live { effects.append(.discloseAgain) }
    }
}
