/// A folder's name as the wire has it (modified UTF-7, RFC 3501, 5.1.3), in quotes.
enum IMAPFolderName {
    /// - Returns: nil when the name holds a control character.
    static func quoted(_ name: String) -> String? {
        guard !name.isEmpty, name.utf8.count <= 512, !name.utf8.contains(where: { $0 < 32 || $0 == 127 }) else {
            return nil
        }
        var wire = ""
        var pending: [UInt16] = []
        for character in name.unicodeScalars {
            guard character.isASCII else {
                pending += Array(String(character).utf16)
                continue
            }
            flush(&pending, into: &wire)
            switch character {
            case "&": wire += "&-"
            case "\"", "\\": wire += "\\\(character)"
            default: wire.unicodeScalars.append(character)
            }
        }
        flush(&pending, into: &wire)
        return "\"\(wire)\""
    }

    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+,".utf8)

    private static func flush(_ units: inout [UInt16], into wire: inout String) {
        guard !units.isEmpty else { return }
        var bits = 0
        var held: UInt32 = 0
        var text: [UInt8] = []
        for unit in units {
            held = held << 16 | UInt32(unit)
            bits += 16
            while bits >= 6 {
                bits -= 6
                text.append(alphabet[Int(held >> UInt32(bits) & 63)])
                held &= (1 << UInt32(bits)) - 1
            }
        }
        if bits > 0 { text.append(alphabet[Int(held << UInt32(6 - bits) & 63)]) }
        wire += "&" + String(decoding: text, as: UTF8.self) + "-"
        units = []
    }
}
