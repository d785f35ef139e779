import ArgumentParser
import Conversations
import FinishedCalls
import Foundation
import Storage
import SwitchboardConfiguration

/// `import transcript`: takes finished calls in.
struct ImportTranscript: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "transcript",
        abstract: "Take in finished calls: vCon, captions, recognisers' and platforms' JSON.",
        discussion: """
            Each call becomes a conversation of its own time, which nobody answers; what the company promised in it becomes
            a case. A call that was taken before, or led live, is known again, so an import that was stopped is simply run
            again. Of folders, files named .vcon, .json, .jsonl, .vtt, .srt and .txt are taken.
            """)

    @OptionGroup var shared: SharedOptions

    @Argument(help: "Files with a call each, or folders of them; - for standard input.")
    var paths: [String]

    @Option(help: "The phone channel they came on. (default: the first one)")
    var channel: String?

    @Flag(help: "Only keep them: what was promised opens no case.")
    var forTheRecord = false

    @Option(help: "The platform's id of the call; for a single file.")
    var callID: String?

    @Option(help: "The caller's number; for a single file.")
    var caller: String?

    @Option(help: "When it began, such as 2026-11-23T10:00:00Z; for a single file that does not tell.")
    var beganAt: String?

    func run() async throws {
        try MailFiles.check(paths)
        let began = try moment()
        let loaded = try shared.load()
        let found = loaded.settings.channels.first { candidate in
            candidate.phone != nil && (channel == nil || candidate.name.rawValue == channel)
        }
        guard let found, let phone = found.phone else {
            throw CommandFailure.badUse(
                channel.map { "there is no phone channel \($0) in \(loaded.settings.file)" }
                    ?? "\(loaded.settings.file) has no phone channel; add { use: phone, name: …, settings: { … } }")
        }
        let store = try shared.openStore(loaded, mustExist: false)
        defer { store.close() }
        var taker = TranscriptTaker(found.name, phone, in: loaded, store: store, now: LocalTime.now)
        taker.opensCases = !forTheRecord
        var tally = ImportTally(json: shared.json, items: "calls", every: 100)
        for path in paths {
            for file in try TranscriptFiles.files(in: path) {
                let (bytes, changed) = try TranscriptFiles.read(file)
                let outcome = try await taker.take(
                    bytes,
                    FinishedCallReader.Hints(
                        callID: callID, caller: caller, beganAt: began, takenAt: changed ?? LocalTime.now(),
                        now: LocalTime.now()))
                tally.add(file, outcome.word, outcome.text, more: outcome.json)
            }
        }
        tally.finish()
        if let refused = tally.counts["refused"] { throw CommandFailure("\(refused) calls were not taken in") }
    }

    private func moment() throws -> Timestamp? {
        let isSingle = paths.count == 1 && !TranscriptFiles.isFolder(paths[0])
        if callID != nil || caller != nil || beganAt != nil, !isSingle {
            throw CommandFailure.badUse(
                "--call-id, --caller and --began-at say something of one call; name a single file")
        }
        guard let beganAt else { return nil }
        guard let moment = CallTime.read(beganAt) else {
            throw CommandFailure.badUse("--began-at must be a moment such as 2026-11-23T10:00:00Z")
        }
        return moment
    }
}

/// Transcripts in files.
enum TranscriptFiles {
    private static let endings: Set<String> = ["vcon", "json", "jsonl", "vtt", "srt", "txt"]

    static func isFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
    }

    /// The file itself, or those of a folder that may be transcripts, in the order of their names; hidden ones are left out.
    static func files(in path: String) throws -> [String] {
        guard path != "-", isFolder(path) else { return [path] }
        guard let found = FileManager.default.enumerator(atPath: path) else {
            throw CommandFailure("the folder \(path) cannot be read")
        }
        var files: [String] = []
        for case let name as String in found {
            let file = path + "/" + name
            let ending = name.split(separator: ".").last.map { $0.lowercased() } ?? ""
            guard endings.contains(ending), !name.split(separator: "/").contains(where: { $0.hasPrefix(".") }),
                !isFolder(file)
            else { continue }
            files.append(file)
        }
        return files.sorted()
    }

    /// The bytes, and when the file was last changed: a call that does not tell its time was over by then.
    static func read(_ file: String) throws -> (Data, Timestamp?) {
        if file == "-" { return (FileHandle.standardInput.readDataToEndOfFile(), nil) }
        let changed = try FileManager.default.attributesOfItem(atPath: file)[.modificationDate] as? Date
        return (
            try Data(contentsOf: URL(filePath: file)),
            changed.map { Timestamp(milliseconds: Int64($0.timeIntervalSince1970 * 1000)) }
        )
    }
}
