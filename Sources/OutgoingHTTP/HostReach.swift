import Foundation
import NIOCore
import NIOPosix

/// Where a host's name leads.
public enum HostReach: Sendable, Hashable {
    /// Every address of the host is public; the one to call, as text.
    case open(address: String)
    /// At least one is not.
    case isPrivate
    case unresolved

    /// Where a host leads at this moment. The system's resolver blocks, so it runs on a thread made for that.
    ///
    /// - Parameter host: A name or an address, IPv6 without brackets.
    public static func of(host: String, port: Int) async -> HostReach {
        let addresses = try? await NIOThreadPool.singleton.runIfActive { resolve(host: host, port: port) }
        guard let address = addresses?.first?.ipAddress, let addresses else { return .unresolved }
        return addresses.allSatisfy(isPublic) ? .open(address: address) : .isPrivate
    }

    private static func resolve(host: String, port: Int) -> [SocketAddress] {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, String(port), &hints, &list) == 0 else { return [] }
        defer { freeaddrinfo(list) }
        var addresses: [SocketAddress] = []
        var next = list
        while let entry = next {
            switch (entry.pointee.ai_family, entry.pointee.ai_addr) {
            case (AF_INET, .some(let raw)):
                let address = raw.withMemoryRebound(to: sockaddr_in.self, capacity: 1) { $0.pointee }
                addresses.append(SocketAddress(address))
            case (AF_INET6, .some(let raw)):
                let address = raw.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) { $0.pointee }
                addresses.append(SocketAddress(address))
            default: break
            }
            next = entry.pointee.ai_next
        }
        return addresses
    }

    private static func isPublic(_ address: SocketAddress) -> Bool {
        switch address {
        case .v4(let v4): NetworkReach.isPublic(v4: withUnsafeBytes(of: v4.address.sin_addr) { Array($0) })
        case .v6(let v6): NetworkReach.isPublic(v6: withUnsafeBytes(of: v6.address.sin6_addr) { Array($0) })
        case .unixDomainSocket: false
        }
    }
}
