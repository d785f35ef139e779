import ArgumentParser
import Conversations
import Escalation
import Storage

/// `cases …`: what the console does with escalated cases, beside a running gateway too.
struct CaseCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cases", abstract: "Work on escalated cases.",
        subcommands: [
            CaseList.self, CaseShow.self, CaseClaim.self, CaseReply.self, CaseNote.self, CaseResolve.self,
            CaseHandBack.self,
        ])
}

/// `cases list`: what waits, most urgent first.
struct CaseList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List cases, most urgent first.")

    @OptionGroup var shared: SharedOptions

    @Flag(help: "Resolved ones too.")
    var all = false

    @Option(help: "Only cases of this queue.")
    var queue: String?

    @Option(help: "How many at most, 1 to 10000.")
    var limit = 200

    func validate() throws {
        guard (1...10_000).contains(limit) else { throw ValidationError("--limit must be from 1 to 10000") }
    }

    func run() async throws {
        let store = try shared.openStore(shared.load())
        let filter = CaseFilter(states: all ? Set(CaseState.allCases) : [.open, .claimed], queue: queue)
        var entries: [CaseEntry] = []
        var cursor: String?
        repeat {
            let page = try await store.cases(
                filter, PageRequest(limit: min(limit - entries.count, PageRequest.limitMax), cursor: cursor))
            entries += page.items
            cursor = page.next
        } while cursor != nil && entries.count < limit
        if shared.json {
            Terminal.line(JSONText.object([(key: "items", value: .array(entries.map(CaseOutput.json)))]).text)
        } else if entries.isEmpty {
            Terminal.line(all ? "no cases" : "no open cases")
        } else {
            CaseOutput.printTable(entries, now: LocalTime.now())
        }
        store.close()
    }
}

/// `cases show`: one case with its brief.
struct CaseShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show a case with its brief and the conversation.")

    @OptionGroup var shared: SharedOptions

    @Argument(help: "The case, for instance k7-1.")
    var id: CaseID

    func run() async throws {
        let loaded = try shared.load()
        let store = try shared.openStore(loaded)
        guard let entry = try await store.case(id), let state = try await store.state(of: id.conversation) else {
            throw CommandFailure("there is no case \(id); see switchboard cases list --all")
        }
        let events = try await shared.desk(loaded, store).events(of: state, after: 0)
        if shared.json {
            Terminal.line(CaseOutput.json(entry, timeline: events).text)
        } else {
            for line in CaseOutput.lines(entry, events, now: LocalTime.now()) { Terminal.line(line) }
        }
        store.close()
    }
}

/// What the commands that change a case share.
struct CaseAction: ParsableArguments {
    @Argument(help: "The case, for instance k7-1.")
    var id: CaseID

    @Option(name: .customLong("as"), help: "The operator who acts; not needed when there is only one.")
    var actor: String?

    /// Runs the action at the desk and says what became of it.
    func run(
        _ shared: SharedOptions, _ done: String,
        _ action: (_ desk: Desk, _ user: DeskUser) async throws -> Void
    ) async throws {
        let loaded = try shared.load()
        let store = try shared.openStore(loaded)
        defer { store.close() }
        let user = try await CommandLineUser.acting(as: actor, store)
        try await action(shared.desk(loaded, store), user)
        guard let entry = try await store.case(id) else { throw Refusal.noSuchCase }
        Terminal.line(shared.json ? CaseOutput.json(entry).text : "\(id) \(done) by \(user.name)")
    }

    /// The text given, or all of stdin for `-`.
    static func text(_ argument: String) throws -> String {
        guard argument == "-" else { return argument }
        var lines = LineReader()
        var text: [String] = []
        while let line = lines.next() {
            text.append(line)
            if text.count > 10_000 { throw CommandFailure("the text has too many lines: at most 10000") }
        }
        return text.joined(separator: "\n")
    }
}

/// `cases claim`.
struct CaseClaim: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "claim", abstract: "Take a case: the agent is silent, the customer gets a person.")

    @OptionGroup var shared: SharedOptions
    @OptionGroup var action: CaseAction

    func run() async throws {
        try await action.run(shared, "claimed") { desk, user in try await desk.claim(action.id, by: user) }
    }
}

/// `cases reply`.
struct CaseReply: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reply", abstract: "Write to the customer; takes the case over first if nobody has it.")

    @OptionGroup var shared: SharedOptions
    @OptionGroup var action: CaseAction

    @Argument(help: "What the customer reads; - reads it from stdin.")
    var text: String

    @Option(help: ArgumentHelp("A file to send with it; give the option once for each.", valueName: "file"))
    var attach: [String] = []

    func run() async throws {
        let text = try CaseAction.text(text)
        try await action.run(shared, "answered") { desk, user in
            let conversation = try await desk.conversation(ofUnresolved: action.id)
            if !attach.isEmpty { try await desk.mayAttach(to: conversation) }
            var files: [String] = []
            for path in attach {
                let file = try LocalFile(path, bytesMax: desk.fileLimits.fileBytesMax)
                let kept = try await desk.attach(
                    file.bytes, name: path, type: file.type, to: conversation, by: user)
                files.append(kept.id)
            }
            _ = try await desk.reply(conversation, text: text, attachments: files, by: user)
        }
    }
}

/// `cases note`.
struct CaseNote: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "note", abstract: "Leave a remark for colleagues; no customer sees it.")

    @OptionGroup var shared: SharedOptions
    @OptionGroup var action: CaseAction

    @Argument(help: "The remark; - reads it from stdin.")
    var text: String

    func run() async throws {
        let text = try CaseAction.text(text)
        try await action.run(shared, "noted") { desk, user in
            _ = try await desk.note(action.id.conversation, text: text, by: user)
        }
    }
}

/// `cases resolve`.
struct CaseResolve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resolve", abstract: "Close a case: the agent answers when the customer writes again.")

    @OptionGroup var shared: SharedOptions
    @OptionGroup var action: CaseAction

    @Option(help: "A remark for colleagues.")
    var note: String?

    func run() async throws {
        try await action.run(shared, "resolved") { desk, user in
            try await desk.resolve(desk.conversation(ofUnresolved: action.id), note: note, by: user)
        }
    }
}

/// `cases handback`.
struct CaseHandBack: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "handback", abstract: "Give the conversation back to the agent.")

    @OptionGroup var shared: SharedOptions
    @OptionGroup var action: CaseAction

    @Option(help: "What was done, for the agent's next turn.")
    var summary: String?

    func run() async throws {
        try await action.run(shared, "handed back") { desk, user in
            try await desk.handBack(desk.conversation(ofUnresolved: action.id), summary: summary, by: user)
        }
    }
}
