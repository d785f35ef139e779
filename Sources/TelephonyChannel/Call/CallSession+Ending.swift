import Conversations

extension CallSession {
    /// Nothing was heard for a while, says our clock.
    mutating func fallSilent(at now: Timestamp) {
        let longest = speech.speakingUntil.advanced(byMilliseconds: 60_000)
        if speech.isPlatformSpeaking == true, now < longest {
            lastActivity = now
            return
        }
        remind(at: now)
    }

    /// Asks whether the caller is there; the second time, offers a person or says goodbye.
    mutating func remind(at now: Timestamp) {
        guard isGreeted, owner.operatorID == nil, ending == nil, transferTarget == nil, awaitedSince == nil,
            callerSpeaksSince == nil
        else { return }
        silences += 1
        lastActivity = now
        let lines = settings.line(language)
        switch silences {
        case _ where !isAgents: farewell(lines.willAnswer, .silence, at: now)
        case 1: say(lines.silence, at: now)
        case 2 where settings.silenceEnd == .human:
            say(lines.offerHuman, at: now)
            effects.append(.requestHuman)
        default: farewell(lines.goodbye, .silence, at: now)
        }
    }

    /// Says goodbye, then ends the call. Where a person leads or is about to, nothing is said.
    mutating func farewell(_ text: String, _ reason: CallEnd, at now: Timestamp) {
        guard phase == .live, ending == nil || ending == .silence else { return }
        ending = reason
        cancel(.filler)
        awaitedSince = nil
        if owner.operatorID == nil, isGreeted { say(text, at: now) }
    }

    /// A person takes over who can be called: the call goes to them when what is being said is over.
    mutating func considerTransfer(at now: Timestamp) {
        guard !isAgents, transferTarget == nil, ending == nil, isGreeted else {
            return
        }
        let name = owner.operatorID == nil ? nil : operatorName
        guard let target = settings.transfer.target(queue: lastCase?.queue, operatorName: name),
            settings.isStaffed(lastCase?.queue, now)
        else { return }
        transferTarget = target
        say(settings.line(language).handingOver, isInterruptible: false, at: now)
    }

    mutating func transfer(at now: Timestamp) {
        guard let target = transferTarget, let caller else { return }
        let caseID = lastCase.flatMap { escalated in
            conversation.map { CaseID(conversation: $0, ordinal: escalated.ordinal) }
        }
        end(
            Handoff(
                callSid: caller.callSid, conversation: conversation, caseID: caseID,
                reason: lastCase?.reason.rawValue ?? "operator", summary: lastCase?.brief.summary ?? "", target: target),
            .transferred, at: now)
    }

    /// The log does not answer: without the notice nothing may be said, so a person gets the call, or nobody.
    mutating func giveUp(at now: Timestamp) {
        guard !isGreeted, let caller else { return }
        let target = settings.isStaffed(nil, now) ? settings.transfer.usual : nil
        let handoff = target.map {
            Handoff(
                callSid: caller.callSid, conversation: conversation, caseID: nil, reason: "unavailable", summary: "",
                target: $0)
        }
        end(handoff, .unavailable, at: now)
    }

    /// The call is over on our side or the caller's.
    mutating func finish(_ reason: CallEnd, at now: Timestamp) {
        switch reason {
        case .hungUp, .lost: conclude(reason, at: now)
        case .silence, .tooLong, .transferred, .unavailable: end(nil, reason, at: now)
        }
    }

    private mutating func end(_ handoff: Handoff?, _ reason: CallEnd, at now: Timestamp) {
        effects.append(.end(handoff))
        conclude(reason, at: now)
    }

    private mutating func conclude(_ reason: CallEnd, at now: Timestamp) {
        phase = .ended
        report(speech.finish(at: now))
        cancelAll()
        let seconds = caller == nil ? 0 : max(0, (now.milliseconds - openedAt.milliseconds) / 1000)
        effects.append(.note(.ended(reason, seconds: Int(seconds), utterances: utterances)))
        effects.append(.close)
    }
}
