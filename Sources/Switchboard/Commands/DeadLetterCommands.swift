import ArgumentParser
import Conversations
import Escalation
import Storage

/// `deadletters …`: what could not be processed or delivered.
struct DeadLetterCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "deadletters", abstract: "What could not be processed or delivered.",
        subcommands: [DeadLetterList.self, DeadLetterRetry.self, DeadLetterDrop.self])
}

/// `deadletters list`.
struct DeadLetterList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List dead letters, latest first.")
    static let lettersMax = 10_000

    @OptionGroup var shared: SharedOptions

    func run() async throws {
        let store = try shared.openStore(shared.load(isForServing: false))
        defer { store.close() }
        var letters: [DeadLetter] = []
        var cursor: String?
        repeat {
            let page = try await store.deadLetters(PageRequest(limit: PageRequest.limitMax, cursor: cursor))
            letters += page.items
            cursor = page.next
        } while cursor != nil && letters.count < Self.lettersMax
        if shared.json {
            Terminal.line(JSONText.object([(key: "items", value: .array(letters.map(json)))]).text)
        } else if letters.isEmpty {
            Terminal.line("no dead letters")
        } else {
            var table = TextTable("ID", "CHANNEL", "DIRECTION", "REASON", "ATTEMPTS", "AT", "TEXT")
            for letter in letters {
                table.add(
                    letter.id, letter.channel.rawValue, letter.direction.rawValue, letter.reason,
                    String(letter.attempts), LocalTime.text(letter.at), letter.text ?? "")
            }
            for line in table.lines { Terminal.line(line) }
        }
    }

    private func json(_ letter: DeadLetter) -> JSONText {
        .object([
            (key: "id", value: .string(letter.id)), (key: "channel", value: .string(letter.channel.rawValue)),
            (key: "direction", value: .string(letter.direction.rawValue)),
            (key: "conversation", value: .optional(letter.conversation?.description)),
            (key: "reason", value: .string(letter.reason)), (key: "detail", value: .optional(letter.detail)),
            (key: "text", value: .optional(letter.text)), (key: "attempts", value: .integer(Int64(letter.attempts))),
            (key: "at", value: .string(letter.at.description)),
        ])
    }
}

/// `deadletters retry`.
struct DeadLetterRetry: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retry", abstract: "Queue a dead letter again, as if it were new.")

    @OptionGroup var shared: SharedOptions

    @Argument(help: "The dead letter's id, as deadletters list shows it.")
    var id: String

    func run() async throws {
        let loaded = try shared.load()
        let store = try shared.openStore(loaded)
        defer { store.close() }
        try await shared.desk(loaded, store).retryDeadLetter(id, by: CommandLineUser.machine)
        Terminal.line(shared.json ? JSONText.object([(key: "queued", value: .string(id))]).text : "\(id) queued again")
    }
}

/// `deadletters drop`.
struct DeadLetterDrop: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "drop", abstract: "Take a dead letter off the list for good.")

    @OptionGroup var shared: SharedOptions

    @Argument(help: "The dead letter's id, as deadletters list shows it.")
    var id: String

    func run() async throws {
        let loaded = try shared.load()
        let store = try shared.openStore(loaded)
        defer { store.close() }
        try await shared.desk(loaded, store).dropDeadLetter(id, by: CommandLineUser.machine)
        Terminal.line(shared.json ? JSONText.object([(key: "dropped", value: .string(id))]).text : "\(id) dropped")
    }
}
