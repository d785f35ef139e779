/// Makes the fields of a mail's header into a ``Mail``.
struct HeaderFields {
    let header: RawHeader
    let charset: String?
    let limits: MailLimits
    var problems = Problems()

    init(header: RawHeader, charset: String?, limits: MailLimits) {
        self.header = header
        self.charset = charset
        self.limits = limits
    }

    mutating func mail(_ body: BodyReader) -> Mail {
        let headers = MailHeaders(
            header.fields.map {
                MailHeaders.Field(
                    name: $0.name,
                    value: StructuredFields.holds($0.name)
                        ? HeaderText.undecoded($0.value)
                        : HeaderText.decode($0.value, charset: charset, &problems))
            })
        let from = addresses("From")
        if header.first("From") == nil { problems.add(.header, "there is no From") }
        if from.count > 1 { problems.add(.address, "From names more than one address") }
        for one in from + addresses("Sender") { checkName(one) }
        // Of several, the first that can be read.
        let date = headers.all("Date").prefix(5).lazy.compactMap(MailDates.parse).first
        if let value = headers["Date"], date == nil { problems.add(.date, "Date cannot be read: \(value.prefix(80))") }
        for name in ["From", "Date", "Message-ID", "Subject", "To", "Content-Type"] where header.all(name).count > 1 {
            problems.add(.header, "\(name) stands there more than once; the first counts")
        }
        return Mail(
            headers: headers, from: from, replyTo: addresses("Reply-To"), to: addresses("To"), cc: addresses("Cc"),
            subject: headers["Subject"] ?? "",
            messageID: ids("Message-ID", limit: 1).first ?? headers["Message-ID"]?.nilIfEmpty,
            inReplyTo: ids("In-Reply-To", limit: limits.references),
            references: ids("References", limit: limits.references),
            date: date?.date, dateOffsetSeconds: date?.offsetSeconds,
            text: body.text, html: body.html, isTextFromHTML: body.isTextFromHTML, attachments: body.attachments,
            reports: body.reports, protection: body.protection, problems: problems.list,
            isPartlyRead: problems.hasLeftOut)
    }

    private mutating func addresses(_ name: String) -> [MailAddress] {
        var found: [MailAddress] = []
        for value in header.all(name).prefix(10) where found.count < limits.recipients {
            found += Addresses.parse(
                value, field: name, charset: charset, limit: limits.recipients - found.count, &problems)
        }
        return found
    }

    private func ids(_ name: String, limit: Int) -> [String] {
        header.first(name).map { MessageIDs.parse(MessageIDs.text($0), limit: limit) } ?? []
    }

    private mutating func checkName(_ address: MailAddress) {
        if address.namesAnotherAddress {
            problems.add(.address, "the sender's name holds another address than the sender's")
        }
    }
}

extension MailAddress {
    /// Whether the name holds an address that is not this one: so people are deceived about a sender.
    var namesAnotherAddress: Bool {
        guard let name else { return false }
        return name.split(whereSeparator: { $0.isWhitespace || "<>()\"',;[]".contains($0) }).contains { word in
            guard let other = MailAddress.read(String(word), name: nil) else { return false }
            return other.address.lowercased() != address.lowercased()
        }
    }
}
