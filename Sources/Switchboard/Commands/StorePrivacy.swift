import FoundationEssentials
import Glibc

/// Whether other users of this machine can read what customers wrote.
enum StorePrivacy {
    /// What the doctor says of a store at a path, its folder and what SQLite keeps beside it.
    static func finding(of path: String) -> Finding {
        let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
        let folderMode = mode(of: folder.isEmpty ? "/" : folder) ?? 0
        let files = [path, path + "-wal", path + "-shm"].compactMap { file in mode(of: file).map { (file, $0) } }
        let open = exposed(files, in: folderMode)
        guard !open.isEmpty else { return Finding(.ok, "privacy", "nobody else can read the store") }
        let names = open.joined(separator: " ")
        return Finding(.warn, "privacy", "other users of this machine can read the store; chmod go= \(folder) \(names)")
    }

    /// The files that a group or everybody may read or write, in a folder the same may pass through.
    static func exposed(_ files: [(path: String, mode: mode_t)], in folder: mode_t) -> [String] {
        files.filter { file in
            (file.mode & 0o060 != 0 && folder & 0o010 != 0) || (file.mode & 0o006 != 0 && folder & 0o001 != 0)
        }.map(\.path)
    }

    private static func mode(of path: String) -> mode_t? {
        let file = URL(filePath: path).resolvingSymlinksInPath().path
        let found = try? FileManager.default.attributesOfItem(atPath: file)
        return (found?[.posixPermissions] as? Int).map { mode_t($0) & 0o777 }
    }
}
