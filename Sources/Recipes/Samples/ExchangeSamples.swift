import ConnectorKit
import Conversations

/// The requests of a sample and their answers.
struct ExchangeScript {
    private let steps: [JSON]
    private var index = 0

    init(_ steps: [JSON]) { self.steps = steps }

    var isAtEnd: Bool { index >= steps.count }

    /// Compares a request with the next one of the sample; what the platform says to it.
    mutating func answer(_ request: RecipeRequest) -> (exchange: Exchange, problems: [String]) {
        guard index < steps.count else { return (.forbidden, ["a request more than expected: \(request.endpoint)"]) }
        let step = steps[index]
        let problems = Comparing.problems(step["request"], Self.describe(request), "exchange[\(index)].request")
        index += 1
        return (Self.exchange(step["answer"] ?? .null), problems)
    }

    private static func exchange(_ answer: JSON) -> Exchange {
        switch answer["failure"]?.text {
        case "timeout": return .noAnswer(timedOut: true)
        case "closed": return .noAnswer(timedOut: false)
        case "unreachable": return .notSent(detail: "connection refused")
        case "too_large": return .answerTooLarge(status: Int(answer["status"]?.integer ?? 200))
        default: break
        }
        let headers = (answer["headers"]?.members ?? [:]).compactMapValues(\.text)
        let body = answer["body"].map { $0.bytes } ?? Array((answer["text"]?.text ?? "").utf8)
        return .answer(HTTPAnswer(status: Int(answer["status"]?.integer ?? 200), headers: headers, body: body))
    }

    static func describe(_ request: RecipeRequest) -> JSON {
        var members: [String: JSON] = [
            "endpoint": .string(request.endpoint), "method": .string(request.method), "url": .string(request.url),
            "headers": .object(request.headers.mapValues(JSON.string)),
        ]
        members["credential"] = request.credential.map(JSON.string)
        switch request.body {
        case .none: break
        case .json(let bytes): members["json"] = try? JSON(parsing: bytes)
        case .form(let fields):
            members["form"] = .array(fields.map { .array([.string($0.name), .string($0.value)]) })
        case .multipart(let parts):
            members["multipart"] = .array(
                parts.map { part in
                    switch part.content {
                    case .text(let text): ["name": .string(part.name), "value": .string(text)]
                    case .file(let number): ["name": .string(part.name), "file": .number(Double(number))]
                    }
                })
        case .file(let number): members["file"] = .number(Double(number))
        }
        return .object(members)
    }
}

/// An action, request by request.
struct OutboundSample {
    let channel: RecipeChannel
    let sample: JSON
    let now: Int64

    func problems() -> [String] {
        guard let action = sample["action"]?.text else { return ["action is no text"] }
        let begun =
            sample["message"].map { channel.begin(action, view($0)) }
            ?? channel.begin(action, input: sample["input"] ?? [:])
        guard var run = begun else { return ["the recipe has no action \(action)"] }
        var script = ExchangeScript(sample["exchange"]?.items ?? [])
        var problems: [String] = []
        while true {
            switch run.next(now: now) {
            case .request(let request):
                guard !script.isAtEnd else { return problems + ["a request more than expected: \(request.endpoint)"] }
                let (exchange, found) = script.answer(request)
                problems += found
                run.receive(exchange, now: now)
            case .finished(let outcome):
                if !script.isAtEnd { problems.append("fewer requests than expected") }
                return problems + Comparing.problems(sample["outcome"], Self.describe(outcome), "outcome")
            }
        }
    }

    private func view(_ value: JSON) -> OutboundView {
        var view = OutboundView(
            key: value["key"]?.text ?? "m1", recipient: value["recipient"]?.text ?? "", text: value["text"]?.text)
        view.html = value["html"]?.text
        view.replyTo = value["reply_to"]?.text
        view.target = value["target"]?.text
        view.author = value["author"]?.text.flatMap(Author.Kind.init(rawValue:)) ?? .agent
        view.isLate = value["late"]?.flag ?? false
        view.visibility = value["visibility"]?.text.flatMap(OutboundView.Visibility.init(rawValue:))
        view.place.account = value["place"]?["account"]?.text
        view.place.chat = value["place"]?["chat"]?.text
        view.place.thread = value["place"]?["thread"]?.text
        view.place.context = value["place"]?["context"] ?? .null
        view.files = (value["files"]?.items ?? []).map {
            .init(
                name: $0["name"]?.text, type: $0["type"]?.text ?? "application/octet-stream",
                sizeBytes: Int($0["size_bytes"]?.integer ?? 0), url: $0["url"]?.text)
        }
        view.buttons = (value["buttons"]?.items ?? []).map {
            .init(id: $0["id"]?.text ?? "", title: $0["title"]?.text ?? "", url: $0["url"]?.text)
        }
        view.template = value["template"].map {
            .init(
                name: $0["name"]?.text ?? "", language: $0["language"]?.text ?? "",
                values: ($0["values"]?.items ?? []).compactMap(\.text))
        }
        return view
    }

    private static func describe(_ outcome: ActionOutcome) -> JSON {
        switch outcome {
        case .done(let ids): return ["ids": .array(ids.map(JSON.string))]
        case .file(let answer): return ["file": .string(String(decoding: answer.body, as: UTF8.self))]
        case .failed(let failure, let delivered):
            let retry: JSON =
                switch failure.retry {
                case .never: "never"
                case .later: "later"
                case .whenMended: "when_mended"
                case .after(let milliseconds): .number(Double(milliseconds))
                }
            return [
                "failure": [
                    "kind": .string(failure.kind.rawValue), "retry": retry, "detail": .string(failure.detail),
                    "certainty": failure.certainty == .unknown ? "unknown" : "did_not_happen",
                ], "delivered": .array(delivered.map(JSON.string)),
            ]
        }
    }
}

/// Polling until it waits.
struct PollSample {
    let channel: RecipeChannel
    let sample: JSON
    let now: Int64

    func problems() -> [String] {
        guard var run = channel.poll(from: sample["cursor"] ?? .null) else { return ["the recipe does not poll"] }
        var script = ExchangeScript(sample["exchange"]?.items ?? [])
        var problems: [String] = []
        var reading = InboundReading()
        while true {
            switch run.next(now: now) {
            case .request(let request):
                guard !script.isAtEnd else { return problems + ["a request more than expected: \(request.url)"] }
                let (exchange, found) = script.answer(request)
                problems += found
                reading.items += run.receive(exchange, endpoint: request.endpoint, now: now).items
            case .wait(let milliseconds):
                if !script.isAtEnd { problems.append("fewer requests than expected") }
                problems += RecipeSamples.compare(reading, sample)
                problems += Comparing.problems(sample["next_cursor"], run.cursor, "next_cursor")
                return problems
                    + Comparing.problems(sample["wait_ms"], .number(Double(milliseconds)), "wait_ms")
            }
        }
    }
}
