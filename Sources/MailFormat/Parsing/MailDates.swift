import CGMime
import Foundation

/// Reads `Date` fields (RFC 5322, 3.3), also obsolete and broken ones.
enum MailDates {
    /// The moment, and the offset of the writer's clock; nil when there is no day and time to be found.
    static func parse(_ value: String) -> (date: Date, offsetSeconds: Int)? {
        guard !value.isEmpty, value.utf8.count < 200 else { return nil }
        return MailDateWords(value).moment ?? byLibrary(value)
    }

    /// GMime knows forms that no standard does. It also finds dates in nonsense: a time must stand there in full.
    private static func byLibrary(_ value: String) -> (date: Date, offsetSeconds: Int)? {
        guard value.split(separator: " ").contains(where: { MailDateWords.time($0) != nil }) else { return nil }
        GMimeLibrary.start()
        guard let parsed = g_mime_utils_header_decode_date(value) else { return nil }
        defer { g_date_time_unref(parsed) }
        return (
            Date(timeIntervalSince1970: TimeInterval(g_date_time_to_unix(parsed))),
            Int(g_date_time_get_utc_offset(parsed) / 1_000_000)
        )
    }
}

/// The words of a date, in whatever order they come.
struct MailDateWords {
    private var day: Int?
    private var month: Int?
    private var year: Int?
    private var time: Int?
    private var offset: Int?

    init(_ value: String) {
        var depth = 0
        let bare = value.filter { character in
            if character == "(" { depth += 1 }
            defer { if character == ")" { depth = max(0, depth - 1) } }
            return depth == 0
        }
        for word in Self.joined(bare).split(whereSeparator: { $0.isWhitespace || $0 == "," }) {
            if time != nil, let zone = Self.zone(word) {
                offset = offset ?? zone
            } else if word.contains(":") {
                time = time ?? Self.time(word)
            } else {
                // Some write 20-Nov-2026.
                let pieces = word.split(separator: "-")
                for piece in pieces.count == 3 ? pieces : [word] { add(piece) }
            }
        }
    }

    /// Without the blanks that RFC 822 allowed around the colons of a time.
    private static func joined(_ text: String) -> String {
        guard text.holds(" :") || text.holds(": ") else { return text }
        return text.split(separator: ":", omittingEmptySubsequences: false).map { piece in
            String(piece).trimmingBlanks()
        }.joined(separator: ":")
    }

    /// Seconds since 1970 and the offset, when all that is needed stands there.
    var moment: (date: Date, offsetSeconds: Int)? {
        guard let day, let month, var year, let time else { return nil }
        // RFC 5322, 4.3.
        if year < 50 { year += 2000 } else if year < 1000 { year += 1900 }
        guard (1900...9999).contains(year), day <= Self.days(month, year) else { return nil }
        let offset = offset ?? 0
        let seconds = Self.dayNumber(year, month, day) * 86400 + time - offset
        return (Date(timeIntervalSince1970: TimeInterval(seconds)), offset)
    }

    private mutating func add(_ word: Substring) {
        if let number = Int(word), word.utf8.count <= 4, number >= 0 {
            if day == nil, (1...31).contains(number), word.utf8.count <= 2 {
                day = number
            } else if year == nil, word.utf8.count >= 2 {
                year = number
            }
        } else if month == nil, let found = Self.months.firstIndex(of: word.prefix(3).lowercased()) {
            month = found + 1
        }
    }

    /// Seconds since midnight of `10:00` or `10:00:05`, where it is a time.
    static func time(_ word: Substring) -> Int? {
        let pieces = word.split(separator: ":", omittingEmptySubsequences: false)
        guard (2...3).contains(pieces.count) else { return nil }
        // A fraction of a second is no part of the format and is seen.
        let numbers = pieces.compactMap { piece in Int(piece.prefix { $0 != "." }) }
        guard numbers.count == pieces.count, (0...23).contains(numbers[0]), (0...59).contains(numbers[1]) else {
            return nil
        }
        let seconds = numbers.count == 3 ? numbers[2] : 0
        // A leap second is counted as the next one.
        return (0...60).contains(seconds) ? numbers[0] * 3600 + numbers[1] * 60 + seconds : nil
    }

    /// `+0100`, or a name of RFC 5322, 4.3. Military letters were defined wrongly and count as UTC.
    private static func zone(_ word: Substring) -> Int? {
        if let sign = word.first, sign == "+" || sign == "-" {
            let digits = word.dropFirst().filter { $0 != ":" }
            guard digits.utf8.count == 4, let number = Int(digits), number / 100 < 24, number % 100 < 60 else {
                return nil
            }
            return (number / 100 * 3600 + number % 100 * 60) * (sign == "-" ? -1 : 1)
        }
        guard let hours = zones[word.uppercased()] else {
            return word.utf8.count == 1 && word.first?.isLetter == true ? 0 : nil
        }
        return hours * 3600
    }

    private static let zones: [String: Int] = [
        "UT": 0, "GMT": 0, "UTC": 0, "Z": 0, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6,
        "PST": -8, "PDT": -7, "WET": 0, "WEST": 1, "CET": 1, "CEST": 2, "MET": 1, "MEST": 2, "MEZ": 1, "MESZ": 2,
        "EET": 2, "EEST": 3, "BST": 1, "MSK": 3, "JST": 9, "KST": 9,
    ]
    private static let months = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ]

    private static func days(_ month: Int, _ year: Int) -> Int {
        if month == 2 { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28 }
        return [4, 6, 9, 11].contains(month) ? 30 : 31
    }

    /// Days since 1970-01-01 in the Gregorian calendar.
    private static func dayNumber(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }
}
