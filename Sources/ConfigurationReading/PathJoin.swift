/// Paths as text: joined and tidied without looking at the disk.
package enum PathJoin {
    /// The folder a file lies in; `.` for a bare name.
    package static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// `path` as seen from `folder`; an absolute path stays as it is.
    package static func join(_ folder: String, _ path: String) -> String {
        tidy(path.hasPrefix("/") || folder == "." ? path : folder + "/" + path)
    }

    /// Drops `.` and resolves `..` where a name stands before it.
    private static func tidy(_ path: String) -> String {
        var parts: [Substring] = []
        for part in path.split(separator: "/", omittingEmptySubsequences: true) where part != "." {
            if part == "..", let last = parts.last, last != ".." {
                parts.removeLast()
            } else if part == "..", path.hasPrefix("/") {
                continue
            } else {
                parts.append(part)
            }
        }
        let joined = parts.joined(separator: "/")
        return path.hasPrefix("/") ? "/" + joined : joined.isEmpty ? "." : joined
    }
}
