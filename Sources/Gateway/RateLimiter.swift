import Synchronization
import WebChatChannel

/// One sender's bucket; refilled by the time that passed, never by a timer.
struct TokenBucket: Sendable, Hashable {
    /// Permissions times 60,000, so that refilling is exact in whole milliseconds.
    private var level: Int64
    private var refilledAt: Int64

    /// A full bucket.
    init(_ limit: RateLimit, nowMilliseconds: Int64) {
        level = Int64(limit.burst) * 60_000
        refilledAt = nowMilliseconds
    }

    /// Takes one permission.
    ///
    /// - Returns: nil when it was there, else after how many seconds, at least 1, it will be.
    mutating func take(_ limit: RateLimit, nowMilliseconds: Int64) -> Int? {
        let elapsed = max(0, min(nowMilliseconds - refilledAt, 86_400_000))
        level = min(Int64(limit.burst) * 60_000, level + elapsed * Int64(limit.perMinute))
        refilledAt = max(refilledAt, nowMilliseconds)
        guard level < 60_000 else {
            level -= 60_000
            return nil
        }
        let missing = 60_000 - level
        return Int((missing + Int64(limit.perMinute) * 1000 - 1) / (Int64(limit.perMinute) * 1000))
    }
}

/// Buckets by sender or address, at most so many: whoever has not been seen for long starts anew.
final class RateLimiter: Sendable {
    /// About 100 bytes each.
    static let bucketsMax = 50_000

    private let limit: RateLimit
    private let buckets: Mutex<GenerationalCache<String, TokenBucket>>

    init(_ limit: RateLimit, bucketsMax: Int = RateLimiter.bucketsMax) {
        self.limit = limit
        buckets = Mutex(GenerationalCache(countMax: bucketsMax))
    }

    /// Takes one permission of `key`; nil when it was there, else the seconds to wait.
    func take(_ key: String, nowMilliseconds: Int64) -> Int? {
        buckets.withLock { buckets in
            var bucket = buckets[key] ?? TokenBucket(limit, nowMilliseconds: nowMilliseconds)
            let wait = bucket.take(limit, nowMilliseconds: nowMilliseconds)
            buckets[key] = bucket
            return wait
        }
    }
}
