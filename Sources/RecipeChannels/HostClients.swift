import AsyncHTTPClient
import NIOCore

/// A client for each host and the address it was found at: a client looks names up by itself unless it was made with the
/// answer, and another look-up could lead elsewhere (DNS rebinding).
actor HostClients {
    struct Key: Sendable, Hashable {
        let host: String
        /// Nil for whatever the client finds.
        let address: String?
    }

    private struct Entry {
        let client: HTTPClient
        var users = 0
        var usedAt: Int
    }

    /// Clients that are kept while nobody uses them.
    static let idleMax = 32

    private var entries: [Key: Entry] = [:]
    private var uses = 0

    /// A client, to be given back.
    func borrow(_ key: Key) -> HTTPClient {
        uses += 1
        var entry = entries[key] ?? Entry(client: Self.client(key), usedAt: uses)
        entry.users += 1
        entry.usedAt = uses
        entries[key] = entry
        return entry.client
    }

    func giveBack(_ key: Key) async {
        entries[key]?.users -= 1
        let idle = entries.filter { $0.value.users == 0 }
        guard idle.count > Self.idleMax, let oldest = idle.min(by: { $0.value.usedAt < $1.value.usedAt }) else {
            return
        }
        entries[oldest.key] = nil
        try? await oldest.value.client.shutdown()
    }

    func shutDown() async {
        let clients = entries.values.map(\.client)
        entries = [:]
        for client in clients { try? await client.shutdown() }
    }

    deinit {
        for entry in entries.values { entry.client.shutdown { _ in } }
    }

    private static func client(_ key: Key) -> HTTPClient {
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow,
            timeout: HTTPClient.Configuration.Timeout(connect: .seconds(HTTPEffects.connectSeconds)))
        configuration.connectionPool.retryConnectionEstablishment = false
        configuration.httpVersion = .http1Only
        if let address = key.address { configuration.dnsOverride = [key.host: address] }
        return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }
}
