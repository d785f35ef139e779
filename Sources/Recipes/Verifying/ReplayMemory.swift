/// Requests that were taken lately, so that one sent again is answered and not taken twice.
///
/// It is a shortcut, not the proof: events have ids of their own, which the store checks. So it may forget.
public struct ReplayMemory: Sendable {
    /// Requests remembered at once; the oldest go first.
    public static let entriesMax = 100_000

    private var seen: [String: Int64] = [:]
    private var order: [(key: String, until: Int64)] = []
    private var head = 0

    public init() {}

    public var count: Int { seen.count }

    /// Whether the request was taken before.
    public func holds(_ key: String, now: Int64) -> Bool { seen[key].map { $0 > now } ?? false }

    /// Remembers a request that is stored, until `until` (milliseconds since 1970).
    public mutating func remember(_ key: String, until: Int64, now: Int64) {
        guard seen.updateValue(until, forKey: key) == nil else { return }
        order.append((key, until))
        while head < order.count, order[head].until <= now || seen.count > Self.entriesMax {
            seen[order[head].key] = nil
            head += 1
        }
        if head > 1_000, head * 2 > order.count {
            order.removeFirst(head)
            head = 0
        }
    }
}
