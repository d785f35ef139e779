/// How a turn ended.
public enum TurnResult: String, Sendable, Codable {
    /// The question was answered.
    case answered
    /// The agent asked back.
    case asked
    /// Small talk, thanks, goodbye.
    case social
    /// Honest "I don't know", with an offer of a human.
    case unknown
    /// Handed to humans.
    case escalated
    /// Nothing to say.
    case silent
    /// The agent could not do its work; the customer got a holding line.
    case failed
}

/// Why a turn ended as it did: facts in the order in which they were found.
public struct TurnTrace: Sendable, Hashable, Codable {
    /// One stage's finding.
    public struct Step: Sendable, Hashable, Codable {
        /// `understand`, `recall`, `decide`, `compose` or `check`.
        public let stage: String
        /// A constant sentence part, for instance `article chosen`.
        public let fact: String
        /// The fact's value.
        public let value: String
        public init(stage: String, fact: String, value: String) {
            self.stage = stage
            self.fact = fact
            self.value = value
        }
    }

    /// What the customer wanted, from the closed list of the understanding stage.
    public var intent: String
    /// 0 to 1: how sure the agent was of its reply.
    public var confidence: Double
    public var steps: [Step]

    public init(intent: String, confidence: Double, steps: [Step] = []) {
        self.intent = intent
        self.confidence = confidence
        self.steps = steps
    }

    /// Notes a finding.
    public mutating func note(_ stage: String, _ fact: String, _ value: String) {
        steps.append(Step(stage: stage, fact: fact, value: value))
    }
}

/// One message of a conversation as the agent sees it.
public struct TurnMessage: Sendable, Hashable {
    public let seq: Int
    public let author: Author
    public let text: String
    public let citations: [Citation]
    /// As in ``InboundMessage/handling``.
    public let handling: Handling?
    /// How many files came with it, without those its text shows and signatures of the mail.
    public let files: Int
    /// How sure we are that the customer wrote it.
    public let assurance: Assurance
    /// As in ``MessageReceived/from``.
    public let from: String?
    public init(
        seq: Int, author: Author, text: String, citations: [Citation] = [], handling: Handling? = nil, files: Int = 0,
        assurance: Assurance = .anonymous, from: String? = nil
    ) {
        self.seq = seq
        self.author = author
        self.text = text
        self.citations = citations
        self.handling = handling
        self.files = files
        self.assurance = assurance
        self.from = from
    }
}

extension TurnMessage {
    /// A stored message as the agent gets it: what it is about stands above it.
    ///
    /// - Parameter customerName: Of the conversation's customer, where it is known; not of others who write there.
    public init(seq: Int, _ message: MessageReceived, customerName: String? = nil) {
        self.init(
            seq: seq,
            author: Author(kind: .customer, name: message.name ?? (message.from == nil ? customerName : nil)),
            text: message.subject.map { "Betreff: \($0)\n\n\(message.text)" } ?? message.text,
            handling: message.handling, files: (message.attachments ?? []).count(where: \.isFile),
            assurance: message.assurance ?? .anonymous, from: message.from)
    }
}

/// What a turn starts from.
public struct TurnInput: Sendable {
    public let conversation: ConversationID
    public let channel: ChannelName
    /// Messages of the customer no turn has answered yet, oldest first; at least one.
    public let unseen: [TurnMessage]
    public let customer: CustomerContext
    /// The language the conversation is held in so far, or the device's; nil at the very start.
    public let language: String?
    /// What the last turn left in ``TurnOutcome/memory``; empty at the start.
    public let memory: String
    /// How many turns in a row ended without an answer.
    public let unanswered: Int
    /// Whether the AI notice was given in this conversation.
    public let disclosed: Bool
    /// What a human left when handing back since the last turn.
    public let handBackSummary: String?
    /// The case that an escalation of this turn opens; nil where nothing is stored.
    public let nextCase: CaseID?
    public let limits: ChannelLimits
    public let now: Timestamp
    /// What was last said to the customer before ``unseen``, by whomever; nil where nothing was, and on live channels.
    public var lastSaid: String?
    /// What was said before ``unseen``, oldest first, on spoken channels; of ours what was heard of it.
    public var history: [TurnMessage] = []

