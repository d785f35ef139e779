import ArgumentParser
import Conversations
import Escalation
import PhoneNumbers
import Storage
import SwitchboardConfiguration

/// `customers …`: what is known of a customer, taking it out, forgetting it, and who is one person with whom.
struct CustomerCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "customers", abstract: "Show, export, erase, merge or unmerge customers.",
        subcommands: [
            CustomerShow.self, CustomerExport.self, CustomerErase.self, CustomerMerge.self, CustomerUnmerge.self,
        ])
}

/// Names one customer.
struct CustomerArgument: ParsableArguments {
    @Argument(help: "Who: an id such as u42, an e-mail address, a phone number or another address.")
    var id: String

    /// - Throws: ``CommandFailure`` when nobody is known by it.
    func find(_ store: SQLiteStore, _ numbers: NumberReading) async throws -> CustomerID {
        try await Self.find(id, store, numbers)
    }

    static func find(_ id: String, _ store: SQLiteStore, _ numbers: NumberReading) async throws -> CustomerID {
        if let known = CustomerID(id), try await store.customer(known) != nil { return known }
        if let found = try await store.customer(withAddress: id) { return found }
        if let number = numbers.number(id, region: numbers.region) {
            for written in number.variants {
                if let found = try await store.customer(withAddress: written) { return found }
            }
            if let found = try await store.customer(withNumber: NumberReading.key(number)) { return found }
        }
        throw CommandFailure("there is no customer \(TextTable.plain(id)); give an id such as u42 or an address")
    }
}

/// `customers show`.
struct CustomerShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: "Show what is known of a customer.")

    @OptionGroup var shared: SharedOptions
    @OptionGroup var who: CustomerArgument

    func run() async throws {
        let loaded = try shared.load(isForServing: false)
        let store = try shared.openStore(loaded)
        defer { store.close() }
        try await CustomerOutput.show(
            who.find(store, NumberReading(loaded.settings)), shared.desk(loaded, store), json: shared.json)
    }
}

/// `customers export`: everything, as one JSON document.
struct CustomerExport: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write everything stored about a customer as JSON.",
        discussion: "Customers merged with them are written too; those whom only a phone number joins are not.")

    @OptionGroup var shared: SharedOptions
    @OptionGroup var who: CustomerArgument

    func run() async throws {
        let loaded = try shared.load(isForServing: false)
        let store = try shared.openStore(loaded)
        defer { store.close() }
        let id = try await who.find(store, NumberReading(loaded.settings))
        let export = try await shared.desk(loaded, store).export(id, by: CommandLineUser.machine)
        let document = CustomerOutput.json(export)
        Terminal.line(shared.json ? document.text : document.prettyText)
    }
}

/// `customers erase`: forgets words, names, addresses and facts; figures stay.
struct CustomerErase: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "erase", abstract: "Forget a customer: words, name, addresses, facts. It cannot be undone.",
        discussion: "Customers merged with them are forgotten too; those whom only a phone number joins are not.")

    @OptionGroup var shared: SharedOptions
    @OptionGroup var who: CustomerArgument

    func run() async throws {
        let loaded = try shared.load(isForServing: false)
        let store = try shared.openStore(loaded)
        defer { store.close() }
        let id = try await who.find(store, NumberReading(loaded.settings))
        try await shared.desk(loaded, store).erase(id, by: CommandLineUser.machine)
        Terminal.line(
            shared.json ? JSONText.object([(key: "erased", value: .string(id.description))]).text : "\(id) erased")
    }
}
