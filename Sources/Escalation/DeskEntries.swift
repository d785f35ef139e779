public import Conversations

/// Which part of a list is wanted.
public struct PageRequest: Sendable, Hashable {
    /// Most entries a page may have.
    public static let limitMax = 200
    /// Entries of a page when nobody says how many.
    public static let limitDefault = 50

    /// 1 to ``limitMax``.
    public let limit: Int
    /// ``Page/next`` of the page before; nil for the first.
    public let cursor: String?

    /// A limit out of bounds is moved to the nearer bound.
    public init(limit: Int = PageRequest.limitDefault, cursor: String? = nil) {
        self.limit = min(max(limit, 1), Self.limitMax)
        self.cursor = cursor
    }
}

/// One part of a list.
public struct Page<Item: Sendable>: Sendable {
    public let items: [Item]
    /// Opaque, in `A-Z a-z 0-9 - _ .`, at most 512 characters; nil on the last page.
    public let next: String?

    public init(items: [Item], next: String?) {
        self.items = items
        self.next = next
    }
}

/// Which conversations are wanted; nil stands for all.
public struct ConversationFilter: Sendable, Hashable {
    /// Resolved means: nobody owns it.
    public enum Phase: String, Sendable, Hashable, CaseIterable { case open, resolved }
    /// The kind of owner, whoever the operator is.
    public enum OwnerKind: String, Sendable, Hashable, CaseIterable { case agent, queue, `operator`, nobody }

    public var phase: Phase?
    public var owner: OwnerKind?
    public var channel: ChannelName?
    public var customer: CustomerID?
    /// Words to find, letter case aside: every one of them in the customer's name or in a message of the customer, the
    /// agent or an operator. At most 200 characters; never searched as a pattern.
    public var text: String?

    public init(
        phase: Phase? = nil, owner: OwnerKind? = nil, channel: ChannelName? = nil, customer: CustomerID? = nil,
        text: String? = nil
    ) {
        self.phase = phase
        self.owner = owner
        self.channel = channel
        self.customer = customer
        self.text = text
    }
}

/// The newest message of a conversation, cut for a list.
public struct LastMessage: Sendable, Hashable {
    /// Longer texts may be cut here by the store.
    public static let textCharactersMax = 200

    public let author: Author
    public let text: String
    /// As its letter has it; nil where the channel knows no subjects.
    public let subject: String?
    public let sentAt: Timestamp

    public init(author: Author, text: String, subject: String? = nil, sentAt: Timestamp) {
        self.author = author
        self.text = text
        self.subject = subject
        self.sentAt = sentAt
    }
}

/// What a list shows of a conversation beside its state.
public struct ConversationGlance: Sendable, Hashable {
    /// The customer's name on file, untrusted text; nil while nobody said it.
    public var customerName: String?
    /// The name the customer gave in their own words (the fact `name`), untrusted text; nil where there is none or a
    /// name is on file.
    public var statedName: String?
    /// The account number the customer proved, else the sender's address. Nil for a sender nobody vouches for
    /// (``Conversations/Assurance/anonymous``): a browser's session tells operators nothing.
    public var address: String?
    /// Newest message of anybody; notes are none. Nil while there is none.
    public var lastMessage: LastMessage?
    /// Newest message of the customer; nil while there is none.
    public var lastCustomerMessage: LastMessage?

    public init(
        customerName: String? = nil, statedName: String? = nil, address: String? = nil,
        lastMessage: LastMessage? = nil, lastCustomerMessage: LastMessage? = nil
    ) {
        self.customerName = customerName
        self.statedName = statedName
        self.address = address
        self.lastMessage = lastMessage
        self.lastCustomerMessage = lastCustomerMessage
    }

    /// Key of the fact that ``statedName`` shows.
    public static let nameFact = "name"
}

/// A conversation in a list.
public struct ConversationEntry: Sendable, Hashable {
    public let state: ConversationState
    public let glance: ConversationGlance

    public init(state: ConversationState, glance: ConversationGlance) {
        self.state = state
        self.glance = glance
    }
}

/// Which cases are wanted; nil stands for all.
public struct CaseFilter: Sendable, Hashable {
    /// Never empty.
    public var states: Set<CaseState>
    public var queue: String?
    public var holder: OperatorID?

