/// The charsets of mail: which decoder stands behind which label, and what to do with wrong labels.
///
/// Only charsets in this table are given to the system's converter, whose rarer modules have had faults.
enum Charset {
    /// A text and whether its bytes disagreed with the label.
    struct Decoded {
        var text: String
        var problem: String?
    }

    /// Decodes what was labelled `label`. Never fails: what cannot be read becomes U+FFFD.
    static func decode(_ bytes: [UInt8], label: String?) -> Decoded {
        let name = label.map(folded) ?? ""
        switch canonical(name) {
        case .utf8: return utf8(bytes)
        case .western: return western(bytes, label: name)
        case .converter(let converter): return converted(bytes, by: converter, label: name)
        case .iso2022jp: return japanese(bytes)
        case nil:
            if bytes.allSatisfy({ $0 < 0x80 }) { return plain(bytes) }
            var guess = guessed(bytes)
            guess.problem =
                name.isEmpty
                ? "8-bit text without a charset, read as \(isUTF8(bytes) ? "UTF-8" : "windows-1252")"
                : "unknown charset “\(name.prefix(40))”, read as \(isUTF8(bytes) ? "UTF-8" : "windows-1252")"
            return guess
        }
    }

    /// Strict UTF-8, else windows-1252: for bytes that say nothing about themselves.
    static func guessed(_ bytes: [UInt8]) -> Decoded {
        isUTF8(bytes) ? plain(bytes) : Decoded(text: Windows1252.decode(bytes))
    }

    static func isUTF8(_ bytes: [UInt8]) -> Bool { String(validating: bytes, as: UTF8.self) != nil }

    private static func plain(_ bytes: [UInt8]) -> Decoded { Decoded(text: String(decoding: bytes, as: UTF8.self)) }

    private static func utf8(_ bytes: [UInt8]) -> Decoded {
        let body = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
        if let text = String(validating: body, as: UTF8.self) { return Decoded(text: text) }
        let repaired = String(decoding: body, as: UTF8.self)
        let isOtherwiseUTF8 = repaired.unicodeScalars.contains { $0.value >= 0x80 && $0 != "\u{FFFD}" }
        return isOtherwiseUTF8
            ? Decoded(text: repaired, problem: "not all of the text is UTF-8 as it says")
            : Decoded(text: Windows1252.decode(body), problem: "text labelled UTF-8 is not; read as windows-1252")
    }

    private static func western(_ bytes: [UInt8], label: String) -> Decoded {
        guard bytes.contains(where: { $0 >= 0x80 }) else {
            // ISO-2022-JP needs only seven bits and is sent unlabelled by old Japanese mailers.
            return bytes.contains(0x1B) && label.hasSuffix("ascii") && ISO2022JP.isLikely(bytes)
                ? japanese(bytes) : plain(bytes)
        }
        // Text of single-byte letters is as good as never valid UTF-8.
        if isUTF8(bytes) {
            return Decoded(text: plain(bytes).text, problem: "text labelled \(label) is UTF-8 and was read as that")
        }
        let isWrong = label.hasSuffix("ascii")
        return Decoded(
            text: Windows1252.decode(bytes),
            problem: isWrong ? "8-bit text labelled \(label), read as windows-1252" : nil)
    }

    private static func converted(_ bytes: [UInt8], by converter: String, label: String) -> Decoded {
        guard let result = Converter.decode(bytes, from: converter) else {
            var guess = guessed(bytes)
            guess.problem = "charset “\(label)” cannot be read here"
            return guess
        }
        if result.invalid > 0, isUTF8(bytes), bytes.contains(where: { $0 >= 0x80 }) {
            return Decoded(text: plain(bytes).text, problem: "text labelled \(label) is UTF-8 and was read as that")
        }
        return Decoded(
            text: result.text,
            problem: result.invalid == 0 ? nil : "\(result.invalid) places of the text are not \(label) as it says")
    }

    private static func japanese(_ bytes: [UInt8]) -> Decoded {
        converted(ISO2022JP.asExtendedUnix(bytes), by: "EUC-JP-MS", label: "iso-2022-jp")
    }

    private enum Decoder {
        case utf8
        case western
        case iso2022jp
        case converter(String)
    }

    private static func folded(_ label: String) -> String {
        // RFC 2184 allows a language after an asterisk.
        let bare = label.prefix { $0 != "*" }
        return String(bare.lowercased().filter { !$0.isWhitespace && $0 != "\"" && $0 != "'" })
    }

    private static func canonical(_ name: String) -> Decoder? {
        switch name {
        case "utf-8", "utf8", "utf8mb4", "unicode-1-1-utf-8", "utf-8mb4", "x-unicode-2-0-utf-8", "cp65001": return .utf8
        case "iso-8859-1", "iso8859-1", "iso_8859-1", "iso88591", "8859-1", "latin1", "latin-1", "l1", "us-ascii",
            "ascii", "ansi_x3.4-1968", "iso-8859-1-windows-3.1-latin-1", "windows-1252", "cp1252", "cp-1252", "x-ansi",
            "x-cp1252", "windows1252", "iso_8859-1:1987", "iso-ir-100", "us", "iso646-us", "ansi":
            return .western
        case "iso-2022-jp", "csiso2022jp", "iso-2022-jp-ms", "cp50220", "cp50221", "iso-2022-jp-1": return .iso2022jp
        default: return CharsetNames.converters[name].map(Decoder.converter)
        }
    }
}
