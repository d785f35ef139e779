package import Yams

/// One mapping of a configuration file, read key by key.
///
/// Reading never stops at a problem: it is reported, the caller gets nil or a harmless value, and goes on, so that one
/// run finds everything. The keys that were asked for are the keys that are known; all others are reported when the
/// section ends.
package final class ConfigurationReader {
    /// A value and where it stands.
    package struct Entry {
        package let line: Int
        package let node: Node
    }

    /// What all sections of one file share.
    package struct File {
        /// As shown in problems.
        package let path: String
        /// Set for files whose values may hold `${env:NAME}` and `${file:PATH}`.
        package let references: References?
        package let problems: ProblemCollector

        package init(path: String, references: References?, problems: ProblemCollector) {
            self.path = path
            self.references = references
            self.problems = problems
        }

        /// Paths in the file are relative to this folder.
        package var folder: String { PathJoin.folder(of: path) }
    }

    package let file: File
    /// The section's own path; empty at the top.
    package let path: String
    package let line: Int
    private var entries: [String: Entry] = [:]
    /// In the order of the file.
    package private(set) var writtenKeys: [String] = []
    private var known: [String] = []

    init(_ mapping: Node.Mapping, file: File, path: String, line: Int) {
        self.file = file
        self.path = path
        self.line = line
        for (key, value) in mapping {
            guard let name = key.scalar?.string, !name.isEmpty else {
                report(line: key.mark?.line ?? line, "has a key that is not plain text")
                continue
            }
            entries[name] = Entry(line: key.mark?.line ?? line, node: value)
            writtenKeys.append(name)
        }
    }

    /// Reads a whole file: `read` gets its top section, and unknown keys are reported after it.
    ///
    /// - Returns: nil when the file could not be read as a mapping; what was wrong is reported.
    package static func read<Value>(_ file: File, _ read: (ConfigurationReader) -> Value) -> Value? {
        guard let document = YAMLDocument.read(file.path, into: file.problems) else { return nil }
        let root = document.root ?? Node("")
        guard let mapping = root.mapping ?? (root.scalar?.string == "" ? Node.Mapping([(Node, Node)]()) : nil) else {
            file.problems.report(
                ConfigurationProblem(
                    file: file.path, line: root.mark?.line ?? 1, key: "yaml", reason: "must hold keys at the top"))
            return nil
        }
        let reader = ConfigurationReader(mapping, file: file, path: "", line: 1)
        let value = read(reader)
        reader.finish()
        return value
    }

    /// The value of a key, which is known from now on. A key without a value is reported.
    package func entry(_ key: String) -> Entry? {
        if !known.contains(key) { known.append(key) }
        guard let entry = entries[key] else { return nil }
        if let scalar = entry.node.scalar, scalar.style == .plain, scalar.string.isEmpty || scalar.string == "~" {
            report(key, line: entry.line, "has no value; give one or leave the key out")
            return nil
        }
        return entry
    }

    /// Whether the key stands in the file; it is known from now on.
    package func has(_ key: String) -> Bool {
        if !known.contains(key) { known.append(key) }
        return entries[key] != nil
    }

    /// Where the key stands, or the section for one that does not.
    package func line(of key: String) -> Int { entries[key]?.line ?? line }

    /// Reports a key of later versions, when it is there.
    package func notInThisVersion(_ key: String, _ what: String) {
        guard has(key) else { return }
        report(key, "not part of this version: \(what)")
    }

    /// Reports a problem with the value of a key.
    package func report(_ key: String, line: Int? = nil, _ reason: String) {
        report(path: joined(key), line: line ?? self.line(of: key), reason)
    }

    /// Reports a problem with the section itself.
    package func report(line: Int? = nil, _ reason: String) {
        report(path: path.isEmpty ? "yaml" : path, line: line ?? self.line, reason)
    }

    private func report(path: String, line: Int, _ reason: String) {
        file.problems.report(ConfigurationProblem(file: file.path, line: line, key: path, reason: reason))
    }

    /// The key's whole path.
    package func joined(_ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }

    /// Reports the keys nobody asked for.
    package func finish() {
        for key in writtenKeys where !known.contains(key) {
            if file.problems.isFull {
                report(key, "unknown key")
            } else if let meant = Spelling.nearest(to: key, among: known.filter { entries[$0] == nil }) {
                report(key, "unknown key; did you mean \"\(meant)\"?")
            } else {
                report(key, "unknown key; known here: \(known.sorted().joined(separator: ", "))")
            }
        }
    }
}
