import ArgumentParser
import Conversations
import Escalation
import OpsConsole
import Storage

/// `operators …`: accounts for the console.
struct OperatorCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "operators", abstract: "Accounts for the console.",
        subcommands: [OperatorAdd.self, OperatorPassword.self, OperatorRemove.self, OperatorList.self])

    /// The operator of a name.
    ///
    /// - Throws: ``CommandFailure`` when there is none.
    static func account(_ name: String, _ store: SQLiteStore) async throws -> OperatorAccount {
        guard let account = try await store.operatorAccount(named: name) else {
            throw CommandFailure("there is no operator \(name); see switchboard operators list")
        }
        return account
    }

    /// Writes to the audit trail what the command line did to an account.
    static func audit(
        _ action: String, _ account: OperatorAccount, detail: String = "", _ store: SQLiteStore
    ) async throws {
        try await store.audit(
            AuditEntry(
                at: LocalTime.now(), actor: nil, actorName: CommandLineUser.machine.name, action: action,
                subject: account.id.description, detail: detail))
    }
}

/// A password, given in the only way that leaves it in no list of processes and no history of a shell.
struct PasswordInput: ParsableArguments {
    @Flag(help: "Read the password from stdin, one line of at least 8 characters. The only way in for it.")
    var passwordStdin = false

    func validate() throws {
        guard passwordStdin else {
            throw ValidationError(
                "give the password on stdin: echo PASSWORD | switchboard operators … --password-stdin")
        }
    }

    /// - Throws: ``CommandFailure`` when none came.
    func read() throws -> String {
        var lines = LineReader()
        guard let password = lines.next(), !password.isEmpty else {
            throw CommandFailure("no password came on stdin")
        }
        return password
    }
}

/// `operators add`.
struct OperatorAdd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "add", abstract: "Add an account for the console.")

    @OptionGroup var shared: SharedOptions

    @Argument(help: "The name, shown to colleagues and customers.")
    var name: String

    @Option(help: "What the account may do: operator, supervisor or admin.")
    var role: Role

    @OptionGroup var password: PasswordInput

    func run() async throws {
        let store = try shared.openStore(shared.load(isForServing: false), mustExist: false)
        defer { store.close() }
        let accounts = OperatorAccounts(store: store, settings: AccountSettings(), now: LocalTime.now)
        let account = try await accounts.addOperator(name: name, role: role, password: password.read())
        try await OperatorCommands.audit("operator.add", account, detail: role.rawValue, store)
        Terminal.line(
            shared.json ? OperatorList.json(account).text : "\(account.id) \(account.name) (\(role.rawValue)) added")
    }
}

/// `operators password`.
struct OperatorPassword: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "password", abstract: "Give an account a new password and end its sessions.")

    @OptionGroup var shared: SharedOptions

    @Argument(help: "The operator's name.")
    var name: String

    @OptionGroup var password: PasswordInput

    func run() async throws {
        let store = try shared.openStore(shared.load(isForServing: false))
        defer { store.close() }
        let account = try await OperatorCommands.account(name, store)
        let accounts = OperatorAccounts(store: store, settings: AccountSettings(), now: LocalTime.now)
        guard try await accounts.setPassword(of: account.id, password.read()) else { throw DeskError.noSuchOperator }
        try await OperatorCommands.audit("operator.password", account, store)
        Terminal.line(
            shared.json
                ? OperatorList.json(account).text
                : "\(account.id) \(account.name) has a new password and is signed out everywhere")
    }
}

/// `operators remove`: the name stays on what they did; what they hold goes back to its queue.
struct OperatorRemove: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "End an account; the cases it holds go back to their queues.")

    @OptionGroup var shared: SharedOptions

    @Argument(help: "The operator's name.")
    var name: String

    func run() async throws {
        let loaded = try shared.load()
        let store = try shared.openStore(loaded)
        defer { store.close() }
        let account = try await OperatorCommands.account(name, store)
        let accounts = OperatorAccounts(store: store, settings: AccountSettings(), now: LocalTime.now)
        guard try await accounts.removeOperator(account.id) else { throw DeskError.noSuchOperator }
        try await OperatorCommands.audit("operator.remove", account, store)
        let released = try await shared.desk(loaded, store)
            .releaseCases(of: DeskUser(account), by: CommandLineUser.machine)
        if shared.json {
            Terminal.line(
                JSONText.object([
                    (key: "removed", value: .string(account.id.description)),
                    (key: "released", value: .array(released.map { .string($0.description) })),
                ]).text)
        } else {
            Terminal.line("\(account.id) \(account.name) removed, cases back in their queues: \(released.count)")
        }
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
