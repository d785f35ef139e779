import CGMime

/// Content-Transfer-Encodings (RFC 2045, 6), decoded by GMime, which forgives what mailers get wrong.
enum TransferDecoding {
    enum Encoding: Equatable {
        case identity
        case base64
        case quotedPrintable
        case uuencode
    }

    /// The encoding a header names; nil for a name that is none.
    static func named(_ value: String) -> Encoding? {
        let name = value.lowercased().prefix { !$0.isWhitespace && $0 != ";" && $0 != "(" }
        switch String(name.filter { $0 != "\"" && $0 != "'" }) {
        case "", "7bit", "8bit", "binary", "7-bit", "8-bit", "none", "plain": return .identity
        case "base64", "base-64", "b": return .base64
        case "quoted-printable", "quotedprintable", "quoted_printable", "qp": return .quotedPrintable
        case "uuencode", "x-uuencode", "x-uue", "x-uu", "uue": return .uuencode
        default: return nil
        }
    }

    static func decode(_ bytes: [UInt8], _ encoding: Encoding) -> (bytes: [UInt8], isDamaged: Bool) {
        switch encoding {
        case .identity: return (bytes, false)
        case .base64: return base64(bytes)
        case .quotedPrintable: return (stepped(bytes, GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE), false)
        case .uuencode: return (stepped(bytes, GMIME_CONTENT_ENCODING_UUENCODE), false)
        }
    }

    /// Base64 without its alphabet's strangers. Padding in the middle starts anew: mailers join encoded pieces.
    static func base64(_ bytes: [UInt8]) -> (bytes: [UInt8], isDamaged: Bool) {
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count / 4 * 3 + 3)
        var isDamaged = false
        var value: UInt32 = 0
        var digits = 0
        for byte in bytes {
            let digit = base64Digits[Int(byte)]
            if digit < 64 {
                value = value << 6 | UInt32(digit)
                digits += 1
                if digits == 4 {
                    out.append(UInt8(truncatingIfNeeded: value >> 16))
                    out.append(UInt8(truncatingIfNeeded: value >> 8))
                    out.append(UInt8(truncatingIfNeeded: value))
                    value = 0
                    digits = 0
                }
            } else if byte == 0x3D {
                if flush(value, digits, &out) { isDamaged = true }
                value = 0
                digits = 0
            } else if !Byte.isWhite(byte) {
                isDamaged = true
            }
        }
        if digits > 0 { isDamaged = flush(value, digits, &out) || isDamaged || digits == 1 }
        return (out, isDamaged)
    }

    /// Bytes of an unfinished group; true when a single digit was left, which says nothing.
    private static func flush(_ value: UInt32, _ digits: Int, _ out: inout [UInt8]) -> Bool {
        switch digits {
        case 2: out.append(UInt8(truncatingIfNeeded: value >> 4))
        case 3:
            out.append(UInt8(truncatingIfNeeded: value >> 10))
            out.append(UInt8(truncatingIfNeeded: value >> 2))
        case 1: return true
        default: break
        }
        return false
    }

    private static let base64Digits: [UInt8] = {
        var digits = [UInt8](repeating: 255, count: 256)
        let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
        for (value, character) in alphabet.utf8.enumerated() { digits[Int(character)] = UInt8(value) }
        return digits
    }()

    private static func stepped(_ bytes: [UInt8], _ encoding: GMimeContentEncoding) -> [UInt8] {
        GMimeLibrary.start()
        var state = GMimeEncoding()
        g_mime_encoding_init_decode(&state, encoding)
        let room = g_mime_encoding_outlen(&state, bytes.count) + 64
        return [UInt8](unsafeUninitializedCapacity: room) { out, count in
            bytes.withUnsafeBytes { input in
                guard let from = input.baseAddress?.assumingMemoryBound(to: CChar.self), let to = out.baseAddress else {
                    return
                }
                count = to.withMemoryRebound(to: CChar.self, capacity: room) {
                    g_mime_encoding_flush(&state, from, input.count, $0)
                }
            }
        }
    }
}
