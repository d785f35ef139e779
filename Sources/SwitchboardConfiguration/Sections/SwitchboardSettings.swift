import ConfigurationReading

/// The whole of `switchboard.yaml`, checked. Paths are joined to the folder of the file.
public struct SwitchboardSettings: Sendable {
    /// The file it was read from, as the user named it.
    public var file: String
    public var gateway: GatewaySettings
    public var console: ConsoleSettings
    public var storage: StorageSettings
    /// The persona file of all channels that name none of their own; empty for the built-in persona.
    public var persona: String
    /// Folders of articles; none is allowed: the agent then knows small talk and people.
    public var knowledge: [KnowledgeFolder]
    public var model: ModelSettings
    /// The escalation file; empty for the built-in rules.
    public var escalation: String
    /// Folder served at `/`; nil for none.
    public var demoPage: String?
    public var channels: [ChannelSettings]
    /// The folder with the kinds of channels, and the widget.
    public var channelsPath: String
    public var identity: IdentitySettings
    public var turns: TurnSettings
    public var logLevel: LogLevel
    /// Sites whose pages may talk to the chat; `*` for any. The gateway's own address is always allowed.
    public var allowedOrigins: [String]

    init(reading root: ConfigurationReader, options: ConfigurationOptions) {
        file = root.file.path
        let folder = root.file.folder
        gateway = root.section("gateway") { GatewaySettings(reading: $0) } ?? GatewaySettings(reading: nil)
        let gateway = gateway
        console =
            root.section("console") { ConsoleSettings(reading: $0, gateway: gateway) }
            ?? ConsoleSettings(reading: nil, gateway: gateway)
        storage =
            root.section("storage") {
                StorageSettings(reading: $0, folder: folder, dataFolder: options.dataFolder)
            } ?? StorageSettings(reading: nil, folder: folder, dataFolder: options.dataFolder)
        persona = root.existingFile("persona") ?? ""
        knowledge = root.sections("knowledge", KnowledgeFolder.init(reading:)) ?? []
        model = root.section("model") { ModelSettings(reading: $0) } ?? ModelSettings(reading: nil)
        escalation = root.existingFile("escalation") ?? ""
        demoPage = root.existingFolder("demo_page")
        if options.isForServing {
            for key in ["persona", "escalation", "channels"] where !root.has(key) { root.report(key, "is missing") }
        }
        channelsPath = Self.channelsPath(root, options: options)
        channels = ChannelList(
            kindsFolder: channelsPath, folder: folder, environment: options.environment,
            problems: root.file.problems
        ).read(root)
        identity = root.section("identity") { IdentitySettings(reading: $0) } ?? IdentitySettings(reading: nil)
        turns = root.section("turns", TurnSettings.init(reading:)) ?? TurnSettings()
        logLevel = root.choice("log_level", of: LogLevel.self) ?? .info
        allowedOrigins = Self.origins(root)
        root.notInThisVersion("procedures", "procedures; leave the key out")
        root.notInThisVersion("tools", "tools; leave the key out")
        root.notInThisVersion("helpdesks", "help desks; cases are worked on in the console at /ops")
    }

    private static func channelsPath(_ root: ConfigurationReader, options: ConfigurationOptions) -> String {
        if root.has("channels_path") { return root.existingFolder("channels_path") ?? "" }
        let candidates = options.channelFolders
        if let found = candidates.first(where: { BoundedFile.kind(of: $0).isFolder }) { return found }
        guard root.has("channels") else { return "" }
        root.report(
            "channels_path",
            "is needed: no folder of channel kinds was found at " + candidates.joined(separator: ", "))
        return ""
    }

    private static func origins(_ root: ConfigurationReader) -> [String] {
        let written = root.texts("allowed_origins") ?? []
        return written.enumerated().compactMap { index, text in
            if text == "*" { return text }
            guard let address = WebAddress(text), address.isOrigin else {
                root.report(
                    "allowed_origins[\(index)]", line: root.line(of: "allowed_origins"),
                    "must be scheme, host and port alone, for instance https://www.example.com, or \"*\"")
                return nil
            }
            return address.text
        }
    }
}
