/// The text of a report, read once: what a server said above the mail it returned.
struct ReportText {
    /// Enough for any report; the returned mail below it is not read.
    private static let linesMax = 400
    private static let octetsMax = 32_768

    let lines: [Substring]
    let whole: String
    let folded: String
    let subject: String

    init(_ mail: Mail) {
        let all = TextLines.split(mail.text.octets(Self.octetsMax)).prefix(Self.linesMax)
        let end = all.firstIndex(where: Self.isOriginalMark) ?? all.endIndex
        let above = all[..<end]
        lines = above.contains { !$0.utf8.allSatisfy { $0 <= 0x20 } } ? Array(above) : Array(all)
        whole = lines.joined(separator: "\n")
        folded = whole.lowercased()
        subject = mail.subject.octets(998).lowercased()
    }

    /// It says that the mail is still being tried.
    var isDelayed: Bool {
        let said = "\(folded)\n\(subject)"
        return BounceWords.delayed.isIn(said) && !BounceWords.final.isIn(said)
    }

    /// A line under which the returned mail stands.
    static func isOriginalMark(_ line: Substring) -> Bool {
        guard (8...160).contains(line.utf8.count) else { return false }
        let text = line.drop { $0 == " " || $0 == "\t" }
        guard let first = text.first, let last = text.last(where: { $0 != " " }) else { return false }
        let isRuled = first == "-" || first == "=" || first == "*" || first == "|"
        guard isRuled || last == ":" || last == "." || last == "-" || text.hasPrefix("Content-") else { return false }
        let folded = text.lowercased()
        if folded.hasPrefix("content-type: message/rfc822") || folded.hasPrefix("content-type: text/rfc822-headers") {
            return true
        }
        return BounceWords.originalBelow.isIn(folded)
    }
}
