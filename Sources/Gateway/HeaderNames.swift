import HTTPTypes

extension HTTPFields {
    /// The first value of a field that HTTPTypes has no name for, by its lower-case name.
    func value(named canonicalName: String) -> String? {
        first { $0.name.canonicalName == canonicalName }?.value
    }

    /// The token of `Authorization: Bearer TOKEN` (RFC 6750, section 2.1).
    var bearerToken: String? {
        guard let header = self[.authorization], header.prefix(7).lowercased() == "bearer " else { return nil }
        let token = header.dropFirst(7).drop { $0 == " " }
        return token.isEmpty ? nil : String(token)
    }
}
