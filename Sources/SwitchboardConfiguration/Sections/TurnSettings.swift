import ConfigurationReading

/// Bounds on the agent's work.
public struct TurnSettings: Sendable, Hashable {
    /// Turns that run at the same time; beyond it new messages get 429 with `Retry-After`.
    public var inFlightMax = 2_000
    /// Longest turn, in seconds; after it the customer gets a holding line and a person is called.
    public var timeoutSeconds = 10

    public init() {}

    init(reading section: ConfigurationReader) {
        if let value = section.integer("in_flight_max", in: 1...100_000, unit: "turns") { inFlightMax = value }
        if let value = section.integer("timeout_s", in: 1...300, unit: "seconds") { timeoutSeconds = value }
    }
}
