public import Conversations

/// Puts what was decided into words.
///
/// The agent asks a configured responder first and falls back to its built-in one when that throws, is cancelled by
/// its own clock, or says something the checks refuse. Disclosure, citations of the log and limits are added and
/// enforced after it, so no responder can leave them out.
public protocol Responder: Sendable {
    /// Writes one reply.
    ///
    /// - Throws: Anything; the built-in responder speaks then.
    func compose(_ request: ComposeRequest) async throws -> TurnOutcome.Reply
}

/// What is to be said, to whom and how long.
public struct ComposeRequest: Sendable {
    /// The customer's words of this turn; untrusted text.
    public var customerText: String
    /// What to say, in order.
    public var moves: [Move]
    /// Language the reply must be in.
    public var language: String
    public var persona: Persona
    public var customer: CustomerContext
    public var limits: ChannelLimits
    /// Chooses among variants of a line; equal numbers choose equally.
    public var variant: Int

    public init(
        customerText: String, moves: [Move], language: String, persona: Persona, customer: CustomerContext,
        limits: ChannelLimits, variant: Int
    ) {
        self.customerText = customerText
        self.moves = moves
        self.language = language
        self.persona = persona
        self.customer = customer
        self.limits = limits
        self.variant = variant
    }
}

extension ComposeRequest {
    /// The persona's fixed lines as this reply needs them.
    var wording: Wording {
        Wording(persona: persona, language: language, variant: variant, isSpoken: limits.spoken)
    }
}
