internal import Foundation

/// Reports in words alone, as servers wrote them before RFC 3464 and many still do.
enum BounceText {
    /// - Parameter returnPath: see ``Bounce/init(_:returnPath:)``.
    static func read(_ mail: Mail, returnPath: String?) -> Bounce? {
        let failed = mail.headers["X-Failed-Recipients"] != nil
        let subject = MailSubject(mail.subject)
        let isFailureSubject =
            !subject.isAnswer && BounceWords.failure.isIn(mail.subject.octets(998).lowercased())
        let isNull = (returnPath ?? mail.headers["Return-Path"]).map(SenderKind.isNull) ?? false
        guard failed || SenderKind.isMailer(mail) || (isNull && isFailureSubject) else { return nil }
        let report = ReportText(mail)
        let isFailureText = BounceWords.failure.isIn(report.folded)
        // Some servers put "Re:" before the subject they return; people at such addresses quote no replies of servers.
        let isCertain = !subject.isAnswer || isNull || DeliveryStatusCode.replyClass(in: report.folded) != nil
        guard failed || isFailureSubject || (isFailureText && isCertain) else { return nil }
        return made(mail, report)
    }

    private static func made(_ mail: Mail, _ report: ReportText) -> Bounce? {
        var found = recipients(mail, report)
        if found.isEmpty {
            let status = status(of: report.whole, isDelayed: report.isDelayed)
            found = [Bounce.Recipient(address: nil, action: report.isDelayed ? .delayed : .failed, status: status)]
        }
        let evidence = mail.headers["X-Failed-Recipients"] == nil ? "mailer-text" : "x-failed-recipients"
        return Bounce(recipients: found, originalMessageID: nil, evidence: evidence)
    }

    /// Who the report is about, and what became of the mail for each.
    static func recipients(_ mail: Mail, _ report: ReportText) -> [Bounce.Recipient] {
        let lines = report.lines
        if let fields = fields(lines) { return fields }
        var subjects = BounceCandidates.find(lines, mail: mail)
        if let header = mail.headers["X-Failed-Recipients"] ?? mail.headers["X-Bounced-Address"] {
            let named = MailAddressText.all(in: header.octets(32_768), max: Bounce.recipientsMax).map(\.address)
            subjects = named.map { name in
                BounceCandidates.Candidate(
                    address: name, line: subjects.first { $0.address.lowercased() == name.lowercased() }?.line ?? 0)
            }
        }
        let isDelayed = report.isDelayed
        return subjects.map { subject in
            let end = subjects.map(\.line).filter { $0 > subject.line }.min() ?? lines.count
            let own = Array(subjects.count == 1 ? lines[...] : lines[subject.line..<max(end, subject.line)])
            let segment = own.joined(separator: "\n")
            var status = status(of: segment, isDelayed: isDelayed)
            if status.hasSuffix(".0.0"), subjects.count > 1 {
                status = self.status(of: report.whole, isDelayed: isDelayed)
            }
            return Bounce.Recipient(
                address: subject.address, action: isDelayed ? .delayed : .failed, status: status,
                diagnostic: diagnostic(own))
        }
    }

