/// A recipe with the settings of one configured channel. All its decisions are pure; they take tens of microseconds
/// and, with a hostile request, up to the mappings' bound: call them through ``JQThreads``.
public struct RecipeChannel: Sendable {
    public let recipe: ChannelRecipe
    public let settings: RecipeSettings

    /// - Throws: What is wrong with the settings.
    public init(recipe: ChannelRecipe, settings: [String: JSON]) throws(SettingsProblem) {
        self.recipe = recipe
        self.settings = try RecipeSettings(settings, definitions: recipe.settings)
    }

    var inbound: InboundMapping { recipe.inbound }

    /// Patterns of hosts that addresses out of mappings may have.
    private var hosts: [String] {
        recipe.hosts
            + recipe.hostSettings.flatMap(settings.texts).map { AddressParts($0)?.host ?? $0.lowercased() }
    }

    func scope(now: Int64, request: JSON = [:]) -> JQScope {
        JQScope(settings: settings.visible, now: now, request: request)
    }

    /// Begins an action of the recipe: `message`, `typing`, `read`, `fetch`, `acknowledge`, …
    ///
    /// - Returns: nil when the recipe has no such action.
    public func begin(_ name: String, _ view: OutboundView) -> ActionRun? {
        recipe.actions[name].map {
            ActionRun(action: $0, channel: self, input: view.json, filesCount: view.files.count)
        }
    }

    /// Begins an action on something else than a message: fetching a ``RemoteFile/source``, acknowledging an event.
    public func begin(_ name: String, input: JSON) -> ActionRun? {
        recipe.actions[name].map { ActionRun(action: $0, channel: self, input: input, filesCount: 0) }
    }

    /// Begins to ask the platform for what is new; nil for channels that are told.
    ///
    /// - Parameter cursor: What was stored last; `null` the first time.
    public func poll(from cursor: JSON) -> PollRun? {
        recipe.poll.map { PollRun(channel: self, rule: $0, cursor: cursor) }
    }

    /// Makes the request a mapping asked for.
    func request(_ wanted: JSON, filesCount: Int) throws(EventFault) -> RecipeRequest {
        guard let name = wanted["endpoint"]?.text, let endpoint = recipe.endpoints[name] else {
            let known = recipe.endpoints.keys.sorted().joined(separator: ", ")
            throw EventFault(reason: "a request must name its endpoint, one of \(known)")
        }
        return try endpoint.request(wanted, settings: settings, hosts: hosts, filesCount: filesCount)
    }

    /// The value of a credential that is not fetched; nil when a setting is missing.
    func fixedValue(of credential: Credential) -> CredentialValue? {
        func filled(_ template: Template) -> String? {
            template.expanded(encoding: false) { kind, name in kind == "setting." ? settings.text(name) : nil }
        }
        switch credential {
        case .header(let name, let value): return filled(value).map { .header(name: name, value: $0) }
        case .query(let name, let value): return filled(value).map { .query(name: name, value: $0) }
        case .basic(let user, let password):
            guard let user = filled(user), let password = filled(password) else { return nil }
            return .header(
                name: "Authorization", value: "Basic " + Base64.encode(Array("\(user):\(password)".utf8)))
        case .oauth: return nil
        }
    }
}

/// What to do with a request of a platform.
public enum WebhookDecision: Sendable {
    /// Nothing is stored.
    case refuse(status: Int, reason: RefusalReason)
    /// The platform's keys must be had before it can be decided.
    case needsKeys(KeySource, isStale: Bool)
    /// Answer at once; nothing is stored.
    case handshake(name: String, answer: WebhookAnswer)
    /// Store the events, then answer. With a `replayKey` that was seen, answer without storing.
    case take(InboundReading, answer: WebhookAnswer, replayKey: String?)

    /// Fit for a metric label.
    public enum RefusalReason: Sendable, Hashable {
        case unproven(Verdict.Refusal)
        case body(BodyFault)
        case method
        case path
        /// A handshake whose secret is wrong or whose challenge is none.
        case handshake
    }
}

