import FoundationEssentials
import Knowledge

/// Copies articles into a knowledge folder and says what became of each.
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

    private let folder: String
    private let replaces: Bool
    /// Files of the articles that are there, by language and id.
    private let present: [String: String]

    init(folder: String, present: [Article], replaces: Bool) {
        self.folder = folder
        self.replaces = replaces
        self.present = Dictionary(present.map { (Self.key($0), $0.file) }, uniquingKeysWith: { first, _ in first })
    }

    /// Takes in files, or folders with everything below them.
    func run(_ paths: [String], zone: TimeZone) -> [Result] {
        let found = KnowledgeLoader(paths: paths, zone: zone).load()
        let broken = found.problems.map { problem in
            Result(file: problem.file, outcome: .broken, detail: problem.description)
        }
        return broken + found.articles.map { copy($0, roots: paths) }
    }

    /// An article that is there already, under whatever name, is left or replaced where it is; a new one keeps its
    /// path below the folder that was named.
    private func copy(_ article: Article, roots: [String]) -> Result {
        let file = article.file
        let target = present[Self.key(article)] ?? folder + "/" + name(of: file, roots: roots)
        let exists = FileManager.default.fileExists(atPath: target)
        if exists, !replaces {
            return Result(file: file, outcome: .kept, detail: "\(target) is there already; see --replace")
        }
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

    private func name(of file: String, roots: [String]) -> String {
        let root = roots.map { $0.hasSuffix("/") ? String($0.dropLast()) : $0 }
            .filter { file.hasPrefix($0 + "/") }.max { $0.count < $1.count }
        return root.map { String(file.dropFirst($0.count + 1)) } ?? String(file.split(separator: "/").last ?? "")
    }

    private static func key(_ article: Article) -> String { article.language + "/" + article.id }
}
