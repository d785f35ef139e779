/// PGP within the text (RFC 9580, 6.2 and 7), recognised and not checked.
enum InlinePGP {
    /// How a text is protected, and what of it people read; nil when it is not.
    static func read(_ text: String) -> (protection: MailProtection, text: String)? {
        guard text.holds("-----BEGIN PGP ") else { return nil }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        if lines.contains(where: { isMark($0, "-----BEGIN PGP MESSAGE-----") }) { return (.encryptedPGP, text) }
        guard let start = lines.firstIndex(where: { isMark($0, "-----BEGIN PGP SIGNED MESSAGE-----") }),
            let signature = lines[start...].firstIndex(where: { isMark($0, "-----BEGIN PGP SIGNATURE-----") })
        else { return nil }
        let end = lines[signature...].firstIndex { isMark($0, "-----END PGP SIGNATURE-----") } ?? lines.count - 1
        var body = lines[(start + 1)..<signature]
        if let blank = body.firstIndex(where: { $0.allSatisfy(\.isWhitespace) }),
            body[..<blank].allSatisfy({ $0.contains(":") })
        {
            body = body[(blank + 1)...]
        }
        let plain = body.map { $0.hasPrefix("- ") ? $0.dropFirst(2) : $0 }
        return (.signedPGP, (lines[..<start] + plain + lines[(end + 1)...]).joined(separator: "\n"))
    }

    private static func isMark(_ line: Substring, _ mark: String) -> Bool {
        line.hasPrefix(mark) && line.dropFirst(mark.count).allSatisfy(\.isWhitespace)
    }
}
