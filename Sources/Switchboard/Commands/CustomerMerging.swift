import ArgumentParser
import Conversations
import Escalation
import Storage
import SwitchboardConfiguration

/// `customers merge`: makes two customers one person; nothing moves.
struct CustomerMerge: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge", abstract: "Make two customers one person, until it is undone.",
        discussion: """
            Addresses, facts, conversations and cases stay where they are and are shown together; the agent knows of \
            the person's other matters. What is proved of one is not proved of the other.
            """)

    @OptionGroup var shared: SharedOptions
    @OptionGroup var who: CustomerArgument
    @Argument(help: "With whom, named in the same ways.")
    var other: String
    @Option(help: "Why, for colleagues; at most \(Desk.linkReasonCharactersMax) characters.")
    var reason: String?

    func run() async throws {
        let loaded = try shared.load(isForServing: false)
        let store = try shared.openStore(loaded)
        defer { store.close() }
        let numbers = NumberReading(loaded.settings)
        let first = try await who.find(store, numbers)
        let second = try await CustomerArgument.find(other, store, numbers)
        let desk = shared.desk(loaded, store)
        let link = try await desk.merge(first, with: second, reason: reason, by: CommandLineUser.machine)
        Terminal.line(
            shared.json ? CustomerOutput.json(link).text : "\(first) and \(second) are one person: link \(link.id)")
    }
}

/// `customers unmerge`: undoes links, exactly.
struct CustomerUnmerge: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unmerge", abstract: "Undo what makes a customer one person with another, or with anybody.",
        discussion: "Links by a phone number are undone too, and no rule links the same two again.")

    @OptionGroup var shared: SharedOptions
    @OptionGroup var who: CustomerArgument
    @Argument(help: "From whom, named in the same ways; nobody for everybody.")
    var other: String?
    @Option(help: "Why, for colleagues; at most \(Desk.linkReasonCharactersMax) characters.")
    var reason: String?

    func run() async throws {
        let loaded = try shared.load(isForServing: false)
        let store = try shared.openStore(loaded)
        defer { store.close() }
        let numbers = NumberReading(loaded.settings)
        let id = try await who.find(store, numbers)
        var from: CustomerID?
        if let other { from = try await CustomerArgument.find(other, store, numbers) }
        let desk = shared.desk(loaded, store)
        let undone = try await desk.unmerge(id, from: from, reason: reason, by: CommandLineUser.machine)
        let still = try await desk.person(id)?.others.map(\.id) ?? []
        if shared.json {
            Terminal.line(
                JSONText.object([
                    (key: "undone", value: .array(undone.map(CustomerOutput.json))),
                    (key: "still_one_with", value: .array(still.map { .string($0.description) })),
                ]).text)
            return
        }
        for link in undone { Terminal.line("\(link.first) and \(link.second) are two: link \(link.id) undone") }
        if !still.isEmpty {
            Terminal.line("\(id) is still one person with \(still.map(\.description).joined(separator: ", "))")
        }
    }
}
