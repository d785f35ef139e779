/// Days, times and ordinals among a line's words, inflected as the words before them demand.
struct SaidDates {
    private let line: SaidTokens
    private var tongue: Tongue { line.tongue }

    init(_ line: SaidTokens) { self.line = line }

    func say(_ at: Int) -> (String, Int)? {
        day(at) ?? clock(at) ?? ordinal(at)
    }

    private func day(_ at: Int) -> (String, Int)? {
        let core = line.core(at)
        if let date = CivilDate(core) { return (said(date.day, date.month, date.year, at), at + 1) }
        let parts = core.split(separator: ".", omittingEmptySubsequences: true).map { Int($0) }
        if tongue == .german, core.filter({ $0 == "." }).count == 2, (2...3).contains(parts.count), let day = parts[0],
            let month = parts[1],
            (1...31).contains(day), (1...12).contains(month)
        {
            let year = parts.count == 3 ? parts[2].map { $0 < 100 ? 2000 + $0 : $0 } : nil
            return (said(day, month, year, at), at + 1)
        }
        return tongue == .german ? germanNamed(at, core) : englishNamed(at, core)
    }

    /// `23. November 2026`, `23.–25. November`.
    private func germanNamed(_ at: Int, _ core: String) -> (String, Int)? {
        guard core.hasSuffix("."), let month = CalendarWords.readMonth(Folding.key(line.core(at + 1)), .german) else {
            return nil
        }
        let numbers = core.split { ".–-".contains($0) }.map { Int($0) }
        let (year, end) = year(at + 2, after: at + 1)
        if numbers.count == 2, let first = numbers[0], let last = numbers[1], (1...31).contains(first),
            (1...31).contains(last)
        {
            return (
                said(first, nil, nil, at) + " bis " + NumberWords.ordinal(last, .german, ending: "en") + " "
                    + CalendarWords.month(month, .german) + year, end
            )
        }
        guard numbers.count == 1, let day = numbers[0], (1...31).contains(day) else { return nil }
        return (said(day, month, nil, at) + year, end)
    }

    private func year(_ at: Int, after month: Int) -> (String, Int) {
        let text = line.core(at).hasSuffix(".") ? String(line.core(at).dropLast()) : line.core(at)
        guard line.tokens.indices.contains(at), line.tokens[month].after.allSatisfy({ $0 == "," }), text.count == 4,
            let year = Int(text)
        else {
            return ("", at)
        }
        return (" " + NumberWords.year(year, tongue), at + 1)
    }

    private func said(_ day: Int, _ month: Int?, _ year: Int?, _ at: Int) -> String {
        let name = month.map { " " + CalendarWords.month($0, tongue) } ?? ""
        let tail = year.map { " " + NumberWords.year($0, tongue) } ?? ""
        if tongue == .english {
            return "the " + NumberWords.ordinal(day, .english) + (month == nil ? "" : " of" + name) + tail
        }
        let (article, ending) = germanCase(at)
        return article + NumberWords.ordinal(day, .german, ending: ending) + name + tail
    }

    /// The article to add and the ending, from the words before: `am` wants `-en`, `der` wants `-e`, none wants `der …e`.
    private func germanCase(_ at: Int) -> (article: String, ending: String) {
        let before = Folding.key(line.core(at - 1))
        switch before {
        case "am", "vom", "zum", "beim", "im", "dem", "den", "des", "von", "und", "oder", "auf": return ("", "en")
        case "bis": return ("zum ", "en")
        case "ab", "seit", "nach", "vor": return ("dem ", "en")
        case "der", "die", "das", "dieser", "diese": return ("", "e")
        case "ein", "kein", "ihr", "unser", "mein": return ("", "er")
        default:
            let isDative = (1...2).contains {
                CalendarWords.readWeekday(before, .german) != nil && Folding.key(line.core(at - 1 - $0)) == "am"
            }
            return isDative ? ("dem ", "en") : ("der ", "e")
        }
    }

