public import Conversations
import Crypto

/// Lets one call open one socket: it stands in the socket's address, which only the platform got.
///
/// The platform's signature says who calls; the ticket says that we asked it to, lately, and for which call.
public struct RelayTicket: Sendable, Hashable {
    public let callSid: String
    /// The other side's number as the platform gave it.
    public let from: String
    public let expiresAt: Timestamp
    /// Different for every ticket.
    public let nonce: String
}

/// Why a ticket is refused. Fit for a metric label.
public enum RelayTicketFault: String, Error, Sendable {
    case malformed, forged, expired, used
}

/// Writes and verifies the tickets of one channel.
public struct RelayTickets: Sendable {
    /// How long a ticket is valid: the platform dials at once, and a redial gets a new one.
    public static let lifetimeMilliseconds: Int64 = 120_000
    /// Longest written form, in bytes.
    public static let bytesMax = 1024

    private let channel: ChannelName
    private let key: SymmetricKey

    /// - Parameter key: At least 32 random bytes, the same on every node.
    public init(channel: ChannelName, key: [UInt8]) {
        self.channel = channel
        self.key = SymmetricKey(data: key)
    }

    /// A new ticket as it stands in the address: letters, digits, `.`, `-` and `_`.
    public func issue(
        callSid: String, from: String, at now: Timestamp, using chance: inout some RandomNumberGenerator
    ) -> String {
        var nonce: [UInt8] = []
        for _ in 0..<2 { withUnsafeBytes(of: chance.next() as UInt64) { nonce.append(contentsOf: $0) } }
        let expiry = now.advanced(byMilliseconds: Self.lifetimeMilliseconds).milliseconds
        // Base64url knows no dot: no field can reach into the next.
        let fields = [Array(callSid.utf8), Array(from.utf8), Array(String(expiry).utf8), nonce]
        let text = "t1." + fields.map { ByteText.base64URL($0) }.joined(separator: ".")
        return "\(text).\(ByteText.base64URL(HMAC<SHA256>.authenticationCode(for: signed(text[...]), using: key)))"
    }

    /// The ticket, where it is ours and valid now. Whether it was used before is ``UsedTickets``' to say.
    public func verify(_ text: String, at now: Timestamp) throws(RelayTicketFault) -> RelayTicket {
        guard text.utf8.count <= Self.bytesMax else { throw .malformed }
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 6, parts[0] == "t1", let code = ByteText.bytes(base64: parts[5].utf8) else {
            throw .malformed
        }
        let isOurs = HMAC<SHA256>.isValidAuthenticationCode(
            code, authenticating: signed(text[..<parts[4].endIndex]), using: key)
        guard isOurs else { throw .forged }
        let fields = parts[1...3].compactMap { part in
            ByteText.bytes(base64: part.utf8).map { String(decoding: $0, as: UTF8.self) }
        }
        guard fields.count == 3, let expiry = Int64(fields[2]) else { throw .malformed }
        guard now.milliseconds < expiry else { throw .expired }
        return RelayTicket(
            callSid: fields[0], from: fields[1], expiresAt: Timestamp(milliseconds: expiry), nonce: String(parts[4]))
    }

    private func signed(_ text: Substring) -> [UInt8] { Array("relay ticket \(channel.rawValue) \(text)".utf8) }
}

/// Which tickets were used: each opens one socket. For one channel, kept by one owner.
public struct UsedTickets: Sendable {
    /// Most tickets remembered; with more calls than that in a ticket's lifetime, upgrades are refused.
    public static let ticketsMax = 20_000

    private var used: Set<String> = []
    /// In the order of use; the order of expiry differs by at most one lifetime.
    private var order: [(nonce: String, expiresAt: Timestamp)] = []
    private var head = 0

    public init() {}

    /// How many tickets are remembered.
    public var count: Int { used.count }

    /// Takes the ticket: once it is used, and while there is no room, it is refused.
    public mutating func use(_ ticket: RelayTicket, at now: Timestamp) throws(RelayTicketFault) {
        while head < order.count, order[head].expiresAt <= now {
            used.remove(order[head].nonce)
            head += 1
        }
        if head > 1000, head * 2 > order.count {
            order.removeFirst(head)
            head = 0
        }
        guard ticket.expiresAt > now else { throw .expired }
        guard used.count < Self.ticketsMax, used.insert(ticket.nonce).inserted else { throw .used }
        order.append((ticket.nonce, ticket.expiresAt))
    }
}
