import ConfigurationReading
import Recipes

/// What `channels test` says: for people line by line, for programs as JSON.
struct ChannelReport {
    let place: ChannelFolders.Place
    let recipe: ChannelRecipe
    let results: [SampleResult]
    /// Whether a single sample is looked at, and all of it shown.
    let isDetailed: Bool

    private var wrong: [SampleResult] { results.filter { !$0.problems.isEmpty } }
    var isRight: Bool { wrong.isEmpty }

    /// One line each, `FILE:LINE: where: what`, and the sum.
    var problems: [String] {
        wrong.flatMap { result in
            result.problems.map { problem in
                let place = problem.path.isEmpty ? "sample" : problem.path
                return TextTable.plain("\(result.path):\(problem.line): \(place): \(problem.reason)")
            }
        } + ["\(wrong.count) of \(Self.counted(results.count)) came otherwise than said"]
    }

    private static func counted(_ count: Int) -> String { count == 1 ? "1 sample" : "\(count) samples" }

    /// `{channel, file, ok, samples: [{name, file, ok, problems: [{line, path, reason}], …what came}]}`.
    var json: String {
        let samples = results.map { result -> JSON in
            var members = result.report.found
            members["name"] = .string(result.name)
            members["file"] = .string(result.path)
            members["ok"] = .bool(result.problems.isEmpty)
            members["problems"] = .array(
                result.problems.map { problem in
                    [
                        "line": .number(Double(problem.line)), "path": .string(problem.path),
                        "reason": .string(problem.reason),
                    ]
                })
            return .object(members)
        }
        return Self.text(place, isRight: isRight, ["samples": .array(samples)])
    }

    /// The same for a definition that could not be read.
    static func text(_ place: ChannelFolders.Place, problems: ConfigurationProblems) -> String {
        text(place, isRight: false, ["problems": .array(problems.problems.map { .string($0.description) })])
    }

    private static func text(_ place: ChannelFolders.Place, isRight: Bool, _ more: [String: JSON]) -> String {
        var members = more
        members["channel"] = .string(place.kind)
        members["file"] = .string(place.file)
        members["ok"] = .bool(isRight)
        return String(decoding: JSON.object(members).bytes, as: UTF8.self)
    }

    func lines(_ style: TerminalStyle) -> [String] {
        var lines = [style.strong("\(recipe.title["en"] ?? recipe.kind)") + style.quiet("  \(place.file)")]
        for result in results {
            let isRight = result.problems.isEmpty
            lines.append((isRight ? style.good("✓") : style.bad("✗")) + " " + TextTable.plain(result.name))
            lines += SampleWords(isDetailed: isDetailed).lines(result.report.found).map { "    " + $0 }
        }
        let right = results.count - wrong.count
        lines.append("\(Self.counted(results.count)), \(right) right" + (wrong.isEmpty ? "" : ", \(wrong.count) not"))
        return lines
    }
}

/// A sample's outcome in words.
struct SampleWords {
    /// Longest text shown when many samples are, in characters.
    static let charactersMax = 160

    let isDetailed: Bool

    func lines(_ found: [String: JSON]) -> [String] {
        var lines: [String] = []
        for exchange in found["exchange"]?.items ?? [] { lines += self.exchange(exchange) }
        for event in found["events"]?.items ?? [] { lines += self.event(event) }
        if let refused = found["refused"] {
            lines.append("refused with \(refused["status"]?.text ?? "?"): \(refused["reason"]?.text ?? "")")
        }
        if let answer = found["answer"], found["handshake"] != nil || isDetailed {
            let name = found["handshake"]?.text.map { "handshake \($0), " } ?? ""
            lines.append(
                "\(name)answered \(answer["status"]?.text ?? "")\(answer["body"].map { " " + text($0) } ?? "")")
        }
        if let outcome = found["outcome"] { lines.append(self.outcome(outcome)) }
        if let wait = found["wait_ms"]?.text {
            lines.append("asks again after \(wait) ms, from \(text(found["next_cursor"] ?? .null))")
        }
        return lines
    }

    private func event(_ event: JSON) -> [String] {
        guard event["kind"] != "unreadable" else {
            return ["cannot be read: \(plain(event["detail"]?.text ?? event["reason"]?.text ?? ""))"]
        }
        var line = event["kind"]?.text ?? "?"
        if let state = event["state"]?.text { line += " \(state)" }
        line += event["name"]?.text.map { " (\(plain($0)))" } ?? ""
        if let sender = event["sender"] {
            let name = sender["name"]?.text.map { ", \(plain($0))" } ?? ""
            line += " from \(plain(sender["id"]?.text ?? "?"))\(name)"
        }
        if let chat = event["chat"]?.text {
            line += " in \(plain(chat))\(event["thread"]?.text.map { " / \(plain($0))" } ?? "")"
        }
        if let targets = event["targets"]?.items?.compactMap(\.text), !targets.isEmpty {
            line += " of \(plain(targets.prefix(3).joined(separator: ", ")))\(targets.count > 3 ? " …" : "")"
        }
        if let words = event["text"]?.text ?? event["emoji"]?.text { line += ": “\(plain(words))”" }
        if let failure = event["failure"] {
            line += ": \(plain(failure["code"]?.text ?? "")) \(plain(failure["detail"]?.text ?? ""))"
        }
        let files = (event["attachments"]?.items ?? []).map { file in
            let facts = [file["name"]?.text, file["type"]?.text, file["words"]?.text].compactMap(\.self)
            return "  \(file["kind"]?.text ?? "file") \(plain(facts.joined(separator: ", ")))"
        }
        return [line] + files + (isDetailed ? ["  " + text(event)] : [])
    }

    private func exchange(_ exchange: JSON) -> [String] {
        let request = exchange["request"] ?? [:]
        var lines = ["\(request["method"]?.text ?? "") \(plain(request["url"]?.text ?? ""))"]
        for name in ["json", "form", "multipart", "file"] {
            if let body = request[name] { lines.append("  \(name == "json" ? "" : name + " ")\(text(body))") }
        }
        if isDetailed, let headers = request["headers"] { lines.append("  headers \(text(headers))") }
        if let answer = exchange["answer"] {
            let status = answer["status"]?.text ?? answer["failure"]?.text ?? "200"
            lines.append("  ← \(status)\((answer["body"] ?? answer["text"]).map { " " + text($0) } ?? "")")
        }
        return lines
    }

    private func outcome(_ outcome: JSON) -> String {
        if let failure = outcome["failure"] {
            let certainty = failure["certainty"] == "unknown" ? "it may have arrived" : "it did not arrive"
            let retry = failure["retry"]?.text ?? "never"
            return
                "failed, \(failure["kind"]?.text ?? ""): \(certainty); again: \(retry). \(plain(failure["detail"]?.text ?? ""))"
        }
        if let file = outcome["file"]?.text { return "fetched \(file.utf8.count) bytes" }
        let ids = (outcome["ids"]?.items ?? []).compactMap(\.text)
        return ids.isEmpty ? "done" : "done, as \(plain(ids.joined(separator: ", ")))"
    }

    private func text(_ value: JSON) -> String { plain(String(decoding: value.bytes, as: UTF8.self)) }

    /// Readable text of one line; long ones are cut unless a single sample is looked at.
    private func plain(_ text: String) -> String {
        let line = TextTable.plain(text)
        guard !isDetailed, line.count > Self.charactersMax else { return line }
        return line.prefix(Self.charactersMax - 1) + "…"
    }
}
