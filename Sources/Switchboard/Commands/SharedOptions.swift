import ArgumentParser
import ConnectorKit
import Conversations
import Escalation
import FoundationEssentials
import Storage
import SwitchboardConfiguration

/// What every command takes.
struct SharedOptions: ParsableArguments {
    @Option(
        help: "The configuration file. (default: config/demo/switchboard.yaml, else /etc/switchboard/switchboard.yaml)")
    var config: String?

    @Option(help: "The folder of the embedded store; overrides the configuration.")
    var data: String?

    @Flag(help: "Machine-readable output.")
    var json = false

    @Option(help: "How much is logged: \(LogLevel.allCases.map(\.rawValue).joined(separator: ", ")).")
    var logLevel: LogLevel?

    /// Looked for in this order when no file is named.
    static let defaultFiles = ["config/demo/switchboard.yaml", "/etc/switchboard/switchboard.yaml"]

    /// The file that is read.
    var configurationFile: String {
        if let config { return config }
        return Self.defaultFiles.first { FileManager.default.fileExists(atPath: $0) } ?? Self.defaultFiles[0]
    }

    /// Reads and checks the configuration.
    ///
    /// - Parameters:
    ///   - isForServing: Whether persona, escalation and channels must be there.
    ///   - connects: Whether the command uses the secrets the file refers to, or is to tell that they are missing.
    /// - Throws: ``CommandFailure`` with every problem.
    func load(isForServing: Bool = true, connects: Bool = false) throws -> LoadedConfiguration {
        let options = ConfigurationOptions(
            environment: ProcessInfo.processInfo.environment, dataFolder: data,
            channelFolders: InstalledFolders.channels(configuration: configurationFile), isForServing: isForServing,
            needsSecrets: connects)
        do {
            var loaded = try LoadedConfiguration.load(configurationFile, options: options)
            if let logLevel { loaded.settings.logLevel = logLevel }
            return loaded
        } catch {
            throw CommandFailure(error)
        }
    }

    /// Opens the store of a configuration.
    ///
    /// - Parameter mustExist: For commands that only read: a mistyped folder is told, not filled.
    func openStore(_ loaded: LoadedConfiguration, mustExist: Bool = true) throws -> SQLiteStore {
        let path = loaded.settings.storage.path
        if mustExist, !FileManager.default.fileExists(atPath: path) {
            throw CommandFailure("there is no store at \(path); start the gateway once, or name its folder with --data")
        }
        let transports = Dictionary(
            loaded.settings.channels.map { ($0.name, $0.definition.transport) }, uniquingKeysWith: { first, _ in first }
        )
        return try SQLiteStore(
            path: path,
            options: SQLiteStore.Options(
                readers: 1, isServing: false, phone: NumberReading(loaded.settings).rules,
                transport: { transports[$0] ?? .stored }))
    }

    /// The desk of a configuration, as the console has it.
    func desk(_ loaded: LoadedConfiguration, _ store: SQLiteStore) -> Desk {
        Desk(
            store: store, log: store, rules: loaded.escalation, channels: loaded.settings.channels.map(\.definition),
            fileLimits: loaded.settings.console.files, now: LocalTime.now)
    }
}

extension SharedOptions {
    /// The arguments with shared options that stand before the command moved behind it, so that they are taken in
    /// either place.
    static func reordered(_ arguments: [String]) -> [String] {
        let withValue: Set = ["--config", "--data", "--log-level"]
        var moved: [String] = []
        var index = 0
        while index < arguments.count {
            let argument = arguments[index]
            if withValue.contains(argument), index + 1 < arguments.count {
                moved += arguments[index...index + 1]
                index += 2
            } else if argument == "--json" || withValue.contains(where: { argument.hasPrefix($0 + "=") }) {
                moved.append(argument)
                index += 1
            } else {
                break
            }
        }
        let rest = arguments[index...]
        guard !moved.isEmpty, !rest.isEmpty else { return arguments }
        let end = rest.firstIndex(of: "--") ?? rest.endIndex
        return Array(rest[..<end]) + moved + Array(rest[end...])
    }
}
