import ArgumentParser
import ConfigurationReading
import Conversations
import EmailChannel
import Foundation
import Intake
import Logging
import MailFormat
import MailTransport
import Storage
import SwitchboardConfiguration

/// `import mail`: takes mails in as if they had arrived on an e-mail channel.
struct ImportMail: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mail", abstract: "Take in mails as if they had arrived: .eml, mbox, Maildir.",
        discussion: """
            A running gateway answers them. Old mails belong in with --for-the-record: each has its own date, and nobody
            answers it. A mail that was taken before is known again, so an import that was stopped is simply run again.
            """)

    @OptionGroup var shared: SharedOptions

    @Argument(help: "Files with a mail, mboxes, Maildirs or folders of such files; - for standard input.")
    var paths: [String]

    @Option(help: "The e-mail channel they come to. (default: the first one)")
    var channel: String?

    @Flag(help: "Keep them in their conversations with their own dates; nobody answers.")
    var forTheRecord = false

    func run() async throws {
        try MailFiles.check(paths)
        let loaded = try shared.load()
        let found = loaded.settings.channels.first { candidate in
            candidate.email != nil && (channel == nil || candidate.name.rawValue == channel)
        }
        guard let found, let email = found.email else {
            throw CommandFailure.badUse(
                channel.map { "there is no e-mail channel \($0) in \(loaded.settings.file)" }
                    ?? "\(loaded.settings.file) has no e-mail channel; add { use: email, name: …, settings: { … } }")
        }
        let store = try shared.openStore(loaded, mustExist: false)
        defer { store.close() }
        let identity = try await EmailAssembly.identity(
            of: found.name, email, in: loaded, store: store)
        let isRecord = forTheRecord
        let desk = CoreEmailDesk(store: store) { message in
            var message = message
            if isRecord { message.handling = Handling(.silent, reason: "imported") }
            let accepted = try await store.accept(message)
            try await accepted.committed()
            return accepted
        }
        // Nobody is written to by an import, so no rate is to be kept.
        let taker = EmailTaker(
            identity, desk: desk, rate: nil,
            logger: Logger(label: "import", factory: { _ in SwiftLogNoOpLogHandler() }))
        var tally = ImportTally(json: shared.json, items: "mails")
        for path in paths {
            try await MailFiles.each(in: path) { bytes, place in
                guard MailFiles.isMail(bytes) else {
                    tally.add(place, "refused", "no mail: it has no header field that mails have")
                    return
                }
                let date = isRecord ? Mail.parse(bytes: bytes).date : nil
                do throws(MailRefusal) {
                    let taken = try await taker.take(
                        ReceivedMail(
                            raw: bytes, envelope: MailEnvelope(sender: .unknown, recipients: []), source: .lmtp,
                            receivedAt: date ?? Date()))
                    tally.add(place, taken.isKnown ? "known" : "taken", taken.id)
                } catch {
                    tally.add(place, "refused", "\(error)")
                }
            }
        }
        tally.finish()
        if let refused = tally.counts["refused"] { throw CommandFailure("\(refused) mails were not taken in") }
    }
}
