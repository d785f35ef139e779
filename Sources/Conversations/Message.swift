/// Who wrote a message.
public struct Author: Sendable, Hashable, Codable {
    /// The four kinds a reader must be able to tell apart.
    public enum Kind: String, Sendable, Codable {
        case customer, agent, `operator`, system
    }

    public let kind: Kind
    /// Shown to the reader; nil where the kind says enough. Untrusted text for customers.
    public let name: String?

    public init(kind: Kind, name: String? = nil) {
        self.kind = kind
        self.name = name
    }
}

/// The article that supports a reply.
public struct Citation: Sendable, Hashable, Codable {
    /// The article's id.
    public let id: String
    public let title: String
    /// Where the customer can read it; nil when it is not published.
    public let url: String?

    public init(id: String, title: String, url: String? = nil) {
        self.id = id
        self.title = title
        self.url = url
    }
}
