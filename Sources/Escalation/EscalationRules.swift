public import Conversations

/// When the agent hands over, to whom, and what the customer is told: the company's escalation file as a value.
public struct EscalationRules: Sendable, Hashable {
    public var hours: BusinessHours
    /// At least one; names are unique.
    public var queues: [CaseQueue]
    /// Name of one of ``queues``: where cases go that no rule places.
    public var defaultQueue: String
    /// In order: the first that applies decides.
    public var rules: [EscalationRule]
    /// By language tag (`de`, `en`); missing lines are the built-in ones.
    public var texts: [String: EscalationTexts]
    /// Language for customers whose own has no texts.
    public var defaultLanguage: String
    /// After how many minutes in the queue a customer is told how things stand; nil for never. At least 1.
    public var waitingNoticeMinutes: Int?

    public init(
        hours: BusinessHours, queues: [CaseQueue], defaultQueue: String, rules: [EscalationRule],
        texts: [String: EscalationTexts] = [:], defaultLanguage: String = "en", waitingNoticeMinutes: Int? = nil
    ) {
        self.hours = hours
        self.queues = queues
        self.defaultQueue = defaultQueue
        self.rules = rules
        self.texts = texts
        self.defaultLanguage = defaultLanguage
        self.waitingNoticeMinutes = waitingNoticeMinutes
    }
}

/// Where cases wait for a group of humans.
public struct CaseQueue: Sendable, Hashable {
    /// In files, on the wire and in metrics.
    public let name: String
    /// Where ``titles`` has none in the reader's language.
    public let title: String
    /// By language, such as `de`.
    public let titles: [String: String]

    public init(name: String, title: String, titles: [String: String] = [:]) {
        self.name = name
        self.title = title
        self.titles = titles
    }

    /// The title for readers of a language, such as `de`.
    public func title(in language: String) -> String { titles[language] ?? title }
}

/// One rule: what must be true, and what is done then.
public struct EscalationRule: Sendable, Hashable {
    public var name: String
    public var when: Condition
    public var then: Action

    public init(name: String, when: Condition, then: Action) {
        self.name = name
        self.when = when
        self.then = then
    }

    /// Everything that is set must be true; with nothing set it never is.
    public struct Condition: Sendable, Hashable {
        /// The customer asked for a human (true) or did not (false).
        public var wantsHuman: Bool?
        /// One of these was noticed; empty for any or none.
        public var risks: Set<EscalationReason>
        /// So many turns in a row, or more, ended without an answer. At least 1.
        public var unansweredTurns: Int?
        /// The same count, as the files call it where the agent was too unsure to answer. At least 1.
        public var lowConfidenceTurns: Int?
        /// One of these stands in the customer's message, by language tag; `*` holds for every language.
        public var words: [String: [String]]
        /// On one of these channels; empty for all.
        public var channels: Set<ChannelName>

        public init(
            wantsHuman: Bool? = nil, risks: Set<EscalationReason> = [], unansweredTurns: Int? = nil,
            lowConfidenceTurns: Int? = nil, words: [String: [String]] = [:], channels: Set<ChannelName> = []
        ) {
            self.wantsHuman = wantsHuman
            self.risks = risks
            self.unansweredTurns = unansweredTurns
            self.lowConfidenceTurns = lowConfidenceTurns
            self.words = words
            self.channels = channels
        }
    }

    /// What a rule that applies does.
    public struct Action: Sendable, Hashable {
        /// Nil for the default queue.
        public var queue: String?
        public var priority: CasePriority
        /// Offer a human and wait for the customer's yes.
        public var askFirst: Bool
        /// Nil for the one that follows from the condition.
        public var reason: EscalationReason?
        /// Said before anything else, by language tag: what cannot wait for a human, such as what to do in danger.
        public var text: [String: String]

        public init(
            queue: String? = nil, priority: CasePriority = .normal, askFirst: Bool = false,
            reason: EscalationReason? = nil, text: [String: String] = [:]
        ) {
            self.queue = queue
            self.priority = priority
            self.askFirst = askFirst
            self.reason = reason
            self.text = text
        }
    }
}

/// The lines customers get from the desk in one language.
///
/// Placeholders: `{reopens}` when somebody is there again, `{queue}` the queue's title, `{case}` the case's id,
/// `{position}` the place in the queue from 1, `{operator}` who took over; each line has its own. A sentence whose
/// placeholder nobody can fill at that moment is left out. Nil means: the built-in line; empty means: say nothing.
public struct EscalationTexts: Sendable, Hashable {
    /// Handed over while somebody is there. `{queue}`, `{case}`.
    public var escalatedOpen: String?
    /// Handed over while nobody is there. `{queue}`, `{case}`; should hold `{reopens}`.
    public var escalatedClosed: String?
    /// Still waiting after a while, said only while somebody is there. `{queue}`, `{case}`, `{position}`.
    public var waiting: String?
    /// A human has taken over. `{operator}`, `{case}`; so have the two below.
    public var claimed: String?
    /// The conversation was closed.
    public var resolved: String?
    /// The agent answers again.
    public var handedBack: String?

    public init(
        escalatedOpen: String? = nil, escalatedClosed: String? = nil, waiting: String? = nil, claimed: String? = nil,
        resolved: String? = nil, handedBack: String? = nil
    ) {
        self.escalatedOpen = escalatedOpen
        self.escalatedClosed = escalatedClosed
        self.waiting = waiting
        self.claimed = claimed
        self.resolved = resolved
        self.handedBack = handedBack
    }

    /// The line that is said where the file has none; an empty one says nothing.
    static func builtIn(_ language: String) -> EscalationTexts { language == "de" ? german : english }

    private static let english = EscalationTexts(
        escalatedOpen: "I am passing you on to a colleague. A person will answer you here.",
        escalatedClosed: "I have passed this on to my colleagues. Nobody is here right now; a person will answer "
            + "you here {reopens}.",
        waiting: "You are still waiting for a person. We have not forgotten you. You are number {position} in line.",
        claimed: "{operator} has joined and will help you from here.",
        resolved: "This conversation is closed. If you need anything else, just write.",
        handedBack: "The virtual assistant is here for you again.")

    private static let german = EscalationTexts(
        escalatedOpen: "Ich gebe an eine Kollegin oder einen Kollegen weiter. Ein Mensch antwortet hier.",
        escalatedClosed: "Ich habe das weitergegeben. Gerade ist niemand da; ein Mensch antwortet hier {reopens}.",
        waiting: "Noch ist niemand frei, aber wir haben Sie nicht vergessen. Sie sind Nummer {position} in der Reihe.",
        claimed: "{operator} ist jetzt da und hilft weiter.",
        resolved: "Dieses Gespräch ist abgeschlossen. Bei weiteren Fragen einfach wieder schreiben.",
        handedBack: "Ab hier antwortet wieder die virtuelle Assistenz.")
}
