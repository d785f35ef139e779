/// What reading a configuration needs to know of the process.
public struct ConfigurationOptions: Sendable {
    /// Variables that `${env:NAME}` may name.
    public var environment: [String: String]
    /// Overrides where the embedded store lies; nil leaves it to the file.
    public var dataFolder: String?
    /// Where the kinds of channels may be, best first, when the file has no `channels_path`.
    public var channelFolders: [String]

    /// Whether the gateway is to be served: then persona, escalation and channels must be there. Questions from the
    /// command line do with a built-in persona and no channel.
    public var isForServing: Bool

    /// Whether every secret must be had that the file refers to. A command that connects to nobody does without those
    /// that are not there: it need not run where the gateway's secrets are.
    public var needsSecrets: Bool

    public init(
        environment: [String: String] = [:], dataFolder: String? = nil, channelFolders: [String] = [],
        isForServing: Bool = true, needsSecrets: Bool = true
    ) {
        self.environment = environment
        self.dataFolder = dataFolder
        self.channelFolders = channelFolders
        self.isForServing = isForServing
        self.needsSecrets = needsSecrets
    }
}
