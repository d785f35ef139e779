import Conversations
import SpokenLanguage

/// Until when something was promised: the days, hours and spans of a sentence, counted from when it was said.
struct PromiseDue {
    /// When a day ends for who waits for a call or a letter of that day, in minutes since midnight.
    static let endOfDay = 18 * 60

    let calendar: CallCalendar
    let tongue: Tongue

    private struct Candidate {
        let word: Int
        let due: Promise.Due
    }

    /// The time named nearest to a word; nil where the sentence names none.
    func due(in sentence: Words.Sentence, text: String, near word: Int, saidAt moment: Timestamp) -> Promise.Due? {
        let keys = sentence.words.map(\.key)
        var candidates = spans(keys, moment)
        if candidates.isEmpty { candidates = vague(keys, moment) }
        candidates += named(sentence, text, moment)
        if candidates.isEmpty { candidates = soon(keys, moment) }
        let best = candidates.min { abs($0.word - word) < abs($1.word - word) }
        return best?.due
    }

    // MARK: Spans

    /// "within 24 hours", "in zwei Tagen", "in the next two to three business days".
    private func spans(_ keys: [String], _ moment: Timestamp) -> [Candidate] {
        var found: [Candidate] = []
        for (place, key) in keys.enumerated() {
            guard let unit = Self.units[key], let number = number(before: place, keys) else { continue }
            let opens = max(0, number.place - 5)..<number.place
            guard opens.contains(where: { Self.openers.contains(keys[$0]) }) else { continue }
            let day = calendar.day(of: moment)
            let at: Timestamp
            switch unit {
            case .minutes: at = moment.advanced(byMilliseconds: Int64(number.value * 60_000))
            case .hours: at = moment.advanced(byMilliseconds: Int64(number.value * 3_600_000))
            case .days:
                let isWorking = keys[max(0, place - 1)...place].contains {
                    Self.working.contains($0) || $0 == "werktagen" || $0 == "werktage" || $0 == "arbeitstagen"
                }
                let last = isWorking ? workday(after: day, Int(number.value)) : day.adding(days: Int(number.value))
                at = calendar.moment(last, minute: Self.endOfDay)
            case .weeks: at = calendar.moment(day.adding(days: Int(number.value * 7)), minute: Self.endOfDay)
            }
            found.append(Candidate(word: place, due: Promise.Due(at: at, isNamed: true)))
        }
        return found
    }

    private func workday(after day: CivilDate, _ count: Int) -> CivilDate {
        var day = day
        for _ in 0..<min(count, 60) { repeat { day = day.adding(days: 1) } while day.weekday > 5 }
        return day
    }

    private func number(before place: Int, _ keys: [String]) -> (value: Double, place: Int)? {
        for back in 1...2 where place - back >= 0 {
            let at = place - back
            if Self.working.contains(keys[at]) { continue }
            if let value = Double(keys[at]), value > 0, value < 100 {
                // "two to three", "48 bis 72": the later one, beginning at the earlier.
                let isRange = at >= 2 && ["to", "bis", "or", "oder"].contains(keys[at - 1])
                return (value, isRange ? at - 2 : at)
            }
            if at >= 1, ["half", "halben"].contains(keys[at - 1]), value(keys[at]) == 1 { return (0.5, at - 1) }
            if let value = Self.numbers[keys[at]] {
                let isRange = at >= 2 && ["to", "bis", "or", "oder"].contains(keys[at - 1])
                if at >= 1, let tens = Self.numbers[keys[at - 1]], tens >= 20, value < 10 {
                    return (tens + value, at - 1)
                }
                return (value, isRange ? at - 2 : at)
            }
            if keys[at] != "of" && keys[at] != "paar" { return nil }
            if keys[at] == "paar" { return (3, at) }
        }
        // "in the next hours", "in den nächsten Tagen".
        return place > 0 && ["next", "naechsten", "coming", "kommenden"].contains(keys[place - 1]) ? (3, place) : nil
    }

    private func value(_ key: String) -> Double? { Self.numbers[key] }

    // MARK: Days and hours