    /// `November 23, 2026`, `23 November 2026`, `Nov. 3rd`.
    private func englishNamed(_ at: Int, _ core: String) -> (String, Int)? {
        func day(_ text: String) -> Int? {
            let digits = text.prefix { $0.isNumber }
            let suffix = text.dropFirst(digits.count)
            guard suffix.isEmpty || ["st", "nd", "rd", "th", "."].contains(suffix), let number = Int(digits),
                (1...31).contains(number)
            else { return nil }
            return number
        }
        if let month = CalendarWords.readMonth(Folding.key(core), .english), core.first?.isUppercase == true,
            line.isOpen(at), let day = day(line.core(at + 1))
        {
            let (year, end) = year(at + 2, after: at + 1)
            return (
                CalendarWords.month(month, .english) + " " + NumberWords.ordinal(day, .english)
                    + (year.isEmpty ? "" : "," + year), end
            )
        }
        if let day = day(core), line.isOpen(at),
            let month = CalendarWords.readMonth(Folding.key(line.core(at + 1)), .english),
            line.core(at + 1).first?.isUppercase == true
        {
            let (year, end) = year(at + 2, after: at + 1)
            let article = line.core(at - 1).lowercased() == "the" ? "" : "the "
            return (
                article + NumberWords.ordinal(day, .english) + " of " + CalendarWords.month(month, .english) + year, end
            )
        }
        return nil
    }

    /// `16:30 Uhr`, `9–18 Uhr`, `9:00-18:00`, `4 pm`.
    private func clock(_ at: Int) -> (String, Int)? {
        let core = line.core(at)
        guard core.first?.isNumber == true, core.count <= 14 else { return nil }
        let following = line.isOpen(at) ? line.core(at + 1).lowercased() : ""
        let isUhr = following == "uhr"
        let half = ["am", "pm", "a.m", "p.m", "a.m.", "p.m."].contains(following) ? following : nil
        let end = isUhr || half != nil || following == "h" && core.contains(":") ? at + 2 : at + 1
        if let (first, last) = line.rangeParts(core) {
            guard let one = parse(first, half: half), let two = parse(last, half: half),
                isUhr || half != nil || (first + last).contains(":")
            else { return nil }
            if tongue == .german {
                let head =
                    one.minute == 0 && isUhr ? NumberWords.cardinal(one.hour, .german) : line.values.time(text(one))
                return (head + " bis " + line.values.time(text(two)), end)
            }
            return (line.values.time(text(one)) + " to " + line.values.time(text(two)), end)
        }
        guard let time = parse(core, half: half),
            isUhr || half != nil || core.contains(":") || core.hasSuffix("am") || core.hasSuffix("pm")
        else { return nil }
        return (line.values.time(text(time)), end)
    }

    private func text(_ time: (hour: Int, minute: Int)) -> String {
        CivilDate.padded(time.hour, 2) + ":" + CivilDate.padded(time.minute, 2)
    }

    private func parse(_ text: String, half: String?) -> (hour: Int, minute: Int)? {
        var body = text.lowercased()
        var half = half
        for suffix in ["am", "pm"] where body.hasSuffix(suffix) {
            body.removeLast(2)
            half = suffix
        }
        let parts = body.split { $0 == ":" || $0 == "." }.map { Int($0) }
        guard (1...2).contains(parts.count), let hour = parts[0], (0...24).contains(hour),
            body.allSatisfy({ $0.isNumber || $0 == ":" || $0 == "." })
        else { return nil }
        guard let minute = parts.count == 2 ? parts[1] : 0, (0...59).contains(minute) else { return nil }
        if half?.hasPrefix("p") == true, hour < 12 { return (hour + 12, minute) }
        if half?.hasPrefix("a") == true, hour == 12 { return (0, minute) }
        return (hour, minute)
    }

    /// `die 3. Etage`.
    private func ordinal(_ at: Int) -> (String, Int)? {
        let core = line.core(at)
        guard tongue == .german, core.hasSuffix("."), let number = Int(core.dropLast()), (1...999).contains(number),
            at + 1 < line.tokens.count
        else { return nil }
        let before = Folding.key(line.core(at - 1))
        let endings: [String: String] = [
            "der": "e", "die": "e", "das": "e", "dieser": "e", "diese": "e", "dem": "en", "den": "en", "am": "en",
            "im": "en", "zum": "en",
            "vom": "en", "beim": "en", "zur": "en", "ein": "er", "eine": "e", "einen": "en", "ihr": "er", "ihre": "e",
            "jede": "e", "jeden": "en", "jeder": "e",
        ]
        guard var ending = endings[before] else { return nil }
        let datives: Set<String> = ["in", "auf", "an", "bei", "mit", "von", "zu", "aus", "nach", "seit", "vor"]
        if before == "der", datives.contains(Folding.key(line.core(at - 2))) { ending = "en" }
        return (NumberWords.ordinal(number, .german, ending: ending), at + 1)
    }
}