extension RecipeChannel {
    /// Decides about a request.
    ///
    /// - Parameters:
    ///   - now: Milliseconds since 1970.
    ///   - keys: The platform's key sets at hand; see ``WebhookDecision/needsKeys(_:isStale:)``.
    public func receive(_ request: WebhookRequest, now: Int64, keys: [KeySource: KeySet] = [:]) -> WebhookDecision {
        guard let rule = recipe.webhook else { return .refuse(status: 404, reason: .path) }
        guard request.body.count <= rule.bodyBytesMax else { return .refuse(status: 413, reason: .body(.tooLarge)) }
        let parsed = Result { () throws(BodyFault) in
            try ParsedBody.read(request, kinds: rule.bodies, embedded: rule.embedded)
        }
        let body = (try? parsed.get()) ?? ParsedBody(value: .null)
        let scope = scope(now: now, request: view(request))
        let candidates = recipe.handshakes.filter { $0.matches(request) }
        for handshake in candidates where !handshake.isVerified {
            return answer(handshake, request, body: body, scope: scope)
        }
        let takesEvents = rule.methods.contains(request.method) && rule.takes(path: request.path)
        guard takesEvents || !candidates.isEmpty else {
            return rule.takes(path: request.path)
                ? .refuse(status: 405, reason: .method) : .refuse(status: 404, reason: .path)
        }
        let verdict = recipe.verifier.verify(request, body: body, settings: settings, now: now, keys: keys)
        let replayKey: String?
        switch verdict {
        case .refused(let refusal): return .refuse(status: rule.refusedStatus, reason: .unproven(refusal))
        case .needsKeys(let source, let isStale): return .needsKeys(source, isStale: isStale)
        case .accepted(let key): replayKey = key
        }
        if case .failure(let fault) = parsed {
            return .refuse(status: fault == .wrongType ? 415 : 400, reason: .body(fault))
        }
        for handshake in candidates where handshake.applies(to: body, programs: recipe.programs, scope: scope) {
            return answer(handshake, request, body: body, scope: scope)
        }
        guard takesEvents else { return .refuse(status: 405, reason: .method) }
        var reading = recipe.inbound.read(body.value, scope: scope)
        reading.files = body.files
        var answer = rule.answer
        if let wanted = reading.events.lazy.compactMap(\.answer).first {
            answer = WebhookAnswer(status: 200, type: "application/json", body: wanted.bytes)
        }
        return .take(reading, answer: answer, replayKey: replayKey)
    }

    /// Reads a body that is known to be genuine, as `channels test` does with samples.
    public func read(_ request: WebhookRequest, now: Int64) throws(BodyFault) -> InboundReading {
        let body = try ParsedBody.read(
            request, kinds: recipe.webhook?.bodies ?? [.json], embedded: recipe.webhook?.embedded)
        var reading = recipe.inbound.read(body.value, scope: scope(now: now, request: view(request)))
        reading.files = body.files
        return reading
    }

    /// A request as mappings see it in `$request`. Secrets in it are not shown to them.
    private func view(_ request: WebhookRequest) -> JSON {
        var query: [String: JSON] = [:]
        let secrets = recipe.secretPlaces
        for item in request.query where query.count < 100 && !secrets.contains(.init(kind: .query, name: item.name)) {
            query[item.name] = .string(String(item.value.prefix(2_000)))
        }
        var headers: [String: JSON] = [:]
        let hidden = Set(
            secrets.filter { $0.kind == .header }.map { $0.name.lowercased() } + ["authorization", "cookie"])
        for header in request.headers.prefix(100) where !hidden.contains(header.name.lowercased()) {
            headers[header.name.lowercased()] = .string(String(header.value.prefix(2_000)))
        }
        return [
            "method": .string(request.method), "path": .string(request.path), "query": .object(query),
            "headers": .object(headers),
        ]
    }

    private func answer(
        _ handshake: HandshakeRule, _ request: WebhookRequest, body: ParsedBody, scope: JQScope
    ) -> WebhookDecision {
        if let secret = handshake.secret {
            guard case .accepted = secret.verify(request, body: body, settings: settings) else {
                return .refuse(status: 403, reason: .handshake)
            }
        }
        guard let answer = handshake.answer(to: request, body: body, channel: self, scope: scope) else {
            return .refuse(status: 400, reason: .handshake)
        }
        return .handshake(name: handshake.name, answer: answer)
    }
}
