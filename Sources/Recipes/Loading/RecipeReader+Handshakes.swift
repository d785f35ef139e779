import ConfigurationReading

extension RecipeReader {
    func readHandshakes() -> [HandshakeRule] {
        (root.sections("handshakes", readHandshake) ?? []).compactMap(\.self)
    }

    private func readHandshake(_ section: ConfigurationReader) -> HandshakeRule? {
        let name = section.requiredText("name", charactersMax: 60)
        let method = section.choice("method", words: ["GET", "POST", "PUT"]) ?? "POST"
        let path = section.text("path") ?? ""
        let when = mapping(section, "when")
        let isVerified = section.flag("verified") ?? true
        let secret = section.section("secret", readSecret) ?? nil
        let computed = readComputed(section)
        let query = readQuery(section)
        let status = section.integer("status", in: 200...299, unit: "") ?? 200
        let answer = section.section("answer", readHandshakeAnswer) ?? .empty
        if !isVerified, secret == nil, computed.isEmpty {
            section.report(
                "verified", "an answer to requests that prove nothing needs a secret, or something computed with one")
        }
        if !isVerified, when != nil {
            section.report("when", "reads the body, which is not looked at before it is verified")
        }
        return HandshakeRule(
            name: name, method: method, path: path, query: query, when: when, isVerified: isVerified, secret: secret,
            computed: computed, answer: answer, status: status)
    }

    private func readQuery(_ section: ConfigurationReader) -> [String: String?] {
        var query: [String: String?] = [:]
        _ = section.section("query") { map in
            for name in map.writtenKeys {
                let wanted = map.text(name, charactersMax: 200)
                query[name] = .some(wanted == "*" ? nil : wanted)
            }
        }
        return query
    }

    private func readComputed(_ section: ConfigurationReader) -> [HandshakeRule.Computed] {
        var computed: [HandshakeRule.Computed] = []
        _ = section.section("computed") { map in
            for name in map.writtenKeys {
                let item: HandshakeRule.Computed?? = map.section(name) { inner in
                    let algorithm = inner.require("hmac", inner.choice("hmac", of: HMACScheme.Algorithm.self))
                    let encoding = inner.require("encoding", inner.choice("encoding", of: HMACScheme.Encoding.self))
                    let key = settingNames(inner, "key").first
                    if !inner.has("message") { inner.report("message", "is missing") }
                    let message = template(inner, "message", kinds: HandshakeRule.kinds)
                    guard let algorithm, let encoding, let key, let message else { return nil }
                    return HandshakeRule.Computed(
                        name: name, algorithm: algorithm, encoding: encoding, key: key, message: message)
                }
                if let item = item ?? nil { computed.append(item) }
            }
        }
        return computed
    }

    private func readHandshakeAnswer(_ section: ConfigurationReader) -> HandshakeRule.Answer {
        let text = template(section, "text", kinds: HandshakeRule.kinds)
        let json = mapping(section, "json")
        if text != nil, json != nil { section.report("must have text or json, not both") }
        if let text { return .text(text) }
        if let json { return .json(json) }
        return .empty
    }
}
