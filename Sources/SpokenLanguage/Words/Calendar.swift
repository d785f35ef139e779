/// Names of months and days, and how they are said.
enum CalendarWords {
    static func month(_ month: Int, _ tongue: Tongue) -> String {
        (tongue == .german ? germanMonths : englishMonths)[month - 1]
    }

    static func weekday(_ weekday: Int, _ tongue: Tongue) -> String {
        (tongue == .german ? germanDays : englishDays)[weekday - 1]
    }

    private static let germanMonths = [
        "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November",
        "Dezember",
    ]
    private static let englishMonths = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]
    private static let germanDays = [
        "Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag",
    ]
    private static let englishDays = [
        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
    ]

    /// 1...12 by folded word; `may` alone counts only beside a day.
    static func readMonth(_ key: String, _ tongue: Tongue) -> Int? { monthKeys[tongue]?[key] }

    /// A month with one letter misheard, beside a day; the short names are too much like other words.
    static func nearMonth(_ key: String, _ tongue: Tongue) -> Int? {
        guard (5...10).contains(key.count) else { return nil }
        return monthKeys[tongue]?.first { $0.key.count >= 6 && Similarity.isOneEdit(key, $0.key) }?.value
    }

    /// 1 Monday ... 7 Sunday by folded word.
    static func readWeekday(_ key: String, _ tongue: Tongue) -> Int? {
        dayKeys[tongue]?[key] ?? (tongue == .german ? dayKeys[tongue]?[NumberReading.undialect(key)] : nil)
    }

    private static let monthKeys: [Tongue: [String: Int]] = [
        .german: keys(germanMonths, short: 0).merging([
            "jaenner": 1, "feber": 2, "juno": 6, "julei": 7, "jan": 1, "feb": 2, "apr": 4, "aug": 8, "sept": 9,
            "okt": 10, "nov": 11, "dez": 12,
        ]) { first, _ in first },
        .english: keys(englishMonths, short: 3).merging(["sept": 9]) { first, _ in first },
    ]

    private static let dayKeys: [Tongue: [String: Int]] = [
        .german: keys(germanDays, short: 0).merging([
            "sonnabend": 6, "dienschdag": 2, "samsdag": 6, "samstags": 6, "montags": 1, "dienstags": 2,
            "mittwochs": 3, "donnerstags": 4, "freitags": 5, "sonntags": 7,
        ]) { first, _ in first },
        .english: keys(englishDays, short: 0),
    ]

    private static func keys(_ names: [String], short: Int) -> [String: Int] {
        var found: [String: Int] = [:]
        for (index, name) in names.enumerated() {
            let key = Folding.key(name)
            found[key] = index + 1
            if short > 0 { found[String(key.prefix(short))] = index + 1 }
        }
        return found
    }
}
