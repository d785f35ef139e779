/// Times of day.
struct TimeReader {
    let kind: EntityKind

    private struct Clock {
        var hour: Int?
        var minute: Int
        var words: Range<Int>
        var isGuess = false
        /// The hour is one of twenty-four: an afternoon was said or needs not be.
        var isSettled = false
    }

    func read(_ reading: inout Reading) {
        var at = 0
        while at < reading.words.count {
            guard var clock = clock(at, reading), reading.isFree(clock.words) else {
                at += 1
                continue
            }
            let next = clock.words.upperBound
            applyDayPart(&clock, next, reading)
            add(clock, &reading)
            at = max(clock.words.upperBound, at + 1)
        }
    }

    private func add(_ clock: Clock, _ reading: inout Reading) {
        guard let hour = clock.hour else {
            reading.add(
                kind.name, "??:" + CivilDate.padded(clock.minute, 2), clock.words, confidence: 0.2, isComplete: false)
            return
        }
        func text(_ hour: Int) -> String { CivilDate.padded(hour % 24, 2) + ":" + CivilDate.padded(clock.minute, 2) }
        // Nobody is served at half past two at night: an hour from one to five is one of the afternoon.
        let isEarly = !clock.isSettled && (1...5).contains(hour)
        let meant = isEarly ? hour + 12 : hour
        let other = clock.isSettled || hour > 12 ? [] : [text(isEarly ? hour : hour + 12)]
        reading.add(kind.name, text(meant), clock.words, confidence: clock.isGuess ? 0.5 : 0.9, alternatives: other)
    }

    private func applyDayPart(_ clock: inout Clock, _ next: Int, _ reading: Reading) {
        guard let hour = clock.hour else { return }
        var at = next
        if ["am", "in", "at", "the"].contains(reading.key(at) ?? ""), reading.key(at + 1) != nil,
            reading.tongue == .german || reading.key(at) != "am"
        {
            at += 1
            if reading.key(at) == "the" { at += 1 }
        }
        switch reading.key(at) ?? "" {
        case "nachmittags", "nachmittag", "abends", "abend", "afternoon", "evening", "pm", "p.m", "night", "mittags":
            if hour < 12 { clock.hour = hour + 12 }
        case "p" where reading.key(at + 1) == "m":
            if hour < 12 { clock.hour = hour + 12 }
            at += 1
        case "a" where reading.key(at + 1) == "m":
            if hour == 12 { clock.hour = 0 }
            at += 1
        case "morgens", "frueh", "vormittags", "vormittag", "nachts", "morning", "am", "a.m":
            if hour == 12, reading.key(at) != "vormittags" { clock.hour = 0 }
        default: return
        }
        clock.isSettled = true
        clock.words = clock.words.lowerBound..<at + 1
    }

    private func clock(_ at: Int, _ reading: Reading) -> Clock? {
        written(at, reading) ?? (reading.tongue == .german ? german(at, reading) : english(at, reading))
    }

    /// `16:30`, `16.30 Uhr`, `8am`.
    private func written(_ at: Int, _ reading: Reading) -> Clock? {
        let raw = reading.words[at].key
        guard raw.first?.isNumber == true, raw.count <= 8 else { return nil }
        let core = raw.prefix { $0.isNumber || $0 == ":" || $0 == "." }
        let suffix = raw.dropFirst(core.count).filter { $0 != "." }
        let parts = core.split { $0 == ":" || $0 == "." }
        let isClock = core.contains(":") || suffix == "am" || suffix == "pm" || reading.key(at + 1) == "uhr"
        guard isClock, parts.count <= 2, suffix.isEmpty || suffix == "am" || suffix == "pm" || suffix == "h",
            let hour = parts.first.flatMap({ Int($0) }), (0...24).contains(hour)
        else { return nil }
        let minute = parts.count == 2 ? Int(parts[1]) ?? 60 : 0
        guard (0...59).contains(minute) else { return nil }
        var end = at + 1
        if reading.key(end) == "uhr" {
            end += 1
            if parts.count == 1, let more = reading.number(end), more.value < 60 {
                return Clock(hour: hour, minute: more.value, words: at..<end + more.length, isSettled: hour > 12)
            }
        }
        var settled = hour
        if suffix == "pm", hour < 12 { settled += 12 }
        if suffix == "am", hour == 12 { settled = 0 }
        let hasZero = core.hasPrefix("0") || core.contains(":") && hour > 5
        return Clock(hour: settled, minute: minute, words: at..<end, isSettled: !suffix.isEmpty || hour > 12 || hasZero)
    }

