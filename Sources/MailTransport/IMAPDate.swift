import Foundation

/// The moment in an `INTERNALDATE` (RFC 9051, 9: date-time), as ` 7-Nov-2026 09:05:00 +0100`.
enum IMAPDate {
    static func parse(_ text: String) -> Date? {
        let words = text.split(separator: " ")
        guard words.count == 3, let zone = zoneSeconds(words[2]) else { return nil }
        let date = words[0].split(separator: "-")
        let time = words[1].split(separator: ":").compactMap { number($0) }
        guard date.count == 3, let day = number(date[0]), (1...31).contains(day), let year = number(date[2]),
            (1970...9999).contains(year), let month = months.firstIndex(of: date[1].lowercased()), time.count == 3,
            time[0] < 24, time[1] < 60, time[2] <= 60
        else { return nil }
        let seconds = daysSinceEpoch(year, month + 1, day) * 86_400 + time[0] * 3600 + time[1] * 60 + time[2] - zone
        return Date(timeIntervalSince1970: Double(seconds))
    }

    private static let months = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ]

    private static func number(_ digits: Substring) -> Int? {
        digits.utf8.count <= 4 && digits.utf8.allSatisfy { (48...57).contains($0) } ? Int(digits) : nil
    }

    private static func zoneSeconds(_ zone: Substring) -> Int? {
        guard zone.utf8.count == 5, let value = number(zone.dropFirst()) else { return nil }
        let seconds = value / 100 * 3600 + value % 100 * 60
        return zone.first == "+" ? seconds : zone.first == "-" ? -seconds : nil
    }

    /// By the proleptic Gregorian calendar, counted from 1 March so that leap days come last.
    private static func daysSinceEpoch(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let year = month <= 2 ? year - 1 : year
        let monthFromMarch = (month + 9) % 12
        return year * 365 + year / 4 - year / 100 + year / 400 + (monthFromMarch * 153 + 2) / 5 + day - 1 - 719_468
    }
}
