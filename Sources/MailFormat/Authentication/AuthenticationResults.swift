/// What a receiving server found out about a mail: one `Authentication-Results` field (RFC 8601).
public struct AuthenticationResults: Sendable, Equatable {
    /// One method's finding: `dkim=pass header.d=example.com`.
    public struct Result: Sendable, Equatable {
        /// Lower-cased, without its version: `spf`, `dkim`, `dmarc`, `arc`, `iprev`, …
        public var method: String
        /// Lower-cased: `pass`, `fail`, `none`, `temperror`, …
        public var result: String
        public var reason: String?
        /// Values by `ptype.property`, both lower-cased: `header.d`, `smtp.mailfrom`, `policy.…`. The first of a name.
        public var properties: [String: String]

        public init(method: String, result: String, reason: String? = nil, properties: [String: String] = [:]) {
            self.method = method
            self.result = result
            self.reason = reason
            self.properties = properties
        }
    }

    /// Who says so, lower-cased. Anybody may write any name: trust only your own server's, and only if it removes
    /// fields of that name from mail it takes in.
    public var serverID: String
    public var results: [Result]
    /// Whether the whole value follows the grammar. Where it does not, somebody else's words may stand in it.
    public var isWhole: Bool

    public init(serverID: String, results: [Result], isWhole: Bool = true) {
        self.serverID = serverID
        self.results = results
        self.isWhole = isWhole
    }

    /// Results read of one field. Servers write up to a dozen.
    static let resultsMax = 100

    /// Reads a field's value; nil when it has no server's id or no form at all. Broken results are left out.
    ///
    /// The id must stand first and bare, in ASCII: what removes forged fields of our name compares it simply, and must
    /// not be passed by quotes, a comment or a letter that only folds to ours.
    ///
    /// - Parameter value: On one line and not decoded.
    public static func parse(_ value: String) -> AuthenticationResults? {
        guard let first = value.utf8.first, first != 0x22, first != 0x28 else { return nil }
        var scanner = AuthenticationScanner(value)
        guard let id = scanner.word(), id.utf8.allSatisfy({ $0 < 0x80 }) else { return nil }
        // The version of the field's grammar.
        _ = scanner.word()
        scanner.skipBlanks()
        var read = AuthenticationResults(serverID: id.lowercased(), results: [], isWhole: true)
        while scanner.passSeparator() {
            scanner.skipBlanks()
            // A separator at the end divides nothing.
            if scanner.isAtEnd { break }
            if read.results.count < resultsMax, let result = result(&scanner) {
                if result.method != "none" { read.results.append(result) }
            } else {
                read.isWhole = false
            }
            scanner.skipBlanks()
            if scanner.skipToSeparator() { read.isWhole = false }
        }
        if !scanner.isAtEnd || scanner.isTorn { read.isWhole = false }
        return read
    }

    /// One result; `none` alone is one without an outcome.
    private static func result(_ scanner: inout AuthenticationScanner) -> Result? {
        guard let method = scanner.word(), method.utf8.allSatisfy(isKeyword) else { return nil }
        // A version may follow: dkim/1=pass.
        if scanner.pass(0x2F) { _ = scanner.word() }
        guard scanner.pass(0x3D) else {
            return method.lowercased() == "none" ? Result(method: "none", result: "") : nil
        }
        guard let outcome = scanner.word() else { return nil }
        var result = Result(method: method.lowercased(), result: outcome.lowercased())
        while let name = scanner.word() {
            guard scanner.pass(0x3D) else { return nil }
            guard let text = scanner.value() else { continue }
            let key = name.lowercased()
            if key == "reason" {
                result.reason = text
            } else if result.properties[key] == nil {
                result.properties[key] = text
            }
        }
        return result
    }

    private static func isKeyword(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F: true
        default: false
        }
    }
}