    private func named(_ sentence: Words.Sentence, _ text: String, _ moment: Timestamp) -> [Candidate] {
        let characters = Array(text)
        let range = sentence.range.clamped(to: 0..<characters.count)
        let reader = SpokenReader(
            kinds: [EntityKind("day", .date(ofBirth: false)), EntityKind("clock", .time)], tongue: tongue)
        let today = calendar.day(of: moment)
        let keys = sentence.words.map(\.key)
        // After "at" a bare number is a time.
        let isClock = keys.contains { ["at", "um", "gegen"].contains($0) }
        let found = reader.read(
            String(characters[range]), ReadingContext(today: today, asked: isClock ? ["clock"] : []))
        func word(_ entity: SpokenEntity) -> Int {
            let place = entity.range.lowerBound + range.lowerBound
            return sentence.words.lastIndex { $0.range.lowerBound <= place } ?? 0
        }
        let clocks = found.filter { $0.kind == "clock" && $0.isComplete }
        var candidates: [Candidate] = []
        var dayWords: [Int] = []
        for entity in found where entity.kind == "day" && entity.isComplete {
            let at = word(entity)
            guard let day = CivilDate(entity.value), day >= today, day.dayNumber - today.dayNumber < 400,
                !(max(0, at - 2)...at).contains(where: { Self.past.contains(keys[$0]) })
            else { continue }
            dayWords.append(at)
            let clock = clocks.first { abs(word($0) - at) <= 6 }.flatMap { Self.minute($0.value) }
            let minute = clock ?? part(of: keys, near: at) ?? Self.endOfDay
            candidates.append(
                Candidate(word: at, due: Promise.Due(at: calendar.moment(day, minute: minute), isNamed: true)))
        }
        if dayWords.isEmpty { candidates += thisDay(keys, clocks.map { (word($0), $0.value) }, moment) }
        return candidates
    }

    /// A time or part of a day without its day is the day's own, or the next one's.
    private func thisDay(_ keys: [String], _ clocks: [(Int, String)], _ moment: Timestamp) -> [Candidate] {
        let today = calendar.day(of: moment)
        func candidate(_ word: Int, _ minute: Int) -> Candidate {
            let at = calendar.moment(today, minute: minute)
            let later = at > moment ? at : calendar.moment(today.adding(days: 1), minute: minute)
            return Candidate(word: word, due: Promise.Due(at: later, isNamed: true))
        }
        for (word, value) in clocks {
            if let minute = Self.minute(value) { return [candidate(word, minute)] }
        }
        for (place, key) in keys.enumerated() {
            if key == "tonight" { return [candidate(place, 20 * 60)] }
            guard place > 0, ["this", "diesen", "heutigen"].contains(keys[place - 1]), let minute = Self.parts[key]
            else { continue }
            return [candidate(place, minute)]
        }
        return []
    }

    private func part(of keys: [String], near word: Int) -> Int? {
        // "morgen früh", "tomorrow in the afternoon"; the day's own word is no part of it.
        let around = max(0, word - 4)..<min(keys.count, word + 5)
        return around.lazy.filter { $0 != word }.compactMap { Self.parts[keys[$0]] }.first
    }

    private static func minute(_ clock: String) -> Int? {
        let parts = clock.split(separator: ":").compactMap { Int($0) }
        guard parts.count == 2, (0..<24).contains(parts[0]), (0..<60).contains(parts[1]) else { return nil }
        return parts[0] * 60 + parts[1]
    }

    // MARK: Weeks and "soon"

