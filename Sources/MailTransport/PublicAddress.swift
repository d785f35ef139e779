import Glibc

/// Which addresses lie in the public network (the registries of RFC 6890).
enum PublicAddress {
    /// - Parameter socketAddress: A `sockaddr_in` or `sockaddr_in6`, byte for byte.
    static func isPublic(family: Int32, _ socketAddress: [UInt8]) -> Bool {
        switch family {
        case AF_INET where socketAddress.count >= 8: isPublic4(Array(socketAddress[4..<8]))
        case AF_INET6 where socketAddress.count >= 24: isPublic6(Array(socketAddress[8..<24]))
        default: false
        }
    }

    private static func isPublic4(_ bytes: [UInt8]) -> Bool {
        switch (bytes[0], bytes[1]) {
        case (0, _), (10, _), (127, _), (169, 254), (172, 16...31), (192, 168), (100, 64...127), (198, 18...19): false
        case (192, 0): bytes[2] != 0 && bytes[2] != 2
        case (198, 51): bytes[2] != 100
        case (203, 0): bytes[2] != 113
        default: bytes[0] < 224
        }
    }

    private static func isPublic6(_ bytes: [UInt8]) -> Bool {
        if bytes[..<12] == [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF] { return isPublic4(Array(bytes[12...])) }
        // Global unicast is 2000::/3; 2001:db8::/32 is for documents, 2002::/16 and 2001::/32 hold other addresses.
        guard bytes[0] & 0xE0 == 0x20 else { return false }
        if bytes[..<2] == [0x20, 0x02] { return false }
        return bytes[..<4] != [0x20, 0x01, 0x0D, 0xB8] && bytes[..<4] != [0x20, 0x01, 0, 0]
    }
}
