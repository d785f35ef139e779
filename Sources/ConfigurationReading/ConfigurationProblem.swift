/// Something wrong with a configuration file, with the place to mend it.
public struct ConfigurationProblem: Sendable, Hashable, CustomStringConvertible {
    /// The file as the user named it, or joined to that.
    public let file: String
    /// From 1.
    public let line: Int
    /// The key's whole path, for instance `channels[1].settings.burst_window_ms`; `yaml` for the document itself and
    /// `file` for the file itself.
    public let key: String
    /// What is wrong and what would be right; never holds the value of a secret.
    public let reason: String

    public init(file: String, line: Int, key: String, reason: String) {
        self.file = file
        self.line = line
        self.key = key
        self.reason = reason
    }

    /// `FILE:LINE: key: reason`, on one line whatever the file holds.
    public var description: String { Printable.line("\(file):\(line): \(key): \(reason)") }
}

/// All problems of a configuration, so that they can be mended in one go.
public struct ConfigurationProblems: Error, Sendable, Hashable, CustomStringConvertible {
    /// By file in the order of reading, then by line; at least one.
    public let problems: [ConfigurationProblem]

    public init(_ problems: [ConfigurationProblem]) { self.problems = problems }

    /// One problem a line.
    public var description: String { problems.map(\.description).joined(separator: "\n") }
}

/// Gathers problems while files are read.
package final class ProblemCollector {
    /// More problems than this are counted, not kept: a hostile file does not fill the memory.
    package static let problemsMax = 200

    private var files: [String] = []
    private var problems: [ConfigurationProblem] = []
    private var dropped = 0

    package init() {}

    /// Whether further problems are counted only.
    package var isFull: Bool { problems.count >= Self.problemsMax }

    /// Remembers the file's place in the order of reading.
    package func began(_ file: String) {
        if !files.contains(file) { files.append(file) }
    }

    package func report(_ problem: ConfigurationProblem) {
        began(problem.file)
        guard !isFull else {
            dropped += 1
            return
        }
        problems.append(problem)
    }

    /// Throws when anything was reported.
    package func check() throws(ConfigurationProblems) {
        guard !problems.isEmpty else { return }
        let order = Dictionary(files.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        var sorted = problems.enumerated().sorted { left, right in
            let places = (order[left.element.file] ?? 0, order[right.element.file] ?? 0)
            if places.0 != places.1 { return places.0 < places.1 }
            if left.element.line != right.element.line { return left.element.line < right.element.line }
            return left.offset < right.offset
        }.map(\.element)
        if dropped > 0, let last = sorted.last {
            sorted.append(
                ConfigurationProblem(
                    file: last.file, line: last.line, key: "file", reason: "and \(dropped) more problems"))
        }
        throw ConfigurationProblems(sorted)
    }
}
