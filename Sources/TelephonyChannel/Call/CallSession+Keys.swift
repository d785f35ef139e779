import Conversations

extension CallSession {
    /// Most keys pressed in a row.
    private static let digitsMax = 32

    mutating func press(_ digit: Character, at now: Timestamp) {
        lastActivity = now
        if digit == "#", !digits.isEmpty || settings.humanDigit != "#" && settings.menu["#"] == nil {
            closeDigits(at: now)
        } else if digits.count < Self.digitsMax {
            digits.append(digit)
            set(.digits, at: now.advanced(byMilliseconds: settings.digitPause))
        }
    }

    /// The digits are complete: alone, one may ask for a person or choose from the menu; else they are said.
    mutating func closeDigits(at now: Timestamp) {
        cancel(.digits)
        let pressed = digits
        digits = ""
        guard let first = pressed.first else { return }
        guard pressed.count == 1, let choice = choice(first) else {
            take(pressed, language: nil, at: now)
            return
        }
        switch choice {
        case .human:
            guard isAgents else { return }
            effects.append(.requestHuman)
            expectAnswer(since: now)
        case .says(let texts):
            take(texts[language] ?? texts[settings.language] ?? pressed, language: nil, at: now)
        case .again: sayAgain(at: now)
        }
    }

    /// What a key does that is pressed alone; nil where it is the caller's answer.
    private func choice(_ key: Character) -> CallSettings.MenuChoice? {
        if key == settings.humanDigit { return .human }
        let isAnswer = lastSaid.map { settings.asksForKey($0.text) } ?? false
        return isAnswer ? nil : settings.menu[key]
    }

    /// The log has it already: it is said as a line of the call.
    private mutating func sayAgain(at now: Timestamp) {
        guard let lastSaid, ending == nil else { return }
        silences = 0
        let again = Speech(
            seq: nil, author: .agent, purpose: .line, language: lastSaid.language, sentences: lastSaid.sentences)
        if !speech.add(again, at: now) { effects.append(.note(.crowded)) }
    }
}
