import ArgumentParser
import Foundation
import TranscriptFormat

/// `transcript …`: calls as the gateway sees them.
struct TranscriptCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "transcript", abstract: "Look at transcripts of calls as the gateway does.",
        subcommands: [TranscriptInspect.self, TranscriptConvert.self, TranscriptExport.self])
}

/// `transcript inspect`.
struct TranscriptInspect: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect", abstract: "Show what the gateway makes of finished calls: one JSON object per file.",
        discussion: """
            Taken are vCon, WebVTT, SubRip, the JSON of recognisers and phone platforms, and plain text with names; the
            content decides, not the file's name. - reads one from standard input. What could not be understood stands in
            problems.
            """)

    @OptionGroup var shared: SharedOptions

    @Argument(help: "Files with transcripts.")
    var files: [String]

    func run() async throws {
        var failed = 0
        for file in files {
            do {
                let inspection = TranscriptInspection(Transcript.read(try Self.bytes(of: file)))
                Terminal.line(String(decoding: inspection.json(), as: UTF8.self))
            } catch {
                failed += 1
                Terminal.note("\(file): \(CommandFailure(explaining: error).lines.joined(separator: "; "))")
            }
        }
        if failed > 0 { throw CommandFailure("\(failed) of \(files.count) files could not be read") }
    }

    private static func bytes(of file: String) throws -> Data {
        if file == "-" { return FileHandle.standardInput.readDataToEndOfFile() }
        return try Data(contentsOf: URL(filePath: file))
    }
}