    public init(states: Set<CaseState> = [.open, .claimed], queue: String? = nil, holder: OperatorID? = nil) {
        self.states = states
        self.queue = queue
        self.holder = holder
    }
}

/// How a resolved case ended. The raw value is the ``Conversations/CaseChanged/reason`` of the event that resolved it.
public enum CaseOutcome: String, Sendable, Hashable, CaseIterable {
    case resolved
    case handedBack = "handed_back"
}

/// A case as operators see it.
public struct CaseEntry: Sendable, Hashable {
    public var id: CaseID
    public var customer: CustomerID
    public var channel: ChannelName
    /// The conversation's language now.
    public var language: String?
    public var queue: String
    public var priority: CasePriority
    public var state: CaseState
    public var reason: EscalationReason
    public var detail: String
    public var holder: OperatorID?
    public var holderName: String?
    public var openedAt: Timestamp
    /// As in ``Conversations/ConversationState/CurrentCase/waitingSince``.
    public var waitingSince: Timestamp?
    public var resolvedAt: Timestamp?
    /// Nil until it is resolved.
    public var outcome: CaseOutcome?
    /// What the conversation's row shows.
    public var glance: ConversationGlance
    /// The brief's; cut to ``wantsCharactersMax``.
    public var wants: String
    /// Nil in lists.
    public var brief: Brief?

    /// Longer wishes are cut here by the store; the brief has them whole.
    public static let wantsCharactersMax = 200

    public init(
        id: CaseID, customer: CustomerID, channel: ChannelName, language: String?, queue: String,
        priority: CasePriority, state: CaseState, reason: EscalationReason, detail: String, holder: OperatorID?,
        holderName: String?, openedAt: Timestamp, waitingSince: Timestamp?, resolvedAt: Timestamp?,
        outcome: CaseOutcome?, glance: ConversationGlance, wants: String, brief: Brief?
    ) {
        self.id = id
        self.customer = customer
        self.channel = channel
        self.language = language
        self.queue = queue
        self.priority = priority
        self.state = state
        self.reason = reason
        self.detail = detail
        self.holder = holder
        self.holderName = holderName
        self.openedAt = openedAt
        self.waitingSince = waitingSince
        self.resolvedAt = resolvedAt
        self.outcome = outcome
        self.glance = glance
        self.wants = String(wants.prefix(Self.wantsCharactersMax))
        self.brief = brief
    }
}

/// How many cases there are.
public struct QueueFigures: Sendable, Hashable {
    /// Cases nobody holds, by queue; a queue without one may be missing.
    public let waitingByQueue: [String: Int]
    /// Cases an operator holds.
    public let claimed: Int

    public init(waitingByQueue: [String: Int], claimed: Int) {
        self.waitingByQueue = waitingByQueue
        self.claimed = claimed
    }

    /// Cases nobody holds.
    public var waiting: Int { waitingByQueue.values.reduce(0, +) }
    /// Cases that are not resolved.
    public var unresolved: Int { waiting + claimed }
}

/// What is known of a customer.
public struct CustomerEntry: Sendable, Hashable {
    /// An address and how sure we are that it is theirs.
    public struct LinkedHandle: Sendable, Hashable {
        public let handle: Handle
        public let assurance: Assurance
        public init(handle: Handle, assurance: Assurance) {
            self.handle = handle
            self.assurance = assurance
        }
    }

    /// A fact that holds now, and when it was learned.
    public struct KnownFact: Sendable, Hashable {
        public let fact: Fact
        public let conversation: ConversationID
        public let at: Timestamp
        public init(fact: Fact, conversation: ConversationID, at: Timestamp) {
            self.fact = fact
            self.conversation = conversation
            self.at = at
        }
    }

    public let id: CustomerID
    public let name: String?
    public let language: String?
    /// The best of the handles'.
    public let assurance: Assurance
    public let createdAt: Timestamp
    public let handles: [LinkedHandle]
    /// The latest of each key, latest first.
    public let facts: [KnownFact]

    public init(
        id: CustomerID, name: String?, language: String?, assurance: Assurance, createdAt: Timestamp,
        handles: [LinkedHandle], facts: [KnownFact]
    ) {
        self.id = id
        self.name = name
        self.language = language
        self.assurance = assurance
        self.createdAt = createdAt
        self.handles = handles
        self.facts = facts
    }
}
