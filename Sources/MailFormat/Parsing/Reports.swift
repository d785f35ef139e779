import Foundation

/// Machine-readable reports (RFC 3464, 8098, 5965), also where their types are missing.
extension BodyReader {
    /// Reads a part as a report, if it is one, and keeps it as an attachment.
    mutating func readReport(_ entity: Entity, _ place: Place) -> Bool {
        let type = entity.type.type
        let stated = ReportTypes.kind(of: type)
        if stated == .original, !place.isReport, reports.isEmpty { return false }
        guard stated != nil || (place.isReport && !place.isFirst && type == "text/plain") else { return false }
        let content = LineEnds.unix(parts.content(entity, &problems))
        guard let kind = stated ?? ReportTypes.guessed(content) else { return false }
        let isOriginal = kind == .original
        reports.append(MailReport(kind: kind, blocks: blocks(content, max: isOriginal ? 1 : parts.limits.reportBlocks)))
        guard !(isOriginal && type.hasPrefix("message/")) else { return false }
        add(
            MailAttachment(
                kind: .report, name: FileNames.sanitised(entity.fileName), type: type, contentID: nil,
                bytes: Data(content)))
        return true
    }

    /// Blocks of fields with blank lines between them. A broken line is left out.
    private mutating func blocks(_ content: [UInt8], max: Int) -> [MailHeaders] {
        var blocks: [MailHeaders] = []
        var unheard = Problems()
        let reader = HeaderReader(bytes: content, limits: parts.limits)
        var at = 0
        while at < content.count {
            while at < content.count, content[at] == Byte.lf { at += 1 }
            guard at < content.count else { break }
            guard blocks.count < max else {
                if max > 1 { problems.add(.limit, "a report has more than \(max) blocks; the others were left out") }
                break
            }
            let header = reader.read(at: at, before: content.count, &unheard)
            let fields = header.fields.map {
                MailHeaders.Field(name: $0.name, value: HeaderText.decode($0.value, charset: charset, &unheard))
            }
            if !fields.isEmpty { blocks.append(MailHeaders(fields)) }
            // A line that is no field ends a block here, and is passed over.
            at =
                header.bodyStart > at && !fields.isEmpty
                ? header.bodyStart : content.line(at: at, before: content.count).next
        }
        return blocks
    }
}

enum ReportTypes {
    static func kind(of type: String) -> MailReport.Kind? {
        switch type {
        case "message/delivery-status", "message/global-delivery-status", "text/delivery-status": .deliveryStatus
        case "message/disposition-notification", "message/global-disposition-notification": .disposition
        case "message/feedback-report": .feedback
        case "message/rfc822", "message/global", "text/rfc822-headers", "message/rfc822-headers",
            "message/global-headers", "text/rfc822":
            .original
        default: nil
        }
    }

    /// What a part without a fitting type must be by its first fields.
    static func guessed(_ content: [UInt8]) -> MailReport.Kind? {
        var at = 0
        var isHeader = false
        for _ in 0..<20 where at < content.count {
            let line = content.line(at: at, before: content.count)
            let names: [(StaticString, MailReport.Kind)] = [
                ("Final-Recipient:", .deliveryStatus), ("Reporting-MTA:", .deliveryStatus),
                ("Original-Envelope-Id:", .deliveryStatus), ("Reporting-UA:", .disposition),
                ("Disposition:", .disposition), ("Feedback-Type:", .feedback),
            ]
            for (name, kind) in names where content.hasPrefix(name, at: at, before: line.contentEnd) { return kind }
            if content.hasPrefix("Received:", at: at, before: line.contentEnd)
                || content.hasPrefix("Return-Path:", at: at, before: line.contentEnd)
            {
                isHeader = true
            }
            at = line.next
        }
        return isHeader ? .original : nil
    }
}
