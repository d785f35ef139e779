import Foundation

extension MailDraft {
    /// The mail as bytes for SMTP. Nothing in any field can add a line to the header, and the body has 7 bits.
    public func rendered() throws(MailDraftError) -> RenderedMail {
        var header = HeaderWriter()
        try header.addresses("From", [from])
        try header.addresses("To", to)
        try header.addresses("Cc", cc)
        try header.addresses("Reply-To", replyTo)
        header.text("Subject", subject)
        header.raw("Date", MailDateText.text(date, offsetSeconds: dateOffsetSeconds))
        guard MessageIDs.isWritable(messageID) else { throw .messageID(messageID) }
        header.raw("Message-ID", "<\(messageID)>")
        header.ids("In-Reply-To", inReplyTo)
        header.ids("References", Self.capped(references.filter(MessageIDs.isWritable)))
        for field in headers { try header.extra(field) }
        header.raw("MIME-Version", "1.0")
        let body = MailBodyWriter(draft: self).part()
        return RenderedMail(bytes: Data(header.bytes + body.rendered()))
    }

    static func capped(_ references: [String]) -> [String] {
        guard references.count > referencesMax else { return references }
        return [references[0]] + references.suffix(referencesMax - 1)
    }
}

extension MessageIDs {
    /// Whether an id can stand in a field: ASCII without blanks and brackets, of sane length.
    static func isWritable(_ id: String) -> Bool {
        !id.isEmpty && id.utf8.count <= 900
            && id.utf8.allSatisfy { $0 > 32 && $0 < 127 && $0 != 0x3C && $0 != 0x3E }
    }
}

/// Dates as mails write them (RFC 5322, 3.3).
enum MailDateText {
    static func text(_ date: Date, offsetSeconds: Int) -> String {
        // Zones are written in whole minutes.
        let offset = min(max(offsetSeconds, -86340), 86340) / 60 * 60
        let seconds = Int(min(max(date.timeIntervalSince1970, -2_000_000_000), 250_000_000_000).rounded(.down)) + offset
        let day = seconds >= 0 ? seconds / 86400 : (seconds - 86399) / 86400
        let time = seconds - day * 86400
        let civil = civil(day)
        let weekday = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"][((day % 7) + 7) % 7]
        let zone = abs(offset) / 60
        return "\(weekday), \(civil.day) \(months[civil.month - 1]) \(civil.year) "
            + "\(two(time / 3600)):\(two(time / 60 % 60)):\(two(time % 60)) "
            + "\(offset < 0 ? "-" : "+")\(two(zone / 60))\(two(zone % 60))"
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// The Gregorian date of a number of days since 1970-01-01.
    private static func civil(_ number: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = number + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let part = (5 * dayOfYear + 2) / 153
        let month = part < 10 ? part + 3 : part - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * part + 2) / 5 + 1)
    }
}
