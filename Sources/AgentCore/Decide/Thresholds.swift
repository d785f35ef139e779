/// From which confidence of the knowledge on the agent does what; all 0 to 1.
public struct Thresholds: Sendable, Hashable {
    /// At least this sure: the answer is given.
    public var answer: Double
    /// At least this sure, and two articles close: the agent asks which is meant.
    public var clarify: Double
    /// The first article must be this far ahead of the second to be given without asking.
    public var margin: Double
    /// From this confidence on the answer is given even when a second article is close.
    public var certain: Double
    /// A lead smaller than this is none: the agent asks however sure the knowledge is. Measured on all
    /// question sets together, the first article is then wrong more often than right (docs/agent.md).
    public var tie: Double

    public init(
        answer: Double = 0.5, clarify: Double = 0.35, margin: Double = 0.08, certain: Double = 0.8, tie: Double = 0.04
    ) {
        self.answer = answer
        self.clarify = clarify
        self.margin = margin
        self.certain = certain
        self.tie = tie
    }

    /// The values documented in docs/agent.md.
    public static let standard = Thresholds()
}
