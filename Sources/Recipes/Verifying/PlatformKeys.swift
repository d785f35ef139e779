/// Fetches what a platform publishes; follows no redirects, at most 256 KiB, only `https`.
public protocol KeyFetching: Sendable {
    /// The document; nil when it cannot be had.
    func document(at url: String) async -> [UInt8]?
}

/// The key sets of platforms, fetched when they are needed and kept for a day.
///
/// A token that names a key we do not know makes us look again, but seldom: anybody can send such tokens.
public actor PlatformKeys {
    private struct Entry {
        var set: KeySet?
        var fetched: Int64
    }

    /// How long a set is used, in milliseconds (Bot Framework, "Authentication": refresh daily).
    private static let lifetime: Int64 = 86_400_000
    /// Least time between two looks for a key that is not known.
    private static let staleMin: Int64 = 3_600_000
    /// Least time between two tries when there is no set at all.
    private static let missingMin: Int64 = 10_000

    private let fetching: any KeyFetching
    /// Milliseconds since 1970.
    private let now: @Sendable () -> Int64
    private var entries: [KeySource: Entry] = [:]
    private var underway: [KeySource: Task<KeySet?, Never>] = [:]

    public init(fetching: any KeyFetching, now: @escaping @Sendable () -> Int64) {
        self.fetching = fetching
        self.now = now
    }

    /// The sets at hand, for ``RecipeChannel/receive(_:now:keys:)``.
    public func known(_ sources: [KeySource]) -> [KeySource: KeySet] {
        var sets: [KeySource: KeySet] = [:]
        for source in sources {
            if let entry = entries[source], now() - entry.fetched < Self.lifetime { sets[source] = entry.set }
        }
        return sets
    }

    /// Fetches a set, unless that was done lately. Whoever asks meanwhile waits for the same answer.
    ///
    /// - Parameter isStale: Whether a set is at hand that lacks a key.
    /// - Returns: Whether there is a set that was not there before; then the request is worth another look.
    public func fetch(_ source: KeySource, isStale: Bool) async -> Bool {
        if let task = underway[source] { return await task.value != nil }
        if let entry = entries[source] {
            let age = now() - entry.fetched
            let pause = entry.set == nil ? Self.missingMin : isStale ? Self.staleMin : Self.lifetime
            guard age >= pause else { return false }
        }
        let task = Task { [fetching] in await Self.read(source, fetching) }
        underway[source] = task
        let set = await task.value
        underway[source] = nil
        // A platform that cannot be reached for a moment does not take away the keys we have.
        entries[source] = Entry(set: set ?? entries[source]?.set, fetched: now())
        return set != nil
    }

    private static func read(_ source: KeySource, _ fetching: any KeyFetching) async -> KeySet? {
        var url = source.url
        if source.kind == .metadata {
            guard let bytes = await fetching.document(at: url), let document = try? JSON(parsing: bytes),
                let address = document["jwks_uri"]?.text, let host = AddressParts(address)?.host,
                let own = AddressParts(url)?.host, address.hasPrefix("https://"), isNear(host, own)
            else { return nil }
            url = address
        }
        return await fetching.document(at: url).flatMap { KeySet($0) }
    }

    /// Keys come from where the document does, or from a neighbour under the same name.
    private static func isNear(_ host: String, _ own: String) -> Bool {
        let name = own.split(separator: ".").suffix(2).joined(separator: ".")
        return host == own || host.hasSuffix("." + name)
    }
}
