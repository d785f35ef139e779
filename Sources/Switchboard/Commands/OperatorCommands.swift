import ArgumentParser
import Conversations
import Escalation
import OpsConsole
import Storage

/// `operators …`: accounts for the console.
struct OperatorCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "operators", abstract: "Accounts for the console.",
        subcommands: [OperatorAdd.self, OperatorList.self])
}

/// `operators add`.
struct OperatorAdd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "add", abstract: "Add an account for the console.")

    @OptionGroup var shared: SharedOptions

    @Argument(help: "The name, shown to colleagues and customers.")
    var name: String

    @Option(help: "What the account may do: operator, supervisor or admin.")
    var role: Role

    @Flag(help: "Read the password from stdin, one line of at least 8 characters. The only way in for it.")
    var passwordStdin = false

    func validate() throws {
        guard passwordStdin else {
            throw ValidationError(
                "give the password on stdin: echo PASSWORD | switchboard operators add … --password-stdin")
        }
    }

    func run() async throws {
        let store = try shared.openStore(shared.load(isForServing: false), mustExist: false)
        defer { store.close() }
        var lines = LineReader()
        guard let password = lines.next(), !password.isEmpty else {
            throw CommandFailure("no password came on stdin")
        }
        let accounts = OperatorAccounts(store: store, settings: AccountSettings(), now: LocalTime.now)
        let account = try await accounts.addOperator(name: name, role: role, password: password)
        try await store.audit(
            AuditEntry(
                at: LocalTime.now(), actor: nil, actorName: CommandLineUser.machine.name, action: "operator.add",
                subject: account.id.description, detail: role.rawValue))
        Terminal.line(
            shared.json ? OperatorList.json(account).text : "\(account.id) \(account.name) (\(role.rawValue)) added")
    }
}

/// `operators list`.
struct OperatorList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List the accounts.")

    @OptionGroup var shared: SharedOptions

    func run() async throws {
        let store = try shared.openStore(shared.load(isForServing: false))
        defer { store.close() }
        let accounts = try await store.operatorAccounts()
        if shared.json {
            Terminal.line(JSONText.object([(key: "items", value: .array(accounts.map(Self.json)))]).text)
        } else if accounts.isEmpty {
            Terminal.line("no operators")
        } else {
            var table = TextTable("ID", "NAME", "ROLE", "SINCE")
            for account in accounts {
                table.add(
                    account.id.description, account.name, account.role.rawValue, LocalTime.text(account.createdAt))
            }
            for line in table.lines { Terminal.line(line) }
        }
    }

    static func json(_ account: OperatorAccount) -> JSONText {
        .object([
            (key: "id", value: .string(account.id.description)), (key: "name", value: .string(account.name)),
            (key: "role", value: .string(account.role.rawValue)),
            (key: "created_at", value: .string(account.createdAt.description)),
        ])
    }
}
