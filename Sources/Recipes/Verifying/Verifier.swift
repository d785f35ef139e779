import Crypto

/// Decides whether a request comes from where it says. Nothing that is not proven is taken.
struct Verifier: Sendable {
    let schemes: [VerificationScheme]

    /// The first scheme whose proof holds decides; else the refusal that says most.
    ///
    /// - Parameters:
    ///   - now: Milliseconds since 1970.
    ///   - keys: Key sets at hand, by their source.
    func verify(
        _ request: WebhookRequest, body: ParsedBody, settings: RecipeSettings, now: Int64,
        keys: [KeySource: KeySet] = [:]
    ) -> Verdict {
        var refusal: Verdict.Refusal?
        for scheme in schemes {
            let verdict =
                switch scheme {
                case .hmac(let scheme): scheme.verify(request, body: body, settings: settings, now: now)
                case .secret(let scheme): scheme.verify(request, body: body, settings: settings)
                case .basic(let scheme): scheme.verify(request, settings: settings)
                case .signature(let scheme): scheme.verify(request, body: body, settings: settings, now: now)
                case .jwt(let scheme):
                    scheme.verify(request, body: body, settings: settings, now: now, keys: keys[scheme.keys])
                }
            guard case .refused(let reason) = verdict else { return verdict }
            if refusal == nil || refusal == .missing { refusal = reason }
        }
        return .refused(refusal ?? .unconfigured)
    }
}

/// The bytes a scheme signs.
struct SignedBytes {
    let request: WebhookRequest
    let body: ParsedBody
    let timestamp: TimestampRule?

    /// Names of fields in a template of what is signed.
    static let kinds = [
        "method", "url", "path", "query", "body", "form", "timestamp", "header.", "query.", "form.",
    ]

    /// The template filled in; nil when the request lacks one of its parts.
    func bytes(_ template: Template, url: String) -> [UInt8]? {
        var bytes: [UInt8] = []
        for piece in template.pieces {
            switch piece {
            case .text(let text): bytes += text.utf8
            case .field("body", _, _): bytes += request.body
            case .field(let kind, let name, _):
                guard let text = value(kind, name, url: url) else { return nil }
                bytes += text.utf8
            }
        }
        return bytes
    }

    private func value(_ kind: String, _ name: String, url: String) -> String? {
        switch kind {
        case "method": request.method
        case "url": url
        case "path": request.path
        case "query": String(request.rawQuery)
        case "form": sortedForm
        case "timestamp": timestamp?.place.value(in: request, form: body.fields)
        case "header.": request.header(name)
        case "query.": request.queryValue(name)
        default: RequestPlace(kind: .form, name: name).value(in: request, form: body.fields)
        }
    }

    /// Names in order of their code points, each followed by its value; a value that came twice under a name counts
    /// once (Twilio, "Validating requests").
    private var sortedForm: String {
        var byName: [String: Set<String>] = [:]
        for field in body.fields { byName[field.name, default: []].insert(field.value) }
        func ordered(_ texts: some Sequence<String>) -> [String] {
            texts.sorted { $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars) }
        }
        return ordered(byName.keys).map { name in
            ordered(byName[name] ?? []).map { name + $0 }.joined()
        }.joined()
    }
}

extension TimestampRule {
    /// Nil when the request is fresh.
    func refusal(_ request: WebhookRequest, body: ParsedBody, now: Int64) -> Verdict.Refusal? {
        guard let text = place.value(in: request, form: body.fields) else { return .missing }
        let made: Int64? =
            switch unit {
            case .seconds: Int64(text).flatMap { $0.magnitude < 1 << 40 ? $0 * 1000 : nil }
            case .milliseconds: Int64(text).flatMap { $0.magnitude < 1 << 50 ? $0 : nil }
            case .rfc3339: Moment.milliseconds(rfc3339: text)
            }
        guard let made else { return .forged }
        return (now - made).magnitude > UInt64(toleranceSeconds) * 1000 ? .stale : nil
    }
}

extension HMACScheme {
    /// The signature of a request as it would be written, with the first key there is; nil when there is none, or a
    /// part of what is signed is missing.
    func signature(of request: WebhookRequest, settings: RecipeSettings) -> String? {
        let body = (try? ParsedBody.read(request, kinds: BodyKind.allCases)) ?? ParsedBody(value: .null)
        let parts = SignedBytes(request: request, body: body, timestamp: timestamp)
        guard let key = secrets.flatMap(settings.texts).compactMap(key).first,
            let bytes = parts.bytes(signed, url: request.url)
        else { return nil }
        let code = authenticationCode(bytes, key: key)
        return prefix + (encoding == .hex ? Hex.encode(code) : Base64.encode(code))
    }

