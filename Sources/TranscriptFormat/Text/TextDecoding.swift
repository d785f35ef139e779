/// Bytes of a file as UTF-8.
enum TextDecoding {
    /// The text without byte order mark, and whether bytes had to be guessed or replaced.
    ///
    /// UTF-16 is known by its mark. Bytes that are no UTF-8 are Windows-1252 when the file has hardly any sound
    /// character of several bytes, which old caption tools write; else each wrong one becomes U+FFFD.
    static func utf8(_ bytes: [UInt8]) -> (bytes: [UInt8], sound: Bool) {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return utf8(Array(bytes.dropFirst(3))) }
        if bytes.starts(with: [0xFF, 0xFE]) { return (utf16(bytes, high: 1), true) }
        if bytes.starts(with: [0xFE, 0xFF]) { return (utf16(bytes, high: 0), true) }
        if String(validating: bytes, as: UTF8.self) != nil { return (bytes, true) }
        var sound = 0
        var wrong = 0
        var decoder = UTF8()
        var input = bytes.makeIterator()
        decoding: while true {
            switch decoder.decode(&input) {
            case .scalarValue(let scalar): sound += scalar.isASCII ? 0 : 1
            case .error: wrong += 1
            case .emptyInput: break decoding
            }
        }
        return (wrong > sound ? windows1252(bytes) : Array(String(decoding: bytes, as: UTF8.self).utf8), false)
    }

    /// Text in a named character set; unknown names are guessed as in ``utf8(_:)``.
    static func text(_ bytes: [UInt8], charset: String) -> String {
        switch charset {
        case "iso-8859-1", "iso-8859-15", "latin1", "windows-1252", "cp1252":
            String(decoding: windows1252(bytes), as: UTF8.self)
        default: String(decoding: utf8(bytes).bytes, as: UTF8.self)
        }
    }

    private static func utf16(_ bytes: [UInt8], high: Int) -> [UInt8] {
        let units = stride(from: 2, to: bytes.count - 1, by: 2).map { at in
            UInt16(bytes[at + high]) << 8 | UInt16(bytes[at + 1 - high])
        }
        return Array(String(decoding: units, as: UTF16.self).utf8)
    }

    private static func windows1252(_ bytes: [UInt8]) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count + bytes.count / 8)
        for byte in bytes {
            if byte < 0x80 {
                out.append(byte)
            } else {
                let scalar = byte < 0xA0 ? upper[Int(byte - 0x80)] : Unicode.Scalar(byte)
                out.append(contentsOf: Array(String(Character(scalar)).utf8))
            }
        }
        return out
    }

    /// 0x80 to 0x9F (WHATWG Encoding, index-windows-1252).
    private static let upper: [Unicode.Scalar] = [
        "\u{20AC}", "\u{81}", "\u{201A}", "\u{192}", "\u{201E}", "\u{2026}", "\u{2020}", "\u{2021}", "\u{2C6}",
        "\u{2030}", "\u{160}", "\u{2039}", "\u{152}", "\u{8D}", "\u{17D}", "\u{8F}", "\u{90}", "\u{2018}", "\u{2019}",
        "\u{201C}", "\u{201D}", "\u{2022}", "\u{2013}", "\u{2014}", "\u{2DC}", "\u{2122}", "\u{161}", "\u{203A}",
        "\u{153}", "\u{9D}", "\u{17E}", "\u{178}",
    ]
}

/// Hexadecimal digits.
enum Hex {
    static func value(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x37
        case 0x61...0x66: byte - 0x57
        default: nil
        }
    }
}

extension Unicode.Scalar {
    /// White space; quick for ASCII, which is most of any transcript.
    var isSpace: Bool { value < 0x80 ? value == 0x20 || 0x09...0x0D ~= value : properties.isWhitespace }

    /// A letter; quick for ASCII.
    var isLetter: Bool { value < 0x80 ? 0x61...0x7A ~= value | 0x20 : properties.isAlphabetic }
}

extension String {
    /// White space at both ends removed, each run of it within made one space.
    var folded: String {
        unicodeScalars.split { $0.isSpace }.map { String($0) }.joined(separator: " ")
    }

    /// White space at both ends removed; cheap where there is none.
    var trimmed: String {
        guard let first = unicodeScalars.first, let last = unicodeScalars.last,
            first.isSpace || last.isSpace
        else { return self }
        let view = unicodeScalars
        guard let from = view.firstIndex(where: { !$0.isSpace }),
            let to = view.lastIndex(where: { !$0.isSpace })
        else { return "" }
        return String(view[from...to])
    }
}
