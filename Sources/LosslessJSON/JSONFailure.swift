/// Why bytes are no JSON.
public struct JSONFailure: Error, Equatable {
    /// What does not fit.
    public enum Reason: Equatable, Sendable {
        /// What is wrong there, in words.
        case syntax(String)
        /// A bound of ``JSONLimits``.
        case depth, values
    }

    public var reason: Reason
    /// Place of the first byte that does not fit.
    public var offset: Int

    /// The line and column of the place, counted from 1; the column in bytes.
    public func place(in bytes: [UInt8]) -> (line: Int, column: Int) {
        let before = bytes.prefix(offset)
        let line = before.reduce(1) { $1 == 0x0A ? $0 + 1 : $0 }
        return (line, offset - (before.lastIndex(of: 0x0A) ?? -1))
    }
}

/// How much of a document is read.
public struct JSONLimits: Sendable, Hashable {
    /// Arrays and objects within each other.
    public var depth: Int
    /// Values in all.
    public var values: Int

    public init(depth: Int = 64, values: Int = 4_000_000) {
        self.depth = depth
        self.values = values
    }
}
