public import Foundation
import Synchronization

/// Remembers what counts once, for its time.
public protocol ReplayMemory: Sendable {
    /// Whether a token was remembered and its time is not over.
    func isKnown(_ token: String, at now: Date) async throws -> Bool

    /// Remembers a token; returns once that cannot be lost any more than the memory itself.
    func remember(_ token: String, until end: Date, at now: Date) async throws
}

/// Remembers in memory, within a bound.
public final class ReplayCache: ReplayMemory {
    /// As many tokens as are remembered are in force: nothing new can be told from what was seen.
    struct Full: Error {}

    private let limit: Int
    private let ends = Mutex<[String: Date]>([:])

    /// - Parameter limit: Most tokens in force.
    public init(limit: Int) { self.limit = limit }

    public func isKnown(_ token: String, at now: Date) async throws -> Bool {
        try ends.withLock { ends in
            if let end = ends[token], end >= now { return true }
            if ends.count >= limit { ends = ends.filter { $0.value >= now } }
            guard ends.count < limit else { throw Full() }
            return false
        }
    }

    public func remember(_ token: String, until end: Date, at now: Date) async throws {
        ends.withLock { $0[token] = end }
    }
}
