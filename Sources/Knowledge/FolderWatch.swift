/// Decides when to read which files again. Holds the last good version of every article.
struct FolderWatch {
    private let loader: KnowledgeLoader
    private var inForce: [FolderScan.File] = []
    private var lastSeen: [FolderScan.File] = []
    private var good: [String: Article] = [:]
    private var fileProblems: [String: [KnowledgeProblem]] = [:]
    private var read: [String: FolderScan.File] = [:]

    init(loader: KnowledgeLoader) {
        self.loader = loader
    }

    /// Whether a scan shows other files than those in force.
    func isChanged(_ scan: FolderScan) -> Bool { scan.fingerprint != inForce }

    /// Whether a scan shows a change that has not moved since the scan before: somebody who copies a folder is not
    /// interrupted half way.
    mutating func isSettled(_ scan: FolderScan) -> Bool {
        defer { lastSeen = scan.fingerprint }
        return scan.fingerprint != inForce && scan.fingerprint == lastSeen
    }

    /// Files in force that lie where nothing can be read now: a folder that is away for a moment, as while a disk is
    /// mounted anew, does not take its articles with it.
    private func kept(_ scan: FolderScan) -> [FolderScan.File] {
        guard !scan.unreadable.isEmpty else { return [] }
        return read.values.filter { file in
            scan.unreadable.contains { file.path == $0 || file.path.hasPrefix($0 + "/") }
        }.sorted { $0.path < $1.path }
    }

    /// Reads what is new or changed and returns everything that is to be in force.
    mutating func reload(_ scan: FolderScan) -> LoadedKnowledge {
        var articles: [Article] = []
        var problems = scan.problems
        var present: Set<String> = []
        var taken: [String: String] = [:]
        for file in scan.files + kept(scan) {
            present.insert(file.path)
            if read[file.path] != file {
                read[file.path] = file
                switch loader.read(file.path) {
                case .success(let article):
                    good[file.path] = article
                    fileProblems[file.path] = nil
                case .failure(let broken):
                    fileProblems[file.path] = broken.problems
                }
            }
            problems += fileProblems[file.path] ?? []
            guard let article = good[file.path] else { continue }
            if let other = taken.updateValue(file.path, forKey: article.id + "\u{0}" + article.language) {
                taken[article.id + "\u{0}" + article.language] = other
                problems.append(
                    KnowledgeProblem(
                        file: file.path, line: article.keyLines["id"] ?? 1, key: "id",
                        reason: "\(article.id) in \(article.language) is already taken by \(other)"))
            } else {
                articles.append(article)
            }
        }
        for path in read.keys where !present.contains(path) {
            read[path] = nil
            good[path] = nil
            fileProblems[path] = nil
        }
        inForce = scan.fingerprint
        lastSeen = scan.fingerprint
        return LoadedKnowledge(articles: articles, problems: problems)
    }
}