    private func german(_ at: Int, _ reading: Reading) -> Clock? {
        let key = reading.words[at].key
        if key == "mitternacht" { return Clock(hour: 0, minute: 0, words: at..<at + 1, isSettled: true) }
        if ["halb", "dreiviertel", "viertel"].contains(key) {
            if let quarter = germanQuarter(key, at, reading) { return quarter }
        }
        if key == "halt", let hour = reading.number(at + 1), (1...12).contains(hour.value),
            isEnd(at + 1 + hour.length, reading)
        {
            return Clock(
                hour: (hour.value + 11) % 12 == 0 ? 12 : hour.value - 1, minute: 30, words: at..<at + 1 + hour.length,
                isGuess: true)
        }
        guard let number = reading.number(at) else {
            guard key == "uhr", at > 0, let minute = reading.number(at + 1), minute.value < 60 else { return nil }
            return Clock(hour: nil, minute: minute.value, words: at..<at + 1 + minute.length)
        }
        let next = at + number.length
        if let spoken = minutesBeforeOrAfter(number, at, reading) { return spoken }
        guard (0...24).contains(number.value) else { return nil }
        let unit = reading.key(next) ?? ""
        var minutes = next + 1
        if Fillers.contains(reading.key(minutes) ?? "", .german) { minutes += 1 }
        if unit == "uhr" || (["uhren", "nur", "ohr", "uhe", "ur"].contains(unit) && reading.number(minutes) != nil) {
            var clock = Clock(
                hour: number.value, minute: 0, words: at..<next + 1, isGuess: number.isGuess || unit != "uhr")
            clock.isSettled = number.value > 12 || number.value == 0
            if let minute = reading.number(minutes), (1...59).contains(minute.value),
                !isUnit(minutes + minute.length, reading)
            {
                clock.minute = minute.value
                clock.words = at..<minutes + minute.length
                clock.isGuess = clock.isGuess || minute.isGuess
            }
            return clock
        }
        let isAsked = reading.context.asked.contains(kind.name)
        let before = reading.key(at - 1) ?? ""
        guard
            ["um", "gegen"].contains(before) || (isAsked && ["ab", "bis", "so"].contains(before))
                || (isAsked && reading.words.count <= 3)
                || (isAsked && Corrections.stand(before: at, reading.words, reading.tongue)),
            isEnd(next, reading)
                || ["geht", "oder", "und", "bitte", "waere", "passt", "am", "abends", "frueh"].contains(unit)
        else { return nil }
        return Clock(
            hour: number.value, minute: 0, words: at..<next, isGuess: before != "um" && before != "gegen",
            isSettled: number.value > 12)
    }

    private func germanQuarter(_ key: String, _ at: Int, _ reading: Reading) -> Clock? {
        if key == "viertel", let word = reading.key(at + 1), word == "vor" || word == "nach" {
            guard let hour = reading.number(at + 2), (1...24).contains(hour.value) else { return nil }
            let end = at + 2 + hour.length
            return word == "nach"
                ? Clock(hour: hour.value, minute: 15, words: at..<end, isSettled: hour.value > 12)
                : Clock(hour: previous(hour.value), minute: 45, words: at..<end, isSettled: hour.value > 12)
        }
        guard let hour = reading.number(at + 1), (1...12).contains(hour.value) else {
            let before: Set<String> = ["um", "gegen", "lieber", "auf", "bis", "ab", "erst", "so"]
            return key == "halb"
                && (before.contains(reading.key(at - 1) ?? "") || reading.context.asked.contains(kind.name))
                ? Clock(hour: nil, minute: 30, words: at..<min(at + 2, reading.words.count)) : nil
        }
        let minute = ["halb": 30, "dreiviertel": 45, "viertel": 15][key] ?? 0
        return Clock(
            hour: previous(hour.value), minute: minute, words: at..<at + 1 + hour.length, isGuess: hour.isGuess)
    }