    public init(
        conversation: ConversationID, channel: ChannelName, unseen: [TurnMessage], customer: CustomerContext,
        language: String?, memory: String, unanswered: Int, disclosed: Bool, handBackSummary: String?,
        nextCase: CaseID? = nil, limits: ChannelLimits, now: Timestamp, lastSaid: String? = nil
    ) {
        self.conversation = conversation
        self.channel = channel
        self.unseen = unseen
        self.customer = customer
        self.language = language
        self.memory = memory
        self.unanswered = unanswered
        self.disclosed = disclosed
        self.handBackSummary = handBackSummary
        self.nextCase = nextCase
        self.limits = limits
        self.now = now
        self.lastSaid = lastSaid
    }
}

extension TurnInput {
    /// The same turn with other messages to answer.
    public func answering(_ messages: [TurnMessage]) -> TurnInput {
        var input = TurnInput(
            conversation: conversation, channel: channel, unseen: messages, customer: customer, language: language,
            memory: memory, unanswered: unanswered, disclosed: disclosed, handBackSummary: handBackSummary,
            nextCase: nextCase, limits: limits, now: now, lastSaid: lastSaid)
        input.history = history
        return input
    }

    /// How sure we are that the customer wrote all that is answered: as sure as of the least sure message.
    ///
    /// What is known of the customer from before says nothing of who wrote this time.
    public var assurance: Assurance { unseen.map(\.assurance).min() ?? .anonymous }
}

/// What a channel can carry, as far as the agent must know it.
public struct ChannelLimits: Sendable, Hashable {
    /// Longest text of one message, in characters.
    public let textCharactersMax: Int
    /// Whether the channel is spoken.
    public let spoken: Bool
    /// Whether the customer is there while the agent answers. Letters are not: a question back costs a day, so all is
    /// said in one reply, and what the agent is not sure of goes to a person.
    public let isLive: Bool
    public init(textCharactersMax: Int = 4000, spoken: Bool = false, isLive: Bool = true) {
        self.textCharactersMax = textCharactersMax
        self.spoken = spoken
        self.isLive = isLive
    }
}

/// What a turn wants done, all of it in one transaction.
public struct TurnOutcome: Sendable {
    /// A reply, in our Markdown subset.
    public struct Reply: Sendable, Hashable {
        public var text: String
        public var citations: [Citation]
        public init(text: String, citations: [Citation] = []) {
            self.text = text
            self.citations = citations
        }
    }

    /// A wish for humans.
    public struct Escalation: Sendable, Hashable {
        public var queue: String
        public var priority: CasePriority
        public var reason: EscalationReason
        public var detail: String
        public var brief: Brief
        public init(
            queue: String, priority: CasePriority, reason: EscalationReason, detail: String, brief: Brief
        ) {
            self.queue = queue
            self.priority = priority
            self.reason = reason
            self.detail = detail
            self.brief = brief
        }
    }

    public var result: TurnResult
    public var replies: [Reply]
    /// Who speaks.
    public var speaker: String
    /// Set when the first of `replies` carries the AI notice.
    public var disclosure: Disclosed?
    public var language: String
    public var facts: [Fact]
    public var escalation: Escalation?
    public var unanswered: Int
    public var memory: String
    public var trace: TurnTrace

    public init(
        result: TurnResult, replies: [Reply], speaker: String, disclosure: Disclosed? = nil, language: String,
        facts: [Fact] = [], escalation: Escalation? = nil, unanswered: Int = 0, memory: String = "", trace: TurnTrace
    ) {
        self.result = result
        self.replies = replies
        self.speaker = speaker
        self.disclosure = disclosure
        self.language = language
        self.facts = facts
        self.escalation = escalation
        self.unanswered = unanswered
        self.memory = memory
        self.trace = trace
    }
}
