import Glibc

/// Names of files in a folder.
enum FileNames {
    /// In order; empty for what is no folder.
    static func sorted(in folder: String, ending: String, max: Int) -> [String] {
        guard !folder.utf8.contains(0), let directory = opendir(folder) else { return [] }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory), names.count < max {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name.hasSuffix(ending), !name.hasPrefix(".") { names.append(name) }
        }
        return names.sorted()
    }
}
