/// The alphabet of short messages (3GPP TS 23.038, section 6.2.1) and how many of them a text takes.
public enum GSM7 {
    /// Seven bits each. The sign at 0x1B, which leads to the extension, is none of a text.
    private static let basic: Set<Unicode.Scalar> = Set(
        ("@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§"
            + "¿abcdefghijklmnopqrstuvwxyzäöñüà").unicodeScalars)
    /// Fourteen bits each.
    private static let extended: Set<Unicode.Scalar> = Set("\u{C}^{}\\[~]|€".unicodeScalars)

    /// Septets of one message that stands alone, and of one of several (3GPP TS 23.040, section 9.2.3.24.1).
    private static let septets = (alone: 160, joined: 153)
    /// UTF-16 units of one message that stands alone, and of one of several.
    private static let units = (alone: 70, joined: 67)

    /// Whether a text can be sent in this alphabet.
    public static func holds(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { basic.contains($0) || extended.contains($0) }
    }

    /// How many messages a text takes; 1 for an empty one. A sign of two septets or two units stays whole.
    public static func segments(_ text: String) -> Int { max(1, Int(filled(text).rounded(.up))) }

    /// How many messages a text fills: 1.5 for one and a half.
    static func filled(_ text: String) -> Double {
        let isGSM = holds(text)
        let sizes = text.unicodeScalars.lazy.map { scalar in
            isGSM ? (extended.contains(scalar) ? 2 : 1) : (scalar.value > 0xFFFF ? 2 : 1)
        }
        let limit = isGSM ? septets : units
        let whole = sizes.reduce(0, +)
        if whole <= limit.alone { return Double(whole) / Double(limit.alone) }
        var (full, used) = (0, 0)
        for size in sizes {
            if used + size > limit.joined { (full, used) = (full + 1, 0) }
            used += size
        }
        return Double(full) + Double(used) / Double(limit.joined)
    }

    /// The text with typographic signs as the plain ones, where that brings it into the alphabet; else as it is.
    ///
    /// One dash or quotation mark outside the alphabet makes an SMS cost more than twice as much.
    public static func friendly(_ text: String) -> String {
        if holds(text) { return text }
        var friendly = ""
        for scalar in text.unicodeScalars {
            if basic.contains(scalar) || extended.contains(scalar) {
                friendly.unicodeScalars.append(scalar)
            } else if let plain = plain(scalar) {
                friendly += plain
            } else {
                return text
            }
        }
        return friendly
    }

    private static func plain(_ scalar: Unicode.Scalar) -> String? {
        switch scalar {
        case "„", "“", "”", "«", "»", "‟": "\""
        case "‚", "‘", "’", "‹", "›", "`", "´": "'"
        case "‐", "‑", "‒", "–", "—", "−": "-"
        case "…": "..."
        case "•": "-"
        case "\u{A0}", "\u{202F}", "\u{2009}", "\t": " "
        case "\u{200B}", "\u{AD}", "\u{2060}": ""
        default: nil
        }
    }
}
