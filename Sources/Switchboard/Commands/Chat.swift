import AgentCore
import ArgumentParser
import Conversations
import SwitchboardConfiguration

/// `chat`: a conversation with the agent in the terminal. Nothing of it is stored.
struct Chat: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Talk with the agent in the terminal; an empty line or Ctrl-D ends it.")

    @OptionGroup var shared: SharedOptions

    @Option(help: "Who speaks: the name of a configured persona.")
    var persona: String?

    func run() async throws {
        var loaded = try shared.load(isForServing: false)
        if let persona { loaded.persona = try named(persona, loaded) }
        let assembly = AgentAssembly(loaded)
        var talk = TerminalTalk(agent: assembly.agent)
        if let greeting = loaded.persona.greeting[loaded.persona.defaultLanguage], !shared.json {
            Terminal.line("\(loaded.persona.name): \(TextTable.plain(greeting))")
        }
        var lines = LineReader()
        while true {
            if Terminal.isInteractive { Terminal.prompt("you: ") }
            guard let line = lines.next(), line.contains(where: { !$0.isWhitespace }) else { break }
            let outcome = try await talk.say(line, at: LocalTime.now())
            if shared.json {
                Terminal.line(AnswerJSON.value(outcome).text)
            } else {
                for (index, text) in AnswerText.lines(outcome).enumerated() {
                    Terminal.line(index == 0 ? "\(outcome.speaker): \(text)" : text)
                }
            }
            Terminal.flush()
        }
    }

    private func named(_ name: String, _ loaded: LoadedConfiguration) throws -> Persona {
        let all = [loaded.persona] + loaded.personas.sorted { $0.key < $1.key }.map(\.value)
        if let found = all.first(where: { $0.name.lowercased() == name.lowercased() }) { return found }
        let names = Set(all.map(\.name)).sorted().joined(separator: ", ")
        throw CommandFailure.badUse("--persona: there is no persona \(name); configured: \(names)")
    }
}
