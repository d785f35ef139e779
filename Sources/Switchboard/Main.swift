import ArgumentParser

/// The root of the command line.
@main struct SwitchboardCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "switchboard",
        abstract: "A self-hosted, multi-channel virtual agent gateway.",
        discussion: """
            Exit codes: 0 done, 1 failed with a reason on stderr, 2 bad use or bad configuration.
            """,
        version: BuildVersion.text,
        subcommands: [
            Serve.self, Check.self, Doctor.self, Chat.self, Ask.self, KnowledgeCommands.self, MailCommands.self,
            TranscriptCommands.self, ImportCommands.self, ChannelCommands.self,
            CustomerCommands.self, CaseCommands.self, OperatorCommands.self, TokenCommands.self,
            DeadLetterCommands.self, LogCommands.self, Backup.self, Migrate.self, Version.self,
        ])

    /// Parses, runs and ends the process with the exit code of the contract: the parser's own
    /// code for bad use is 64, ours is 2.
    static func main() async {
        do {
            var command = try parseAsRoot(SharedOptions.reordered(Array(CommandLine.arguments.dropFirst())))
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
            Terminal.flush()
        } catch let failure as CommandFailure {
            Terminal.fail(failure)
        } catch {
            let code = exitCode(for: error)
            if code == .success {
                Terminal.line(fullMessage(for: error))
                Terminal.flush()
                Self.exit(withError: ExitCode.success)
            }
            if code == .validationFailure {
                Terminal.fail(CommandFailure(.badUse, [fullMessage(for: error)]))
            }
            Terminal.fail(CommandFailure(explaining: error))
        }
    }
}
