/// A moment as milliseconds since 1970-01-01T00:00:00Z, leap seconds not counted.
///
/// The log, the store and the wire use this one form; wall clocks of customers and operators are made from it where
/// they are shown.
public struct Timestamp: Hashable, Comparable, Sendable, Codable {
    /// Milliseconds since the epoch; negative before it.
    public let milliseconds: Int64

    public init(milliseconds: Int64) { self.milliseconds = milliseconds }

    public static func < (left: Timestamp, right: Timestamp) -> Bool { left.milliseconds < right.milliseconds }

    /// This moment moved by so many milliseconds.
    public func advanced(byMilliseconds offset: Int64) -> Timestamp { Timestamp(milliseconds: milliseconds + offset) }

    public init(from decoder: any Decoder) throws {
        milliseconds = try decoder.singleValueContainer().decode(Int64.self)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(milliseconds)
    }
}

extension Timestamp: CustomStringConvertible {
    /// RFC 3339 in UTC with milliseconds: `2026-11-23T09:55:00.120Z`.
    public var description: String {
        let dayLength: Int64 = 86_400_000
        let days = Self.floorDivision(milliseconds, dayLength)
        // The remainder, not a product: the smallest number there is has a day that begins before it.
        let rest = (milliseconds % dayLength + dayLength) % dayLength
        let (year, month, day) = Self.civil(days)
        var text = ""
        text.reserveCapacity(24)
        Self.append(year, width: 4, to: &text)
        text.append("-")
        Self.append(month, width: 2, to: &text)
        text.append("-")
        Self.append(day, width: 2, to: &text)
        text.append("T")
        Self.append(rest / 3_600_000, width: 2, to: &text)
        text.append(":")
        Self.append(rest / 60_000 % 60, width: 2, to: &text)
        text.append(":")
        Self.append(rest / 1000 % 60, width: 2, to: &text)
        text.append(".")
        Self.append(rest % 1000, width: 3, to: &text)
        text.append("Z")
        return text
    }

    private static func append(_ value: Int64, width: Int, to text: inout String) {
        let digits = String(value)
        for _ in 0..<max(0, width - digits.utf8.count) { text.append("0") }
        text.append(digits)
    }

    private static func floorDivision(_ value: Int64, _ divisor: Int64) -> Int64 {
        let quotient = value / divisor
        return value % divisor < 0 ? quotient - 1 : quotient
    }

    /// Year, month and day of a day number since 1970-01-01 (Howard Hinnant, "chrono-Compatible Low-Level Date
    /// Algorithms", `civil_from_days`).
    private static func civil(_ dayNumber: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let shifted = dayNumber + 719_468
        let era = floorDivision(shifted, 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }
}
