import Foundation

/// Transfer encodings for sending; all give CRLF line ends.
enum BodyEncoding {
    /// LF as CRLF.
    static func wire(_ content: [UInt8]) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(content.count + content.count / 32)
        for byte in content {
            if byte == Byte.lf { out.append(Byte.cr) }
            out.append(byte)
        }
        return out
    }

    /// Base64 in lines of 76 (RFC 2045, 6.8).
    static func base64(_ content: [UInt8]) -> [UInt8] {
        let options: Data.Base64EncodingOptions = [
            .lineLength76Characters, .endLineWithCarriageReturn, .endLineWithLineFeed,
        ]
        return [UInt8](Data(content).base64EncodedData(options: options))
    }

    /// Quoted-printable in lines of at most 76 (RFC 2045, 6.7), from text with LF line ends.
    static func quotedPrintable(_ content: [UInt8]) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(content.count * 5 / 4)
        var column = 0
        func put(_ token: ArraySlice<UInt8>, _ out: inout [UInt8]) {
            if column + token.count > 75 {
                out += [0x3D, Byte.cr, Byte.lf]
                column = 0
            }
            out += token
            column += token.count
        }
        for (index, byte) in content.enumerated() {
            if byte == Byte.lf {
                out += [Byte.cr, Byte.lf]
                column = 0
                continue
            }
            let isLast = index + 1 == content.count || content[index + 1] == Byte.lf
            let isPlain = (byte > 32 && byte < 127 && byte != 0x3D) || (Byte.isBlank(byte) && !isLast)
            // A dot alone on a line ends the mail for careless servers, and `From ` begins one in an mbox.
            let isRisky = column == 0 && (byte == 0x2E || byte == 0x46)
            put(isPlain && !isRisky ? [byte] : [0x3D, hex[Int(byte >> 4)], hex[Int(byte & 15)]], &out)
        }
        return out
    }

    private static let hex = Array("0123456789ABCDEF".utf8)
}
