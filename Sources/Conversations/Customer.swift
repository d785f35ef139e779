/// How sure we are that a handle belongs to the customer it names.
public enum Assurance: Int, Sendable, Codable, Comparable, CaseIterable {
    /// Somebody, for instance a browser that opened the chat.
    case anonymous = 0
    /// The customer says so, for instance a caller's number.
    case claimed = 1
    /// Proved: a signed identity token, a trusted server of the company.
    case verified = 2

    public static func < (left: Assurance, right: Assurance) -> Bool { left.rawValue < right.rawValue }

    /// The word used on the wire.
    public var word: String {
        switch self {
        case .anonymous: "anonymous"
        case .claimed: "claimed"
        case .verified: "verified"
        }
    }
}

/// Where a customer can be met: an address and the scope in which it is unique.
///
/// The scope is a channel's name for addresses that mean something on that channel alone, or `account` for the
/// company's own customer numbers, which mean the same on every channel.
public struct Handle: Hashable, Sendable, Codable {
    public let scope: String
    public let address: String

    public init(scope: String, address: String) {
        self.scope = scope
        self.address = address
    }

    /// The scope of the company's own customer numbers.
    public static let accountScope = "account"
}

/// What is remembered of a customer for the next conversation, on any channel.
public struct CustomerContext: Sendable, Hashable {
    public var id: CustomerID
    /// As the customer or the company gave it; untrusted text.
    public var name: String?
    /// Language tag of the customer's last messages: `de`, `en`.
    public var language: String?
    /// The best that was ever shown of the customer; of the messages of a turn see ``TurnInput/assurance``.
    public var assurance: Assurance
    /// Latest value of each fact, by key.
    public var facts: [String: Fact]
    /// How many conversations there were before this one.
    public var earlierConversations: Int
    /// The newest other conversations of the person, on any channel and under any linked customer, newest first.
    public var matters: [Matter]

    public init(
        id: CustomerID, name: String? = nil, language: String? = nil, assurance: Assurance = .anonymous,
        facts: [String: Fact] = [:], earlierConversations: Int = 0, matters: [Matter] = []
    ) {
        self.id = id
        self.name = name
        self.language = language
        self.assurance = assurance
        self.facts = facts
        self.earlierConversations = earlierConversations
        self.matters = matters
    }
}

/// Something learned about a customer; a later fact with the same key follows it.
public struct Fact: Sendable, Hashable, Codable {
    /// A closed, lower-case word: `name`, `order_number`, `topic`.
    public let key: String
    public let value: String
    /// Sequence number of the message it was taken from.
    public let source: Int

    public init(key: String, value: String, source: Int) {
        self.key = key
        self.value = value
        self.source = source
    }
}