    /// A delivery status written into the text, without its part.
    private static func fields(_ lines: [Substring]) -> [Bounce.Recipient]? {
        guard lines.contains(where: { $0.lowercased().hasPrefix("final-recipient:") }) else { return nil }
        var block = MailHeaders()
        for line in lines {
            guard let colon = line.firstIndex(of: ":"), colon != line.startIndex else { continue }
            let name = String(line[..<colon])
            guard name.utf8.count <= 40, !name.contains(" ") else { continue }
            let value = line[line.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
            block.fields.append(MailHeaders.Field(name: name, value: String(value)))
        }
        // Some put the action before the recipient it belongs to.
        if let first = block.fields.firstIndex(where: { $0.name.lowercased() == "final-recipient" }) {
            let earlier = block.fields[..<first].filter { ["action", "status"].contains($0.name.lowercased()) }
            block.fields.insert(contentsOf: earlier, at: first + 1)
            block.fields.removeFirst(first)
        }
        let about = Mail.reportOnly([MailReport(kind: .deliveryStatus, blocks: [block])])
        return BounceReport.read(about)?.recipients
    }

    /// Stated, else derived from the SMTP reply, else from the words.
    static func status(of text: String, isDelayed: Bool) -> String {
        if let status = DeliveryStatusCode.enhanced(in: text), !status.hasSuffix(".0.0") { return status }
        let vague = DeliveryStatusCode.enhanced(in: text)
        let first = vague?.first.flatMap(\.wholeNumberValue) ?? DeliveryStatusCode.replyClass(in: text)
        let detail = DeliveryStatusCode.detail(of: text.lowercased())
        if let vague, detail == nil { return vague }
        return "\(first ?? (isDelayed ? 4 : 5)).\(detail ?? "0.0")"
    }

    private static func diagnostic(_ lines: [Substring]) -> String? {
        let found =
            lines.firstIndex { DeliveryStatusCode.enhanced(in: $0.octets(600)) != nil }
            ?? lines.firstIndex { DeliveryStatusCode.replyClass(in: $0.octets(600)) != nil }
            ?? lines.firstIndex { DeliveryStatusCode.detail(of: $0.octets(600).lowercased()) != nil }
        guard let found else { return nil }
        let wrapped = lines[found...].prefix(3).prefix { !$0.allSatisfy(\.isWhitespace) }
        let text = plain(wrapped.joined(separator: " "))
        return text.isEmpty ? nil : text
    }

    /// One line, single spaces, no control characters, bounded.
    static func plain(_ text: String) -> String {
        let words = text.octets(4 * Bounce.diagnosticOctetsMax).split { $0.isWhitespace || $0.isNewline }
        let printable = words.joined(separator: " ").unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F }
        return String(String.UnicodeScalarView(printable)).octets(Bounce.diagnosticOctetsMax)
    }
}

/// Addresses in a report's text, and which of them it is about.
enum BounceCandidates {
    struct Candidate {
        let address: String
        let line: Int
    }

    private static let addressesMax = 400

    static func find(_ lines: [Substring], mail: Mail) -> [Candidate] {
        let sentTo = Set((mail.to + mail.from).map { $0.address.lowercased() })
        var best = 0
        var found: [(candidate: Candidate, score: Int)] = []
        for (index, line) in lines.enumerated() where found.count < addressesMax {
            for address in MailAddressText.all(in: line.octets(1200), max: 8) {
                let score = score(address, line: line, lines: lines, index: index, sentTo: sentTo)
                guard score > 0 else { continue }
                best = max(best, score)
                found.append((Candidate(address: address.address, line: index), score))
            }
        }
        var seen: Set<String> = []
        return found.filter { $0.score == best && seen.insert($0.candidate.address.lowercased()).inserted }
            .prefix(Bounce.recipientsMax).map(\.candidate)
    }

    private static func score(
        _ found: MailAddressText.Found, line: Substring, lines: [Substring], index: Int, sentTo: Set<String>
    ) -> Int {
        let bytes = Array(line.utf8.prefix(1200))
        guard found.offset <= bytes.count else { return 0 }
        let start = max(0, found.offset - 48)
        var before = String(decoding: bytes[start..<found.offset], as: UTF8.self).lowercased()
        let isFirst = bytes[..<found.offset].allSatisfy { !isLetter($0) }
        if isFirst, index > 0 {
            before = String(decoding: lines[index - 1].utf8.suffix(48), as: UTF8.self).lowercased()
        }
        let local = found.address.prefix { $0 != "@" }.lowercased()
        if BounceWords.mailers.contains(local) || ["support", "help", "abuse"].contains(local) { return 1 }
        if BounceWords.notRecipient.isIn(before), !before.contains("rcpt") { return 1 }
        if sentTo.contains(found.address.lowercased()) { return 2 }
        if isFirst || BounceWords.recipient.isIn(before) { return 4 }
        return 3
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) || byte >= 0x80 }
}
