import ConfigurationReading
import Yams

extension RecipeReader {
    func readWebhook(_ section: ConfigurationReader) -> WebhookRule {
        let bodies = section.choices("body", words: BodyKind.allCases.map(\.rawValue)) ?? ["json"]
        return WebhookRule(
            methods: section.choices("methods", words: ["GET", "POST", "PUT"]) ?? ["POST"],
            paths: section.has("paths") ? section.texts("paths") ?? [] : [""],
            bodies: bodies.compactMap(BodyKind.init(rawValue:)),
            embedded: section.text("json_field", charactersMax: 100),
            bodyBytesMax: section.integer("body_bytes_max", in: 1_024...33_554_432, unit: "bytes") ?? 1_048_576,
            answer: section.section("answer", readAnswer) ?? WebhookAnswer(status: 200),
            refusedStatus: section.integer("refused_status", in: 400...499, unit: "") ?? 401,
            replaySeconds: section.integer("replay_s", in: 0...86_400, unit: "seconds") ?? 600)
    }

    private func readAnswer(_ section: ConfigurationReader) -> WebhookAnswer {
        let status = section.integer("status", in: 200...299, unit: "") ?? 200
        let type = section.text("type", charactersMax: 100)
        let text = section.text("body", charactersMax: 1_000)
        if text != nil, type == nil { section.report("type", "is missing: the media type of the body") }
        return WebhookAnswer(status: status, type: type, body: Array((text ?? "").utf8))
    }

    func readVerification(isNeeded: Bool) -> [VerificationScheme] {
        let schemes = root.sections("verification", readScheme) ?? []
        if isNeeded, schemes.isEmpty, !root.has("verification") || root.items("verification")?.isEmpty == true {
            root.report("verification", "is missing: nothing is taken that does not prove where it comes from")
        }
        return schemes.compactMap(\.self)
    }

    private func readScheme(_ section: ConfigurationReader) -> VerificationScheme? {
        let words = ["hmac", "secret", "bearer", "basic", "signature", "jwt"]
        switch section.require("scheme", section.choice("scheme", words: words)) {
        case "hmac": return readHMAC(section).map(VerificationScheme.hmac)
        case "secret": return readSecret(section).map(VerificationScheme.secret)
        case "bearer":
            return .secret(
                SecretScheme(
                    place: RequestPlace(kind: .header, name: "Authorization"), prefix: "Bearer ",
                    secrets: settingNames(section, "secrets")))
        case "basic":
            let users = settingNames(section, "user")
            let passwords = settingNames(section, "password")
            guard let user = users.first, let password = passwords.first else { return nil }
            return .basic(BasicScheme(user: user, password: password))
        case "signature": return readSignature(section).map(VerificationScheme.signature)
        case "jwt": return readJWT(section).map(VerificationScheme.jwt)
        default: return nil
        }
    }

    /// `{ header: NAME }`, `{ query: NAME }` or `{ form: NAME }`.
    private func place(_ section: ConfigurationReader, _ key: String, isNeeded: Bool = true) -> RequestPlace? {
        guard section.has(key) else {
            if isNeeded { section.report(key, "is missing") }
            return nil
        }
        return section.section(key) { inner in
            let places = RequestPlace.Kind.allCases.compactMap { kind in
                inner.text(kind.rawValue, charactersMax: 100).map { RequestPlace(kind: kind, name: $0) }
            }
            if places.count != 1 { inner.report("must name one of header, query, form") }
            return places.first
        } ?? nil
    }

    private func readTimestamp(_ section: ConfigurationReader) -> TimestampRule? {
        section.section("timestamp") { inner in
            let places = RequestPlace.Kind.allCases.compactMap { kind in
                inner.text(kind.rawValue, charactersMax: 100).map { RequestPlace(kind: kind, name: $0) }
            }
            if places.count != 1 { inner.report("must name one of header, query, form") }
            let unit = inner.choice("unit", of: TimestampRule.Unit.self) ?? .seconds
            let tolerance = inner.integer("tolerance_s", in: 1...86_400, unit: "seconds") ?? 300
            return places.first.map { TimestampRule(place: $0, unit: unit, toleranceSeconds: tolerance) }
        } ?? nil
    }

    private func signed(_ section: ConfigurationReader) -> Template? {
        if !section.has("signed") { section.report("signed", "is missing") }
        return template(section, "signed", kinds: SignedBytes.kinds)
    }

