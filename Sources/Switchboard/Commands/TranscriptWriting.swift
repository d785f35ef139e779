import ArgumentParser
import Conversations
import FinishedCalls
import Foundation
import Storage
import TranscriptFormat

/// `transcript convert`.
struct TranscriptConvert: AsyncParsableCommand {
    enum Target: String, ExpressibleByArgument, CaseIterable { case vcon, vtt, srt, text }

    static let configuration = CommandConfiguration(
        commandName: "convert", abstract: "Write a finished call in another format.",
        discussion: "A vCon is put into the words of 0.4.0 and loses nothing; any other format becomes a new one.")

    @OptionGroup var shared: SharedOptions

    @Argument(help: "The file; - for standard input.")
    var file: String

    @Option(help: "vcon, vtt, srt or text.")
    var to: Target

    @Option(help: "Where it goes; it must not be there yet. (default: standard output)")
    var output: String?

    func run() async throws {
        let (bytes, changed) = try TranscriptFiles.read(file)
        let transcript = Transcript.read(bytes)
        for problem in transcript.problems { Terminal.note("\(problem)") }
        guard !transcript.segments.isEmpty else { throw CommandFailure("nobody says anything in \(file)") }
        let written: Data
        switch to {
        case .vtt: written = Data(transcript.webVTT().utf8)
        case .srt: written = Data(transcript.subRip().utf8)
        case .text: written = Data(transcript.plainText().utf8)
        case .vcon:
            if transcript.format == .vcon, let vcon = try? VCon(bytes), vcon.form == .plain {
                written = vcon.upgraded().written()
            } else {
                let made = changed ?? LocalTime.now()
                written = VCon(
                    transcript, uuid: UUID(), createdAt: Date(timeIntervalSince1970: Double(made.milliseconds) / 1000)
                ).written()
            }
        }
        try TranscriptOutput.write(written, to: output)
    }
}

/// `transcript export`.
struct TranscriptExport: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write a conversation as vCon 0.4.0: what was said, and heard.")

    @OptionGroup var shared: SharedOptions

    @Argument(help: "The conversation, such as c7.")
    var conversation: String

    @Option(help: "Where it goes; it must not be there yet. (default: standard output)")
    var output: String?

    func run() async throws {
        guard let id = ConversationID(conversation) else {
            throw CommandFailure.badUse("\(conversation) is no conversation; one is written c7")
        }
        let loaded = try shared.load(isForServing: false)
        let store = try shared.openStore(loaded)
        defer { store.close() }
        guard let state = try await store.state(of: id) else { throw CommandFailure("there is no conversation \(id)") }
        var events: [ConversationEvent] = []
        while true {
            let more = try await store.events(of: id, after: events.last?.seq ?? 0, limit: 1000)
            if more.isEmpty { break }
            events += more
        }
        let call = LoggedCall(state, events, customerName: try await store.context(of: state).name)
        let now = Date(timeIntervalSince1970: Double(LocalTime.now().milliseconds) / 1000)
        let vcon = VCon(call.transcript, uuid: call.uuid ?? UUID(), createdAt: now, subject: call.subject)
        try TranscriptOutput.write(vcon.written(), to: output)
    }
}

/// Where a written transcript goes.
private enum TranscriptOutput {
    static func write(_ bytes: Data, to path: String?) throws {
        guard let path else {
            FileHandle.standardOutput.write(bytes)
            if bytes.last != UInt8(ascii: "\n") { FileHandle.standardOutput.write(Data("\n".utf8)) }
            return
        }
        guard !FileManager.default.fileExists(atPath: path) else {
            throw CommandFailure("\(path) exists already: name a new file")
        }
        try bytes.write(to: URL(filePath: path), options: .withoutOverwriting)
    }
}
