/// Writes header fields: folded, encoded where they are not ASCII, never more lines than the field's own.
struct HeaderWriter {
    private(set) var bytes: [UInt8] = []

    /// Lines are folded before this many octets (RFC 5322, 2.1.1 recommends 78).
    private static let lineOctets = 76

    /// A field whose value is ours and ASCII.
    mutating func raw(_ name: String, _ value: String) { write(name, value.split(separator: " ").map(String.init)) }

    /// A field of free text (RFC 2047 where needed).
    mutating func text(_ name: String, _ value: String) {
        write(name, EncodedText.words(value, firstLineTaken: name.utf8.count + 2))
    }

    mutating func ids(_ name: String, _ ids: [String]) {
        let writable = ids.filter(MessageIDs.isWritable)
        if !writable.isEmpty { write(name, writable.prefix(MailDraft.referencesMax).map { "<\($0)>" }) }
    }

    mutating func addresses(_ name: String, _ addresses: [MailAddress]) throws(MailDraftError) {
        guard !addresses.isEmpty else { return }
        var tokens: [String] = []
        for (index, address) in addresses.enumerated() {
            guard let written = Self.written(address.address) else { throw .address(address.address) }
            let comma = index < addresses.count - 1 ? "," : ""
            if let shown = address.name?.trimmingBlanks(), !shown.isEmpty {
                tokens += EncodedText.phrase(shown)
                tokens.append("<\(written)>\(comma)")
            } else {
                tokens.append(written + comma)
            }
        }
        write(name, tokens)
    }

    /// A field the caller adds.
    mutating func extra(_ field: MailHeaders.Field) throws(MailDraftError) {
        let name = field.name.lowercased()
        let isToken =
            !name.isEmpty && name.utf8.count <= 60 && name.utf8.allSatisfy { $0 > 32 && $0 < 127 && $0 != 0x3A }
        guard isToken, !Self.own.contains(name), !name.hasPrefix("content-") || name == "content-language"
        else { throw .header(field.name) }
        text(field.name, field.value)
    }

    private static let own: Set<String> = [
        "from", "to", "cc", "bcc", "reply-to", "subject", "date", "message-id", "in-reply-to", "references",
        "mime-version",
    ]

    /// The address as it can stand in a field; nil if it cannot.
    private static func written(_ address: String) -> String? {
        guard address.utf8.count <= 320, let at = address.lastIndex(of: "@"),
            !address.unicodeScalars.contains(where: HeaderText.isControl)
        else { return nil }
        let local = address[..<at]
        let domain = address[address.index(after: at)...]
        let isDomain =
            !domain.isEmpty
            && domain.utf8.allSatisfy { $0 > 32 && !Array(#"()<>@,;\""#.utf8).contains($0) }
        guard isDomain, !local.isEmpty else { return nil }
        if local.utf8.allSatisfy(isAtomByte), !local.hasPrefix("."), !local.hasSuffix(".") { return address }
        if local.hasPrefix("\""), local.hasSuffix("\""), local.utf8.count > 2 {
            let inner = local.dropFirst().dropLast()
            return inner.contains("\"") && !inner.contains("\\\"") ? nil : address
        }
        return EncodedText.quoted(String(local)) + "@" + domain
    }

    private static func isAtomByte(_ byte: UInt8) -> Bool {
        byte > 32 && byte != 127 && !Array(#"()<>[]:;@\,""#.utf8).contains(byte)
    }

    private mutating func write(_ name: String, _ tokens: [String]) {
        bytes += name.utf8
        bytes.append(Byte.colon)
        var column = name.utf8.count + 1
        for token in tokens {
            if column + 1 + token.utf8.count > Self.lineOctets, column > name.utf8.count + 1 {
                bytes += "\r\n".utf8
                column = 0
            }
            bytes.append(Byte.space)
            bytes += token.utf8
            column += 1 + token.utf8.count
        }
        bytes += "\r\n".utf8
    }
}
