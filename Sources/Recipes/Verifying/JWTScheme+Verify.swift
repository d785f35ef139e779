import Crypto

extension JWTScheme {
    /// Largest token, in characters.
    private static let tokenCharactersMax = 16_384

    func verify(
        _ request: WebhookRequest, body: ParsedBody, settings: RecipeSettings, now: Int64, keys: KeySet?
    ) -> Verdict {
        guard let written = place.value(in: request, form: body.fields), !written.isEmpty,
            written.prefix(prefix.count).lowercased() == prefix.lowercased()
        else { return .refused(.missing) }
        guard let token = Token(written.dropFirst(prefix.count)), written.count <= Self.tokenCharactersMax else {
            return .refused(.forged)
        }
        guard let algorithm = algorithms.first(where: { $0.rawValue == token.header["alg"]?.text }),
            token.header["crit"] == nil
        else { return .refused(.forged) }
        // A token for somebody else is not worth fetching keys for.
        if let refusal = refusal(of: token.claims, settings: settings, now: now) { return .refused(refusal) }
        guard let id = token.header["kid"]?.text else { return .refused(.forged) }
        guard let keys else { return .needsKeys(self.keys, isStale: false) }
        guard let key = keys.keys[id] else { return .needsKeys(self.keys, isStale: true) }
        guard key.isValid(token.signature, of: token.signed, algorithm: algorithm) else { return .refused(.forged) }
        let isForThis =
            claims.allSatisfy { claim in
                let wanted = member(claim.body, of: body.value)
                return wanted != nil && token.claims[claim.name]?.text == wanted
            }
            && keyLists.allSatisfy { list in
                let wanted = member(list.body, of: body.value)
                return wanted != nil && key.lists[list.name]?.contains(wanted ?? "") == true
            }
        return isForThis ? .accepted(replayKey: nil) : .refused(.misdirected)
    }

    /// Issuer, audience and time (RFC 7519, section 4.1).
    private func refusal(of claims: JSON, settings: RecipeSettings, now: Int64) -> Verdict.Refusal? {
        func filled(_ template: Template) -> [String] {
            // A setting may hold several values: each makes a text of its own.
            let names = template.names(of: "setting.")
            guard let name = names.first else { return [template.expanded(encoding: false) { _, _ in nil } ?? ""] }
            return settings.texts(name).compactMap { value in
                template.expanded(encoding: false) { _, other in other == name ? value : settings.text(other) }
            }
        }
        let wantedAudience = filled(audience).filter { !$0.isEmpty }
        guard !wantedAudience.isEmpty else { return .unconfigured }
        guard let issuer = claims["iss"]?.text, issuers.flatMap(filled).contains(issuer) else { return .forged }
        let audiences = claims["aud"]?.items?.compactMap(\.text) ?? [claims["aud"]?.text].compactMap(\.self)
        guard audiences.contains(where: wantedAudience.contains) else { return .misdirected }
        let leeway = Double(leewaySeconds)
        let now = Double(now) / 1000
        guard let expiry = claims["exp"]?.double, expiry + leeway > now else { return .stale }
        if let start = claims["nbf"]?.double, start - leeway > now { return .stale }
        return nil
    }

    private func member(_ path: String, of value: JSON) -> String? {
        var value: JSON? = value
        for name in path.split(separator: ".") { value = value?[String(name)] }
        return value?.text
    }

    /// A token in its compact form (RFC 7515, section 3.1), taken apart and not yet believed.
    private struct Token {
        let header: JSON
        let claims: JSON
        let signed: [UInt8]
        let signature: [UInt8]

        init?(_ text: Substring) {
            let parts = text.split(separator: ".", omittingEmptySubsequences: false)
            guard parts.count == 3, let header = Base64.decode(parts[0]), let claims = Base64.decode(parts[1]),
                let signature = Base64.decode(parts[2]), !signature.isEmpty,
                let readHeader = try? JSON(parsing: header), let readClaims = try? JSON(parsing: claims)
            else { return nil }
            self.header = readHeader
            self.claims = readClaims
            self.signature = signature
            signed = Array("\(parts[0]).\(parts[1])".utf8)
        }
    }
}
