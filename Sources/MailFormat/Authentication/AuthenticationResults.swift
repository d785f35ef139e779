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

    public init(serverID: String, results: [Result]) {
        self.serverID = serverID
        self.results = results
    }

    /// Results read of one field. Servers write up to a dozen.
    static let resultsMax = 100

    /// Reads a field's value; nil when it has no server's id or no form at all. Later broken results are left out.
    public static func parse(_ value: String) -> AuthenticationResults? {
        var scanner = AuthenticationScanner(value)
        guard let id = scanner.word(), !id.isEmpty else { return nil }
        scanner.skipToSeparator()
        var results: [Result] = []
        while scanner.passSeparator(), results.count < resultsMax {
            if let result = result(&scanner) { results.append(result) }
            scanner.skipToSeparator()
        }
        return AuthenticationResults(serverID: id.lowercased(), results: results)
    }

    private static func result(_ scanner: inout AuthenticationScanner) -> Result? {
        guard let method = scanner.word() else { return nil }
        // A version may follow: dkim/1=pass.
        if scanner.pass(0x2F) { _ = scanner.word() }
        guard scanner.pass(0x3D), let outcome = scanner.word() else { return nil }
        var result = Result(method: method.lowercased(), result: outcome.lowercased())
        while let name = scanner.word() {
            guard scanner.pass(0x3D), let text = scanner.value() else { return result }
            let key = name.lowercased()
            if key == "reason" {
                result.reason = text
            } else if result.properties[key] == nil {
                result.properties[key] = text
            }
        }
        return result
    }
}
