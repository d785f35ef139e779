import FoundationEssentials

/// Reads the days and moments that `valid_from` and `valid_until` hold.
///
/// A day is `2026-12-24` in the zone of the company's calendar; a moment is RFC 3339: `2026-12-24T18:00:00+01:00`.
struct ArticleTime {
    /// The zone in which a day without a clock time begins and ends.
    var zone: TimeZone

    /// Seconds since 1970 at which a validity begins; `nil` if the text is neither a day nor a moment.
    func begin(_ text: String) -> Int64? {
        moment(text) ?? day(text, daysLater: 0)
    }

    /// Seconds since 1970 at which a validity has ended: a day counts to its end.
    func end(_ text: String) -> Int64? {
        moment(text) ?? day(text, daysLater: 1)
    }

    private func day(_ text: String, daysLater: Int) -> Int64? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].utf8.count == 4, parts[1].utf8.count == 2, parts[2].utf8.count == 2,
            let year = number(parts[0]), let month = number(parts[1]), let day = number(parts[2])
        else { return nil }
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        let wanted = DateComponents(year: year, month: month, day: day)
        guard let date = calendar.date(from: wanted) else { return nil }
        let back = calendar.dateComponents([.year, .month, .day], from: date)
        guard back.year == year, back.month == month, back.day == day,
            let moved = calendar.date(byAdding: .day, value: daysLater, to: date)
        else { return nil }
        return Int64(moved.timeIntervalSince1970)
    }

    private func moment(_ text: String) -> Int64? {
        guard text.utf8.count > 10, let date = try? Date(text, strategy: .iso8601) else { return nil }
        return Int64(date.timeIntervalSince1970)
    }

    private func number(_ digits: Substring) -> Int? {
        digits.utf8.allSatisfy { (48...57).contains($0) } ? Int(digits) : nil
    }
}
