/// The look of an `http` or `https` address, as far as it can be told without asking anybody.
enum WebAddress {
    private static let schemes = ["https:", "http:"]

    /// Whether somebody who wrote this meant a web address and no other hint at a source.
    static func isMeant(by text: String) -> Bool {
        let lowercase = text.prefix(8).lowercased()
        return schemes.contains { lowercase.hasPrefix($0) }
    }

    /// Whether a browser can follow it: a scheme, a host, a port that exists, and no character that has to be escaped.
    /// One with a user or password in it is refused too: whoever reads a citation has no business with them.
    static func isSound(_ text: String) -> Bool {
        guard let scheme = schemes.first(where: { text.hasPrefix($0 + "//") }) else { return false }
        let rest = text.dropFirst(scheme.count + 2)
        guard rest.unicodeScalars.allSatisfy(isAllowed) else { return false }
        return isHostAndPort(rest.prefix { !"/?#".contains($0) })
    }

    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        !scalar.properties.isWhitespace && scalar.properties.generalCategory != .control
            && !"\"<>\\^`{|}".unicodeScalars.contains(scalar)
    }

    private static func isHostAndPort(_ authority: Substring) -> Bool {
        var host = authority
        var port: Substring = ""
        if let colon = authority.lastIndex(of: ":"), !authority[colon...].contains("]") {
            host = authority[..<colon]
            port = authority[authority.index(after: colon)...]
            guard let number = Int(port), (1...65_535).contains(number), port.first != "+" else { return false }
        }
        if host.hasPrefix("[") {
            return host.hasSuffix("]") && host.count > 3
                && host.dropFirst().dropLast().allSatisfy { $0.isHexDigit || $0 == ":" || $0 == "." }
        }
        return !host.isEmpty && !host.hasPrefix(".") && !host.contains("..")
            && host.allSatisfy { $0.isLetter || $0.isNumber || "-._".contains($0) }
    }
}
