extension HandshakeRule {
    /// Whether method, path and query are this one's.
    func matches(_ request: WebhookRequest) -> Bool {
        guard request.method == method, PathPattern.matches(request.path, path) else { return false }
        return query.allSatisfy { name, value in
            guard let given = request.queryValue(name) else { return false }
            return value == nil || given == value
        }
    }

    /// Whether the body is this one's.
    func applies(to body: ParsedBody, programs: JQPrograms, scope: JQScope) -> Bool {
        guard let when else { return true }
        return programs.run(when, body.value, scope: scope, limits: JQLimits(outputsMax: 1)).outputs.first
            == .bool(true)
    }

    /// The answer; nil when the request lacks what it is made of.
    func answer(
        to request: WebhookRequest, body: ParsedBody, channel: RecipeChannel, scope: JQScope
    ) -> WebhookAnswer? {
        func value(_ kind: String, _ name: String) -> String? {
            kind == "query." ? request.queryValue(name) : channel.settings.text(name)
        }
        var results: [String: JSON] = [:]
        for item in computed {
            guard let message = item.message.expanded(encoding: false, value), message.utf8.count <= Self.textBytesMax,
                let key = channel.settings.text(item.key)
            else { return nil }
            let code = item.algorithm.code(for: Array(message.utf8), key: Array(key.utf8))
            results[item.name] = .string(item.encoding == .hex ? Hex.encode(code) : Base64.encode(code))
        }
        switch answer {
        case .empty: return WebhookAnswer(status: status)
        case .text(let template):
            // Printed back to whoever asks: plain characters only, and never as something a browser would run.
            guard let text = template.expanded(encoding: false, value), text.utf8.count <= Self.textBytesMax,
                text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F })
            else { return nil }
            return WebhookAnswer(status: status, type: "text/plain; charset=utf-8", body: Array(text.utf8))
        case .json(let mapping):
            var scope = scope
            scope.results = .object(results)
            let run = channel.recipe.programs.run(mapping, body.value, scope: scope, limits: JQLimits(outputsMax: 1))
            guard let value = run.outputs.first, run.failure == nil else { return nil }
            return WebhookAnswer(status: status, type: "application/json", body: value.bytes)
        }
    }
}
