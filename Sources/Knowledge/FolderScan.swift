import Glibc

/// The article files below some folders, with what tells whether they changed.
struct FolderScan: Sendable {
    /// Files at most; more are reported and left out.
    static let filesMax = 200_000
    /// Folders within folders at most.
    static let depthMax = 32

    /// One file, as the file system describes it. Two equal values mean: not changed.
    struct File: Sendable, Hashable {
        var path: String
        var sizeBytes: Int64
        var modifiedNanoseconds: Int64
        /// Changes too when a file with the same size is put in place of another within one tick of the clock.
        var inode: UInt64
    }

    /// Which node of the file system; the same for every way that leads to it.
    private struct Place: Hashable {
        var device: UInt64
        var inode: UInt64
    }

    private(set) var files: [File] = []
    private(set) var problems: [KnowledgeProblem] = []
    /// Files and folders that are there no longer or can't be read for now.
    private(set) var unreadable: [String] = []
    private var visited: Set<Place> = []

    init(paths: [String]) {
        for path in paths { visit(path, depth: 0, named: true) }
    }

    /// Equal when no file was added, removed or changed.
    var fingerprint: [File] { files }

    private mutating func visit(_ path: String, depth: Int, named: Bool) {
        var info = stat()
        guard stat(path, &info) == 0 else {
            report(path, "can't be read: \(String(cString: strerror(errno)))")
            if named { unreadable.append(path) }
            return
        }
        // Following a link to a folder that contains it would never end.
        guard visited.insert(Place(device: UInt64(info.st_dev), inode: UInt64(info.st_ino))).inserted else { return }
        switch info.st_mode & S_IFMT {
        case S_IFDIR: list(path, depth: depth)
        case S_IFREG where named || path.hasSuffix(".md") || path.hasSuffix(".markdown"):
            guard files.count < Self.filesMax else {
                if files.count == Self.filesMax { report(path, "is one of more than \(Self.filesMax) files") }
                return
            }
            let time = Int64(info.st_mtim.tv_sec) &* 1_000_000_000 &+ Int64(info.st_mtim.tv_nsec)
            files.append(
                File(path: path, sizeBytes: Int64(info.st_size), modifiedNanoseconds: time, inode: UInt64(info.st_ino)))
        default: return
        }
    }

    private mutating func list(_ path: String, depth: Int) {
        guard depth < Self.depthMax else {
            report(path, "lies more than \(Self.depthMax) folders deep")
            return
        }
        guard let folder = opendir(path) else {
            report(path, "can't be listed: \(String(cString: strerror(errno)))")
            unreadable.append(path)
            return
        }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if !name.hasPrefix("."), files.count + names.count <= Self.filesMax { names.append(name) }
        }
        closedir(folder)
        let base = path.hasSuffix("/") ? path : path + "/"
        for name in names.sorted() { visit(base + name, depth: depth + 1, named: false) }
    }

    private mutating func report(_ path: String, _ reason: String) {
        problems.append(KnowledgeProblem(file: path, line: 1, reason: reason))
    }
}
