/// The ways a day is said.
enum DatePhrases {
    typealias Partial = DateReader.Partial

    /// `23.11.2026`, `23.11.`, `2026-11-23`, English `11/23/2026`.
    static func written(_ at: Int, _ reading: Reading) -> Partial? {
        let raw = reading.words[at].raw
        guard raw.first?.isNumber == true, raw.count <= 10 else { return nil }
        if let date = CivilDate(raw) { return Partial(exact: date, words: at..<at + 1) }
        let isSlashed = raw.contains("/")
        let parts = raw.split(separator: isSlashed ? "/" : ".").map { Int($0) }
        guard parts.count >= 2, parts.count <= 3, let first = parts[0], let second = parts[1],
            isSlashed
                ? reading.tongue == .english : raw.contains(".") && (parts.count == 3 || reading.words[at].endAfter)
        else { return nil }
        let (day, month) = isSlashed && reading.tongue == .english ? (second, first) : (first, second)
        guard (1...31).contains(day), (1...12).contains(month) else { return nil }
        var year = parts.count == 3 ? parts[2] : nil
        if let short = year, short < 100 { year = 2000 + short }
        return Partial(day: day, month: month, year: year, words: at..<at + 1)
    }

    /// `heute`, `übermorgen`, `in drei Tagen`, `day after tomorrow`.
    static func relative(_ at: Int, _ reading: Reading) -> Partial? {
        let words = reading.words
        let today = reading.context.today
        func day(_ days: Int, _ length: Int) -> Partial {
            Partial(exact: today.adding(days: days), words: at..<at + length)
        }
        switch (words[at].key, reading.tongue) {
        case ("heute", .german) where reading.key(at + 1) != "frueh", ("today", .english): return day(0, 1)
        case ("uebermorgen", .german): return day(2, 1)
        case ("gestern", .german), ("yesterday", .english): return day(-1, 1)
        case ("vorgestern", .german): return day(-2, 1)
        case ("tomorrow", .english): return day(1, 1)
        case ("day", .english) where reading.key(at + 1) == "after" && reading.key(at + 2) == "tomorrow":
            return day(2, 3)
        case ("morgen", .german):
            let before = reading.key(at - 1) ?? ""
            return before.hasPrefix("gut") || before == "am" || before == "jeden" || before == "heute" ? nil : day(1, 1)
        case ("in", _):
            guard let number = reading.number(at + 1), (1...60).contains(number.value),
                let unit = reading.key(at + 1 + number.length)
            else { return nil }
            let length = 2 + number.length
            if ["tagen", "tag", "days", "day"].contains(unit) { return day(number.value, length) }
            if ["wochen", "woche", "weeks", "week"].contains(unit) { return day(number.value * 7, length) }
            return nil
        default: return nil
        }
    }

    static func german(_ at: Int, _ reading: Reading, isAsked: Bool, needsYear: Bool) -> Partial? {
        var next = at
        var partial = Partial(words: at..<at)
        if let weekday = CalendarWords.readWeekday(reading.words[at].key, .german) {
            partial.weekday = weekday
            next += 1
            if reading.words[at].endAfter { return closed(&partial, at, next) }
            if ["der", "den", "dem", "am"].contains(reading.key(next) ?? "") { next += 1 }
        }
        let hasArticle = ["am", "der", "den", "dem", "zum", "vom", "bis", "ab", "auf"].contains(
            reading.key(next - 1) ?? "")
        guard let day = ordinal(next, reading) else {
            if partial.weekday != nil { return closed(&partial, at, at + 1) }
            return misheardDay(at, reading, hasArticle: hasArticle)
        }
        partial.day = day.value
        partial.isGuess = day.isGuess
        next = day.end
        let hasMonth = readMonth(&partial, &next, reading)
        if day.isCardinal, !hasMonth, partial.weekday == nil || !day.isClear { return nil }
        let isLong = day.value > 12 && !day.isCardinal
        // What stood before the day was misheard: the month both speak of, and the end of what was said, are enough.
        let isLast = !day.isCardinal && reading.context.month != nil && next == reading.words.count && next > 1
        guard hasMonth || partial.weekday != nil || hasArticle || isAsked || isLong || isLast else { return nil }
        if day.isGuess, !hasMonth, partial.weekday == nil, !isTerminal(next, reading) { return nil }
        if !hasMonth, isFollowedByNoun(next, reading) { return nil }
        if hasMonth { readYear(&partial, &next, reading, needsYear: needsYear) }
        return closed(&partial, at, next)
    }

