import AgentCore
import ArgumentParser
import Conversations
import SwitchboardConfiguration

/// `ask`: one question, one answer, without a conversation.
struct Ask: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Ask the agent one question.",
        discussion: "With - as the text, one question is read per line, and one JSON object written for each.")

    @OptionGroup var shared: SharedOptions

    @Argument(help: "The question; - reads questions from stdin, one a line.")
    var text: String

    @Option(help: "The language the answer should be in, for instance de.")
    var lang: String?

    func run() async throws {
        let loaded = try shared.load(isForServing: false)
        let spoken = loaded.persona.languages
        if let lang, !spoken.contains(lang) {
            throw CommandFailure.badUse(
                "--lang: \(loaded.persona.name) speaks \(spoken.joined(separator: ", ")), not \(lang)")
        }
        let assembly = AgentAssembly(loaded)
        let question = SingleQuestion(agent: assembly.agent, language: lang)
        guard text == "-" else {
            let outcome = try await question.ask(text, at: LocalTime.now())
            shared.json ? Terminal.line(AnswerJSON.value(outcome).text) : AnswerText.print(outcome)
            return
        }
        var lines = LineReader()
        var buffer: [UInt8] = []
        while let line = lines.next() {
            let outcome = try await question.ask(line, at: LocalTime.now())
            buffer.removeAll(keepingCapacity: true)
            AnswerJSON.value(outcome).write(into: &buffer)
            buffer.append(0x0A)
            Terminal.bytes(buffer)
            if !lines.hasLine { Terminal.flush() }
        }
    }
}

/// A question nothing went before.
struct SingleQuestion {
    let agent: Agent
    let language: String?

    /// The agent's turn; the AI notice is left out, because nobody but the person at the terminal reads it.
    func ask(_ text: String, at moment: Timestamp) async throws -> TurnOutcome {
        try await agent.respond(
            to: TurnInput(
                conversation: ConversationID(number: 1), channel: ChannelName("terminal"),
                unseen: [TurnMessage(seq: 1, author: Author(kind: .customer), text: text)],
                customer: CustomerContext(id: CustomerID(number: 1), language: language), language: language,
                memory: language.map { Agent.memory(answeringIn: $0) } ?? "", unanswered: 0, disclosed: true,
                handBackSummary: nil, limits: ChannelLimits(), now: moment))
    }
}
