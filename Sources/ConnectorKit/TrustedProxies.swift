/// The proxies whose word about a client's address counts, and who the client is by that word.
///
/// `X-Forwarded-For` can be written by anybody; only what trusted proxies appended to it is believed. So it is read from
/// the right, past trusted proxies, to the first address that is none of them.
public struct TrustedProxies: Sendable, Hashable {
    /// Why an entry of the list cannot be used.
    public struct Fault: Error, Sendable, Hashable, CustomStringConvertible {
        /// The entry as it was written.
        public let entry: String

        public var description: String {
            "“\(entry)” is neither an IP address nor a network such as 10.0.0.0/8 or 2001:db8::/32"
        }
    }

    /// Addresses that agree in their first bits.
    private struct Network: Sendable, Hashable {
        let start: IPAddress
        let bits: Int

        init?(_ text: String) {
            let parts = text.split(separator: "/", omittingEmptySubsequences: false)
            guard parts.count <= 2, let address = IPAddress(parts[0]) else { return nil }
            let length = address.bytes.count * 8
            guard parts.count == 2 else {
                start = address
                bits = length
                return
            }
            guard let bits = Int(parts[1]), (0...length).contains(bits) else { return nil }
            start = address.masked(bits: bits)
            self.bits = bits
        }

        func contains(_ address: IPAddress) -> Bool {
            address.bytes.count == start.bytes.count && address.masked(bits: bits) == start
        }
    }

    /// The key of a client whose address is not known, as over a Unix socket.
    public static let unknown = "unknown"
    /// How many of the last entries of `X-Forwarded-For` are looked at; no chain of one's own proxies is longer.
    private static let entriesMax = 32

    private let networks: [Network]

    /// Trusts nobody: the client is who connects.
    public init() { networks = [] }

    /// Trusts these addresses and networks (CIDR), IPv4 and IPv6; an empty list trusts nobody.
    ///
    /// - Throws: ``Fault`` for the first entry that is neither.
    public init(_ entries: [String]) throws(Fault) {
        var networks: [Network] = []
        for entry in entries {
            guard let network = Network(entry) else { throw Fault(entry: entry) }
            networks.append(network)
        }
        self.networks = networks
    }

    /// Who sent a request, as a key for limits: ``IPAddress/limitKey`` of the client, or ``unknown``.
    ///
    /// - Parameters:
    ///   - peer: The address at the other end of the connection.
    ///   - forwardedFor: Every `X-Forwarded-For` field in the order it came; proxies may append fields or entries.
    public func client(peer: String?, forwardedFor: [String]) -> String {
        guard let peer, var client = IPAddress(peer) else { return Self.unknown }
        guard !networks.isEmpty, trusts(client) else { return client.limitKey }
        let entries = forwardedFor.reversed().lazy.flatMap { $0.split(separator: ",").reversed() }
        for entry in entries.prefix(Self.entriesMax) {
            // What a trusted proxy did not write as an address leaves us with that proxy.
            guard let address = Self.address(of: entry) else { break }
            client = address
            guard trusts(address) else { break }
        }
        return client.limitKey
    }

    private func trusts(_ address: IPAddress) -> Bool { networks.contains { $0.contains(address) } }

    /// One entry of `X-Forwarded-For`: an address, by some proxies with a port (`192.0.2.1:443`, `[2001:db8::1]:443`).
    private static func address(of entry: Substring) -> IPAddress? {
        let text = entry.split(whereSeparator: { $0 == " " || $0 == "\t" })
        guard text.count == 1 else { return nil }
        if text[0].hasPrefix("[") { return IPAddress(text[0].dropFirst().prefix { $0 != "]" }) }
        let parts = text[0].split(separator: ":", omittingEmptySubsequences: false)
        return IPAddress(parts.count == 2 ? parts[0] : text[0])
    }
}