    static func english(_ at: Int, _ reading: Reading, isAsked: Bool, needsYear: Bool) -> Partial? {
        var partial = Partial(words: at..<at)
        var next = at
        if let weekday = CalendarWords.readWeekday(reading.words[at].key, .english) {
            partial.weekday = weekday
            next += 1
            if ["the", "on"].contains(reading.key(next) ?? "") { next += 1 }
        }
        if let month = reading.key(next).flatMap({ CalendarWords.readMonth($0, .english) }) {
            let afterThe = reading.key(next + 1) == "the" ? next + 2 : next + 1
            if let day = englishDay(afterThe, reading, allowsCardinal: true) {
                partial.month = month
                partial.day = day.value
                next = day.end
                readYear(&partial, &next, reading, needsYear: needsYear)
                return closed(&partial, at, next)
            }
            let named = ["on", "in"].contains(reading.key(next - 1) ?? "") || isAsked
            if reading.words[next].key != "may", named, partial.weekday == nil, reading.key(next - 1) == "on" || isAsked
            {
                partial.month = month
                return closed(&partial, at, next + 1)
            }
            return partial.weekday == nil ? nil : closed(&partial, at, at + 1)
        }
        let hasArticle = reading.key(next - 1) == "the"
        if let day = englishDay(next, reading, allowsCardinal: false) {
            var end = day.end
            if reading.key(end) == "of" { end += 1 }
            partial.day = day.value
            if let month = reading.key(end).flatMap({ CalendarWords.readMonth($0, .english) }) {
                partial.month = month
                next = end + 1
                readYear(&partial, &next, reading, needsYear: needsYear)
                return closed(&partial, at, next)
            }
            let follower = reading.key(day.end) ?? ""
            let ends =
                isTerminal(day.end, reading) || ["at", "to", "until", "and", "please", "would"].contains(follower)
            guard partial.weekday != nil || (ends && (isAsked || (hasArticle && reading.key(next - 2) == "on"))) else {
                return nil
            }
            return closed(&partial, at, day.end)
        }
        return partial.weekday == nil ? nil : closed(&partial, at, at + 1)
    }

    private static func closed(_ partial: inout Partial, _ start: Int, _ end: Int) -> Partial {
        partial.words = start..<max(end, start + 1)
        return partial
    }

    private static func isTerminal(_ at: Int, _ reading: Reading) -> Bool {
        at >= reading.words.count || reading.words[at - 1].pauseAfter || reading.words[at - 1].endAfter
    }

    /// `der zweite Versuch` is no day: an adjective's noun follows, written with a capital.
    private static func isFollowedByNoun(_ at: Int, _ reading: Reading) -> Bool {
        guard at < reading.words.count, at > 0, !reading.words[at - 1].pauseAfter, !reading.words[at - 1].endAfter
        else { return false }
        let key = reading.words[at].key
        if ["mal", "stock", "versuch", "versand", "rad", "platz", "preis", "etage", "reihe", "person"].contains(key) {
            return true
        }
        return reading.words[at].raw.first?.isUppercase == true && !reading.utterance.isShouted
            && CalendarWords.readMonth(key, .german) == nil
    }

    private static func ordinal(
        _ at: Int, _ reading: Reading
    ) -> (value: Int, end: Int, isGuess: Bool, isCardinal: Bool, isClear: Bool)? {
        guard reading.words.indices.contains(at) else { return nil }
        let word = reading.words[at]
        if let day = NumberReading.germanOrdinal(word.raw), (1...31).contains(day) {
            let isNumeral = reading.number(at) != nil
            return (day, at + 1, false, false, !isNumeral)
        }
        if let day = Int(word.raw), (1...31).contains(day) {
            return (day, at + 1, false, !word.endAfter, word.endAfter)
        }
        if let number = reading.number(at), (1...31).contains(number.value) {
            return (number.value, at + number.length, true, true, true)
        }
        return nil
    }

