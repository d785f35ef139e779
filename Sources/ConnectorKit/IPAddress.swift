import Glibc

/// An IPv4 or IPv6 address as bytes; an IPv4 address written inside IPv6 (RFC 4291, section 2.5.5.2) is the IPv4 one.
public struct IPAddress: Sendable, Hashable {
    /// In network order: four bytes for IPv4, sixteen for IPv6.
    public let bytes: [UInt8]

    /// - Parameter bytes: Four or sixteen; nil for another count.
    public init?(bytes: [UInt8]) {
        let mapped: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF]
        switch bytes.count {
        case 16 where bytes.starts(with: mapped): self.bytes = Array(bytes[12...])
        case 4, 16: self.bytes = bytes
        default: return nil
        }
    }

    /// An address as text: `192.0.2.1`, `2001:db8::1`; nil for anything else, a port or a zone included.
    public init?(_ text: some StringProtocol) {
        guard text.utf8.count < INET6_ADDRSTRLEN, !text.utf8.contains(0) else { return nil }
        let isIPv6 = text.utf8.contains(UInt8(ascii: ":"))
        var bytes = [UInt8](repeating: 0, count: isIPv6 ? 16 : 4)
        guard inet_pton(isIPv6 ? AF_INET6 : AF_INET, String(text), &bytes) == 1 else { return nil }
        self.init(bytes: bytes)
    }

    /// The address with only its first `bits` kept; 0 to the length of the address.
    public func masked(bits: Int) -> IPAddress {
        var masked = bytes
        for index in masked.indices {
            let kept = min(max(bits - index * 8, 0), 8)
            masked[index] &= kept == 0 ? 0 : UInt8(truncatingIfNeeded: 0xFF << (8 - kept))
        }
        return IPAddress(bytes: masked) ?? self
    }

    /// What counts as one client where attempts are limited: an IPv4 address by itself, and the /64 network of an IPv6
    /// address, since one customer of a provider holds all addresses of at least that (RFC 6177).
    public var limitKey: String {
        bytes.count == 4 ? description : "\(masked(bits: 64))/64"
    }
}

extension IPAddress: CustomStringConvertible {
    /// `192.0.2.1`; for IPv6 as in RFC 5952.
    public var description: String {
        var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        guard inet_ntop(bytes.count == 4 ? AF_INET : AF_INET6, bytes, &text, socklen_t(text.count)) != nil else {
            return ""
        }
        return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
