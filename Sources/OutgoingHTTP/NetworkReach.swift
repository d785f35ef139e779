/// Whether an IP address belongs to the public internet.
///
/// Outgoing requests to other addresses could reach what only this machine or its network may reach. The ranges are
/// those of the IANA special-purpose registries (RFC 6890 and its updates).
public enum NetworkReach {
    /// Whether the four bytes of an IPv4 address are public.
    public static func isPublic(v4 bytes: [UInt8]) -> Bool {
        guard bytes.count == 4 else { return false }
        return switch (bytes[0], bytes[1], bytes[2]) {
        case (0, _, _), (10, _, _), (127, _, _): false
        case (100, 64...127, _): false
        case (169, 254, _): false
        case (172, 16...31, _): false
        case (192, 0, 0), (192, 0, 2), (192, 88, 99), (192, 168, _): false
        case (198, 18...19, _), (198, 51, 100), (203, 0, 113): false
        case (224..., _, _): false
        default: true
        }
    }

    /// Whether the sixteen bytes of an IPv6 address are public; an embedded IPv4 address is judged by itself.
    public static func isPublic(v6 bytes: [UInt8]) -> Bool {
        guard bytes.count == 16 else { return false }
        let head = bytes[0..<12]
        if head.prefix(10).allSatisfy({ $0 == 0 }), bytes[10] == 0xFF, bytes[11] == 0xFF {
            return isPublic(v4: Array(bytes[12...]))
        }
        // 64:ff9b::/96 (RFC 6052) reaches IPv4.
        if Array(head) == [0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0] { return isPublic(v4: Array(bytes[12...])) }
        // 2002::/16 (RFC 3056) carries IPv4 in the next four bytes.
        if bytes[0] == 0x20, bytes[1] == 0x02 { return isPublic(v4: Array(bytes[2..<6])) }
        // Global unicast is 2000::/3; of it, 2001:db8::/32 is for documentation and 2001::/32 is Teredo.
        guard bytes[0] & 0xE0 == 0x20 else { return false }
        let isReserved =
            bytes[0] == 0x20 && bytes[1] == 0x01
            && ((bytes[2] == 0x0D && bytes[3] == 0xB8) || (bytes[2] == 0 && bytes[3] == 0))
        return !isReserved
    }
}
