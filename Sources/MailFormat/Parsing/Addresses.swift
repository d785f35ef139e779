import CGMime

/// Reads address fields (RFC 5322, 3.4), with GMime doing the grammar.
enum Addresses {
    static func parse(
        _ value: [UInt8], field: String, charset: String?, limit: Int, _ problems: inout Problems
    ) -> [MailAddress] {
        let text = AddressText.prepared(value, charset: charset, &problems)
        guard !text.isEmpty else { return [] }
        GMimeLibrary.start()
        var found: [MailAddress] = []
        var isUnreadable = false
        if let list = internet_address_list_parse(nil, text) {
            defer { switchboard_gmime_unref(list) }
            collect(list, into: &found, limit: limit, depth: 0, &isUnreadable)
        } else {
            isUnreadable = true
        }
        if found.isEmpty, isUnreadable { found = LooseAddresses.parse(text, limit: limit) }
        if found.count > limit {
            found.removeLast(found.count - limit)
            problems.add(.limit, "\(field) names more than \(limit) addresses; the others were left out")
        }
        if isUnreadable { problems.add(.address, "\(field) holds something that is no address") }
        return found
    }

    private static func collect(
        _ list: UnsafeMutablePointer<InternetAddressList>, into found: inout [MailAddress], limit: Int, depth: Int,
        _ isUnreadable: inout Bool
    ) {
        for index in 0..<internet_address_list_length(list) where found.count <= limit {
            guard let address = internet_address_list_get_address(list, index) else { continue }
            if switchboard_gmime_is_group(address) != 0 {
                // RFC 5322 knows no groups within groups.
                guard depth == 0, let members = switchboard_gmime_members(address) else { continue }
                collect(members, into: &found, limit: limit, depth: 1, &isUnreadable)
                continue
            }
            let name = internet_address_get_name(address).map { String(cString: $0) }
            guard let mailbox = switchboard_gmime_mailbox(address).map({ String(cString: $0) }),
                let one = MailAddress.read(mailbox, name: name)
            else {
                isUnreadable = true
                continue
            }
            found.append(one)
        }
    }
}

extension MailAddress {
    /// Makes an address of what was read; nil if it is none.
    static func read(_ mailbox: String, name: String?) -> MailAddress? {
        var bare = mailbox.trimmingBlanks()
        while let first = bare.first, "<('\"".contains(first), !(first == "\"" && bare.dropFirst().contains("\"")) {
            bare.removeFirst()
        }
        while let last = bare.last, ">)'\",;.".contains(last) { bare.removeLast() }
        guard let at = bare.lastIndex(of: "@"), at != bare.startIndex, bare.index(after: at) != bare.endIndex,
            !bare.hasPrefix("=?"), !bare.unicodeScalars.contains(where: HeaderText.isControl)
        else { return nil }
        let domain = bare[bare.index(after: at)...].lowercased()
        guard !domain.contains(where: { $0.isWhitespace || "<>,?=\"()".contains($0) }) else { return nil }
        let shown = name?.trimmingBlanks()
        return MailAddress(name: shown?.isEmpty == false ? shown : nil, address: bare[..<at] + "@" + domain)
    }
}

/// Finds addresses in what follows no grammar: `Erika Muster erika@example.com`.
enum LooseAddresses {
    static func parse(_ text: String, limit: Int) -> [MailAddress] {
        var found: [MailAddress] = []
        for piece in text.split(whereSeparator: { $0 == "," || $0 == ";" }) where found.count <= limit {
            let words = piece.split(whereSeparator: \.isWhitespace)
            guard let index = words.lastIndex(where: { $0.contains("@") }) else { continue }
            let name = words[..<index].joined(separator: " ").filter { $0 != "\"" && $0 != "<" }
            if let address = MailAddress.read(String(words[index]), name: name) { found.append(address) }
        }
        return found
    }
}
