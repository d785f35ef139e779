import ConfigurationReading
import Conversations
import Escalation
import OpsConsole
import SwitchboardConfiguration

/// Why a command did not do its work: what goes to stderr, and the exit code.
struct CommandFailure: Error {
    /// The exit codes of the command line.
    enum Code: Int32 {
        /// It could not be done; the reason is on stderr.
        case failed = 1
        /// Bad use or bad configuration.
        case badUse = 2
    }

    let code: Code
    /// One line each, with the mend.
    let lines: [String]

    init(_ code: Code, _ lines: [String]) {
        self.code = code
        self.lines = lines
    }

    /// It could not be done.
    init(_ reason: String) { self.init(.failed, [reason]) }

    /// The command line or the configuration has to be changed.
    static func badUse(_ reason: String) -> CommandFailure { CommandFailure(.badUse, [reason]) }

    init(_ problems: ConfigurationProblems) { self.init(.badUse, problems.problems.map(\.description)) }

    /// What any error of the product's parts means to somebody at a terminal.
    init(explaining error: any Error) {
        switch error {
        case let failure as CommandFailure: self = failure
        case let problems as ConfigurationProblems: self.init(problems)
        case let failure as StoreFailure: self.init(failure.detail)
        case let refusal as Refusal: self.init(Self.words(refusal))
        case let error as DeskError: self.init(Self.words(error))
        case let error as AccountError: self.init(Self.words(error))
        case let refusal as ServeLock.Refusal: self.init(refusal.description)
        case is CancellationError: self.init("stopped")
        default: self.init("\(error)")
        }
    }

    private static func words(_ refusal: Refusal) -> String {
        switch refusal {
        case .stale, .superseded: "the conversation changed meanwhile; try again"
        case .heldBy(let id, let name): "\(name) (\(id)) holds it; ask them to release it, or act with --as \(name)"
        case .noSuchConversation: "there is no such conversation"
        case .noSuchCase: "there is no such case; see switchboard cases list --all"
        case .notNow(let reason): reason
        }
    }

    private static func words(_ error: DeskError) -> String {
        switch error {
        case .needs(let role): "needs the role \(role.rawValue); act as somebody who has it with --as NAME"
        case .noFilesHere(let channel): "customers of the channel \(channel) cannot be sent files; send a link instead"
        case .emptyFile: "the file is empty"
        case .fileTooLarge(let max): "a file may have at most \(max) bytes (console.file_bytes)"
        case .tooManyFiles(let max): "a message may carry at most \(max) files"
        case .filesTooLarge(let max):
            "the files of a message may have at most \(max) bytes together (console.message_files_bytes)"
        case .tooManyWaitingFiles(let max): "\(max) files wait there to be sent already"
        case .noSuchFile: "give each file once"
        case .noSuchCustomer: "there is no such customer"
        case .sameCustomer: "both are the same customer"
        case .alreadyMerged: "the two are merged already, by way of others"
        case .notLinked: "nothing links them directly; customers show lists the links"
        case .tooManyCustomers(let max): "one person can be at most \(max) customers"
        case .noSuchOperator: "there is no such operator; add one with switchboard operators add"
        case .noSuchQueue(let name): "there is no queue \(name); the escalation file names them"
        case .noSuchDeadLetter: "there is no such dead letter; see switchboard deadletters list"
        case .noSuchMessage(let seq): "\(seq) is no message of the customer in this conversation"
        case .emptyText: "the text is empty"
        case .textTooLong(let charactersMax): "the text is too long: at most \(charactersMax) characters"
        case .customerInConversation(let id): "an operator holds case \(id) of this customer; resolve it first"
        }
    }

    private static func words(_ error: AccountError) -> String {
        switch error {
        case .unusableName:
            "the name must have 1 to 64 characters, none of them a control character, no space around it"
        case .unusablePassword: "the password must have 8 to 1024 characters"
        case .nameTaken: "the name is taken; choose another"
        case .busy: "memory is short; try again"
        }
    }
}
