/// Base64 in both alphabets, with or without padding; line breaks are skipped.
enum Base64 {
    /// Nil when another character stands in it.
    static func decoded(_ text: String) -> [UInt8]? { decoded(text.utf8) }

    static func decoded(_ text: some Sequence<UInt8>) -> [UInt8]? {
        var out: [UInt8] = []
        out.reserveCapacity(text.underestimatedCount / 4 * 3)
        var bits: UInt32 = 0
        var count = 0
        for byte in text {
            let value = table[Int(byte)]
            if value == 0xFE { continue }
            if value == 0xFF { return nil }
            bits = bits << 6 | UInt32(value)
            count += 6
            if count >= 8 {
                count -= 8
                out.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
            }
        }
        return out
    }

    /// The URL alphabet without padding (RFC 7515, 2).
    static func urlEncoded(_ bytes: [UInt8]) -> String {
        var out: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let part = bytes[start..<min(start + 3, bytes.count)]
            var bits = part.reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
            bits <<= UInt32(8 * (3 - part.count))
            for index in 0...part.count { out.append(alphabet[Int(bits >> UInt32(18 - 6 * index) & 63)]) }
        }
        return String(decoding: out, as: UTF8.self)
    }

    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

    /// 0xFF: not of the alphabet; 0xFE: skipped.
    private static let table: [UInt8] = {
        var table = [UInt8](repeating: 0xFF, count: 256)
        for (value, byte) in alphabet.enumerated() { table[Int(byte)] = UInt8(value) }
        table[0x2B] = 62
        table[0x2F] = 63
        for byte in [0x20, 0x0A, 0x0D, 0x09, 0x3D] { table[byte] = 0xFE }
        return table
    }()
}
