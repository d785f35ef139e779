public import FoundationEssentials
import Glibc

/// What a folder of articles gave.
public struct LoadedKnowledge: Sendable {
    /// Sound articles in the order of their paths.
    public var articles: [Article]
    /// Everything wrong, in the order of files and lines; the files concerned are left out of ``articles``.
    public var problems: [KnowledgeProblem]

    public init(articles: [Article], problems: [KnowledgeProblem]) {
        self.articles = articles
        self.problems = problems
    }
}

/// Reads folders of Markdown articles.
public struct KnowledgeLoader: Sendable {
    /// Bytes of one file at most; a longer file is reported and left out.
    public static let fileBytesMax = 1024 * 1024

    /// The folders, or single files, in the order in which they count.
    public var paths: [String]
    /// The zone in which a day of `valid_from` or `valid_until` begins and ends.
    public var zone: TimeZone

    public init(paths: [String], zone: TimeZone = .gmt) {
        self.paths = paths
        self.zone = zone
    }

    /// Reads everything; never throws: what can't be read is among the problems.
    public func load() -> LoadedKnowledge {
        var watch = FolderWatch(loader: self)
        return watch.reload(FolderScan(paths: paths))
    }

    /// Why one file gave no article.
    struct Broken: Error {
        var problems: [KnowledgeProblem]
    }

    /// Reads one file.
    func read(_ path: String) -> Result<Article, Broken> {
        func broken(_ reason: String) -> Result<Article, Broken> {
            .failure(Broken(problems: [KnowledgeProblem(file: path, line: 1, reason: reason)]))
        }
        let bytes: [UInt8]
        do {
            bytes = try BoundedFile.read(path, bytesMax: Self.fileBytesMax)
        } catch {
            return broken(error.reason)
        }
        guard let source = SourceLines(bytes: bytes) else { return broken("is not UTF-8 text") }
        var matter = FrontMatter(file: path, times: ArticleTime(zone: zone))
        guard let article = matter.article(source) else { return .failure(Broken(problems: matter.problems)) }
        return .success(article)
    }
}

/// Reads a regular file whole, up to a bound.
enum BoundedFile {
    /// Why a file could not be read.
    struct Unreadable: Error {
        var reason: String
    }

    static func read(_ path: String, bytesMax: Int) throws(Unreadable) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw Unreadable(reason: "can't be opened: \(String(cString: strerror(errno)))") }
        defer { close(descriptor) }
        var info = stat()
        guard fstat(descriptor, &info) == 0, info.st_mode & S_IFMT == S_IFREG else {
            throw Unreadable(reason: "is not a regular file")
        }
        guard Int(info.st_size) <= bytesMax else { throw Unreadable(reason: "has more than \(bytesMax) bytes") }
        var bytes: [UInt8] = []
        // One byte more than the bound shows a file that grew since.
        bytes.reserveCapacity(Int(info.st_size) + 1)
        var chunk = [UInt8](repeating: 0, count: min(bytesMax + 1, max(4096, Int(info.st_size) + 1)))
        while true {
            let count = Glibc.read(descriptor, &chunk, chunk.count)
            if count == 0 { return bytes }
            if count < 0 {
                if errno == EINTR { continue }
                throw Unreadable(reason: "can't be read: \(String(cString: strerror(errno)))")
            }
            bytes.append(contentsOf: chunk[0..<count])
            guard bytes.count <= bytesMax else { throw Unreadable(reason: "has more than \(bytesMax) bytes") }
        }
    }
}
