/// The words of an HTML body, for messages that have no plain text: tags gone, blocks on lines of their own.
///
/// Mails that arrive as mails are read by MailFormat; this is for those inside a transcript.
enum HTMLText {
    static func words(_ html: String) -> String {
        let bytes = Array(html.utf8)
        var out: [UInt8] = []
        var at = 0
        // The end of `<script` and its kin is looked for once: without one, none of the kind is skipped.
        var unclosed: Set<String> = []
        while at < bytes.count {
            guard bytes[at] == 0x3C else {
                out.append(bytes[at] == 0x0A || bytes[at] == 0x0D || bytes[at] == 0x09 ? 0x20 : bytes[at])
                at += 1
                continue
            }
            guard let end = bytes[at...].firstIndex(of: 0x3E) else { break }
            let (name, closing) = tagName(bytes, at + 1)
            at = end + 1
            if !closing, ["script", "style", "head", "title"].contains(name), !unclosed.contains(name) {
                if let close = closeOf(name, bytes, from: at) {
                    at = close
                } else {
                    unclosed.insert(name)
                }
            } else if breaking.contains(name) {
                out.append(0x0A)
            }
        }
        let lines = CueText.decodedEntities(String(decoding: out, as: UTF8.self)).split(separator: "\n")
        return lines.map { String($0).folded }.filter { !$0.isEmpty }.joined(separator: "\n")
    }

    private static let breaking: Set<String> = [
        "br", "p", "div", "tr", "li", "ul", "ol", "table", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "hr",
    ]

    private static func tagName(_ bytes: [UInt8], _ start: Int) -> (String, Bool) {
        var at = start
        let closing = at < bytes.count && bytes[at] == 0x2F
        if closing { at += 1 }
        var name: [UInt8] = []
        while at < bytes.count, name.count < 12, 0x61...0x7A ~= bytes[at] | 0x20 || 0x30...0x39 ~= bytes[at] {
            name.append(0x30...0x39 ~= bytes[at] ? bytes[at] : bytes[at] | 0x20)
            at += 1
        }
        return (String(decoding: name, as: UTF8.self), closing)
    }

    private static func closeOf(_ name: String, _ bytes: [UInt8], from start: Int) -> Int? {
        var at = start
        while let open = bytes[at...].firstIndex(of: 0x3C) {
            let tag = tagName(bytes, open + 1)
            at = open + 1
            if tag.1, tag.0 == name { return (bytes[at...].firstIndex(of: 0x3E) ?? bytes.count - 1) + 1 }
        }
        return nil
    }
}
