/// Tells by the `Received` fields (RFC 5321, 4.4) how far down a header our own servers wrote it.
enum ReceivedTrace {
    /// The fields above the first `Received` that a server of somebody else's wrote: whatever stands below may be as old
    /// as that server, and the sender's.
    ///
    /// Ours are the servers named, and those below the same domain. Hops without a name in the public DNS (addresses,
    /// `localhost`) are on a machine's way to itself and end nothing.
    static func ours(of headers: MailHeaders, servers: Set<String>) -> ArraySlice<MailHeaders.Field> {
        let domains = Set(servers.map(organisation(of:)))
        let end = headers.fields.firstIndex { field in
            guard MailHeaders.isSame(field.name, "Received"), let host = host(in: field.value) else { return false }
            return !servers.contains(host) && !domains.contains { host == $0 || host.hasSuffix("." + $0) }
        }
        return headers.fields[..<(end ?? headers.fields.endIndex)]
    }

    /// The name after `by`, in lower case; nil where there is none, or none of the public DNS.
    private static func host(in value: String) -> String? {
        var depth = 0
        var word: [UInt8] = []
        var isNext = false
        // A blank at the end closes the last word.
        for byte in Array(value.utf8) + [0x20] {
            if byte == UInt8(ascii: "(") { depth += 1 }
            if depth > 0 || Byte.isWhite(byte) || byte == UInt8(ascii: ";") {
                if byte == UInt8(ascii: ")") { depth = max(0, depth - 1) }
                guard !word.isEmpty else { continue }
                let text = String(decoding: word, as: UTF8.self).lowercased()
                word = []
                if isNext { return isPublic(text) ? text : nil }
                isNext = text == "by"
            } else {
                word.append(byte)
            }
        }
        return nil
    }

    private static func isPublic(_ host: String) -> Bool {
        host.contains(".") && !host.contains(":") && !host.hasPrefix("[") && host.contains { $0.isLetter }
            && ![".local", ".localdomain", ".internal", ".lan"].contains { host.hasSuffix($0) }
    }

    /// The domain a server's name is taken to stand in: the name without its first label, as long as that is no domain
    /// anybody may have a name below.
    private static func organisation(of server: String) -> String {
        guard let dot = server.firstIndex(of: ".") else { return server }
        let parent = String(server[server.index(after: dot)...])
        return PublicSuffixes.isLikely(parent) ? server : parent
    }
}
