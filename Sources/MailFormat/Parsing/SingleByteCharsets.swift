/// Windows-1252 as browsers read it: the five unassigned bytes are control characters (Encoding Standard, WHATWG).
enum Windows1252 {
    static func decode(_ bytes: [UInt8]) -> String {
        var scalars = String.UnicodeScalarView()
        for byte in bytes {
            scalars.append((0x80...0x9F).contains(byte) ? high[Int(byte) - 0x80] : Unicode.Scalar(byte))
        }
        return String(scalars)
    }

    private static let high: [Unicode.Scalar] = Array(
        ("€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8D}Ž\u{8F}\u{90}‘’“”•–—˜™š›œ\u{9D}žŸ" as String).unicodeScalars)
}

/// ISO-2022-JP, rewritten as EUC-JP, whose Microsoft form has the characters Japanese mailers really send.
enum ISO2022JP {
    /// Whether the bytes switch to a Japanese set.
    static func isLikely(_ bytes: [UInt8]) -> Bool {
        guard let escape = bytes.firstIndex(of: 0x1B), escape + 2 < bytes.count else { return false }
        return bytes[escape + 1] == 0x24 && (bytes[escape + 2] == 0x42 || bytes[escape + 2] == 0x40)
    }

    static func asExtendedUnix(_ bytes: [UInt8]) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count)
        var set = Set.ascii
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte == 0x1B, let (next, length) = escape(bytes, at: index) {
                set = next
                index += length
                continue
            }
            if byte == Byte.lf { set = .ascii }
            let isGraphic = byte > 0x20 && byte < 0x7F
            switch set {
            case .kanji where isGraphic: out.append(byte | 0x80)
            case .supplementary where isGraphic:
                if index + 1 < bytes.count {
                    out.append(contentsOf: [0x8F, byte | 0x80, bytes[index + 1] | 0x80])
                    index += 1
                }
            case .kana where isGraphic: out.append(contentsOf: [0x8E, byte | 0x80])
            default:
                // Half-width katakana are also sent as eight-bit bytes.
                if (0xA1...0xDF).contains(byte) { out.append(0x8E) }
                out.append(byte)
            }
            index += 1
        }
        return out
    }

    private enum Set { case ascii, kanji, supplementary, kana }

    private static func escape(_ bytes: [UInt8], at index: Int) -> (Set, Int)? {
        guard index + 2 < bytes.count else { return nil }
        switch (bytes[index + 1], bytes[index + 2]) {
        case (0x28, 0x42), (0x28, 0x4A): return (.ascii, 3)
        case (0x28, 0x49): return (.kana, 3)
        case (0x24, 0x40), (0x24, 0x42): return (.kanji, 3)
        case (0x24, 0x28): return index + 3 < bytes.count ? (.supplementary, 4) : nil
        default: return nil
        }
    }
}