    private func readHMAC(_ section: ConfigurationReader) -> HMACScheme? {
        let algorithm = section.require("algorithm", section.choice("algorithm", of: HMACScheme.Algorithm.self))
        let encoding = section.require("encoding", section.choice("encoding", of: HMACScheme.Encoding.self))
        let form = section.choice("secret_form", of: HMACScheme.KeyForm.self) ?? .text
        let place = place(section, "signature")
        let secrets = settingNames(section, "secrets")
        let signed = signed(section)
        let timestamp = readTimestamp(section)
        let bodyHash = self.place(section, "body_sha256", isNeeded: false)
        let prefix = section.text("prefix", charactersMax: 40) ?? ""
        // A blank is a separator too, so it is not read as an ordinary text, which must not be empty.
        let separator = section.entry("separator")?.node.scalar?.string
        let anyPort = section.flag("any_port") ?? false
        if let signed, signed.names(of: "body").isEmpty, signed.names(of: "form").isEmpty, bodyHash == nil,
            timestamp == nil
        {
            section.report("signed", "must cover the body: {body}, {form}, or body_sha256")
        }
        guard let algorithm, let encoding, let place, let signed else { return nil }
        return HMACScheme(
            algorithm: algorithm, encoding: encoding, keyForm: form, place: place, prefix: prefix,
            separator: separator, secrets: secrets, signed: signed, timestamp: timestamp, bodyHash: bodyHash,
            anyPort: anyPort)
    }

    func readSecret(_ section: ConfigurationReader) -> SecretScheme? {
        let place = place(section, "in")
        let secrets = settingNames(section, "secrets")
        let prefix = section.entry("prefix")?.node.scalar?.string ?? ""
        return place.map { SecretScheme(place: $0, prefix: prefix, secrets: secrets) }
    }

    private func readSignature(_ section: ConfigurationReader) -> SignatureScheme? {
        let algorithm = section.require("algorithm", section.choice("algorithm", of: SignatureScheme.Algorithm.self))
        let encoding = section.require("encoding", section.choice("encoding", of: HMACScheme.Encoding.self))
        let place = place(section, "signature")
        let keys = settingNames(section, "keys")
        let signed = signed(section)
        if let signed, signed.names(of: "body").isEmpty { section.report("signed", "must cover the body: {body}") }
        let timestamp = readTimestamp(section)
        guard let algorithm, let encoding, let place, let signed else { return nil }
        return SignatureScheme(
            algorithm: algorithm, encoding: encoding, place: place, keys: keys, signed: signed, timestamp: timestamp)
    }

    private func readJWT(_ section: ConfigurationReader) -> JWTScheme? {
        let words = JWTScheme.Algorithm.allCases.map(\.rawValue)
        let algorithms = section.choices("algorithms", words: words)?.compactMap(JWTScheme.Algorithm.init(rawValue:))
        var issuers: [Template] = []
        for issuer in section.textOrTexts("issuer") ?? [] {
            do { issuers.append(try Template(issuer, kinds: ["setting."])) } catch {
                section.report("issuer", error.reason)
            }
        }
        if issuers.isEmpty, !section.has("issuer") { section.report("issuer", "is missing") }
        if !section.has("audience") { section.report("audience", "is missing") }
        let audience = template(section, "audience", kinds: ["setting."])
        let jwks = section.text("jwks_url").map { KeySource(kind: .jwks, url: $0) }
        let metadata = section.text("metadata_url").map { KeySource(kind: .metadata, url: $0) }
        let source = jwks ?? metadata
        if source == nil || (jwks != nil && metadata != nil) {
            section.report("must have jwks_url or metadata_url: where the keys are published")
        }
        if let source, !source.url.hasPrefix("https://") { section.report("keys must come over https") }
        let place = section.has("in") ? self.place(section, "in") : RequestPlace(kind: .header, name: "Authorization")
        let leeway = section.integer("leeway_s", in: 0...600, unit: "seconds") ?? 300
        let claims = section.sections("claims") { readMatch($0, "claim") } ?? []
        let lists = section.sections("key_lists") { readMatch($0, "member") } ?? []
        guard let audience, let source, let place else { return nil }
        return JWTScheme(
            place: place, prefix: "Bearer ", algorithms: algorithms ?? [.rs256], issuers: issuers, audience: audience,
            keys: source, leewaySeconds: leeway, claims: claims, keyLists: lists)
    }

    private func readMatch(_ section: ConfigurationReader, _ key: String) -> JWTScheme.Match {
        JWTScheme.Match(
            name: section.requiredText(key, charactersMax: 100), body: section.requiredText("body", charactersMax: 200))
    }
}
