import Foundation

/// A part while it is built.
struct MailPart {
    /// Lines of the header, folded, without their line ends.
    var header: [String]
    var content: [UInt8]

    func rendered() -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(content.count + 512)
        for line in header {
            bytes += line.utf8
            bytes += "\r\n".utf8
        }
        return bytes + "\r\n".utf8 + content
    }

    static func multipart(_ subtype: String, _ parts: [MailPart], level: Int, parameters: String = "") -> MailPart {
        // No encoded content has `=_` in it (RFC 2045, 6.7), and unencoded text with it is encoded: see TextPart.
        let boundary = "=_switchboard_\(level)"
        var content: [UInt8] = []
        for part in parts {
            content += "--\(boundary)\r\n".utf8
            content += part.rendered()
            content += "\r\n".utf8
        }
        content += "--\(boundary)--\r\n".utf8
        return MailPart(
            header: ["Content-Type: multipart/\(subtype);\(parameters)", " boundary=\"\(boundary)\""], content: content)
    }
}

/// Builds the body of a draft: files around alternatives around what belongs to the HTML.
struct MailBodyWriter {
    let draft: MailDraft

    func part() -> MailPart {
        let images = draft.html == nil ? [] : draft.attachments.filter(isInline)
        let files = draft.html == nil ? draft.attachments : draft.attachments.filter { !isInline($0) }
        var body = TextPart.plain(draft.text)
        if let html = draft.html {
            var rich = TextPart.html(html)
            if !images.isEmpty {
                let parts = [rich] + images.map { FilePart.part($0, isInline: true) }
                rich = .multipart("related", parts, level: 3, parameters: " type=\"text/html\";")
            }
            body = .multipart("alternative", [body, rich], level: 2)
        }
        guard !files.isEmpty else { return body }
        return .multipart("mixed", [body] + files.map { FilePart.part($0, isInline: false) }, level: 1)
    }

    private func isInline(_ attachment: MailAttachment) -> Bool {
        attachment.kind == .inline && attachment.contentID.map(MessageIDs.isWritable) == true
    }
}

/// Files as parts.
enum FilePart {
    static func part(_ file: MailAttachment, isInline: Bool) -> MailPart {
        let isMail = file.type == "message/rfc822" || file.type == "message/global"
        // A mail must not be encoded (RFC 2046, 5.2.1); as a file of bytes it may.
        let type = isMail ? "application/octet-stream" : mediaType(file.type)
        var header = ["Content-Type: \(type)", "Content-Transfer-Encoding: base64"]
        if isInline, let id = file.contentID { header.append("Content-ID: <\(id)>") }
        let name = FileNames.sanitised(file.name) ?? (isMail ? "mail.eml" : nil)
        header += ParameterWriter.lines("Content-Disposition: \(isInline ? "inline" : "attachment")", "filename", name)
        return MailPart(header: header, content: BodyEncoding.base64([UInt8](file.bytes)))
    }

    private static func mediaType(_ type: String) -> String {
        let halves = type.lowercased().split(separator: "/", omittingEmptySubsequences: false)
        let isToken =
            halves.count == 2
            && halves.allSatisfy { half in
                !half.isEmpty && half.utf8.count <= 100
                    && half.utf8.allSatisfy {
                        (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || "-+._".utf8.contains($0)
                    }
            }
        guard isToken, halves[0] != "multipart", halves[0] != "message" else { return "application/octet-stream" }
        return type.lowercased()
    }
}

/// Parameters with any characters (RFC 2231).
enum ParameterWriter {
    private static let pieceBytes = 50

    static func lines(_ field: String, _ name: String, _ value: String?) -> [String] {
        guard let value, !value.isEmpty else { return [field] }
        if value.utf8.count <= 60, value.utf8.allSatisfy({ $0 >= 32 && $0 < 127 && $0 != 0x22 && $0 != 0x5C }) {
            return [field + ";", " \(name)=\"\(value)\""]
        }
        var pieces: [String] = [""]
        for byte in value.utf8 {
            let isPlain =
                (0x30...0x39).contains(byte) || (0x61...0x7A).contains(Byte.lower(byte)) || ".-_".utf8.contains(byte)
            let digits = String(byte, radix: 16, uppercase: true)
            let written =
                isPlain ? String(UnicodeScalar(byte)) : "%" + (digits.count == 1 ? "0" : "") + digits
            if pieces[pieces.count - 1].utf8.count + written.utf8.count > pieceBytes { pieces.append("") }
            pieces[pieces.count - 1] += written
        }
        if pieces.count == 1 { return [field + ";", " \(name)*=UTF-8''\(pieces[0])"] }
        return [field + ";"]
            + pieces.enumerated().map { index, piece in
                " \(name)*\(index)*=\(index == 0 ? "UTF-8''" : "")\(piece)\(index < pieces.count - 1 ? ";" : "")"
            }
    }
}
