/// The words of a mail that stands in a transcript: its plain text, or the words of its HTML.
///
/// Quotations stay; what is quoted is for MailFormat to tell.
enum MIMEText {
    /// Multiparts within multiparts.
    private static let depthMax = 10
    private static let partsMax = 200

    /// The words of a body with its media type; a body that brings its own header is read by that.
    static func words(_ body: String, mediatype: String?) -> String {
        var parts = partsMax
        return words(Array(body.utf8), type: mediatype ?? "text/plain", encoding: "", depth: 0, parts: &parts) ?? ""
    }

    private static func words(
        _ body: [UInt8], type: String, encoding: String, depth: Int, parts: inout Int
    ) -> String? {
        let kind = type.prefix { $0 != ";" }.trimmed.lowercased()
        guard depth <= depthMax, parts > 0 else { return nil }
        parts -= 1
        if kind == "message/rfc822" || kind == "multipart" { return entity(body, depth: depth + 1, parts: &parts) }
        if kind.hasPrefix("multipart/") {
            guard let boundary = parameter("boundary", of: type) ?? Self.boundary(opening: body) else {
                return entity(body, depth: depth + 1, parts: &parts)
            }
            let pieces = split(body, boundary: boundary)
            if pieces.isEmpty, depth == 0 { return text(body, encoding: encoding, charset: "utf-8") }
            var html: String?
            var plain: [String] = []
            for piece in pieces {
                let (fields, content) = header(piece)
                if fields["content-disposition"]?.lowercased().hasPrefix("attachment") == true { continue }
                let type = fields["content-type"] ?? "text/plain"
                let read = words(
                    content, type: type, encoding: fields["content-transfer-encoding"] ?? "", depth: depth + 1,
                    parts: &parts)
                guard let read, !read.isEmpty else { continue }
                if type.lowercased().hasPrefix("text/html") {
                    html = html ?? read
                } else {
                    plain.append(read)
                    if kind == "multipart/alternative" { break }
                }
            }
            return plain.isEmpty ? html : plain.joined(separator: "\n")
        }
        guard kind.hasPrefix("text/") else { return nil }
        let text = text(body, encoding: encoding, charset: parameter("charset", of: type) ?? "utf-8")
        return kind == "text/html" ? HTMLText.words(text) : text
    }

    /// A header and the body it describes.
    private static func entity(_ bytes: [UInt8], depth: Int, parts: inout Int) -> String? {
        let (fields, content) = header(bytes)
        let type = fields["content-type"] ?? "text/plain"
        // A multipart without boundary would be read again and again.
        if type.lowercased().hasPrefix("multipart"), parameter("boundary", of: type) == nil {
            return String(decoding: content, as: UTF8.self)
        }
        return words(
            content, type: type, encoding: fields["content-transfer-encoding"] ?? "", depth: depth, parts: &parts)
    }

    /// Fields by lower-case name, folded lines joined, and what follows the blank line.
    private static func header(_ bytes: [UInt8]) -> ([String: String], [UInt8]) {
        var fields: [String: String] = [:]
        var name = ""
        var at = 0
        while at < bytes.count {
            let end = bytes[at...].firstIndex(of: 0x0A) ?? bytes.count
            let line = String(decoding: bytes[at..<end], as: UTF8.self)
            let next = min(end + 1, bytes.count)
            if line.utf8.allSatisfy({ $0 == 0x0D || $0 == 0x20 }) { return (fields, Array(bytes[next...])) }
            if line.hasPrefix(" ") || line.hasPrefix("\t") {
                fields[name, default: ""] += " " + line.trimmed
            } else if let colon = line.utf8.firstIndex(of: 0x3A) {
                name = line[..<colon].trimmed.lowercased()
                fields[name] = line[line.utf8.index(after: colon)...].trimmed
            } else {
                return ([:], bytes)
            }
            at = next
        }
        return (fields, [])
    }

    /// The boundary of a body that begins with its first delimiter, whose media type lost it.
    private static func boundary(opening bytes: [UInt8]) -> String? {
        let start = bytes.firstIndex { $0 > 0x20 } ?? bytes.count
        guard bytes[start...].starts(with: [0x2D, 0x2D]) else { return nil }
        let line = bytes[(start + 2)...].prefix { $0 != 0x0A && $0 != 0x0D }
        return (1...70).contains(line.count) ? String(decoding: line, as: UTF8.self).trimmed : nil
    }

    static func parameter(_ name: String, of type: String) -> String? {
        for part in type.split(separator: ";").dropFirst() {
            guard let equals = part.firstIndex(of: "="), part[..<equals].trimmed.lowercased() == name else { continue }
            let value = part[part.index(after: equals)...].trimmed
            if value.hasPrefix("\""), value.utf8.count > 1 {
                return String(value.dropFirst().prefix { $0 != "\"" })
            }
            return value.isEmpty ? nil : value
        }
        return nil
    }

    private static func split(_ body: [UInt8], boundary: String) -> [[UInt8]] {
        let delimiter = Array("--\(boundary)".utf8)
        var pieces: [[UInt8]] = []
        var start: Int?
        var at = 0
        while at < body.count {
            let end = body[at...].firstIndex(of: 0x0A).map { $0 + 1 } ?? body.count
            if body[at..<end].starts(with: delimiter) {
                let rest = body[(at + delimiter.count)..<end]
                if let start, pieces.count < partsMax { pieces.append(Array(body[start..<at])) }
                start = end
                if rest.starts(with: [0x2D, 0x2D]) { return pieces }
            }
            at = end
        }
        if let start { pieces.append(Array(body[start...])) }
        return pieces
    }

    private static func text(_ body: [UInt8], encoding: String, charset: String) -> String {
        let decoded: [UInt8]
        switch encoding.trimmed.lowercased() {
        case "base64": decoded = Base64.decoded(body) ?? body
        case "quoted-printable": decoded = quotedPrintable(body)
        default: decoded = body
        }
        return TextDecoding.text(decoded, charset: charset.lowercased()).replacing("\r\n", with: "\n").trimmed
    }

    private static func quotedPrintable(_ bytes: [UInt8]) -> [UInt8] {
        var out: [UInt8] = []
        var at = 0
        while at < bytes.count {
            if bytes[at] == 0x3D {
                if at + 1 < bytes.count, bytes[at + 1] == 0x0A {
                    at += 2
                    continue
                }
                if at + 2 < bytes.count {
                    if bytes[at + 1] == 0x0D, bytes[at + 2] == 0x0A {
                        at += 3
                        continue
                    }
                    if let high = Hex.value(bytes[at + 1]), let low = Hex.value(bytes[at + 2]) {
                        out.append(high << 4 | low)
                        at += 3
                        continue
                    }
                }
            }
            out.append(bytes[at])
            at += 1
        }
        return out
    }
}

extension Substring {
    var trimmed: String { String(self).trimmed }
}
