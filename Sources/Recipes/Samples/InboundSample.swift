/// A request of a platform and what it holds.
struct InboundSample {
    let channel: RecipeChannel
    let sample: JSON
    let now: Int64

    func report(_ plain: WebhookRequest) -> SampleReport {
        var report = SampleReport()
        var request = plain
        let isSigned = sample["signed"]?.flag ?? false
        if isSigned, let header = channel.signatureHeader {
            guard let signature = channel.signature(of: request) else {
                return SampleReport(
                    problem: "cannot be signed: a secret or a part of what is signed is missing", at: "signed")
            }
            request.headers.append((header, signature))
            report.found["signature"] = .string(signature)
        }
        guard isSigned || sample["answer"] != nil else {
            do { report.take(try channel.read(request, now: now), sample) } catch {
                report.problems.append(SampleProblem("request", Self.words(error)))
            }
            return report
        }
        switch channel.receive(request, now: now, keys: keys) {
        case .take(let reading, let answer, _):
            report.take(reading, sample)
            report.answered(answer, sample)
        case .handshake(let name, let answer):
            report.found["handshake"] = .string(name)
            report.answered(answer, sample)
        case .refuse(let status, let reason):
            report.found["refused"] = ["status": .number(Double(status)), "reason": .string(Self.words(reason))]
            if sample["answer"]?["status"]?.integer != Int64(status) {
                report.problems.append(SampleProblem("answer", "is a refusal with \(status): \(Self.words(reason))"))
            }
        case .needsKeys:
            report.problems.append(SampleProblem("keys", "is missing: the request names a key of the platform"))
        }
        return report
    }

    private var keys: [KeySource: KeySet] {
        guard let document = sample["keys"], let set = KeySet(document.bytes) else { return [:] }
        return Dictionary(channel.recipe.keySources.map { ($0, set) }, uniquingKeysWith: { first, _ in first })
    }

    static func words(_ reason: WebhookDecision.RefusalReason) -> String {
        switch reason {
        case .unproven(.missing): "it proves nothing"
        case .unproven(.forged): "its proof is wrong"
        case .unproven(.stale): "it is too old, or from the future"
        case .unproven(.misdirected): "its proof is for something else"
        case .unproven(.unconfigured): "there is no secret to compare with"
        case .body(let fault): words(fault)
        case .method: "the method is not taken"
        case .path: "the path is not taken"
        case .handshake: "the handshake's secret is wrong, or its challenge is none"
        }
    }

    static func words(_ fault: BodyFault) -> String {
        switch fault {
        case .tooLarge: "the body is too large"
        case .wrongType: "the body's type is not taken"
        case .json: "the body is no JSON"
        case .form: "the body is no form"
        case .multipart: "the body is no multipart form"
        }
    }
}

extension SampleReport {
    mutating func take(_ reading: InboundReading, _ sample: JSON) {
        let events = reading.items.map { item -> JSON in
            switch item {
            case .event(let event): event.json
            case .unreadable(let unreadable):
                [
                    "kind": "unreadable", "reason": .string(unreadable.reason),
                    "detail": unreadable.message.map(JSON.string) ?? .null,
                ]
            }
        }
        found["events"] = .array(events)
        guard let wanted = sample["events"] else {
            for (index, event) in events.enumerated() where event["kind"] == "unreadable" {
                problems.append(
                    SampleProblem("events[\(index)]", "\(event["reason"]?.text ?? ""): \(event["detail"]?.text ?? "")"))
            }
            return
        }
        guard wanted.items?.count == events.count else {
            let kinds = events.map {
                [$0["kind"]?.text, $0["name"]?.text ?? $0["reason"]?.text, $0["detail"]?.text].compactMap(\.self)
                    .joined(separator: " ")
            }
            problems.append(
                SampleProblem(
                    "events",
                    "has \(wanted.items?.count ?? 0) entries, \(events.count) came: \(kinds.joined(separator: "; "))"))
            return
        }
        compare(wanted, .array(events), "events")
    }

    mutating func answered(_ answer: WebhookAnswer, _ sample: JSON) {
        let body = (try? JSON(parsing: answer.body)) ?? .string(String(decoding: answer.body, as: UTF8.self))
        let shown: JSON = ["status": .number(Double(answer.status)), "body": answer.body.isEmpty ? .null : body]
        found["answer"] = shown
        compare(sample["answer"], shown, "answer")
    }
}

/// A request as samples write it.
enum SampleRequest {
    /// `{method, path, query, headers, body}`, or `form`, `text` or `base64` in place of `body`.
    static func read(_ value: JSON) -> WebhookRequest? {
        guard value.members != nil else { return nil }
        var headers = (value["headers"]?.members ?? [:]).map { ($0.key, $0.value.text ?? "") }
        var body: [UInt8] = []
        var type: String?
        if let form = value["form"]?.members {
            body = Array(fields(form).utf8)
            type = "application/x-www-form-urlencoded"
        } else if let text = value["text"]?.text {
            body = Array(text.utf8)
        } else if let text = value["base64"]?.text {
            body = Base64.decode(text) ?? []
        } else if let document = value["body"] {
            body = document.bytes
            type = "application/json"
        }
        if let type, !headers.contains(where: { $0.0.lowercased() == "content-type" }) {
            headers.append(("Content-Type", type))
        }
        let path = value["path"]?.text ?? ""
        let query = fields(value["query"]?.members ?? [:])
        let url = "https://gateway.example.org/channels/sample\(path)\(query.isEmpty ? "" : "?\(query)")"
        return WebhookRequest(
            method: value["method"]?.text ?? "POST", url: value["url"]?.text ?? url, path: path, headers: headers,
            body: body)
    }

    /// `application/x-www-form-urlencoded`.
    static func fields(_ members: [String: JSON]) -> String {
        members.sorted { $0.key < $1.key }.map {
            "\(Percent.encode($0.key))=\(Percent.encode($0.value.text ?? ""))"
        }.joined(separator: "&")
    }
}
