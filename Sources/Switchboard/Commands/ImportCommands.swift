import ArgumentParser
import Escalation
import FoundationEssentials
import Knowledge
import SwitchboardConfiguration

/// `import …`: takes material in as if it had arrived.
struct ImportCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Take material in.",
        subcommands: [ImportKnowledge.self, ImportMail.self, ImportTranscript.self])
}

/// `import knowledge`: copies sound articles into the first configured knowledge folder.
struct ImportKnowledge: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "knowledge", abstract: "Copy articles into the knowledge folder; a running gateway takes them in.",
        discussion: "Broken articles are told and left out. An article that is there already is left as it is.")

    @OptionGroup var shared: SharedOptions

    @Argument(help: "Markdown files, or folders of them.")
    var paths: [String]

    @Flag(help: "Replace articles that are there already.")
    var replace = false

    func run() async throws {
        let loaded = try shared.load(isForServing: false)
        guard let folder = loaded.settings.knowledge.first?.path else {
            throw CommandFailure.badUse(
                "\(loaded.settings.file) names no knowledge folder; add knowledge: [ { path: … } ]")
        }
        for path in paths where !FileManager.default.fileExists(atPath: path) {
            throw CommandFailure("there is no file or folder \(path)")
        }
        let zone = loaded.escalation.hours.timeZone
        let present = AgentAssembly.knowledgeLoader(loaded).load().articles
        let results = ArticleImport(folder: folder, present: present, replaces: replace).run(paths, zone: zone)
        for result in results {
            Terminal.line(shared.json ? result.json.text : "\(result.outcome.rawValue)  \(result.detail)")
        }
        let broken = results.count { $0.outcome == .broken }
        if broken > 0 { throw CommandFailure("\(broken) of \(results.count) were not taken in") }
    }
}
