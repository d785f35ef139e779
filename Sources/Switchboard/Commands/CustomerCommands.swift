import ArgumentParser
import Conversations
import Escalation
import Storage

/// `customers …`: what is known of a customer, taking it out, and forgetting it.
struct CustomerCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "customers", abstract: "Show, export or erase a customer.",
        subcommands: [CustomerShow.self, CustomerExport.self, CustomerErase.self])
}

/// Names one customer.
struct CustomerArgument: ParsableArguments {
    @Argument(help: "Who: an id such as u42, an e-mail address, a phone number or another address.")
    var id: String

    /// - Throws: ``CommandFailure`` when nobody is known by it.
    func find(_ store: SQLiteStore) async throws -> CustomerID {
        if let known = CustomerID(id), try await store.customer(known) != nil { return known }
        if let found = try await store.customer(withAddress: id) { return found }
        throw CommandFailure("there is no customer \(TextTable.plain(id)); give an id such as u42 or an address")
    }
}

/// `customers show`.
struct CustomerShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: "Show what is known of a customer.")

    @OptionGroup var shared: SharedOptions
    @OptionGroup var who: CustomerArgument

    func run() async throws {
        let store = try shared.openStore(shared.load(isForServing: false))
        defer { store.close() }
        let id = try await who.find(store)
        guard let customer = try await store.customer(id) else { throw DeskError.noSuchCustomer }
        let conversations = try await store.conversations(
            ConversationFilter(customer: id), PageRequest(limit: PageRequest.limitMax))
        if shared.json {
            Terminal.line(CustomerOutput.json(customer, conversations.items).text)
        } else {
            for line in CustomerOutput.lines(customer, conversations.items) { Terminal.line(line) }
        }
    }
}

/// `customers export`: everything, as one JSON document.
struct CustomerExport: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write everything stored about a customer as JSON.")

    @OptionGroup var shared: SharedOptions
    @OptionGroup var who: CustomerArgument

    func run() async throws {
        let loaded = try shared.load(isForServing: false)
        let store = try shared.openStore(loaded)
        defer { store.close() }
        let id = try await who.find(store)
        let export = try await shared.desk(loaded, store).export(id, by: CommandLineUser.machine)
        let document = CustomerOutput.json(export)
        Terminal.line(shared.json ? document.text : document.prettyText)
    }
}

/// `customers erase`: forgets words, names, addresses and facts; figures stay.
struct CustomerErase: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "erase", abstract: "Forget a customer: words, name, addresses, facts. It cannot be undone.")

    @OptionGroup var shared: SharedOptions
    @OptionGroup var who: CustomerArgument

    func run() async throws {
        let loaded = try shared.load(isForServing: false)
        let store = try shared.openStore(loaded)
        defer { store.close() }
        let id = try await who.find(store)
        try await shared.desk(loaded, store).erase(id, by: CommandLineUser.machine)
        Terminal.line(
            shared.json ? JSONText.object([(key: "erased", value: .string(id.description))]).text : "\(id) erased")
    }
}
