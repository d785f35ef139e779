import AgentCore
import ArgumentParser
import Conversations
import EmailChannel
import Foundation
import MailFormat
import MailTransport
import SwitchboardConfiguration

/// `mail …`: mails as the gateway sees them.
struct MailCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mail", abstract: "Look at mails as the gateway does.", subcommands: [MailInspect.self])
}

/// `mail inspect`.
struct MailInspect: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect", abstract: "Show what the gateway makes of raw mails: one JSON object per mail.",
        discussion: """
            A file is a mail, or an mbox of several when its first line begins with “From ”; - reads a mail from standard
            input. With a configuration that has an e-mail channel, its addresses and trusted servers are used.
            """)

    @OptionGroup var shared: SharedOptions

    @Argument(help: "Files with raw mails.")
    var files: [String]

    func run() async throws {
        let reader = MailInspector(shared: shared)
        var failed = 0
        for file in files {
            do {
                try await MailFiles.each(in: file) { bytes, _ in Terminal.line(try reader.line(bytes)) }
            } catch {
                failed += 1
                Terminal.note("\(file): \(CommandFailure(explaining: error).lines.joined(separator: "; "))")
            }
        }
        if failed > 0 { throw CommandFailure("\(failed) of \(files.count) files could not be read") }
    }
}

/// Reads mails as a channel would.
private struct MailInspector {
    private let own: OwnAddresses
    private let trusted: Set<String>

    /// Without a sound configuration nobody is us and no server is trusted.
    init(shared: SharedOptions) {
        let loaded = try? shared.load(isForServing: false)
        let email = loaded?.settings.channels.compactMap(\.email) ?? []
        own = OwnAddresses(email.flatMap { [$0.address] + $0.aliases })
        trusted = Set(email.flatMap(\.trustedServers))
    }

    func line(_ bytes: Data) throws -> String {
        let inspection = MailInspection(
            reading: Mail.parse(bytes: bytes), own: own, trustedServers: trusted, language: WrittenLanguage.of)
        return String(decoding: try inspection.json(), as: UTF8.self)
    }
}