    func verify(_ request: WebhookRequest, body: ParsedBody, settings: RecipeSettings, now: Int64) -> Verdict {
        let keys = secrets.flatMap(settings.texts).compactMap(key)
        guard !keys.isEmpty else { return .refused(.unconfigured) }
        guard let written = place.value(in: request, form: body.fields), !written.isEmpty else {
            return .refused(.missing)
        }
        if let refusal = timestamp?.refusal(request, body: body, now: now) { return .refused(refusal) }
        if bodyHash != nil, !coversBody(request, body: body) { return .refused(.forged) }
        let given = signatures(in: written)
        guard !given.isEmpty else { return .refused(.forged) }
        let signedBytes = SignedBytes(request: request, body: body, timestamp: timestamp)
        var isRight = false
        for url in anyPort ? AddressParts.withAndWithoutPort(request.url) : [request.url] {
            guard let bytes = signedBytes.bytes(signed, url: url) else { return .refused(.missing) }
            for key in keys {
                let right = authenticationCode(bytes, key: key)
                for signature in given where ConstantTime.equal(signature, right) { isRight = true }
            }
        }
        guard isRight else { return .refused(.forged) }
        // The text that was compared and what it signs make the request; a signature alone may be the same for two.
        return .accepted(replayKey: ReplayKey.of(given.flatMap(\.self), timestamp: timestamp, request, body))
    }

    /// A body is covered by the template, or as a form's fields are, or by its hash.
    private func coversBody(_ request: WebhookRequest, body: ParsedBody) -> Bool {
        if !body.fields.isEmpty || request.body.isEmpty { return true }
        guard let hash = bodyHash?.value(in: request, form: body.fields).flatMap({ Hex.decode($0) }) else {
            return false
        }
        return ConstantTime.equal(hash, Array(SHA256.hash(data: request.body)))
    }

    private func signatures(in written: String) -> [[UInt8]] {
        let pieces = separator.map { written.split(separator: $0, maxSplits: 8).map(String.init) } ?? [written]
        return pieces.compactMap { piece in
            guard piece.hasPrefix(prefix) else { return nil }
            let text = piece.dropFirst(prefix.count)
            return encoding == .hex ? Hex.decode(text) : Base64.decode(text)
        }.filter { !$0.isEmpty }
    }

    private func key(_ text: String) -> [UInt8]? {
        let bytes: [UInt8]? =
            switch keyForm {
            case .text: Array(text.utf8)
            case .hex: Hex.decode(text)
            case .base64: Base64.decode(text)
            case .standardWebhooks: Base64.decode(text.hasPrefix("whsec_") ? text.dropFirst(6) : text[...])
            }
        return bytes?.isEmpty == true ? nil : bytes
    }

    private func authenticationCode(_ bytes: [UInt8], key: [UInt8]) -> [UInt8] {
        algorithm.code(for: bytes, key: key)
    }
}

extension HMACScheme.Algorithm {
    /// The keyed hash (RFC 2104).
    func code(for bytes: [UInt8], key: [UInt8]) -> [UInt8] {
        let key = SymmetricKey(data: key)
        return switch self {
        case .sha1: Array(HMAC<Insecure.SHA1>.authenticationCode(for: bytes, using: key))
        case .sha256: Array(HMAC<SHA256>.authenticationCode(for: bytes, using: key))
        case .sha512: Array(HMAC<SHA512>.authenticationCode(for: bytes, using: key))
        }
    }
}

extension SecretScheme {
    func verify(_ request: WebhookRequest, body: ParsedBody, settings: RecipeSettings) -> Verdict {
        let right = secrets.flatMap(settings.texts)
        guard !right.isEmpty else { return .refused(.unconfigured) }
        guard let written = place.value(in: request, form: body.fields), !written.isEmpty else {
            return .refused(.missing)
        }
        guard written.count >= prefix.count, written.prefix(prefix.count).lowercased() == prefix.lowercased() else {
            return .refused(.missing)
        }
        let given = Array(written.dropFirst(prefix.count).utf8)
        var isRight = false
        for secret in right where ConstantTime.equal(given, Array(secret.utf8)) { isRight = true }
        return isRight ? .accepted(replayKey: nil) : .refused(.forged)
    }
}

extension BasicScheme {
    func verify(_ request: WebhookRequest, settings: RecipeSettings) -> Verdict {
        let users = settings.texts(user)
        let passwords = settings.texts(password)
        guard !users.isEmpty, !passwords.isEmpty else { return .refused(.unconfigured) }
        guard let header = request.header("authorization"), header.lowercased().hasPrefix("basic ") else {
            return .refused(.missing)
        }
        guard let given = Base64.decode(header.dropFirst(6)) else { return .refused(.forged) }
        var isRight = false
        for user in users {
            for password in passwords where ConstantTime.equal(given, Array("\(user):\(password)".utf8)) {
                isRight = true
            }
        }
        return isRight ? .accepted(replayKey: nil) : .refused(.forged)
    }
}
