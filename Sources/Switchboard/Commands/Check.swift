import ArgumentParser
import AsyncHTTPClient
import Conversations
import Escalation
import FoundationEssentials
import Knowledge
import SwitchboardConfiguration
import WebChatChannel

/// `check`: every problem of every file, without starting anything.
struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Check every configuration file, channel and article, and print all problems.")

    @OptionGroup var shared: SharedOptions

    func run() async throws {
        let loaded: LoadedConfiguration
        do {
            loaded = try shared.load(connects: true)
        } catch {
            if shared.json, let failure = error as? CommandFailure { printProblems(failure.lines) }
            throw error
        }
        let knowledge = AgentAssembly.knowledgeLoader(loaded).load()
        let problems = knowledge.problems.map(\.description) + (await problemsOfStart(loaded))
        guard problems.isEmpty else {
            if shared.json { printProblems(problems) }
            throw CommandFailure(.badUse, problems)
        }
        if shared.json {
            printProblems([])
        } else {
            let settings = loaded.settings
            let channels = settings.channels.map { "\($0.name) (\($0.kind.name))" }.joined(separator: ", ")
            Terminal.line("\(settings.file) is sound")
            Terminal.line("persona   \(loaded.persona.name) for \(loaded.persona.company)")
            Terminal.line("channels  \(channels)")
            Terminal.line("articles  \(knowledge.articles.count)")
            Terminal.line("rules     \(loaded.escalation.rules.count)")
        }
    }

    /// What a start would still refuse: a key of the wrong kind, a picture or page that cannot be read.
    private func problemsOfStart(_ loaded: LoadedConfiguration) async -> [String] {
        let client = HTTPClient(configuration: RestCallback.clientConfiguration)
        var problems: [String] = []
        do {
            _ = try await ConfiguredChannels(loaded, client: client, now: LocalTime.now)
            _ = try GatewayAssembly.pages(loaded.settings)
        } catch {
            problems = CommandFailure(explaining: error).lines
        }
        try? await client.shutdown()
        return problems
    }

    private func printProblems(_ lines: [String]) {
        Terminal.line(
            JSONText.object([
                (key: "ok", value: .bool(lines.isEmpty)), (key: "problems", value: .array(lines.map(JSONText.string))),
            ]).text)
    }
}