    private func vague(_ keys: [String], _ moment: Timestamp) -> [Candidate] {
        let today = calendar.day(of: moment)
        func due(_ word: Int, _ day: CivilDate) -> [Candidate] {
            [Candidate(word: word, due: Promise.Due(at: calendar.moment(day, minute: Self.endOfDay), isNamed: true))]
        }
        let friday = today.weekday <= 5 ? today.adding(days: 5 - today.weekday) : today
        for (place, key) in keys.enumerated()
        where key == "week" || key == "woche" || key == "wochenende" || key == "weekend" {
            let before = keys[max(0, place - 4)..<place]
            let isNext = before.contains { $0.hasPrefix("naechste") || $0.hasPrefix("kommende") || $0 == "next" }
            if isNext {
                let monday = today.adding(days: 8 - today.weekday)
                let isEarly = keys[max(0, place - 6)..<place].contains {
                    ["anfang", "beginning", "early", "start"].contains($0)
                }
                return due(place, monday.adding(days: isEarly ? 1 : 4))
            }
            if before.contains(where: { ["this", "diese", "dieser", "ende", "end", "the", "zum"].contains($0) }) {
                return due(place, friday)
            }
        }
        for (place, key) in keys.enumerated() {
            let isDayEnd =
                ["tagesende", "feierabend", "eod"].contains(key)
                || key == "day" && keys[max(0, place - 4)..<place].contains("end")
                || key == "business" && keys[max(0, place - 2)..<place].contains("close")
            if isDayEnd {
                let end = calendar.moment(today, minute: Self.endOfDay)
                let at = end > moment ? end : calendar.moment(today, minute: 23 * 60 + 59)
                return [Candidate(word: place, due: Promise.Due(at: at, isNamed: true))]
            }
        }
        return []
    }

    /// Said without a day: by the end of the next working day.
    private func soon(_ keys: [String], _ moment: Timestamp) -> [Candidate] {
        for (place, key) in keys.enumerated() where Self.soonWords.contains(key) {
            let day = workday(after: calendar.day(of: moment), 1)
            let at = calendar.moment(day, minute: Self.endOfDay)
            return [Candidate(word: place, due: Promise.Due(at: at, isNamed: false))]
        }
        return []
    }

    private enum Unit { case minutes, hours, days, weeks }

    private static let units: [String: Unit] = [
        "minute": .minutes, "minutes": .minutes, "minuten": .minutes, "hour": .hours, "hours": .hours, "stunde": .hours,
        "stunden": .hours, "day": .days, "days": .days, "tag": .days, "tage": .days, "tagen": .days, "tages": .days,
        "werktagen": .days, "werktage": .days, "arbeitstagen": .days, "week": .weeks, "weeks": .weeks, "woche": .weeks,
        "wochen": .weeks,
    ]
    private static let working: Set<String> = ["business", "working", "work"]
    private static let openers: Set<String> = [
        "in", "within", "next", "innerhalb", "binnen", "naechsten", "kommenden", "coming", "spaetestens", "of",
    ]
    private static let past: Set<String> = [
        "last", "letzten", "letzte", "letzter", "vergangenen", "past", "since", "seit", "vom",
    ]
    private static let soonWords: Set<String> = [
        "shortly", "soon", "asap", "gleich", "umgehend", "zeitnah", "kuerze", "bald", "schnellstmoeglich",
        "immediately",
        "sofort", "promptly", "demnaechst",
    ]
    private static let parts: [String: Int] = [
        "morning": 12 * 60, "noon": 13 * 60, "lunchtime": 13 * 60, "afternoon": 18 * 60, "evening": 20 * 60,
        "frueh": 12 * 60, "vormittag": 12 * 60, "morgens": 12 * 60, "mittag": 13 * 60, "nachmittag": 18 * 60,
        "abend": 20 * 60, "morgenfrueh": 12 * 60, "vormittags": 12 * 60, "nachmittags": 18 * 60, "abends": 20 * 60,
    ]
    private static let numbers: [String: Double] = [
        "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
        "nine": 9,
        "ten": 10, "twelve": 12, "twenty": 20, "thirty": 30, "forty": 40, "half": 0.5, "couple": 3, "few": 3,
        "twenty-four": 24, "forty-eight": 48, "seventy-two": 72, "ein": 1, "eine": 1, "einer": 1, "eines": 1,
        "einem": 1,
        "zwei": 2, "zwo": 2, "drei": 3, "vier": 4, "fuenf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9,
        "zehn": 10,
        "zwoelf": 12, "vierundzwanzig": 24, "achtundvierzig": 48, "zweiundsiebzig": 72, "halben": 0.5, "dreissig": 30,
        "zwanzig": 20, "fuenfzehn": 15, "fifteen": 15, "vierzehn": 14, "fourteen": 14,
    ]
}
