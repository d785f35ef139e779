import ConfigurationReading

/// What became of one sample.
public struct SampleResult: Sendable, Hashable {
    /// The file's name without its ending.
    public let name: String
    /// Empty when everything came as the sample says.
    public let problems: [String]
}

/// Runs the samples of a recipe: `samples/*.json`, each something a platform sends or takes, with what is to come of it.
///
/// - `{request, events}`: a webhook and the events it holds; with `"signed": true` it is signed and verified first.
/// - `{request, answer}`: a handshake and its answer.
/// - `{action, message, exchange, outcome}`: something to be brought to the platform, each request with its answer.
/// - `{cursor, exchange, events, next_cursor}`: a round of polling.
///
/// What a sample names must be so; what it leaves out is not compared. `settings` and `now` may stand in each.
public enum RecipeSamples {
    /// Largest sample, in bytes.
    static let bytesMax = 1 << 20
    static let samplesMax = 500

    public static func run(_ recipe: ChannelRecipe, folder: String) -> [SampleResult] {
        FileNames.sorted(in: folder, ending: ".json", max: samplesMax).map { file in
            let name = String(file.dropLast(".json".count))
            do {
                let bytes = try BoundedFile.read("\(folder)/\(file)", bytesMax: bytesMax)
                return SampleResult(name: name, problems: run(recipe, sample: try JSON(parsing: bytes)))
            } catch let fault as JSONFault {
                return SampleResult(name: name, problems: ["is no JSON: \(fault)"])
            } catch {
                return SampleResult(name: name, problems: ["cannot be read"])
            }
        }
    }

    /// Everything that came otherwise than the sample says.
    public static func run(_ recipe: ChannelRecipe, sample: JSON) -> [String] {
        let channel: RecipeChannel
        do {
            channel = try RecipeChannel(recipe: recipe, settings: settings(of: recipe, sample))
        } catch {
            return ["settings: \(error.setting) \(error.reason)"]
        }
        let now = sample["now"]?.integer ?? 1_800_000_000_000
        if sample["action"] != nil { return OutboundSample(channel: channel, sample: sample, now: now).problems() }
        if sample["exchange"] != nil { return PollSample(channel: channel, sample: sample, now: now).problems() }
        guard let request = request(sample["request"] ?? .null) else { return ["has no request"] }
        return inbound(channel, request, sample, now: now)
    }

    private static func inbound(
        _ channel: RecipeChannel, _ plain: WebhookRequest, _ sample: JSON, now: Int64
    ) -> [String] {
        var request = plain
        let isSigned = sample["signed"]?.flag ?? false
        if isSigned, let header = channel.signatureHeader, let signature = channel.signature(of: request) {
            request.headers.append((header, signature))
        }
        guard isSigned || sample["answer"] != nil else {
            guard let reading = try? channel.read(request, now: now) else { return ["the body cannot be read"] }
            return compare(reading, sample)
        }
        switch channel.receive(request, now: now) {
        case .take(let reading, let answer, _):
            return compare(reading, sample) + Comparing.problems(sample["answer"], describe(answer), "answer")
        case .handshake(_, let answer): return Comparing.problems(sample["answer"], describe(answer), "answer")
        case .refuse(let status, let reason):
            guard sample["answer"]?["status"]?.integer == Int64(status) else {
                return ["is refused with \(status): \(reason)"]
            }
            return []
        case .needsKeys: return ["needs the platform's keys"]
        }
    }

    static func compare(_ reading: InboundReading, _ sample: JSON) -> [String] {
        guard let wanted = sample["events"]?.items else { return [] }
        let found = reading.items.map { item -> JSON in
            switch item {
            case .event(let event): event.json
            case .unreadable(let unreadable):
                ["kind": "unreadable", "reason": .string("\(unreadable.reason) \(unreadable.message ?? "")")]
            }
        }
        guard found.count == wanted.count else {
            let kinds = found.map { "\($0["kind"]?.text ?? "?") \($0["reason"]?.text ?? "")" }
            return ["\(wanted.count) events are expected, \(found.count) came: \(kinds)"]
        }
        return zip(wanted, found).enumerated().flatMap { index, pair in
            Comparing.problems(pair.0, pair.1, "events[\(index)]")
        }
    }

    private static func describe(_ answer: WebhookAnswer) -> JSON {
        let body = (try? JSON(parsing: answer.body)) ?? .string(String(decoding: answer.body, as: UTF8.self))
        return ["status": .number(Double(answer.status)), "body": answer.body.isEmpty ? .null : body]
    }

    /// The sample's settings, and a word for each required one it does not give.
    private static func settings(of recipe: ChannelRecipe, _ sample: JSON) -> [String: JSON] {
        var settings = sample["settings"]?.members ?? [:]
        for definition in recipe.settings where definition.isRequired && settings[definition.name] == nil {
            switch definition.kind {
            case .string: settings[definition.name] = .string(definition.name)
            case .integer: settings[definition.name] = 1
            case .flag: settings[definition.name] = true
            case .list: settings[definition.name] = [.string(definition.name)]
            }
        }
        return settings
    }

    /// `{method, path, query, headers, body}`, or `form` or `text` in place of `body`.
    static func request(_ value: JSON) -> WebhookRequest? {
        guard value.members != nil else { return nil }
        var headers = (value["headers"]?.members ?? [:]).map { ($0.key, $0.value.text ?? "") }
        var body: [UInt8] = []
        var type: String?
        if let form = value["form"]?.members {
            let pairs = form.sorted { $0.key < $1.key }.map {
                "\(Percent.encode($0.key))=\(Percent.encode($0.value.text ?? ""))"
            }
            body = Array(pairs.joined(separator: "&").utf8)
            type = "application/x-www-form-urlencoded"
        } else if let text = value["text"]?.text {
            body = Array(text.utf8)
        } else if let document = value["body"] {
            body = document.bytes
            type = "application/json"
        }
        if let type, !headers.contains(where: { $0.0.lowercased() == "content-type" }) {
            headers.append(("Content-Type", type))
        }
        let path = value["path"]?.text ?? ""
        let query = (value["query"]?.members ?? [:]).sorted { $0.key < $1.key }.map {
            "\(Percent.encode($0.key))=\(Percent.encode($0.value.text ?? ""))"
        }.joined(separator: "&")
        let url = "https://gateway.example.org/channels/sample\(path)\(query.isEmpty ? "" : "?\(query)")"
        return WebhookRequest(
            method: value["method"]?.text ?? "POST", url: value["url"]?.text ?? url, path: path, headers: headers,
            body: body)
    }
}

/// Compares what came with what a sample says.
enum Comparing {
    /// Every place in which `found` is not as `wanted`; members that `wanted` does not name may be anything.
    static func problems(_ wanted: JSON?, _ found: JSON?, _ path: String) -> [String] {
        guard let wanted else { return [] }
        switch (wanted, found) {
        case (.object(let members), .object):
            return members.sorted { $0.key < $1.key }.flatMap { key, value in
                problems(value, found?[key] ?? .null, "\(path).\(key)")
            }
        case (.array(let items), .array(let others)) where items.count == others.count:
            return zip(items, others).enumerated().flatMap { problems($1.0, $1.1, "\(path)[\($0)]") }
        default:
            guard wanted != found else { return [] }
            return ["\(path) is \(text(found)), not \(text(wanted))"]
        }
    }

    private static func text(_ value: JSON?) -> String {
        value.map { String(decoding: $0.bytes.prefix(400), as: UTF8.self) } ?? "missing"
    }
}
