import ArgumentParser
import Conversations
import Escalation
import FoundationEssentials
import Knowledge
import SwitchboardConfiguration

/// `check`: every problem of every file, without starting anything.
struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Check every configuration file, channel and article, and print all problems.")

    @OptionGroup var shared: SharedOptions

    func run() async throws {
        let loaded: LoadedConfiguration
        do {
            loaded = try shared.load()
        } catch {
            if shared.json, let failure = error as? CommandFailure { printProblems(failure.lines) }
            throw error
        }
        let knowledge = AgentAssembly.knowledgeLoader(loaded).load()
        let problems = knowledge.problems.map(\.description)
        guard problems.isEmpty else {
            if shared.json { printProblems(problems) }
            throw CommandFailure(.badUse, problems)
        }
        if shared.json {
            printProblems([])
        } else {
            let settings = loaded.settings
            let channels = settings.channels.map { "\($0.name) (\($0.kind.rawValue))" }.joined(separator: ", ")
            Terminal.line("\(settings.file) is sound")
            Terminal.line("persona   \(loaded.persona.name) for \(loaded.persona.company)")
            Terminal.line("channels  \(channels)")
            Terminal.line("articles  \(knowledge.articles.count)")
            Terminal.line("rules     \(loaded.escalation.rules.count)")
        }
    }

    private func printProblems(_ lines: [String]) {
        Terminal.line(
            JSONText.object([
                (key: "ok", value: .bool(lines.isEmpty)), (key: "problems", value: .array(lines.map(JSONText.string))),
            ]).text)
    }
}
