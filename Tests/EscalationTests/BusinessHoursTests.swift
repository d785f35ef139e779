import Conversations
import Foundation
import SwitchboardTesting
import Testing

@testable import Escalation

/// Moments are written in UTC; the shop's clock shows one hour more in winter and two in summer.
@Suite struct BusinessHoursTests {
    static func shop(
        holidays: [String] = [], special: [String: [String]] = [:], week: [Weekday: [String]]? = nil
    ) throws -> BusinessHours {
        let workday = ["09:00-13:00", "14:00-18:00"]
        let usual: [Weekday: [String]] = [
            .monday: workday, .tuesday: workday, .wednesday: workday, .thursday: workday, .friday: workday,
            .saturday: ["10:00-14:00"],
        ]
        return BusinessHours(
            timeZone: try #require(TimeZone(identifier: "Europe/Berlin")),
            week: try (week ?? usual).mapValues { try $0.map { try #require(TimeRange($0)) } },
            holidays: Set(try holidays.map { try #require(CalendarDate($0)) }),
            specialDays: Dictionary(
                uniqueKeysWithValues: try special.map { day, ranges in
                    (try #require(CalendarDate(day)), try ranges.map { try #require(TimeRange($0)) })
                }))
    }

    static func moment(_ text: String) throws -> Timestamp {
        let date = try Date(text, strategy: .iso8601)
        return Timestamp(milliseconds: Int64((date.timeIntervalSince1970 * 1000).rounded()))
    }

    @Test(arguments: [
        ("2026-11-23T07:59:59Z", false),  // Monday, a second before nine
        ("2026-11-23T08:00:00Z", true),
        ("2026-11-23T11:59:59Z", true),
        ("2026-11-23T12:00:00Z", false),  // lunch
        ("2026-11-23T13:00:00Z", true),
        ("2026-11-23T17:00:00Z", false),  // the end is not included
        ("2026-11-28T09:30:00Z", true),  // Saturday
        ("2026-11-29T09:30:00Z", false),  // Sunday
        ("2026-07-06T07:00:00Z", true),  // summer: nine is 07:00 UTC
        ("2026-07-06T06:59:00Z", false),
    ])
    func `it is open when the wall clock shows an opening hour`(text: String, expected: Bool) throws {
        #expect(try Self.shop().isOpen(at: Self.moment(text)) == expected)
    }

    @Test(arguments: [
        ("2026-11-23T07:00:00Z", "2026-11-23T08:00:00Z"),  // before opening
        ("2026-11-23T12:30:00Z", "2026-11-23T13:00:00Z"),  // lunch
        ("2026-11-23T17:30:00Z", "2026-11-24T08:00:00Z"),  // evening
        ("2026-11-23T22:59:59Z", "2026-11-24T08:00:00Z"),  // a second before local midnight
        ("2026-11-23T23:00:00Z", "2026-11-24T08:00:00Z"),  // local midnight
        ("2026-11-28T14:00:00Z", "2026-11-30T08:00:00Z"),  // over the weekend
        ("2026-11-23T09:00:00Z", "2026-11-23T13:00:00Z"),  // open now: after the next closing
        ("2026-10-24T15:00:00Z", "2026-10-26T08:00:00Z"),  // clocks set back on 2026-10-25
        ("2026-03-28T15:00:00Z", "2026-03-30T07:00:00Z"),  // clocks set forward on 2026-03-29
        ("2027-03-27T15:00:00Z", "2027-03-29T07:00:00Z"),  // and on 2027-03-28
        ("2027-10-30T15:00:00Z", "2027-11-01T08:00:00Z"),  // and back on 2027-10-31
    ])
    func `the next opening is found, clocks set forward and back`(now: String, expected: String) throws {
        #expect(try Self.shop().nextOpening(after: Self.moment(now)) == Self.moment(expected))
    }

    @Test func `holidays in a row are skipped together with the weekend`() throws {
        // 24 to 26 December 2026 are Thursday to Saturday.
        let hours = try Self.shop(holidays: ["2026-12-24", "2026-12-25", "2026-12-26"])
        #expect(try !hours.isOpen(at: Self.moment("2026-12-24T09:00:00Z")))
        #expect(
            try hours.nextOpening(after: Self.moment("2026-12-23T17:30:00Z")) == Self.moment("2026-12-28T08:00:00Z"))
    }

    @Test func `special hours beat holidays and the week`() throws {
        let hours = try Self.shop(
            holidays: ["2026-12-24"], special: ["2026-12-24": ["10:00-12:00"], "2026-12-28": []])
        #expect(try hours.isOpen(at: Self.moment("2026-12-24T09:30:00Z")))
        #expect(try !hours.isOpen(at: Self.moment("2026-12-24T08:30:00Z")))
        #expect(
            try hours.nextOpening(after: Self.moment("2026-12-26T14:00:00Z")) == Self.moment("2026-12-29T08:00:00Z"))
    }

    @Test func `a leap day is a day like any other`() throws {
        // 2028-02-29 is a Tuesday.
        let hours = try Self.shop(special: ["2028-02-29": ["11:00-12:00"]])
        #expect(
            try hours.nextOpening(after: Self.moment("2028-02-28T20:00:00Z")) == Self.moment("2028-02-29T10:00:00Z"))
        #expect(CalendarDate("2027-02-29") == nil)
        #expect(CalendarDate("2100-02-29") == nil)
        #expect(CalendarDate("2000-02-29") != nil)
    }

    @Test func `an opening the clocks jump over begins at the jump`() throws {
        let hours = try Self.shop(week: [.sunday: ["02:30-04:00"]])
        #expect(
            try hours.nextOpening(after: Self.moment("2026-03-28T12:00:00Z")) == Self.moment("2026-03-29T01:00:00Z"))
    }

    @Test func `an hour that comes twice opens twice`() throws {
        let hours = try Self.shop(week: [.sunday: ["02:30-03:00"]])
        let first = try #require(try hours.nextOpening(after: Self.moment("2026-10-24T12:00:00Z")))
        #expect(try first == Self.moment("2026-10-25T00:30:00Z"))
        #expect(try hours.nextOpening(after: first) == Self.moment("2026-10-25T01:30:00Z"))
    }

    @Test func `until midnight and from midnight is one opening`() throws {
        let hours = try Self.shop(week: [.friday: ["20:00-24:00"], .saturday: ["00:00-02:00"]])
        #expect(try hours.isOpen(at: Self.moment("2026-11-27T23:00:00Z")))
        #expect(
            try hours.nextOpening(after: Self.moment("2026-11-27T18:00:00Z")) == Self.moment("2026-11-27T19:00:00Z"))
        #expect(
            try hours.nextOpening(after: Self.moment("2026-11-27T19:00:00Z")) == Self.moment("2026-12-04T19:00:00Z"))
    }

    @Test func `without hours there is no next opening`() throws {
        #expect(try Self.shop(week: [:]).nextOpening(after: Self.moment("2026-11-23T12:00:00Z")) == nil)
    }

    @Test func `the next opening is open and the moment before it is not`() throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        var chance = SeededGenerator(seed: seed)
        let hours = try Self.shop(holidays: ["2026-12-25", "2027-01-01"])
        for _ in 0..<500 {
            // Two years from 2026-01-01.
            let now = Timestamp(milliseconds: 1_767_225_600_000 + Int64(chance.below(63_072_000)) * 1000)
            let opening = try #require(hours.nextOpening(after: now), "seed \(seed)")
            #expect(opening > now, "seed \(seed)")
            #expect(hours.isOpen(at: opening), "seed \(seed), now \(now)")
            #expect(!hours.isOpen(at: opening.advanced(byMilliseconds: -1)), "seed \(seed), now \(now)")
            if !hours.isOpen(at: now) {
                let between = Timestamp(milliseconds: (now.milliseconds + opening.milliseconds) / 2)
                #expect(!hours.isOpen(at: between), "seed \(seed), now \(now)")
            }
        }
    }

    @Test(arguments: ["9:00-13:00", "09:00 - 13:00", "00:00-24:00"])
    func `a range is read`(text: String) { #expect(TimeRange(text) != nil) }

    @Test(arguments: [
        "", "9-13", "13:00-09:00", "09:00-09:00", "09:60-10:00", "09:00-24:01", "a:00-10:00", "-1:00-2:00",
    ])
    func `what is no range is refused`(text: String) { #expect(TimeRange(text) == nil) }

    @Test(arguments: [
        "", "2026-13-01", "2026-04-31", "26-04-01", "2026-4-1", "2026-00-10", "2026-01-01x", "+026-01-01",
    ])
    func `what is no day is refused`(text: String) { #expect(CalendarDate(text) == nil) }
}
