/// Something wrong with one file of the knowledge.
public struct KnowledgeProblem: Sendable, Hashable, CustomStringConvertible {
    /// Path of the file as found.
    public var file: String
    /// The line it is on; the first is 1.
    public var line: Int
    /// The key of the front matter it concerns; empty when it is the file as a whole.
    public var key: String
    /// What is wrong and what would be right, one sentence without a full stop.
    public var reason: String

    public init(file: String, line: Int, key: String = "", reason: String) {
        self.file = file
        self.line = line
        self.key = key
        self.reason = reason
    }

    /// `FILE:LINE: key: reason`.
    public var description: String {
        key.isEmpty ? "\(file):\(line): \(reason)" : "\(file):\(line): \(key): \(reason)"
    }
}
