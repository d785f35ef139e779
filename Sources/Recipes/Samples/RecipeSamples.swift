import ConfigurationReading

/// Runs the samples of a recipe: `samples/*.json`, each something a platform sends or takes, with what is to come of it.
///
/// - `{request, events}`: a webhook and the events it holds; with `"signed": true` it is signed and verified first.
/// - `{request, answer}`: a request as it is, proof included, or a handshake; and its answer.
/// - `{action, message, exchange, outcome}`: something to be brought to the platform, each request with its answer.
/// - `{cursor, exchange, events, next_cursor}`: a round of polling.
///
/// What a sample names must be so; what it leaves out is not compared. `settings`, `now` (ms) and `keys` (the
/// platform's key set) may stand in each.
public enum RecipeSamples {
    /// Largest sample, in bytes.
    public static let bytesMax = 1 << 20
    /// Most samples of a folder.
    public static let samplesMax = 500

    /// Runs every sample of a folder, in the order of their names.
    public static func run(_ recipe: ChannelRecipe, folder: String) -> [SampleResult] {
        FileNames.sorted(in: folder, ending: ".json", max: samplesMax).map { run(recipe, file: "\(folder)/\($0)") }
    }

    /// Runs one sample.
    public static func run(_ recipe: ChannelRecipe, file: String) -> SampleResult {
        let name = file.split(separator: "/").last.map(String.init) ?? file
        return SampleResult(
            name: name.hasSuffix(".json") ? String(name.dropLast(".json".count)) : name, path: file,
            report: report(recipe, file: file))
    }

    private static func report(_ recipe: ChannelRecipe, file: String) -> SampleReport {
        let bytes: [UInt8]
        do { bytes = try BoundedFile.read(file, bytesMax: bytesMax) } catch {
            return SampleReport(problem: error.reason)
        }
        do {
            var report = report(recipe, sample: try JSON(parsing: bytes))
            for index in report.problems.indices {
                report.problems[index].line = SamplePlaces.line(of: report.problems[index].path, in: bytes)
            }
            return report
        } catch {
            var report = SampleReport(problem: "is no JSON")
            if case .malformed(let offset) = error {
                report.problems[0].line = SamplePlaces.line(of: offset, in: bytes)
            }
            return report
        }
    }

    /// Everything that came otherwise than the sample says.
    public static func run(_ recipe: ChannelRecipe, sample: JSON) -> [String] {
        report(recipe, sample: sample).problems.map(\.description)
    }

    /// What came of a sample, and what of it came otherwise than it says.
    public static func report(_ recipe: ChannelRecipe, sample: JSON) -> SampleReport {
        let channel: RecipeChannel
        do {
            channel = try RecipeChannel(recipe: recipe, settings: settings(of: recipe, sample))
        } catch {
            return SampleReport(problem: error.reason, at: "settings.\(error.setting)")
        }
        let now = sample["now"]?.integer ?? 1_800_000_000_000
        if sample["action"] != nil { return OutboundSample(channel: channel, sample: sample, now: now).report() }
        if sample["exchange"] != nil { return PollSample(channel: channel, sample: sample, now: now).report() }
        guard let request = SampleRequest.read(sample["request"] ?? .null) else {
            return SampleReport(problem: "has none of request, action and exchange: nothing to run")
        }
        return InboundSample(channel: channel, sample: sample, now: now).report(request)
    }

    /// The sample's settings, and a word for each required one it does not give.
    public static func settings(of recipe: ChannelRecipe, _ sample: JSON = [:]) -> [String: JSON] {
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
}
