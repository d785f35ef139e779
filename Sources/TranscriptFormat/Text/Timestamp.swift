import Foundation
import LosslessJSON

/// Moments as the formats write them.
enum Timestamp {
    /// RFC 3339, also with a space for the `T` and without a zone (then UTC); RFC 5322 (`Tue, 21 Jun 2022 17:53:26
    /// +0200`); seconds or milliseconds since 1970.
    static func moment(_ value: JSONValue?) -> Date? {
        if let number = value?.double {
            let seconds = abs(number) > 1e11 ? number / 1000 : number
            return 1e8...1e10 ~= seconds ? Date(timeIntervalSince1970: seconds) : nil
        }
        guard let text = value?.string, text.utf8.count <= 64 else { return nil }
        var scanner = Scanner(Array(text.utf8))
        return scanner.rfc3339()
            ?? {
                var scanner = Scanner(Array(text.utf8))
                return scanner.rfc5322()
            }()
    }

    /// UTC with milliseconds (RFC 3339).
    static func written(_ date: Date) -> String {
        let range = -62_135_596_800_000...253_402_300_799_000.0
        let milliseconds = (date.timeIntervalSince1970 * 1000).rounded()
        let all = Int64(min(max(milliseconds, range.lowerBound), range.upperBound))
        let days = Int((Double(all) / 86_400_000).rounded(.down))
        let rest = Int(all) - days * 86_400_000
        let (year, month, day) = calendarDate(ofDay: days)
        func padded(_ number: Int, _ width: Int) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))T\(padded(rest / 3_600_000, 2)):"
            + "\(padded(rest / 60000 % 60, 2)):\(padded(rest / 1000 % 60, 2)).\(padded(rest % 1000, 3))Z"
    }

    /// Days since 1970 of a date of the Gregorian calendar (Howard Hinnant, "chrono-compatible low-level date
    /// algorithms").
    static func day(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    private static func calendarDate(ofDay days: Int) -> (Int, Int, Int) {
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let part = (5 * dayOfYear + 2) / 153
        let month = part + (part < 10 ? 3 : -9)
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * part + 2) / 5 + 1)
    }

    private struct Scanner {
        let bytes: [UInt8]
        var at = 0

        init(_ bytes: [UInt8]) { self.bytes = bytes }

        mutating func number(_ digits: ClosedRange<Int>) -> Int? {
            var value = 0
            var count = 0
            while at < bytes.count, count < digits.upperBound, 0x30...0x39 ~= bytes[at] {
                value = value * 10 + Int(bytes[at] - 0x30)
                at += 1
                count += 1
            }
            return count >= digits.lowerBound ? value : nil
        }

        mutating func take(_ characters: String) -> Bool {
            guard at < bytes.count, characters.utf8.contains(bytes[at]) else { return false }
            at += 1
            return true
        }

        mutating func spaces() { while take(" \t") {} }

        mutating func word() -> String {
            let start = at
            while at < bytes.count, 0x61...0x7A ~= bytes[at] | 0x20 { at += 1 }
            return String(decoding: bytes[start..<at], as: UTF8.self).lowercased()
        }

        mutating func clock() -> Double? {
            guard let hours = number(1...2), hours < 25, take(":"), let minutes = number(2...2), minutes < 60 else {
                return nil
            }
            var seconds = 0.0
            if take(":") {
                guard let whole = number(2...2), whole < 61 else { return nil }
                seconds = Double(whole)
                if take(".,") {
                    let start = at
                    guard let digits = number(1...15) else { return nil }
                    var scale = 1.0
                    for _ in start..<at { scale *= 10 }
                    seconds += Double(digits) / scale
                    while number(1...1) != nil {}
                }
            }
            return Double(hours * 3600 + minutes * 60) + seconds
        }

        /// Seconds east of UTC.
        mutating func zone() -> Int? {
            if at == bytes.count || take("Zz") { return 0 }
            guard at < bytes.count, bytes[at] == 0x2B || bytes[at] == 0x2D else {
                return ["gmt", "utc", "ut"].contains(word()) ? 0 : nil
            }
            let sign = bytes[at] == 0x2B ? 1 : -1
            at += 1
            guard let hours = number(2...2) else { return nil }
            _ = take(":")
            return sign * (hours * 3600 + (number(2...2) ?? 0) * 60)
        }

        func date(_ year: Int, _ month: Int, _ day: Int, _ clock: Double, _ zone: Int) -> Date? {
            guard 1...12 ~= month, 1...31 ~= day else { return nil }
            return Date(timeIntervalSince1970: Double(Timestamp.day(year, month, day) * 86400 - zone) + clock)
        }

        mutating func rfc3339() -> Date? {
            guard let year = number(4...4), take("-"), let month = number(2...2), take("-"), let day = number(2...2),
                take("Tt _"), let clock = clock()
            else { return nil }
            spaces()
            guard let zone = zone(), at == bytes.count else { return nil }
            return date(year, month, day, clock, zone)
        }

        mutating func rfc5322() -> Date? {
            _ = word()
            _ = take(",")
            spaces()
            guard let day = number(1...2) else { return nil }
            spaces()
            let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
            guard let month = months.firstIndex(of: String(word().prefix(3))) else { return nil }
            spaces()
            guard let year = number(4...4) else { return nil }
            spaces()
            guard let clock = clock() else { return nil }
            spaces()
            guard let zone = zone() else { return nil }
            return date(year, month + 1, day, clock, zone)
        }
    }
}

extension JSONValue {
    /// Seconds: a number, a number in a string (`"0.04"`, `"1.5s"`), or a clock (`"00:01:02.5"`).
    var seconds: Double? {
        if let double { return abs(double) < 1e10 ? double : nil }
        guard let text = string?.trimmed, !text.isEmpty, text.utf8.count <= 32 else { return nil }
        let plain = text.hasSuffix("s") ? String(text.dropLast()) : text
        if let value = Double(plain) { return value.isFinite && abs(value) < 1e10 ? value : nil }
        let parts = plain.replacing(",", with: ".").split(separator: ":", omittingEmptySubsequences: false)
        guard 2...3 ~= parts.count else { return nil }
        var sum = 0.0
        for part in parts {
            guard let value = Double(part), value >= 0, value < 1e8 else { return nil }
            sum = sum * 60 + value
        }
        return sum
    }

    /// Milliseconds as seconds.
    var milliseconds: Double? { seconds.map { $0 / 1000 } }
}
