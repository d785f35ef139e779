/// Something understood out of what a caller said.
public struct SpokenEntity: Sendable, Hashable {
    /// What it adds to, when it is not the whole.
    public enum Part: String, Sendable, Hashable {
        case whole
        /// A given name said after or before the family name.
        case givenName
        /// The first and last day or time of a range.
        case start, end
    }

    /// A kind's name.
    public var kind: String
    /// Normal form: codes as their pattern has them, phone numbers as `+4915…` when the country is known, days
    /// `2026-11-23`, times `16:30`, amounts `49.90 EUR`.
    public var value: String
    /// Characters of the utterance, counted from 0.
    public var range: Range<Int>
    /// As said.
    public var said: String
    /// 0...1. Below `certain`, something was guessed, is missing or could be another thing.
    public var confidence: Double
    /// Other values it could be, likeliest first, at most four.
    public var alternatives: [String]
    /// False when a place of it was not heard; such a value holds `?` and is asked for again.
    public var isComplete: Bool
    public var part: Part
    /// The caller took back what stood in this place before: `doch lieber`, `nein`.
    public var isCorrection: Bool

    public init(
        kind: String, value: String, range: Range<Int>, said: String, confidence: Double, alternatives: [String] = [],
        isComplete: Bool = true, part: Part = .whole, isCorrection: Bool = false
    ) {
        self.kind = kind
        self.value = value
        self.range = range
        self.said = said
        self.confidence = confidence
        self.alternatives = alternatives
        self.isComplete = isComplete
        self.part = part
        self.isCorrection = isCorrection
    }

    /// From here on nothing about it was guessed.
    public static let certain = 0.8
}

/// What is known when an utterance is read.
public struct ReadingContext: Sendable {
    /// Kinds the agent has just asked for, or a running procedure waits for.
    public var asked: Set<String>
    /// The day the caller lives in: from the clock and the company's time zone.
    public var today: CivilDate
    /// What the agent said last, for days, months and numbers the caller refers to.
    public var agentText: String
    /// A month both have spoken of, for `am achten`.
    public var month: (year: Int, month: Int)?

    public init(
        today: CivilDate, asked: Set<String> = [], agentText: String = "", month: (year: Int, month: Int)? = nil
    ) {
        self.today = today
        self.asked = asked
        self.agentText = agentText
        self.month = month
    }
}
