public import Conversations

/// One configured channel: what the core must know of it, as data.
public struct ChannelDefinition: Sendable, Hashable {
    /// How an outbound message reaches the customer.
    public enum Transport: String, Sendable, Hashable {
        /// The customer's client reads the log; a committed message is delivered.
        case stored
        /// We bring it to the platform, attempt by attempt.
        case pushed
    }

    public let name: ChannelName
    /// The folder under `channels/` it was made from: `webchat`, `rest`.
    public let kind: String
    public let transport: Transport
    public let limits: ChannelLimits
    /// How long a turn waits for more of a burst, in milliseconds; 0 starts it at once. At most 10,000.
    public let burstWindowMilliseconds: Int
    /// Least time between two sends on this channel, in milliseconds; 0 for none.
    public let paceMilliseconds: Int
    /// Whether messages of operators may carry files.
    public var takesFiles = false

    public init(
        name: ChannelName, kind: String, transport: Transport = .stored, limits: ChannelLimits = ChannelLimits(),
        burstWindowMilliseconds: Int = 0, paceMilliseconds: Int = 0
    ) {
        self.name = name
        self.kind = kind
        self.transport = transport
        self.limits = limits
        self.burstWindowMilliseconds = burstWindowMilliseconds
        self.paceMilliseconds = paceMilliseconds
    }
}
