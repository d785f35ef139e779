import Conversations
import Synchronization
import WebChatChannel

/// Knows which API tokens may chat, without asking the store for every request.
final class TokenDoor: Sendable {
    /// How long a token stays good in memory after it was checked; a revoked one works no longer than that.
    static let freshMilliseconds: Int64 = 10_000
    /// Longest token that is looked at, in bytes.
    private static let tokenBytesMax = 512

    private struct Entry: Sendable {
        let grant: GatewayPorts.Grant
        let until: Int64
    }

    private let grant: @Sendable (String) async throws -> GatewayPorts.Grant?
    private let known = Mutex(GenerationalCache<String, Entry>(countMax: 4000))

    init(grant: @escaping @Sendable (String) async throws -> GatewayPorts.Grant?) { self.grant = grant }

    /// Lets a token that may chat pass.
    ///
    /// - Throws: ``Problem``, or what the store throws.
    @discardableResult
    func check(_ token: String?, now: Timestamp) async throws -> GatewayPorts.Grant {
        guard let token, token.utf8.count <= Self.tokenBytesMax else { throw Problem.badToken }
        if let entry = known.withLock({ $0[token] }), entry.until > now.milliseconds {
            return try require(entry.grant)
        }
        guard let grant = try await grant(token) else { throw Problem.badToken }
        known.withLock { $0[token] = Entry(grant: grant, until: now.milliseconds + Self.freshMilliseconds) }
        return try require(grant)
    }

    private func require(_ grant: GatewayPorts.Grant) throws -> GatewayPorts.Grant {
        guard grant.mayChat else { throw Problem.wrongScope }
        return grant
    }
}
