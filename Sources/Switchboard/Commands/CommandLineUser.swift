import Conversations
import Escalation
import Storage

/// Who acts when a command changes something.
enum CommandLineUser {
    /// Whoever can read the store's file can do anything with it; the audit trail names the command line. No operator
    /// has the number 0.
    static let machine = DeskUser(id: OperatorID(number: 0), name: "command line", role: .admin)

    /// The operator a case is worked on as: the one named, or the only one there is.
    ///
    /// - Throws: ``CommandFailure`` that names those there are.
    static func acting(as name: String?, _ store: SQLiteStore) async throws -> DeskUser {
        if let name {
            guard let account = try await store.operatorAccount(named: name) else {
                throw CommandFailure(
                    "there is no operator \(name); add one with switchboard operators add, or see operators list")
            }
            return DeskUser(account)
        }
        let accounts = try await store.operatorAccounts()
        guard let first = accounts.first else {
            throw CommandFailure(
                "there is no operator to act as; add one with switchboard operators add NAME --role operator "
                    + "--password-stdin")
        }
        guard accounts.count == 1 else {
            let names = accounts.map(\.name).joined(separator: ", ")
            throw CommandFailure.badUse("say who acts with --as NAME; operators: \(names)")
        }
        return DeskUser(first)
    }
}
