/// What the agent noticed that may call for a human.
public struct EscalationSignals: Sendable, Hashable {
    /// Anything but the plain wish, from the closed list of reasons: anger, distress, safety ...
    public var risks: [EscalationReason]
    public var wantsHuman: Bool
    /// Turns in a row without an answer, this one included.
    public var unanswered: Int
    public var text: String
    public var language: String
    public var channel: ChannelName
    /// The case that would be opened, for the customer to know; nil where nothing is stored.
    public var caseID: CaseID?

    public init(
        risks: [EscalationReason], wantsHuman: Bool, unanswered: Int, text: String, language: String,
        channel: ChannelName, caseID: CaseID? = nil
    ) {
        self.risks = risks
        self.wantsHuman = wantsHuman
        self.unanswered = unanswered
        self.text = text
        self.language = language
        self.channel = channel
        self.caseID = caseID
    }
}

/// What the company's rules say to that.
public struct EscalationDecision: Sendable, Hashable {
    public var rule: String
    public var queue: String
    public var priority: CasePriority
    public var reason: EscalationReason
    /// Offer a human and wait for the customer's yes instead of handing over at once.
    public var askFirst: Bool
    /// What the customer is told before anything else, such as what to do in danger; empty for nothing.
    public var firstText: String
    /// What the customer is told about waiting, in their language: honest about opening hours.
    public var customerText: String

    public init(
        rule: String, queue: String, priority: CasePriority, reason: EscalationReason, askFirst: Bool,
        firstText: String = "", customerText: String
    ) {
        self.rule = rule
        self.queue = queue
        self.priority = priority
        self.reason = reason
        self.askFirst = askFirst
        self.firstText = firstText
        self.customerText = customerText
    }
}

/// The company's escalation rules, as the agent asks them.
public protocol EscalationPolicy: Sendable {
    /// The first rule that applies; nil when none does.
    func decide(_ signals: EscalationSignals, now: Timestamp) -> EscalationDecision?
}