    /// `fünf vor halb drei`, `zehn nach acht`.
    private func minutesBeforeOrAfter(
        _ number: (value: Int, length: Int, isGuess: Bool), _ at: Int, _ reading: Reading
    ) -> Clock? {
        var next = at + number.length
        if reading.key(next) == "minuten" { next += 1 }
        guard (1...29).contains(number.value), let word = reading.key(next), word == "vor" || word == "nach" else {
            return nil
        }
        let isHalf = reading.key(next + 1) == "halb"
        guard let hour = reading.number(next + (isHalf ? 2 : 1)), (1...24).contains(hour.value) else { return nil }
        let middle = (isHalf ? previous(hour.value) : hour.value) * 60 + (isHalf ? 30 : 0)
        let minutes = (middle + (word == "vor" ? -number.value : number.value) + 1440) % 1440
        return Clock(
            hour: minutes / 60, minute: minutes % 60, words: at..<next + (isHalf ? 2 : 1) + hour.length,
            isSettled: hour.value > 12)
    }

    private func previous(_ hour: Int) -> Int { hour == 1 ? 12 : hour - 1 }

    private func isEnd(_ at: Int, _ reading: Reading) -> Bool {
        at >= reading.words.count || reading.words[at - 1].pauseAfter || reading.words[at - 1].endAfter
            || ["geht", "bitte", "waere", "passt"].contains(reading.words[at].key)
    }

    private func isUnit(_ at: Int, _ reading: Reading) -> Bool {
        ["euro", "prozent", "stueck", "tage", "wochen", "raeder", "personen"].contains(reading.key(at) ?? "")
    }

    private func english(_ at: Int, _ reading: Reading) -> Clock? {
        let key = reading.words[at].key
        if key == "noon" || key == "midday" { return Clock(hour: 12, minute: 0, words: at..<at + 1, isSettled: true) }
        if key == "midnight" { return Clock(hour: 0, minute: 0, words: at..<at + 1, isSettled: true) }
        if ["half", "quarter"].contains(key) || reading.number(at) != nil, let past = englishPast(key, at, reading) {
            return past
        }
        guard let number = reading.number(at), (0...24).contains(number.value) else { return nil }
        var next = at + number.length
        var clock = Clock(hour: number.value, minute: 0, words: at..<next, isGuess: number.isGuess)
        clock.isSettled = number.value > 12
        if ["o'clock", "oclock"].contains(reading.key(next) ?? "") {
            clock.words = at..<next + 1
            return clock
        }
        if reading.key(next) == "oh" || reading.key(next) == "o", let unit = reading.number(next + 1), unit.value < 10 {
            clock.minute = unit.value
            next += 1 + unit.length
        } else if let minute = reading.number(next), (10...59).contains(minute.value) {
            clock.minute = minute.value
            next += minute.length
        }
        clock.words = at..<next
        let following = reading.key(next) ?? ""
        let isMarked =
            ["pm", "p.m", "am", "a.m"].contains(following)
            || (["p", "a"].contains(following) && reading.key(next + 1) == "m")
            || (["in", "at"].contains(following) && ["the", "night"].contains(reading.key(next + 1) ?? "")
                && ["morning", "afternoon", "evening", "night"].contains(
                    reading.key(next + 2) ?? reading.key(next + 1) ?? ""))
        let before = reading.key(at - 1) ?? ""
        let isPlaced = ["at", "around", "by", "about"].contains(before)
        let isAsked = reading.context.asked.contains(kind.name)
        guard
            isMarked || (isAsked && (isPlaced || clock.minute > 0 || reading.words.count <= 3))
                || (isAsked && Corrections.stand(before: at, reading.words, .english) && isEnd(next, reading))
                || (isPlaced && clock.minute > 0 && isEnd(next, reading))
        else { return nil }
        return clock
    }

    /// `half past four`, `quarter to three`, `ten past eight`.
    private func englishPast(_ key: String, _ at: Int, _ reading: Reading) -> Clock? {
        let number = reading.number(at)
        let minutes = key == "half" ? 30 : key == "quarter" ? 15 : number?.value ?? 0
        let next = at + (number?.length ?? 1)
        guard (1...30).contains(minutes), let word = reading.key(next),
            ["past", "to", "after", "before"].contains(word),
            let hour = reading.number(next + 1), (1...12).contains(hour.value),
            key == "half" || key == "quarter" || word == "past"
                || word == "to" && reading.context.asked.contains(kind.name)
        else { return nil }
        let isBefore = word == "to" || word == "before"
        return Clock(
            hour: isBefore ? previous(hour.value) : hour.value, minute: isBefore ? 60 - minutes : minutes,
            words: at..<next + 1 + hour.length)
    }
}
