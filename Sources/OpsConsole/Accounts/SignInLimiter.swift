import Conversations
import Synchronization

/// Bounds how often somebody may try to sign in, for each key: a name, an address, a name from an address.
///
/// Every key has so many attempts that come back evenly over the window (a leaky bucket kept as one moment: the
/// generic cell rate algorithm). The table is bounded; when it is full, keys whose attempts are all back leave first,
/// then any: an attacker with that many addresses gains a few attempts more.
final class SignInLimiter: Sendable {
    /// Most keys remembered.
    static let keysMax = 10_000

    private let table = Mutex<[String: Int64]>([:])
    private let windowMilliseconds: Int64

    init(windowMilliseconds: Int64) { self.windowMilliseconds = max(1, windowMilliseconds) }

    /// Counts an attempt.
    ///
    /// - Parameter attempts: How many the key has in a window, at least 1.
    /// - Returns: Nil when it may go on, else how many seconds until it may, rounded up. A refused attempt is not
    ///   counted.
    func attempt(_ key: String, attempts: Int, now: Timestamp) -> Int? {
        let spacing = max(1, windowMilliseconds / Int64(max(1, attempts)))
        return table.withLock { table in
            let free = max(table[key] ?? 0, now.milliseconds)
            let waiting = free + spacing - now.milliseconds - windowMilliseconds
            if waiting > 0 { return Int((waiting + 999) / 1000) }
            if table[key] == nil, table.count >= Self.keysMax { Self.makeRoom(&table, now) }
            table[key] = free + spacing
            return nil
        }
    }

    /// Gives a key all its attempts back: somebody signed in.
    func forgive(_ key: String) {
        table.withLock { table in table[key] = nil }
    }

    private static func makeRoom(_ table: inout [String: Int64], _ now: Timestamp) {
        table = table.filter { $0.value > now.milliseconds }
        while table.count >= keysMax, let key = table.keys.first { table[key] = nil }
    }
}
