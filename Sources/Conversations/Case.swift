/// How urgent a case is; a queue is served by priority, then by waiting time.
public enum CasePriority: Int, Sendable, Codable, Comparable, CaseIterable {
    case low = 0
    case normal = 1
    case high = 2
    case urgent = 3

    public static func < (left: CasePriority, right: CasePriority) -> Bool { left.rawValue < right.rawValue }

    /// The word used in files and on the wire.
    public var word: String {
        switch self {
        case .low: "low"
        case .normal: "normal"
        case .high: "high"
        case .urgent: "urgent"
        }
    }

    /// Reads the word; anything else is nil.
    public init?(word: String) {
        guard let match = CasePriority.allCases.first(where: { $0.word == word }) else { return nil }
        self = match
    }
}

/// Where a case stands.
public enum CaseState: String, Sendable, Codable, CaseIterable {
    /// In the queue: nobody has it.
    case open
    /// An operator has it.
    case claimed
    /// Done.
    case resolved
}

/// Why a human is needed.
public enum EscalationReason: String, Sendable, Codable, CaseIterable {
    case wantsHuman = "wants_human"
    case anger
    case distress
    /// Thoughts of ending one's life or of hurting oneself.
    case selfHarm = "self_harm"
    case legalThreat = "legal_threat"
    case safety
    case privacy
    case payment
    case lowConfidence = "low_confidence"
    case words
    case toolFailed = "tool_failed"
    case byOperator = "operator"
    case agentFailed = "agent_failed"
    /// The channel lets only a person answer.
    case personOnly = "person_only"
    /// What we wrote does not reach the customer.
    case undelivered
    /// Something was promised in a call that is over.
    case followUp = "follow_up"
}

/// Everything an operator needs to go on without asking again.
public struct Brief: Sendable, Hashable, Codable {
    /// Something the agent tried, and the articles it used.
    public struct Attempt: Sendable, Hashable, Codable {
        public let text: String
        public let articles: [Citation]
        public init(text: String, articles: [Citation]) {
            self.text = text
            self.articles = articles
        }
    }

    /// A fact and where it was taken from.
    public struct SourcedFact: Sendable, Hashable, Codable {
        public let text: String
        public let source: String
        public init(text: String, source: String) {
            self.text = text
            self.source = source
        }
    }

    /// Something the company said it would do.
    public struct Promised: Sendable, Hashable, Codable {
        /// What the customer waits for.
        public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
            case call, send
            /// To be in touch, whichever way.
            case contact
        }

        public let kind: Kind
        /// Nil where nobody said until when.
        public let due: Timestamp?

        public init(_ kind: Kind, due: Timestamp?) {
            self.kind = kind
            self.due = due
        }
    }

    public let who: String
    public let wants: String
    public let tried: [Attempt]
    public let facts: [SourcedFact]
    /// `calm`, `annoyed`, `angry`, `distressed`.
    public let mood: String
    public let verification: Assurance
    public let suggestion: String
    /// A reply the operator can send as it is or change; nil where nothing is known.
    public let draft: Attempt?
    public let language: String
    /// Soonest first; nil for nothing.
    public var promised: [Promised]?

    public init(
        who: String, wants: String, tried: [Attempt], facts: [SourcedFact], mood: String, verification: Assurance,
        suggestion: String, draft: Attempt?, language: String
    ) {
        self.who = who
        self.wants = wants
        self.tried = tried
        self.facts = facts
        self.mood = mood
        self.verification = verification
        self.suggestion = suggestion
        self.draft = draft
        self.language = language
    }
}

/// What became of an outbound message.
public enum DeliveryState: String, Sendable, Codable, CaseIterable {
    /// Stored, not tried yet or to be tried again.
    case pending
    /// An attempt is under way.
    case sending
    /// The channel took it.
    case sent
    /// It surely did not arrive and will not be tried again.
    case failed
    /// It may have arrived; never repeated by itself.
    case unknown
    /// Withdrawn before it was sent, because the owner had changed.
    case withdrawn
}

extension Brief {
    /// Who a customer is, in one line, in German or, for any other language, in English.
    ///
    /// - Parameter name: Untrusted text; at most 80 characters of it are shown.
    public static func who(
        name: String?, assurance: Assurance, channel: ChannelName, language: String
    ) -> String {
        let isGerman = language.hasPrefix("de")
        let known = name.flatMap { $0.isEmpty ? nil : String($0.prefix(80)) }
        let words =
            switch (assurance, isGerman) {
            case (.anonymous, true): "nicht angemeldet"
            case (.claimed, true): "nach eigener Angabe"
            case (.verified, true): "nachgewiesen"
            case (.anonymous, false): "not signed in"
            case (.claimed, false): "by their own account"
            case (.verified, false): "verified"
            }
        let unknown = isGerman ? "Name unbekannt" : "name unknown"
        return "\(known ?? unknown) (\(words)), \(isGerman ? "Kanal" : "channel") \(channel)"
    }
}
