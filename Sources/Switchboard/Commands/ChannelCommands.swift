import ArgumentParser
import ConfigurationReading
import Foundation
import Recipes

/// `channels …`: definitions of platforms, tried and begun.
struct ChannelCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "channels", abstract: "Try the definition of a channel, or begin one.",
        subcommands: [ChannelTest.self, ChannelNew.self])
}

/// `channels test`.
struct ChannelTest: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test", abstract: "Replay a channel's samples against its definition, sending nothing.",
        discussion: """
            Shows the messages, requests and answers each sample leads to. What comes otherwise than the sample says goes to
            stderr with file and line. 0 when all come as they say, 1 when not, 2 for a definition that is wrong.
            """)

    @OptionGroup var shared: SharedOptions

    @Argument(help: "A configured channel, a kind of channel, or the path of a kind's folder.")
    var name: String

    @Argument(help: "One sample, by name or as a file. (default: all of the channel)")
    var sample: String?

    @Option(help: "A folder of samples or recorded payloads in place of the channel's own.")
    var samples: String?

    func run() async throws {
        guard sample == nil || samples == nil else {
            throw CommandFailure.badUse("give a sample or --samples, not both")
        }
        let place = try ChannelFolders(configuration: shared.configurationFile).find(name)
        guard try place.isRecipe() else {
            let text =
                "\(place.kind) is part of the program: switchboard check reads its definition, nothing is replayed"
            let json = JSON.object([
                "channel": .string(place.kind), "file": .string(place.file), "ok": true, "samples": [],
            ])
            Terminal.line(shared.json ? String(decoding: json.bytes, as: UTF8.self) : text)
            return
        }
        let recipe: ChannelRecipe
        do {
            recipe = try RecipeFile.read(place.file, kind: place.kind)
        } catch {
            if shared.json { Terminal.line(ChannelReport.text(place, problems: error)) }
            throw CommandFailure(error)
        }
        let results = try results(recipe, place)
        let report = ChannelReport(place: place, recipe: recipe, results: results, isDetailed: sample != nil)
        if shared.json {
            Terminal.line(report.json)
        } else {
            for line in report.lines(TerminalStyle.ofOutput) { Terminal.line(line) }
        }
        guard report.isRight else { throw CommandFailure(.failed, report.problems) }
    }

    private func results(_ recipe: ChannelRecipe, _ place: ChannelFolders.Place) throws -> [SampleResult] {
        if let samples {
            let results = RecordedPayloads.run(recipe, folder: Self.withoutEnd(samples))
            guard !results.isEmpty else { throw CommandFailure.badUse("there are no *.json in \(samples)") }
            return results
        }
        guard let sample else {
            let results = RecipeSamples.run(recipe, folder: place.samples)
            guard !results.isEmpty else {
                throw CommandFailure(
                    "\(place.samples) holds no samples; switchboard channels new shows what they look like")
            }
            return results
        }
        let own = "\(place.samples)/\(sample).json"
        for file in [own, sample] where FileManager.default.fileExists(atPath: file) {
            return [RecipeSamples.run(recipe, file: file)]
        }
        let known = RecipeSamples.run(recipe, folder: place.samples).map(\.name).joined(separator: ", ")
        throw CommandFailure.badUse("there is no sample \(sample); \(place.kind) has \(known.isEmpty ? "none" : known)")
    }

    private static func withoutEnd(_ path: String) -> String {
        var path = path
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        return path
    }
}

/// `channels new`.
struct ChannelNew: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new",
        abstract: "Begin the definition of a platform: a folder to fill in, with samples that hold.",
        discussion: """
            Writes channel.yaml, two samples and SETUP.md. What is there already is never changed.
            """)

    @OptionGroup var shared: SharedOptions

    @Argument(help: "The kind's name: 1 to 32 of a-z, 0-9 and -, beginning with a letter.")
    var name: String

    @Option(help: "Where the folder is made. (default: the configuration's channels_path, else ./channels)")
    var into: String?

    func run() async throws {
        guard ChannelSkeleton.isName(name) else {
            throw CommandFailure.badUse(
                "a kind's name has 1 to 32 characters of a-z, 0-9 and -, beginning with a letter")
        }
        let folders = ChannelFolders(configuration: shared.configurationFile)
        if let place = try? folders.find(name) {
            throw CommandFailure("\(name) is a kind of channel already: \(place.file)")
        }
        let folder = PathJoin.join(into ?? folders.own ?? "channels", name)
        let written = try ChannelSkeleton(name: name).write(to: folder)
        if shared.json {
            let document = JSON.object(["channel": .string(name), "files": .array(written.map(JSON.string))])
            Terminal.line(String(decoding: document.bytes, as: UTF8.self))
            return
        }
        for file in written { Terminal.line("wrote \(file)") }
        Terminal.line("try it with: switchboard channels test \(folder.contains("/") ? folder : "./\(folder)")")
    }
}
