import ArgumentParser
import Conversations
import Storage
import SwitchboardConfiguration

/// `log …`: the event log.
struct LogCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "log", abstract: "The event log.", subcommands: [LogVerify.self])
}

/// `log verify`: folds every log again and compares it with the rows everybody reads.
struct LogVerify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Recompute everything from the event log and compare.")

    @OptionGroup var shared: SharedOptions

    func run() async throws {
        let store = try shared.openStore(shared.load(isForServing: false))
        defer { store.close() }
        let report = try await store.verify()
        let isClean = report.differences == 0
        if shared.json {
            Terminal.line(
                JSONText.object([
                    (key: "ok", value: .bool(isClean)),
                    (key: "conversations", value: .integer(Int64(report.conversations))),
                    (key: "events", value: .integer(Int64(report.events))),
                    (key: "differences", value: .integer(Int64(report.differences))),
                    (key: "listed", value: .array(report.listed.map(JSONText.string))),
                ]).text)
        } else {
            for line in report.listed { Terminal.line(TextTable.plain(line)) }
            Terminal.line(
                "\(report.conversations) conversations, \(report.events) events, \(report.differences) differences")
        }
        if !isClean {
            throw CommandFailure("the store differs from its log in \(report.differences) places; restore a backup")
        }
    }
}

/// `backup`: a consistent copy, while serving.
struct Backup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Copy the store to a new file; works while the gateway serves.")

    @OptionGroup var shared: SharedOptions

    @Argument(help: "The new file.")
    var file: String

    func run() async throws {
        let store = try shared.openStore(shared.load(isForServing: false))
        defer { store.close() }
        try await store.backup(to: file)
        Terminal.line(
            shared.json ? JSONText.object([(key: "backup", value: .string(file))]).text : "the store is in \(file)")
    }
}

/// `migrate`: brings the store's schema up to date; a start does it too.
struct Migrate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Bring the store's schema up to date.")

    @OptionGroup var shared: SharedOptions

    func run() async throws {
        let loaded = try shared.load(isForServing: false)
        let store = try shared.openStore(loaded, mustExist: false)
        defer { store.close() }
        let migrations = try await store.migrations()
        if shared.json {
            Terminal.line(JSONText.object([(key: "migrations", value: .array(migrations.map(JSONText.string)))]).text)
        } else {
            Terminal.line("\(loaded.settings.storage.path) is up to date: \(migrations.joined(separator: ", "))")
        }
    }
}
