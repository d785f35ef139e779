import ArgumentParser
import Conversations
import Escalation
import OpsConsole
import Storage

/// `tokens …`: access for other systems.
struct TokenCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tokens", abstract: "API tokens for other systems.",
        subcommands: [TokenCreate.self, TokenList.self, TokenRevoke.self])
}

/// `tokens create`: the secret is shown once, alone on the last line of stdout.
struct TokenCreate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "create", abstract: "Make an API token; it is shown once, alone on the last line.")

    @OptionGroup var shared: SharedOptions

    @Option(help: "What it is for; unique among the tokens that hold.")
    var name: String

    @Option(help: "What it opens: chat, operate or admin.")
    var scope: TokenScope

    func run() async throws {
        let store = try shared.openStore(shared.load(isForServing: false), mustExist: false)
        defer { store.close() }
        let accounts = OperatorAccounts(store: store, settings: AccountSettings(), now: LocalTime.now)
        let (secret, token) = try await accounts.createToken(name: name, scope: scope)
        try await store.audit(
            AuditEntry(
                at: LocalTime.now(), actor: nil, actorName: CommandLineUser.machine.name, action: "token.create",
                subject: token.id.description, detail: scope.rawValue))
        if shared.json {
            Terminal.line(TokenList.json(token).text)
        } else {
            Terminal.line("token \(token.name) (\(scope.rawValue)); keep it now, it is not shown again:")
        }
        Terminal.line(secret)
    }
}

/// `tokens list`.
struct TokenList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List the tokens, newest first.")

    @OptionGroup var shared: SharedOptions

    func run() async throws {
        let store = try shared.openStore(shared.load(isForServing: false))
        defer { store.close() }
        let tokens = try await store.tokens()
        if shared.json {
            Terminal.line(JSONText.object([(key: "items", value: .array(tokens.map(Self.json)))]).text)
        } else if tokens.isEmpty {
            Terminal.line("no tokens")
        } else {
            var table = TextTable("ID", "NAME", "SCOPE", "SINCE", "REVOKED")
            for token in tokens {
                table.add(
                    token.id.description, token.name, token.scope.rawValue, LocalTime.text(token.createdAt),
                    token.revokedAt.map(LocalTime.text) ?? "-")
            }
            for line in table.lines { Terminal.line(line) }
        }
    }

    static func json(_ token: StoredToken) -> JSONText {
        .object([
            (key: "id", value: .string(token.id.description)), (key: "name", value: .string(token.name)),
            (key: "scope", value: .string(token.scope.rawValue)),
            (key: "created_at", value: .string(token.createdAt.description)),
            (key: "revoked_at", value: .optional(token.revokedAt?.description)),
        ])
    }
}

/// `tokens revoke`.
struct TokenRevoke: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "revoke", abstract: "End a token; whoever has it is refused from then on.")

    @OptionGroup var shared: SharedOptions

    @Argument(help: "The token's id, as tokens list shows it.")
    var id: OperatorID

    func run() async throws {
        let store = try shared.openStore(shared.load(isForServing: false))
        defer { store.close() }
        guard try await store.revokeToken(id, at: LocalTime.now()) else {
            throw CommandFailure("there is no token \(id) that holds; see switchboard tokens list")
        }
        try await store.audit(
            AuditEntry(
                at: LocalTime.now(), actor: nil, actorName: CommandLineUser.machine.name, action: "token.revoke",
                subject: id.description))
        Terminal.line(
            shared.json ? JSONText.object([(key: "revoked", value: .string(id.description))]).text : "\(id) revoked")
    }
}