    private static func readMonth(_ partial: inout Partial, _ next: inout Int, _ reading: Reading) -> Bool {
        guard reading.words.indices.contains(next) else { return false }
        let key = reading.words[next].key
        if let month = CalendarWords.readMonth(key, .german) ?? CalendarWords.nearMonth(key, .german) {
            partial.month = month
            next += 1
            return true
        }
        // `am zehnten elften`: the second is the month.
        if let month = NumberReading.germanOrdinal(reading.words[next].raw), (1...12).contains(month) {
            partial.month = month
            next += 1
            return true
        }
        return false
    }

    /// `am … November` with a day nobody understood: the month is kept, the day asked for.
    private static func misheardDay(_ at: Int, _ reading: Reading, hasArticle: Bool) -> Partial? {
        let key = reading.words[at].key
        if let near = nearOrdinal(key), hasArticle || key.count > 10 {
            let month = reading.key(at + 1).flatMap { CalendarWords.readMonth($0, .german) }
            guard month != nil || isTerminal(at + 1, reading) || key.count > 10 else { return nil }
            return Partial(day: near, month: month, isGuess: true, words: at..<at + (month == nil ? 1 : 2))
        }
        let months = [at, at + 1].filter { reading.words.indices.contains($0) }
        for place in months {
            guard let month = CalendarWords.readMonth(reading.words[place].key, .german),
                reading.words[place].key.count > 3
            else { continue }
            let article = reading.key(at - 1) ?? ""
            if ["am", "den", "der", "dem", "vom", "zum", "bis"].contains(article) {
                return Partial(month: month, words: at..<place + 1)
            }
        }
        return nil
    }

    /// A day of the month with one letter wrong or lost.
    private static func nearOrdinal(_ key: String) -> Int? {
        guard (4...26).contains(key.count), NumberReading.germanKey(key) == nil else { return nil }
        return nearOrdinals.first { Similarity.isOneEdit(key, $0.0) }?.1
    }

    private static let nearOrdinals: [(String, Int)] = (1...31).flatMap { day in
        ["e", "en", "er"].map { (Folding.key(NumberWords.ordinal(day, .german, ending: $0)), day) }
    }

    private static func englishDay(_ at: Int, _ reading: Reading, allowsCardinal: Bool) -> (value: Int, end: Int)? {
        guard reading.words.indices.contains(at) else { return nil }
        let key = reading.words[at].key
        if let day = NumberReading.englishOrdinals[key], (1...31).contains(day) { return (day, at + 1) }
        if key == "twenty" || key == "thirty",
            let unit = reading.key(at + 1).flatMap({ NumberReading.englishOrdinals[$0] }),
            (1...9).contains(unit), unit + (key == "twenty" ? 20 : 30) <= 31
        {
            return (unit + (key == "twenty" ? 20 : 30), at + 2)
        }
        let digits = key.prefix { $0.isNumber }
        if let day = Int(digits), (1...31).contains(day) {
            let suffix = key.dropFirst(digits.count)
            if ["st", "nd", "rd", "th"].contains(suffix) || (suffix.isEmpty && allowsCardinal) { return (day, at + 1) }
        }
        guard allowsCardinal, let number = reading.number(at), (1...31).contains(number.value),
            number.length == 1 || number.value > 20
        else { return nil }
        return (number.value, at + number.length)
    }

    /// A year after the month: `2026`, `zweitausendsechsundzwanzig`, `nineteen eighty-five`, `one nine eight five`.
    private static func readYear(_ partial: inout Partial, _ next: inout Int, _ reading: Reading, needsYear: Bool) {
        var digits = ""
        var end = next
        while end < reading.words.count, digits.count < 5 {
            let symbol = reading.symbols[reading.symbolOfWord[end]]
            if let more = symbol.digits {
                digits += more
                end = symbol.words.upperBound
                partial.isGuess = partial.isGuess || symbol.isGuess
                if reading.words[end - 1].endAfter { break }
            } else if digits.isEmpty, ["in", "im", "jahr", "of", "the", "year"].contains(reading.words[end].key),
                end - next < 3
            {
                end += 1
            } else if Fillers.contains(reading.words[end].key, reading.tongue) {
                end += 1
            } else {
                break
            }
        }
        if digits.count == 4, let year = Int(digits), (1880...2150).contains(year) {
            partial.year = year
            next = end
        } else if needsYear, digits.count == 2, let short = Int(digits) {
            partial.year = short + (short > reading.context.today.year % 100 ? 1900 : 2000)
            next = end
        } else if needsYear, !digits.isEmpty {
            partial.isYearUnclear = true
            next = end
        }
    }
}
