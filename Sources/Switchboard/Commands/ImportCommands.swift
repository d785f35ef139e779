import ArgumentParser
import Escalation
import FoundationEssentials
import Knowledge
import SwitchboardConfiguration

/// `import …`: takes material in as if it had arrived.
struct ImportCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Take material in.", subcommands: [ImportKnowledge.self])
}

/// `import knowledge`: copies sound articles into the first configured knowledge folder.
struct ImportKnowledge: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "knowledge", abstract: "Copy articles into the knowledge folder; a running gateway takes them in.",
        discussion: "Broken articles are told and left out. An article that is there already is left as it is.")

    @OptionGroup var shared: SharedOptions

    @Argument(help: "Markdown files, or folders of them.")
    var paths: [String]

    @Flag(help: "Replace articles that are there already.")
    var replace = false

    func run() async throws {
        let loaded = try shared.load(isForServing: false)
        guard let folder = loaded.settings.knowledge.first?.path else {
            throw CommandFailure.badUse("\(loaded.settings.file) names no knowledge folder; add knowledge: [ { path: … } ]")
        }
        for path in paths where !FileManager.default.fileExists(atPath: path) {
            throw CommandFailure("there is no file or folder \(path)")
        }
        let importer = ArticleImport(folder: folder, replaces: replace)
        let results = importer.run(paths, zone: loaded.escalation.hours.timeZone)
        for result in results {
            Terminal.line(shared.json ? result.json.text : "\(result.outcome.rawValue)  \(result.detail)")
        }
        let broken = results.count { $0.outcome == .broken }
        if broken > 0 { throw CommandFailure("\(broken) of \(results.count) were not taken in") }
    }
}

/// Copies articles and says what became of each.
struct ArticleImport {
    /// What became of one article.
    enum Outcome: String {
        case added, replaced, kept, broken
    }

    struct Result {
        let file: String
        let outcome: Outcome
        let detail: String

        var json: JSONText {
            .object([
                (key: "file", value: .string(file)), (key: "outcome", value: .string(outcome.rawValue)),
                (key: "detail", value: .string(detail)),
            ])
        }
    }

    let folder: String
    let replaces: Bool

    func run(_ paths: [String], zone: TimeZone) -> [Result] {
        let found = KnowledgeLoader(paths: paths, zone: zone).load()
        let broken = found.problems.map { problem in
            Result(file: problem.file, outcome: .broken, detail: problem.description)
        }
        return broken + found.articles.map { copy($0.file, roots: paths) }
    }

    /// Keeps the path below the folder that was named.
    private func copy(_ file: String, roots: [String]) -> Result {
        let root = roots.map { $0.hasSuffix("/") ? String($0.dropLast()) : $0 }
            .filter { file.hasPrefix($0 + "/") }.max { $0.count < $1.count }
        let name = root.map { String(file.dropFirst($0.count + 1)) } ?? String(file.split(separator: "/").last ?? "")
        let target = folder + "/" + name
        let exists = FileManager.default.fileExists(atPath: target)
        if exists, !replaces { return Result(file: file, outcome: .kept, detail: "\(target) is there already; see --replace") }
        do {
            let parent = target.lastIndex(of: "/").map { String(target[..<$0]) } ?? "."
            try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
            let bytes = try Data(contentsOf: URL(filePath: file))
            // Written beside and moved: a running gateway never reads half an article.
            try bytes.write(to: URL(filePath: target), options: .atomic)
            return Result(file: file, outcome: exists ? .replaced : .added, detail: target)
        } catch {
            return Result(file: file, outcome: .broken, detail: "\(target) cannot be written: \(error)")
        }
    }
}
