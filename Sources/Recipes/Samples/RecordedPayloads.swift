import ConfigurationReading

/// Payloads somebody recorded, and what each holds: a measure of a definition by what it was not written from.
///
/// A folder of `*.json`, each `{content_type, payload}` (a form's payload may be an object of fields or the raw text),
/// and `expected.jsonl` in it or above it, a line `{file, events: [{becomes, sender?, text?}]}` for each. What stands in
/// the samples' own form is run as a sample.
public enum RecordedPayloads {
    /// Most bytes of all expectations together.
    static let expectedBytesMax = 64 << 20

    /// Runs a folder of samples, recorded payloads or both.
    public static func run(_ recipe: ChannelRecipe, folder: String) -> [SampleResult] {
        let expected = expectations(folder)
        return FileNames.sorted(in: folder, ending: ".json", max: RecipeSamples.samplesMax).map { file in
            let path = "\(folder)/\(file)"
            guard let bytes = try? BoundedFile.read(path, bytesMax: RecipeSamples.bytesMax),
                let document = try? JSON(parsing: bytes), let request = request(document)
            else { return RecipeSamples.run(recipe, file: path) }
            return SampleResult(
                name: String(file.dropLast(".json".count)), path: path,
                report: report(recipe, request, expected[file]))
        }
    }

    private static func report(
        _ recipe: ChannelRecipe, _ request: WebhookRequest, _ expected: [JSON]?
    ) -> SampleReport {
        guard let channel = try? RecipeChannel(recipe: recipe, settings: RecipeSamples.settings(of: recipe)) else {
            return SampleReport(problem: "cannot be tried: the definition's settings need real values")
        }
        var report = SampleReport()
        do {
            report.take(try channel.read(request, now: 1_800_000_000_000), [:])
        } catch {
            // What cannot be read holds nothing.
            report.found["events"] = []
            if expected?.isEmpty != true { report.problems = [SampleProblem("payload", InboundSample.words(error))] }
        }
        let came = report.found["events"]?.items ?? []
        guard let expected else { return report }
        report.problems = []
        let kinds = (wanted: expected.map { $0["becomes"]?.text ?? "" }, came: came.map(becomes))
        guard kinds.wanted == kinds.came else {
            report.problems.append(
                SampleProblem(
                    "events",
                    "are \(kinds.came.joined(separator: ", ")), not \(kinds.wanted.joined(separator: ", "))"))
            return report
        }
        for (index, (wanted, event)) in zip(expected, came).enumerated() {
            guard ["message", "edit"].contains(wanted["becomes"]?.text) else { continue }
            let parts: [(String, JSON?)] = [("text", event["text"]), ("sender", event["sender"]?["id"])]
            for (name, value) in parts where wanted[name] != nil && wanted[name]?.text != value?.text {
                report.compare(wanted[name], value, "events[\(index)].\(name)")
            }
        }
        return report
    }

    /// Who opens or types says nothing: recorders file both under what is ignored.
    private static func becomes(_ event: JSON) -> String {
        let kind = event["kind"]?.text ?? ""
        return kind == "opened" || kind == "typing" ? "ignored" : kind
    }

    private static func request(_ document: JSON) -> WebhookRequest? {
        guard let type = document["content_type"]?.text, let payload = document["payload"] else { return nil }
        let body: [UInt8] =
            switch payload {
            case .string(let text): Array(text.utf8)
            case .object(let fields) where type.contains("form"): Array(SampleRequest.fields(fields).utf8)
            default: payload.bytes
            }
        return WebhookRequest(
            method: "POST", url: "https://gateway.example.org/channels/sample", headers: [("Content-Type", type)],
            body: body)
    }

    /// By file name.
    private static func expectations(_ folder: String) -> [String: [JSON]] {
        let name = folder.split(separator: "/").last.map(String.init) ?? ""
        var expected: [String: [JSON]] = [:]
        for (place, prefix) in [(folder, ""), ("\(folder)/..", "\(name)/")] {
            guard let bytes = try? BoundedFile.read("\(place)/expected.jsonl", bytesMax: expectedBytesMax) else {
                continue
            }
            for line in bytes.split(separator: 0x0A) {
                guard let document = try? JSON(parsing: Array(line)), let file = document["file"]?.text,
                    file.hasPrefix(prefix), let events = document["events"]?.items
                else { continue }
                expected[String(file.dropFirst(prefix.count))] = events
            }
            return expected
        }
        return expected
    }
}
