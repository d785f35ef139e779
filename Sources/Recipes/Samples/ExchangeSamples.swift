import ConnectorKit
import Conversations

/// The requests of a sample and their answers.
struct ExchangeScript {
    private let steps: [JSON]
    private var index = 0
    private var log: [JSON] = []

    init(_ steps: [JSON]) { self.steps = steps }

    /// Compares a request with the next one of the sample; what the platform says to it.
    ///
    /// - Returns: nil, with the problem reported, when the sample knows of no further request.
    mutating func answer(_ request: RecipeRequest, _ report: inout SampleReport) -> Exchange? {
        let shown = Self.describe(request)
        guard index < steps.count else {
            log.append(["request": shown])
            report.problems.append(SampleProblem("exchange", "lacks a request to \(request.endpoint), \(request.url)"))
            return nil
        }
        let step = steps[index]
        report.compare(step["request"], shown, "exchange[\(index)].request")
        log.append(["request": shown, "answer": step["answer"] ?? .null])
        index += 1
        return Self.exchange(step["answer"] ?? .null)
    }

    /// Ends the comparison: what was exchanged, and what was not.
    func finish(_ report: inout SampleReport) {
        report.found["exchange"] = .array(log)
        if index < steps.count {
            report.problems.append(SampleProblem("exchange[\(index)]", "is a request that did not come"))
        }
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

    func report() -> SampleReport {
        guard let action = sample["action"]?.text else { return SampleReport(problem: "is no text", at: "action") }
        let begun =
            sample["message"].map { channel.begin(action, view($0)) }
            ?? channel.begin(action, input: sample["input"] ?? [:])
        guard var run = begun else {
            return SampleReport(problem: "is none of the definition: \(action)", at: "action")
        }
        var script = ExchangeScript(sample["exchange"]?.items ?? [])
        var report = SampleReport()
        while true {
            switch run.next(now: now) {
            case .request(let request):
                guard let exchange = script.answer(request, &report) else {
                    script.finish(&report)
                    return report
                }
                run.receive(exchange, now: now)
            case .finished(let outcome):
                script.finish(&report)
                let shown = Self.describe(outcome)
                report.found["outcome"] = shown
                report.compare(sample["outcome"], shown, "outcome")
                return report
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
                case .after(let milliseconds), .paced(let milliseconds): .number(Double(milliseconds))
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

    func report() -> SampleReport {
        guard var run = channel.poll(from: sample["cursor"] ?? .null) else {
            return SampleReport(problem: "has no meaning: the definition does not poll", at: "exchange")
        }
        var script = ExchangeScript(sample["exchange"]?.items ?? [])
        var report = SampleReport()
        var reading = InboundReading()
        while true {
            switch run.next(now: now) {
            case .request(let request):
                guard let exchange = script.answer(request, &report) else {
                    script.finish(&report)
                    return report
                }
                reading.items += run.receive(exchange, endpoint: request.endpoint, now: now).items
            case .wait(let milliseconds):
                script.finish(&report)
                report.take(reading, sample)
                report.found["next_cursor"] = run.cursor
                report.found["wait_ms"] = .number(Double(milliseconds))
                report.compare(sample["next_cursor"], run.cursor, "next_cursor")
                report.compare(sample["wait_ms"], .number(Double(milliseconds)), "wait_ms")
                return report
            }
        }
    }
}
