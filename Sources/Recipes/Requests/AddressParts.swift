/// An address taken apart as far as a recipe needs.
struct AddressParts: Sendable, Hashable {
    let scheme: String
    /// In small letters, without user and port.
    let host: String
    let port: Int?
    /// Path, query and fragment.
    let rest: String

    /// Reads an absolute `http`, `https` or `wss` address; nil for anything else, for one with a user in it, and for
    /// one with characters an address cannot hold.
    init?(_ text: String) {
        guard let colon = text.firstRange(of: "://"),
            text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\\") })
        else { return nil }
        scheme = text[..<colon.lowerBound].lowercased()
        guard ["http", "https", "wss", "ws"].contains(scheme) else { return nil }
        let after = text[colon.upperBound...]
        let authority = after.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        rest = String(after.dropFirst(authority.count))
        guard !authority.contains("@") else { return nil }
        let bracket = authority.lastIndex(of: "]")
        let portMark = authority.lastIndex(of: ":").flatMap { mark in (bracket.map { mark > $0 } ?? true) ? mark : nil }
        host = (portMark.map { authority[..<$0] } ?? authority).lowercased()
        guard !host.isEmpty else { return nil }
        if let portMark {
            guard let number = Int(authority[authority.index(after: portMark)...]), (1...65_535).contains(number) else {
                return nil
            }
            port = number
        } else {
            port = nil
        }
    }

    /// The address as it is, and with and without its scheme's own port where it has none or just that.
    static func withAndWithoutPort(_ text: String) -> [String] {
        guard let address = AddressParts(text) else { return [text] }
        let own = address.scheme == "https" || address.scheme == "wss" ? 443 : 80
        let authority = text.dropFirst(address.scheme.count + 3).prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        let start = text.prefix(address.scheme.count + 3)
        switch address.port {
        case nil: return [text, "\(start)\(authority):\(own)\(address.rest)"]
        case own?: return [text, "\(start)\(authority.prefix { $0 != ":" })\(address.rest)"]
        default: return [text]
        }
    }

    /// Whether the host is one of the patterns: a name, or `*.` and a name for everything under it.
    static func matches(_ host: String, patterns: [String]) -> Bool {
        patterns.contains { pattern in
            pattern.hasPrefix("*.")
                ? host.hasSuffix(pattern.dropFirst()) && host.count > pattern.count - 1 : host == pattern
        }
    }
}
