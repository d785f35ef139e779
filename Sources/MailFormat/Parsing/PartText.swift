/// Decodes leaves of the structure.
struct PartReader {
    let bytes: [UInt8]
    let limits: MailLimits

    /// The content of a leaf, its transfer encoding undone.
    func content(_ entity: Entity, _ problems: inout Problems) -> [UInt8] {
        guard case .leaf(let range) = entity.content else { return [] }
        let raw = Array(bytes[range])
        let name = entity.encodingName
        guard let encoding = TransferDecoding.named(name) else {
            problems.add(.encoding, "unknown transfer encoding “\(name.prefix(40))”; the part was taken as it stands")
            return raw
        }
        // A mail of several parts one of which is binary still has its CRLF.
        let isText = entity.type.media == "text" || entity.type.media == "message"
        let isBinary = !isText && name.lowercased().hasPrefix("binary")
        if encoding == .identity, !isBinary { return LineEnds.normalisedPart(raw) }
        let decoded = TransferDecoding.decode(raw, encoding)
        if decoded.isDamaged { problems.add(.encoding, "the base64 of a part is damaged") }
        return decoded.bytes
    }

    /// The text of a leaf with LF line ends.
    func text(_ entity: Entity, _ problems: inout Problems) -> String {
        var content = content(entity, &problems)
        if content.count > limits.textBytes * 4 {
            content.removeLast(content.count - limits.textBytes * 4)
        }
        let label = entity.type.parameters["charset"]
        if label?.lowercased().hasPrefix("utf-16") != true, label?.lowercased().hasPrefix("utf-32") != true {
            content = LineEnds.unix(content)
        }
        let decoded = Charset.decode(content, label: label ?? htmlCharset(entity, content))
        if let problem = decoded.problem { problems.add(.charset, problem) }
        var text = decoded.text
        if text.utf8.contains(0) || text.utf8.contains(Byte.cr) {
            text = String(decoding: LineEnds.unix(text.utf8.filter { $0 != 0 }), as: UTF8.self)
        }
        if entity.type.type == "text/plain", entity.type.parameters["format"]?.lowercased() == "flowed" {
            text = FlowedText.unflowed(text, delSp: entity.type.parameters["delsp"]?.lowercased() == "yes")
        }
        if text.utf8.count > limits.textBytes {
            problems.leaveOut("a text is longer than \(limits.textBytes) bytes; its end was left out")
            text = String(decoding: text.utf8.prefix(limits.textBytes), as: UTF8.self)
        }
        return text
    }

    /// What an HTML document says of itself, when the mail says nothing.
    private func htmlCharset(_ entity: Entity, _ content: [UInt8]) -> String? {
        guard entity.type.subtype == "html" else { return nil }
        let head = Array(content.prefix(1024))
        var at = 0
        while let mark = head.index(of: 0x63, from: at, before: head.count) {
            at = mark + 1
            guard head.hasPrefix("charset", at: mark, before: head.count) else { continue }
            let rest = head[(mark + 7)...].drop { $0 == 0x3D || Byte.isWhite($0) || $0 == 0x22 || $0 == 0x27 }
            let name = rest.prefix {
                ($0 >= 0x30 && $0 <= 0x39) || ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A) || $0 == 0x2D || $0 == 0x5F
            }
            return name.isEmpty ? nil : String(decoding: name, as: UTF8.self)
        }
        return nil
    }
}
