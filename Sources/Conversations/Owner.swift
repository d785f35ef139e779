/// Who answers a conversation now. There is always exactly one owner.
public enum Owner: Sendable, Hashable {
    /// The virtual agent.
    case agent
    /// Waiting for an operator; the agent is silent.
    case queue
    /// This human; the agent is silent.
    case `operator`(OperatorID)
    /// Closed: the next message of the customer reopens it.
    case nobody

    /// The word used on the wire: `agent`, `queue`, `operator` or `nobody`.
    public var word: String {
        switch self {
        case .agent: "agent"
        case .queue: "queue"
        case .operator: "operator"
        case .nobody: "nobody"
        }
    }

    /// The operator, where one owns it.
    public var operatorID: OperatorID? {
        if case .operator(let id) = self { id } else { nil }
    }
}

extension Owner: Codable {
    public init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        switch text {
        case "agent": self = .agent
        case "queue": self = .queue
        case "nobody": self = .nobody
        default:
            guard let id = OperatorID(text) else {
                throw DecodingError.dataCorrupted(
                    .init(codingPath: decoder.codingPath, debugDescription: "not an owner: \(text)"))
            }
            self = .operator(id)
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(operatorID?.description ?? word)
    }
}

/// Rises by one with every change of owner.
///
/// A turn remembers the epoch it began with; commit and send refuse when it is no longer the current one. That is the
/// fence which keeps the agent from talking over a human.
public typealias Epoch = Int
