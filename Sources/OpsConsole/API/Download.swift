import Conversations
import Hummingbird
import NIOCore

/// Foreign bytes on their way to an operator's disk: never run, never shown in place, under a name that leads nowhere.
enum Download {
    /// What a browser may do with foreign content: nothing.
    static let contentSecurityPolicy =
        "sandbox; default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

    /// - Parameters:
    ///   - name: Unchecked; see ``Conversations/FileName``.
    ///   - type: Unchecked; see ``safeType(_:)``.
    static func response(_ bytes: [UInt8], name: String?, fallback: String, type: String) -> Response {
        Response(
            status: .ok,
            headers: [
                .contentType: safeType(type),
                .contentDisposition: disposition(FileName.safe(name, fallback: fallback)),
                .contentSecurityPolicy: contentSecurityPolicy,
            ],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    /// The stated type where browsers only ever save or depict it; else bytes of no kind.
    ///
    /// What may hold script (HTML, SVG and other XML, JavaScript) is no such type.
    static func safeType(_ stated: String) -> String {
        let essence = stated.prefix { $0 != ";" }.filter { $0 != " " && $0 != "\t" }.lowercased()
        let isWritten = essence.utf8.allSatisfy { byte in
            (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || [0x2B, 0x2D, 0x2E, 0x2F].contains(byte)
        }
        guard isWritten, essence.utf8.count <= 127, !essence.hasSuffix("xml") else { return "application/octet-stream" }
        if safeTypes.contains(essence) || safeFamilies.contains(where: { essence.hasPrefix($0) }) { return essence }
        return "application/octet-stream"
    }

    private static let safeTypes: Set<String> = [
        "application/gzip", "application/json", "application/msword", "application/pdf", "application/rtf",
        "application/vnd.ms-excel", "application/vnd.ms-powerpoint", "application/zip", "image/bmp", "image/gif",
        "image/heic", "image/jpeg", "image/png", "image/tiff", "image/webp", "message/rfc822", "text/calendar",
        "text/csv", "text/plain", "text/vcard",
    ]

    private static let safeFamilies = [
        "audio/", "video/", "application/vnd.oasis.opendocument.", "application/vnd.openxmlformats-officedocument.",
    ]

    /// The header of a download (RFC 6266), with the name in UTF-8 (RFC 8187) beside a plain one for old readers.
    static func disposition(_ name: String) -> String {
        let plain = String(
            String.UnicodeScalarView(
                name.unicodeScalars.map {
                    (0x20...0x7E).contains($0.value) && !"\"\\%".contains(Character($0)) ? $0 : "_"
                }
            ))
        return "attachment; filename=\"\(plain)\"; filename*=UTF-8''\(percentEncoded(name))"
    }

    private static func percentEncoded(_ name: String) -> String {
        let digits = Array("0123456789ABCDEF")
        var text = ""
        for byte in name.utf8 {
            let isPlain =
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                || "!#$&+-.^_`|~".utf8.contains(byte)
            if isPlain {
                text.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                text += "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
            }
        }
        return text
    }
}
