public import Conversations
public import Foundation

/// When humans are there, by the clock on the wall of one time zone.
///
/// A day's ranges come from, in this order: ``specialDays`` if the day is listed there, nothing if it is one of
/// ``holidays``, else ``week``. Whatever the wall clock does on the days it is changed, open means that the time it
/// shows lies in a range of the day it shows.
public struct BusinessHours: Sendable, Hashable {
    /// How far ahead an opening is looked for, in days: a bit more than a year.
    public static let horizonDays = 400

    public let timeZone: TimeZone
    /// Ranges by day of the week, sorted; a missing day is closed.
    public let week: [Weekday: [TimeRange]]
    /// Closed all day.
    public let holidays: Set<CalendarDate>
    /// Other hours on that one day, sorted; an empty list is closed.
    public let specialDays: [CalendarDate: [TimeRange]]

    public init(
        timeZone: TimeZone, week: [Weekday: [TimeRange]], holidays: Set<CalendarDate> = [],
        specialDays: [CalendarDate: [TimeRange]] = [:]
    ) {
        self.timeZone = timeZone
        self.week = week.mapValues { $0.sorted { $0.startMinute < $1.startMinute } }
        self.holidays = holidays
        self.specialDays = specialDays.mapValues { $0.sorted { $0.startMinute < $1.startMinute } }
    }

    /// Open always, for installations that set no hours.
    public static func always(_ timeZone: TimeZone) -> BusinessHours {
        guard let day = TimeRange(startMinute: 0, endMinute: 1440) else { preconditionFailure("a day is a range") }
        return BusinessHours(
            timeZone: timeZone, week: Dictionary(uniqueKeysWithValues: Weekday.allCases.map { ($0, [day]) }))
    }

    /// Whether somebody is there at this moment.
    public func isOpen(at moment: Timestamp) -> Bool {
        let wall = wallClock(at: moment)
        return ranges(of: wall.dayNumber).contains { $0.startMinute <= wall.minute && wall.minute < $0.endMinute }
    }

    /// The first moment after `moment` at which it becomes open; nil when none lies within ``horizonDays``.
    ///
    /// While it is open, that is the opening after the next closing. Two ranges that touch are one.
    public func nextOpening(after moment: Timestamp) -> Timestamp? {
        let today = wallClock(at: moment).dayNumber
        for dayNumber in today...(today + Self.horizonDays) {
            let candidates = ranges(of: dayNumber).flatMap { range in
                instants(dayNumber: dayNumber, minute: range.startMinute)
            }
            for candidate in candidates.sorted() where candidate > moment {
                if isOpen(at: candidate), !isOpen(at: candidate.advanced(byMilliseconds: -1)) { return candidate }
            }
        }
        return nil
    }

    /// The day and minute the wall clock shows.
    func wallClock(at moment: Timestamp) -> (dayNumber: Int, minute: Int) {
        let seconds = Self.floorDivision(Int(moment.milliseconds), 1000) + offset(at: moment)
        let dayNumber = Self.floorDivision(seconds, 86_400)
        return (dayNumber, (seconds - dayNumber * 86_400) / 60)
    }

    private func ranges(of dayNumber: Int) -> [TimeRange] {
        let date = CalendarDate(dayNumber: dayNumber)
        if let special = specialDays[date] { return special }
        if holidays.contains(date) { return [] }
        return week[Weekday(dayNumber: dayNumber)] ?? []
    }

    /// Seconds east of Greenwich.
    private func offset(at moment: Timestamp) -> Int {
        timeZone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(moment.milliseconds) / 1000))
    }

    /// The moments at which the wall clock shows this: one, two on the night it is set back, and the moment of the
    /// change where it jumps over it.
    private func instants(dayNumber: Int, minute: Int) -> [Timestamp] {
        let wall = Int64(dayNumber * 86_400 + minute * 60) * 1000
        let hourBefore = Timestamp(milliseconds: wall - 86_400_000)
        let offsets = Set([offset(at: hourBefore), offset(at: hourBefore.advanced(byMilliseconds: 172_800_000))])
        let shown = offsets.map { Timestamp(milliseconds: wall - Int64($0) * 1000) }
            .filter { wallClock(at: $0) == (dayNumber, minute) }
        if !shown.isEmpty { return shown }
        return change(
            between: Timestamp(milliseconds: wall - 86_400_000), and: Timestamp(milliseconds: wall + 86_400_000)
        )
        .map { [$0] } ?? []
    }

    /// The first moment of the new offset; nil when both ends have the same.
    private func change(between start: Timestamp, and end: Timestamp) -> Timestamp? {
        let before = offset(at: start)
        guard offset(at: end) != before else { return nil }
        var low = start.milliseconds
        var high = end.milliseconds
        while high - low > 1 {
            let middle = low + (high - low) / 2
            if offset(at: Timestamp(milliseconds: middle)) == before { low = middle } else { high = middle }
        }
        return Timestamp(milliseconds: high)
    }

    private static func floorDivision(_ value: Int, _ divisor: Int) -> Int {
        value >= 0 ? value / divisor : -((-value + divisor - 1) / divisor)
    }
}
