import ConfigurationReading
import Yams

extension RecipeReader {
    func readEndpoint(
        _ name: String, _ section: ConfigurationReader, credentials: Set<String>, answers: [String: String]
    ) -> Endpoint? {
        let method = section.choice("method", words: ["GET", "POST", "PUT", "PATCH", "DELETE"]) ?? "POST"
        if !section.has("url") { section.report("url", "is missing") }
        let url = template(section, "url", kinds: Endpoint.kinds)
        if let url { checkAddress(url, section) }
        let answer = reference(section, "answer", among: Array(answers.keys), "answer")
        let credential = reference(section, "credential", among: Array(credentials), "credential")
        let signing = section.section("signing", readSigning) ?? nil
        return url.map { url in
            Endpoint(
                name: name, method: method, url: url, query: templates(section, "query", kinds: Endpoint.kinds),
                headers: templates(section, "headers", kinds: Endpoint.kinds), credential: credential,
                timeoutSeconds: section.integer("timeout_s", in: 1...120, unit: "seconds") ?? 20,
                answerBytesMax: section.integer("answer_bytes_max", in: 1_024...104_857_600, unit: "bytes")
                    ?? 1_048_576,
                dropsRepeats: section.flag("drops_repeats") ?? false, delivers: section.flag("delivers") ?? true,
                isDownload: section.flag("download") ?? false, answer: answer.flatMap { answers[$0] },
                signing: signing)
        }
    }

    private func readSigning(_ section: ConfigurationReader) -> HMACScheme? {
        let algorithm = section.require("algorithm", section.choice("algorithm", of: HMACScheme.Algorithm.self))
        let encoding = section.require("encoding", section.choice("encoding", of: HMACScheme.Encoding.self))
        let form = section.choice("secret_form", of: HMACScheme.KeyForm.self) ?? .text
        let secrets = settingNames(section, "secret")
        let header = section.requiredText("header", charactersMax: 100)
        if !section.has("signed") { section.report("signed", "is missing") }
        let signed = template(section, "signed", kinds: SignedBytes.kinds)
        let prefix = section.text("prefix", charactersMax: 40) ?? ""
        guard let algorithm, let encoding, let signed else { return nil }
        return HMACScheme(
            algorithm: algorithm, encoding: encoding, keyForm: form, place: RequestPlace(kind: .header, name: header),
            prefix: prefix, separator: nil, secrets: secrets, signed: signed, timestamp: nil, bodyHash: nil,
            anyPort: false)
    }

    /// An address begins with its scheme, and its host is fixed or comes from a value as it is.
    private func checkAddress(_ url: Template, _ section: ConfigurationReader, _ key: String = "url") {
        switch url.pieces.first {
        case .text(let text) where text.hasPrefix("https://"): break
        case .field(_, _, true): break
        default:
            section.report(key, "must begin with https:// or with a value as it is: {+setting.NAME}, {+var.NAME}")
        }
    }

    private func reference(
        _ section: ConfigurationReader, _ key: String, among names: [String], _ what: String
    ) -> String? {
        guard let name = section.text(key, charactersMax: 100) else { return nil }
        if names.contains(name) { return name }
        var reason = "there is no \(what) \(Printable.quoted(name))"
        if let meant = Spelling.nearest(to: name, among: names) { reason += "; did you mean \"\(meant)\"?" }
        section.report(key, reason)
        return nil
    }

    func readCredential(_ name: String, _ section: ConfigurationReader) -> Credential? {
        let kinds = ["setting."]
        switch section.require("scheme", section.choice("scheme", words: ["header", "query", "basic", "oauth"])) {
        case "header":
            let header = section.text("header", charactersMax: 100) ?? "Authorization"
            if !section.has("value") { section.report("value", "is missing") }
            return template(section, "value", kinds: kinds).map { .header(name: header, value: $0) }
        case "query":
            let field = section.requiredText("field", charactersMax: 100)
            if !section.has("value") { section.report("value", "is missing") }
            return template(section, "value", kinds: kinds).map { .query(name: field, value: $0) }
        case "basic":
            let user = template(section, "user", kinds: kinds)
            let password = template(section, "password", kinds: kinds)
            for key in ["user", "password"] where !section.has(key) { section.report(key, "is missing") }
            guard let user, let password else { return nil }
            return .basic(user: user, password: password)
        case "oauth": return readGrant(section).map(Credential.oauth)
        default: return nil
        }
    }

    private func readGrant(_ section: ConfigurationReader) -> OAuthGrant? {
        let kinds = ["setting."]
        let kind = section.require("grant", section.choice("grant", of: OAuthGrant.Kind.self))
        for key in ["token_url", "client_id"] where !section.has(key) { section.report(key, "is missing") }
        let url = template(section, "token_url", kinds: kinds)
        if let url { checkAddress(url, section, "token_url") }
        let id = template(section, "client_id", kinds: kinds)
        let secret = template(section, "client_secret", kinds: kinds)
        let refresh = template(section, "refresh_token", kinds: kinds)
        if kind == .refreshToken, refresh == nil, !section.has("refresh_token") {
            section.report("refresh_token", "is missing")
        }
        let scope = section.text("scope", charactersMax: 1_000)
        let auth = section.choice("client_auth", words: ["form", "basic"]) ?? "form"
        let prefix = section.entry("prefix")?.node.scalar?.string ?? "Bearer "
        guard let kind, let url, let id else { return nil }
        return OAuthGrant(
            kind: kind, tokenURL: url, clientID: id, clientSecret: secret, refreshToken: refresh, scope: scope,
            usesBasic: auth == "basic", prefix: prefix)
    }
}
