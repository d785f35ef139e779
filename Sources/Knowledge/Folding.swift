/// Brings text to the form in which words are compared: small letters without accents, everything else a space.
///
/// `ä`, `ö`, `ü` become `a`, `o`, `u` and `ß` becomes `ss`, so that words typed without umlauts are found.
enum Folding {
    /// Appends the folded form of some UTF-8 to `out`; a run of anything but letters and digits gives one space.
    ///
    /// Malformed bytes count as separators. Takes time linear in the text and allocates nothing but room in `out`.
    static func fold(_ text: some Sequence<UInt8>, into out: inout [UInt8]) {
        var decoder = UTF8()
        var bytes = text.makeIterator()
        while true {
            switch decoder.decode(&bytes) {
            case .scalarValue(let scalar): append(scalar, to: &out)
            case .error: separate(&out)
            case .emptyInput: return
            }
        }
    }

    /// The folded words of a text; for load time, not for the hot path.
    static func words(_ text: String) -> [String] {
        var out: [UInt8] = []
        fold(text.utf8, into: &out)
        return out.split(separator: 0x20).map { String(decoding: $0, as: UTF8.self) }
    }

    @inline(__always)
    private static func append(_ scalar: Unicode.Scalar, to out: inout [UInt8]) {
        let value = scalar.value
        if value < 0x80 {
            let byte = UInt8(truncatingIfNeeded: value)
            if byte &- 97 < 26 || byte &- 48 < 10 {
                out.append(byte)
            } else if byte &- 65 < 26 {
                out.append(byte | 0x20)
            } else {
                separate(&out)
            }
        } else if value < 0x180 {
            if value < 0xC0 { return separate(&out) }
            let pair = latin[Int(value) - 0xC0]
            if pair.0 == 0 { return separate(&out) }
            out.append(pair.0)
            if pair.1 != 0 { out.append(pair.1) }
        } else {
            other(scalar, to: &out)
        }
    }

    private static func other(_ scalar: Unicode.Scalar, to out: inout [UInt8]) {
        // Marks that stand on the letter before, soft hyphens' and joiners' kin.
        if (0x300...0x36F).contains(scalar.value) || (0x200B...0x200D).contains(scalar.value) || scalar.value == 0xFEFF
        {
            return
        }
        let properties = scalar.properties
        guard properties.isAlphabetic || properties.numericType != nil else { return separate(&out) }
        out.append(contentsOf: properties.lowercaseMapping.utf8)
    }

    @inline(__always)
    private static func separate(_ out: inout [UInt8]) {
        if let last = out.last, last != 0x20 { out.append(0x20) }
    }

    /// Base letters of U+00C0 to U+017F.
    private static let latin: [(UInt8, UInt8)] = {
        let table = [
            "aaaaaa", "\u{1}ceeeeiiii", "\u{2}nooooo", "\u{0}ouuuuy", "\u{3}\u{4}", "aaaaaa", "\u{1}ceeeeiiii",
            "\u{2}nooooo", "\u{0}ouuuuy", "\u{3}y",
            "aaaaaacccccccc", "ddddeeeeeeeeeegggggggghhhh", "iiiiiiiiii\u{5}\u{5}jjkkk", "llllllllllnnnnnnnnn",
            "oooooo\u{6}\u{6}rrrrrrssssssss", "ttttttuuuuuuuuuuuuwwyyyzzzzzzs",
        ].joined()
        return table.utf8.map { byte in
            switch byte {
            case 1: (UInt8(ascii: "a"), UInt8(ascii: "e"))
            case 2: (UInt8(ascii: "d"), 0)
            case 3: (UInt8(ascii: "t"), UInt8(ascii: "h"))
            case 4: (UInt8(ascii: "s"), UInt8(ascii: "s"))
            case 5: (UInt8(ascii: "i"), UInt8(ascii: "j"))
            case 6: (UInt8(ascii: "o"), UInt8(ascii: "e"))
            default: (byte, 0)
            }
        }
    }()
}
