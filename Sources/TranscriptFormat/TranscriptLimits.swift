/// How much of a file is read. What lies beyond is left out and named in the transcript's problems.
public struct TranscriptLimits: Sendable, Equatable {
    /// Bytes of a file. An hour's recording inside a vCon has about 40 MB.
    public var bytes: Int
    /// Arrays and objects within each other.
    public var depth: Int
    /// JSON values of a file: words with their times take about ten each.
    public var values: Int
    /// Three hours of short captions have about 10 000.
    public var segments: Int
    public var parties: Int
    /// Problems that are named.
    public var problems: Int

    public init(
        bytes: Int = 96 << 20, depth: Int = 64, values: Int = 4_000_000, segments: Int = 50_000,
        parties: Int = 1000, problems: Int = 100
    ) {
        self.bytes = bytes
        self.depth = depth
        self.values = values
        self.segments = segments
        self.parties = parties
        self.problems = problems
    }
}
