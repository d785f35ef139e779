public import ConfigurationReading
public import Conversations
public import Escalation

/// A configuration with every file it names, checked as a whole.
public struct LoadedConfiguration: Sendable {
    public var settings: SwitchboardSettings
    /// By path: the gateway's persona and those of single channels.
    public var personas: [String: Persona]
    public var escalation: EscalationRules

    /// The gateway's persona.
    public var persona: Persona

    /// The persona that speaks on a channel.
    public func persona(of channel: ChannelName) -> Persona {
        settings.channels.first { $0.name == channel }?.persona.flatMap { personas[$0] } ?? persona
    }

    /// Reads `switchboard.yaml` and all it names.
    ///
    /// - Parameter path: The file, as it shall stand in problems.
    /// - Throws: Every problem found in any of the files.
    public static func load(
        _ path: String, options: ConfigurationOptions = ConfigurationOptions()
    ) throws(ConfigurationProblems) -> LoadedConfiguration {
        let problems = ProblemCollector()
        let folder = PathJoin.folder(of: path)
        let references = References(
            environment: options.environment, folder: folder, needsSecrets: options.needsSecrets)
        let file = ConfigurationReader.File(path: path, references: references, problems: problems)
        let settings = ConfigurationReader.read(file) { SwitchboardSettings(reading: $0, options: options) }
        guard let settings else {
            try problems.check()
            throw ConfigurationProblems([
                ConfigurationProblem(file: path, line: 1, key: "file", reason: "cannot be read")
            ])
        }
        var personas: [String: Persona] = [:]
        let paths = [settings.persona] + settings.channels.compactMap(\.persona)
        for path in paths where !path.isEmpty && personas[path] == nil {
            personas[path] = PersonaFile.read(path, problems: problems)
        }
        let persona = settings.persona.isEmpty ? BuiltIn.persona : personas[settings.persona]
        var rules: EscalationRules?
        if settings.escalation.isEmpty {
            rules = BuiltIn.escalation
        } else {
            rules = EscalationFile(
                problems: problems, channels: settings.channels.map(\.name),
                defaultLanguage: persona?.defaultLanguage ?? "en"
            ).read(settings.escalation)
        }
        try problems.check()
        guard let persona, let rules else {
            throw ConfigurationProblems([
                ConfigurationProblem(file: path, line: 1, key: "file", reason: "names files that cannot be read")
            ])
        }
        return LoadedConfiguration(
            settings: settings, personas: personas, escalation: rules, persona: persona)
    }
}
