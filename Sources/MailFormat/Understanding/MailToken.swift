/// Signed addresses: which conversation a reply belongs to, and which mail a bounce is about, said by the address it
/// comes to. Nobody without the key can make one up.
///
/// Form: `local+<id>-<mac>@domain` (sub-addressing, RFC 5233). Mailers fold the case of local parts, so everything is
/// lower case and the MAC is written in base32 (RFC 4648, section 6, without padding): 80 bits, 16 characters.
public struct MailToken: Sendable {
    /// What an address is for; a token for one is none for the other.
    public enum Purpose: String, Sendable {
        case conversation = "conv"
        /// A Message-ID of ours.
        case message = "msg"
        /// VERP: the envelope's sender of a mail of ours.
        case bounce
    }

    /// RFC 5321, section 4.5.3.1.1.
    public static let localOctetsMax = 64
    private static let macOctets = 10
    private static let macCharacters = 16

    private let mac: @Sendable (String) -> [UInt8]

    /// - Parameter mac: a keyed MAC of at least ten octets, HMAC-SHA-256 for instance, over `purpose-id` in UTF-8.
    public init(mac: @escaping @Sendable (String) -> [UInt8]) { self.mac = mac }

    /// The address with the token.
    ///
    /// - Parameters:
    ///   - id: one or more of `a` to `z`, `0` to `9`, `-`.
    ///   - base: `local@domain`; a `+` part of its own is replaced.
    /// - Returns: nil when the id has other characters or the local part would get too long.
    public func address(_ purpose: Purpose, id: String, base: String) -> String? {
        guard let at = base.lastIndex(of: "@"), !id.isEmpty, id.utf8.allSatisfy(Self.isPlain) else { return nil }
        let local = base[..<at].prefix { $0 != "+" }
        guard !local.isEmpty, let mac = signature(purpose, id) else { return nil }
        let tagged = "\(local)+\(id)-\(mac)"
        return tagged.utf8.count <= Self.localOctetsMax ? tagged + base[at...] : nil
    }

    /// The id an address was made for.
    ///
    /// - Parameter address: one of the addresses the mail came to, the envelope's before the header's.
    /// - Returns: nil when it has no token, or one that was not made with this key.
    public func id(_ purpose: Purpose, in address: String) -> String? {
        guard address.utf8.count <= 320, let at = address.lastIndex(of: "@") else { return nil }
        let local = address[..<at].lowercased()
        guard let plus = local.lastIndex(of: "+") else { return nil }
        let tag = local[local.index(after: plus)...]
        guard let dash = tag.lastIndex(of: "-"), dash != tag.startIndex else { return nil }
        let id = String(tag[..<dash])
        guard id.utf8.allSatisfy(Self.isPlain), let expected = signature(purpose, id) else { return nil }
        return Self.isSame(expected, tag[tag.index(after: dash)...]) ? id : nil
    }

    private func signature(_ purpose: Purpose, _ id: String) -> String? {
        let full = mac("\(purpose.rawValue)-\(id)")
        guard full.count >= Self.macOctets else { return nil }
        return Self.base32(full.prefix(Self.macOctets))
    }

    /// Looks at every octet, whatever the first ones are.
    private static func isSame(_ expected: String, _ given: Substring) -> Bool {
        let (expected, given) = (Array(expected.utf8), Array(given.utf8))
        guard expected.count == given.count else { return false }
        return zip(expected, given).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x2D
    }

    private static let alphabet = Array("abcdefghijklmnopqrstuvwxyz234567".utf8)

    private static func base32(_ octets: some Sequence<UInt8>) -> String {
        var out: [UInt8] = []
        var held: UInt32 = 0
        var bits: UInt32 = 0
        for octet in octets {
            held = held << 8 | UInt32(octet)
            bits += 8
            while bits >= 5 {
                bits -= 5
                out.append(alphabet[Int(held >> bits & 31)])
            }
            held &= (1 << bits) - 1
        }
        if bits > 0 { out.append(alphabet[Int(held << (5 - bits) & 31)]) }
        return String(decoding: out, as: UTF8.self)
    }
}
