import Conversations

/// Says in words when somebody is there again, for `{reopens}` in the texts.
struct ReopeningPhrase {
    let hours: BusinessHours

    /// For instance "morgen (Dienstag) um 9:00 Uhr" or "on Wednesday, 7 January, at 9:00".
    ///
    /// - Parameter language: `de` or `en`; any other is answered in English.
    func text(now: Timestamp, language: String) -> String {
        let german = language == "de"
        guard let opening = hours.nextOpening(after: now) else {
            return german ? "sobald wieder jemand da ist" : "as soon as somebody is back"
        }
        let today = hours.wallClock(at: now).dayNumber
        let wall = hours.wallClock(at: opening)
        let date = CalendarDate(dayNumber: wall.dayNumber)
        let minutes = wall.minute % 60
        let clock = "\(wall.minute / 60):" + (minutes < 10 ? "0\(minutes)" : "\(minutes)")
        let weekday = (german ? Self.germanDays : Self.englishDays)[date.weekday.rawValue - 1]
        let month = (german ? Self.germanMonths : Self.englishMonths)[date.month - 1]
        switch (wall.dayNumber - today, german) {
        case (0, true): return "heute um \(clock) Uhr"
        case (1, true): return "morgen (\(weekday)) um \(clock) Uhr"
        case (2...6, true): return "am \(weekday) um \(clock) Uhr"
        case (_, true): return "am \(weekday), \(date.day). \(month), um \(clock) Uhr"
        case (0, false): return "today at \(clock)"
        case (1, false): return "tomorrow (\(weekday)) at \(clock)"
        case (2...6, false): return "on \(weekday) at \(clock)"
        case (_, false): return "on \(weekday), \(date.day) \(month), at \(clock)"
        }
    }

    private static let germanDays = [
        "Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag",
    ]
    private static let englishDays = [
        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
    ]
    private static let germanMonths = [
        "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November",
        "Dezember",
    ]
    private static let englishMonths = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]
}
