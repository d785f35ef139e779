/// What no platform should get: control characters, and signs that turn the direction of the words after them.
enum TextHygiene {
    /// The lines of a text without such signs; every kind of line break counts as one.
    static func lines(_ text: String) -> [Substring] {
        clean(text).split(separator: "\n", omittingEmptySubsequences: false)
    }

    /// The text with line feeds as its only line breaks and tabs as the only other control characters.
    static func clean(_ text: String) -> String {
        if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F || $0 == 0x0A }) { return text }
        var kept = String.UnicodeScalarView()
        var afterReturn = false
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x0D, 0x0B, 0x0C, 0x85, 0x2028, 0x2029: kept.append("\n")
            case 0x0A where afterReturn: break
            case 0x09, 0x0A: kept.append(scalar)
            case 0...0x1F, 0x7F...0x9F: break
            // Overrides disguise ("gpj.exe"); embeddings and isolates would reach past the part they stand in.
            case 0x202A...0x202E, 0x2066...0x2069: break
            default: kept.append(scalar)
            }
            afterReturn = scalar.value == 0x0D
        }
        return String(kept)
    }
}

extension Unicode.Scalar {
    /// Letters, digits and what joins to them: where a mark between two of these stands inside a word.
    var isWordPart: Bool {
        if isASCII {
            return (0x30...0x39).contains(value) || (0x41...0x5A).contains(value) || (0x61...0x7A).contains(value)
        }
        return properties.isAlphabetic || properties.numericType != nil || properties.generalCategory == .nonspacingMark
    }

    var isBlank: Bool { isASCII ? value == 0x20 || (0x09...0x0D).contains(value) : properties.isWhitespace }
}

extension UInt8 {
    /// A letter or digit of ASCII, or a byte of any other sign.
    var isWordPart: Bool {
        (0x30...0x39).contains(self) || (0x41...0x5A).contains(self) || (0x61...0x7A).contains(self) || self >= 0x80
    }
}
