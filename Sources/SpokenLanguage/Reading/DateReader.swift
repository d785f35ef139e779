/// Days: written, said with or without month and year, or counted from today.
struct DateReader {
    let kind: EntityKind
    let isOfBirth: Bool

    /// A day as far as it was said.
    struct Partial {
        var day: Int?
        var month: Int?
        var year: Int?
        var weekday: Int?
        var exact: CivilDate?
        var isGuess = false
        var isYearUnclear = false
        var words: Range<Int>
    }

    func read(_ reading: inout Reading) {
        var found: [Partial] = []
        var at = 0
        while at < reading.words.count {
            if let partial = partial(at, reading), reading.isFree(partial.words) {
                found.append(partial)
                at = partial.words.upperBound
            } else {
                at += 1
            }
        }
        resolve(found, &reading)
    }

    private func resolve(_ found: [Partial], _ reading: inout Reading) {
        var month = reading.context.month
        var previous: (date: CivilDate, end: Int)?
        for (index, partial) in found.enumerated() {
            var partial = partial
            let link = previous.map { reading.words[$0.end..<partial.words.lowerBound].map(\.key) } ?? []
            let isEnd = link.contains { ["bis", "to", "until", "through", "till"].contains($0) } && link.count <= 3
            if partial.month == nil, partial.day != nil, partial.weekday == nil, index + 1 < found.count,
                isRange(partial, found[index + 1], reading)
            {
                inherit(&partial, from: found[index + 1])
            }
            guard let value = date(partial, month: month, after: isEnd ? previous?.date : nil, reading) else {
                incomplete(partial, &reading)
                continue
            }
            previous = (value, partial.words.upperBound)
            if partial.month != nil { month = (value.year, value.month) }
            if isDeclined(after: partial.words.upperBound, reading) {
                reading.use(partial.words)
                continue
            }
            let part: SpokenEntity.Part =
                isEnd ? .end : index + 1 < found.count && isRange(partial, found[index + 1], reading) ? .start : .whole
            add(value, partial, part, &reading)
        }
    }

    /// `vom dritten bis fünften Mai`; `vom achtundzwanzigsten bis dritten Mai` begins in April.
    private func inherit(_ first: inout Partial, from last: Partial) {
        first.year = last.year
        guard let month = last.month, let day = first.day, let end = last.day, day > end else {
            first.month = last.month
            return
        }
        first.month = month == 1 ? 12 : month - 1
        if month == 1 { first.year = last.year.map { $0 - 1 } }
    }

    private func add(_ value: CivilDate, _ partial: Partial, _ part: SpokenEntity.Part, _ reading: inout Reading) {
        let agrees = partial.weekday == nil || partial.weekday == value.weekday
        var alternatives: [String] = []
        if !agrees, let weekday = partial.weekday {
            alternatives.append(next(weekday, after: reading.context.today).description)
        } else if partial.weekday != nil, partial.day == nil {
            alternatives.append(value.adding(days: 7).description)
        }
        let needsYear = isOfBirth && (partial.year == nil || partial.isYearUnclear)
        let text = value.description
        reading.add(
            kind.name, needsYear ? "????" + text.dropFirst(4) : text, partial.words,
            confidence: needsYear ? 0.3 : partial.isGuess || !agrees ? 0.5 : 0.9, alternatives: alternatives,
            isComplete: !needsYear, part: part)
    }

    private func incomplete(_ partial: Partial, _ reading: inout Reading) {
        guard let month = partial.month else { return }
        let year =
            CivilDate.nearest(month: month, day: 1, to: reading.context.today)?.year ?? reading.context.today.year
        reading.add(
            kind.name, "\(CivilDate.padded(year, 4))-\(CivilDate.padded(month, 2))-??", partial.words, confidence: 0.2,
            isComplete: false)
    }

    private func isRange(_ first: Partial, _ second: Partial, _ reading: Reading) -> Bool {
        let between = reading.words[first.words.upperBound..<second.words.lowerBound].map(\.key)
        return between.count <= 3 && between.contains { ["bis", "to", "until", "through", "till"].contains($0) }
    }

    /// `Donnerstag geht nicht` names a day that is not wanted.
    private func isDeclined(after end: Int, _ reading: Reading) -> Bool {
        let following = reading.words[end..<min(end + 4, reading.words.count)].map(\.key)
        guard let no = following.firstIndex(where: { ["nicht", "not", "doesn't", "won't", "can't"].contains($0) })
        else {
            return false
        }
        return following[..<no].allSatisfy {
            ["geht", "passt", "da", "kann", "ich", "klappt", "does", "is", "will", "i"].contains($0)
        }
    }

    private func date(
        _ partial: Partial, month: (year: Int, month: Int)?, after first: CivilDate?, _ reading: Reading
    ) -> CivilDate? {
        if let exact = partial.exact { return exact }
        let today = reading.context.today
        if let day = partial.day {
            if let month = partial.month {
                if let year = partial.year { return CivilDate(year: year, month: month, day: day) }
                if let first, let date = first.next(day: day), date.month == month { return date }
                return CivilDate.nearest(month: month, day: day, to: today)
            }
            if let first { return first.next(day: day) }
            if let month, let date = CivilDate(year: month.year, month: month.month, day: day) { return date }
            return today.next(day: day)
        }
        if let weekday = partial.weekday { return next(weekday, after: today) }
        return nil
    }

    private func next(_ weekday: Int, after today: CivilDate) -> CivilDate {
        today.adding(days: (weekday - today.weekday + 6) % 7 + 1)
    }

    private func partial(_ at: Int, _ reading: Reading) -> Partial? {
        if let written = DatePhrases.written(at, reading) { return written }
        if let relative = DatePhrases.relative(at, reading) { return relative }
        let isAsked = reading.context.asked.contains(kind.name)
        return reading.tongue == .german
            ? DatePhrases.german(at, reading, isAsked: isAsked, needsYear: isOfBirth)
            : DatePhrases.english(at, reading, isAsked: isAsked, needsYear: isOfBirth)
    }
}
