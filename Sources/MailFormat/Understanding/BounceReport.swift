/// The standard form: a `message/delivery-status` part (RFC 3464), however broken.
enum BounceReport {
    static func read(_ mail: Mail) -> Bounce? {
        let reports = mail.reports.filter { $0.kind == .deliveryStatus }
        guard !reports.isEmpty else { return nil }
        let report = ReportText(mail)
        var recipients: [Bounce.Recipient] = []
        for part in reports {
            for fields in perRecipient(part.blocks) where recipients.count < Bounce.recipientsMax {
                recipients.append(recipient(fields, mail, report))
            }
        }
        if recipients.isEmpty {
            let text = BounceText.recipients(mail, report)
            recipients = text.isEmpty ? [Bounce.Recipient(address: nil, action: .failed, status: "5.0.0")] : text
        }
        return Bounce(recipients: recipients, originalMessageID: nil, evidence: "delivery-status")
    }

    /// Blocks with a recipient. Where the blank lines went missing, one block holds several: it is cut at each
    /// `Final-Recipient` again.
    private static func perRecipient(_ blocks: [MailHeaders]) -> [MailHeaders] {
        var found: [MailHeaders] = []
        for block in blocks {
            var current = MailHeaders()
            var hasRecipient = false
            for field in block.fields {
                let name = field.name.lowercased()
                if name == "final-recipient", hasRecipient {
                    found.append(current)
                    current = MailHeaders()
                    hasRecipient = false
                }
                if name == "final-recipient" { hasRecipient = true }
                current.fields.append(field)
            }
            if hasRecipient || isAbout(current) { found.append(current) }
        }
        return found
    }

    private static func isAbout(_ block: MailHeaders) -> Bool {
        (block["Original-Recipient"] ?? block["Action"] ?? block["Status"] ?? block["X-Actual-Recipient"]) != nil
            && block["Reporting-MTA"].map { _ in block["Status"] != nil || block["Action"] != nil } ?? true
    }

    private static func recipient(_ fields: MailHeaders, _ mail: Mail, _ report: ReportText) -> Bounce.Recipient {
        let original = fields["Original-Recipient"].flatMap(Self.address)
        let named = ["Final-Recipient", "Original-Recipient", "X-Actual-Recipient"].compactMap {
            fields[$0].flatMap(Self.address)
        }
        // Within a host, servers name mailboxes that are no addresses outside.
        let address = named.first { $0.drop { $0 != "@" }.contains(".") } ?? named.first
        let diagnostic = fields["Diagnostic-Code"].flatMap(said)
        let stated = fields["Status"].flatMap(DeliveryStatusCode.stated)
        let action = action(fields["Action"], status: stated, diagnostic: diagnostic)
        return Bounce.Recipient(
            address: address ?? BounceText.recipients(mail, report).first?.address,
            originalAddress: original == address ? nil : original, action: action,
            status: status(stated, diagnostic: diagnostic, action: action, report), diagnostic: diagnostic)
    }

    /// The status of the field is the reporting server's; where the server that refused stated another of the same
    /// class in its own words, that one was nearer. A vague one gives way to any that says more.
    private static func status(
        _ stated: String?, diagnostic: String?, action: Bounce.Action, _ report: ReportText
    ) -> String {
        if let stated, action == .delivered || action == .relayed || action == .expanded { return stated }
        if let said = diagnostic.flatMap(DeliveryStatusCode.replied),
            action == .failed || stated.map({ $0.first == said.first }) ?? true
        {
            return said
        }
        if let stated, !stated.hasSuffix(".0.0") { return stated }
        if let said = DeliveryStatusCode.enhanced(in: report.whole),
            stated.map({ $0.first == said.first }) ?? false, !said.hasSuffix(".0.0")
        {
            return said
        }
        if let stated { return stated }
        let isDelayed = action == .delayed
        if action == .failed || isDelayed {
            return BounceText.status(of: diagnostic ?? report.whole.octets(4000), isDelayed: isDelayed)
        }
        return "2.0.0"
    }

    private static func action(_ field: String?, status: String?, diagnostic: String?) -> Bounce.Action {
        let word = field?.lowercased().drop { $0 == " " }.prefix { $0.isLetter }
        if let word, let action = Bounce.Action(rawValue: String(word)) { return action }
        switch word {
        case "failure", "fail", "undeliverable", "error", "expired": return .failed
        case "delay", "deferred", "warning": return .delayed
        case "success", "deliverable": return .delivered
        default: break
        }
        if status?.hasPrefix("2") == true { return .delivered }
        return .failed
    }

    /// `rfc822; user@example`, with or without its kind, brackets and comments.
    private static func address(_ field: String) -> String? {
        let value = field.split(separator: ";", maxSplits: 1).last ?? Substring(field)
        return MailAddressText.first(in: value.octets(2000))
    }

    /// Without the kind of the code, at most as long as a person reads.
    private static func said(_ field: String) -> String? {
        let parts = field.split(separator: ";", maxSplits: 1, omittingEmptySubsequences: false)
        let isTyped = parts.count == 2 && (parts.first?.utf8.count ?? 99) <= 16
        let text = BounceText.plain(isTyped ? String(parts[1]) : field)
        return text.isEmpty ? nil : text
    }
}

/// Addresses within running text.
enum MailAddressText {
    static func first(in text: String) -> String? { all(in: text, max: 1).first?.address }

    struct Found {
        let address: String
        /// Octets before it in the text.
        let offset: Int
        /// Octets after its end.
        let end: Int
    }

    /// The addresses of a text in their order, the domain in lower case; at most `max`.
    static func all(in text: String, max: Int) -> [Found] {
        let bytes = Array(text.utf8)
        var found: [Found] = []
        var floor = 0
        for at in bytes.indices where bytes[at] == 0x40 && at >= floor {
            var start = at
            if at > floor, bytes[at - 1] == 0x22 {
                start = quoted(bytes, at, floor)
            } else {
                while start > floor, at - start < 256, isLocal(bytes[start - 1]) { start -= 1 }
            }
            var end = at + 1
            while end < bytes.count, end - at < 256, isDomain(bytes[end]) { end += 1 }
            while end > at + 1, bytes[end - 1] == 0x2E || bytes[end - 1] == 0x2D { end -= 1 }
            floor = end
            guard start < at, end > at + 1 else { continue }
            while start < at, bytes[start] == 0x2E || bytes[start] == 0x2D || bytes[start] == 0x27 { start += 1 }
            guard start < at else { continue }
            let local = String(decoding: bytes[start..<at], as: UTF8.self)
            let domain = String(decoding: bytes[(at + 1)..<end], as: UTF8.self).lowercased()
            found.append(Found(address: "\(local)@\(domain)", offset: start, end: end))
            if found.count == max { break }
        }
        return found
    }

    /// Where a local part in quotation marks begins (RFC 5321, section 4.1.2).
    private static func quoted(_ bytes: [UInt8], _ at: Int, _ floor: Int) -> Int {
        var start = at - 1
        while start > floor, at - start < 66 {
            start -= 1
            if bytes[start] == 0x22 { return start }
        }
        return at
    }

    private static func isLocal(_ byte: UInt8) -> Bool {
        isDomain(byte) || "!#$%&'*+/=?^_`{|}~".utf8.contains(byte)
    }

    private static func isDomain(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || byte == 0x2D || byte == 0x2E
            || byte >= 0x80
    }
}
