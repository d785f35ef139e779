/// Checks text that comes in pieces for being UTF-8 (RFC 3629, section 4), as early as it can be known.
struct UTF8Check: Sendable, Hashable {
    /// How many bytes of the character begun are still to come.
    private var missing = 0
    /// The range the next byte must be in; narrower after some first bytes, against overlong forms and surrogates.
    private var lower: UInt8 = 0x80
    private var upper: UInt8 = 0xBF

    /// Whether the text may end here.
    var isComplete: Bool { missing == 0 }

    /// Takes a piece; false when the text cannot become valid any more.
    mutating func take(_ bytes: some Sequence<UInt8>) -> Bool {
        for byte in bytes {
            if missing == 0 {
                if byte < 0x80 { continue }
                guard begin(byte) else { return false }
            } else {
                guard byte >= lower, byte <= upper else { return false }
                missing -= 1
                lower = 0x80
                upper = 0xBF
            }
        }
        return true
    }

    private mutating func begin(_ byte: UInt8) -> Bool {
        switch byte {
        case 0xC2...0xDF: missing = 1
        case 0xE0: (missing, lower) = (2, 0xA0)
        case 0xE1...0xEC, 0xEE...0xEF: missing = 2
        case 0xED: (missing, upper) = (2, 0x9F)
        case 0xF0: (missing, lower) = (3, 0x90)
        case 0xF1...0xF3: missing = 3
        case 0xF4: (missing, upper) = (3, 0x8F)
        default: return false
        }
        return true
    }
}
