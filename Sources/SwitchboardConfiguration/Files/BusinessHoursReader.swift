import ConfigurationReading
import Escalation
import Foundation

/// Reads time zone, weekly hours, holidays and special days of the escalation file.
enum BusinessHoursReader {
    private struct Day {
        let date: CalendarDate
        let line: Int
        let hours: [TimeRange]
    }

    static func read(_ root: ConfigurationReader) -> BusinessHours {
        let zone = zone(root)
        let week = root.section("hours") { section in
            var week: [Weekday: [TimeRange]] = [:]
            for day in Weekday.allCases {
                if let ranges = ranges(day.word, section) { week[day] = ranges }
            }
            return week
        }
        let holidays = days("holidays", root, withHours: false)
        let special = days("special_hours", root, withHours: true)
        guard let week else {
            for key in ["holidays", "special_hours"] where root.has(key) {
                root.report(key, "has no meaning without hours")
            }
            return BusinessHours.always(zone)
        }
        return BusinessHours(
            timeZone: zone, week: week, holidays: Set(holidays.map(\.date)),
            specialDays: Dictionary(special.map { ($0.date, $0.hours) }, uniquingKeysWith: { first, _ in first }))
    }

    private static func zone(_ root: ConfigurationReader) -> TimeZone {
        guard let name = root.text("timezone") else {
            if root.has("hours") && !root.has("timezone") {
                root.report("timezone", "is missing; hours need one, for instance Europe/Berlin")
            }
            return .gmt
        }
        guard let zone = TimeZone(identifier: name) else {
            root.report("timezone", "must be a name of the time zone database, for instance Europe/Berlin")
            return .gmt
        }
        return zone
    }

    private static func days(_ key: String, _ root: ConfigurationReader, withHours: Bool) -> [Day] {
        var seen: [CalendarDate: Int] = [:]
        let days = root.sections(key) { section -> Day? in
            _ = section.textByLanguage("name", charactersMax: 100)
            let hours = withHours ? section.require("hours", ranges("hours", section)) ?? [] : []
            guard let text = section.require("date", section.text("date")) else { return nil }
            guard let date = CalendarDate(text) else {
                section.report("date", "must be a day of the calendar such as 2026-12-24")
                return nil
            }
            if let first = seen[date] { section.report("date", "\(text) stands twice; first on line \(first)") }
            seen[date] = section.line
            return Day(date: date, line: section.line, hours: hours)
        }
        return (days ?? []).compactMap { $0 }
    }

    private static func ranges(_ key: String, _ section: ConfigurationReader) -> [TimeRange]? {
        guard let texts = section.texts(key, charactersMax: 20) else { return nil }
        var ranges: [TimeRange] = []
        for (index, text) in texts.enumerated() {
            guard let range = TimeRange(text) else {
                section.report(
                    "\(key)[\(index)]", line: section.line(of: key),
                    "must be a span of one day such as \"09:00-12:30\", not \(Printable.quoted(text))")
                continue
            }
            if ranges.contains(where: { $0.startMinute < range.endMinute && range.startMinute < $0.endMinute }) {
                section.report(
                    "\(key)[\(index)]", line: section.line(of: key), "\(Printable.quoted(text)) overlaps another span")
            }
            ranges.append(range)
        }
        return ranges
    }
}
