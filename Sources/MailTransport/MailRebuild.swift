import Foundation

/// A mail made again from the fields a provider read out of it, when it does not send the mail itself.
///
/// Contents are carried as base64 with the charset they came in: nothing is decoded here.
struct MailRebuild {
    struct Part {
        var type: String
        var charset: String?
        var fileName: String?
        var contentID: String?
        var bytes: Data
    }

    /// Fields as raw as they are known, without line ends.
    var headers: [(name: String, value: String)]
    var text: Part?
    var html: Part?
    var files: [Part] = []

    /// Fields that speak of the form of the original, which is lost.
    private static let dropped: Set<String> = ["content-type", "content-transfer-encoding", "mime-version"]

    var raw: Data {
        var lines = headers.filter { !Self.dropped.contains($0.name.lowercased()) && Self.isName($0.name) }
            .prefix(1000)
            .map { "\($0.name): \(Self.folded($0.value))" }
        lines.append("MIME-Version: 1.0")
        let bodies = [text, html].compactMap { $0 }.map(Self.rendered)
        let body = bodies.isEmpty ? Self.rendered(.init(type: "text/plain", charset: "utf-8", bytes: Data())) : ""
        let alternative = bodies.count > 1 ? Self.multipart("alternative", bodies) : bodies.first ?? body
        let whole = files.isEmpty ? alternative : Self.multipart("mixed", [alternative] + files.map(Self.rendered))
        return Data((lines.joined(separator: "\r\n") + "\r\n" + whole).utf8)
    }

    /// The raw header of a mail as fields, unfolded.
    static func fields(ofHeader text: String) -> [(name: String, value: String)] {
        var fields: [(name: String, value: String)] = []
        for line in text.split(whereSeparator: \.isNewline) {
            if line.first == " " || line.first == "\t" {
                if let last = fields.indices.last {
                    fields[last].value += " " + line.trimmingCharacters(in: .whitespaces)
                }
                continue
            }
            guard let colon = line.firstIndex(of: ":") else { continue }
            let value = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
            fields.append((String(line[..<colon]), value))
        }
        return fields
    }

    private static func rendered(_ part: Part) -> String {
        var type = safe(part.type).isEmpty ? "application/octet-stream" : safe(part.type)
        if let charset = part.charset { type += "; charset=\"\(safe(charset))\"" }
        var lines = ["Content-Type: \(type)", "Content-Transfer-Encoding: base64"]
        if let id = part.contentID { lines.append("Content-ID: <\(safe(id).filter { $0 != "<" && $0 != ">" })>") }
        if let name = part.fileName {
            lines.append("Content-Disposition: \(part.contentID == nil ? "attachment" : "inline"); \(fileName(name))")
        }
        let content = part.bytes.base64EncodedString(options: [
            .lineLength76Characters, .endLineWithCarriageReturn, .endLineWithLineFeed,
        ])
        return lines.joined(separator: "\r\n") + "\r\n\r\n" + content + "\r\n"
    }

    /// The boundary cannot stand in base64, and the headers of parts hold nothing the sender can choose a line of.
    private static func multipart(_ subtype: String, _ parts: [String]) -> String {
        let boundary = "=_switchboard_\(subtype)_="
        let body = parts.map { "--\(boundary)\r\n\($0)" }.joined()
        return "Content-Type: multipart/\(subtype); boundary=\"\(boundary)\"\r\n\r\n\(body)--\(boundary)--\r\n"
    }

    /// RFC 2231, in one piece: no name is longer than its bound.
    private static func fileName(_ name: String) -> String {
        let encoded = name.prefix(bytes: 200).utf8.map { byte -> String in
            switch byte {
            case 48...57, 65...90, 97...122, UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"):
                String(UnicodeScalar(byte))
            default: "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }
        return "filename*=UTF-8''" + encoded.joined()
    }

    /// Text that stays within its line and its quotes.
    private static func safe(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.prefix(200).filter { $0.value > 31 && $0.value < 127 && $0 != "\"" }))
    }

    private static func isName(_ name: String) -> Bool {
        !name.isEmpty && name.utf8.allSatisfy { $0 > 32 && $0 < 127 && $0 != UInt8(ascii: ":") }
    }

    /// A value broken at its spaces, so that no line grows beyond what mail allows.
    private static func folded(_ value: String) -> String {
        var line = ""
        var lines: [String] = []
        for word in value.split(whereSeparator: { $0 == " " || $0.isNewline }) {
            if !line.isEmpty, line.utf8.count + word.utf8.count > 900 {
                lines.append(line)
                line = ""
            }
            line += (line.isEmpty ? "" : " ") + word
        }
        return (lines + [line]).joined(separator: "\r\n ")
    }
}
