/// Readable text of HTML mails: paragraphs, lists, tables, links and quotes as plain text shows them.
public enum HTMLText {
    /// The text of a document. Hidden content, styles, scripts and tracking pixels are left out; quotations stand
    /// behind `> `; a link's target follows its text where it says more.
    ///
    /// - Parameter maxBytes: how much of the document is read and how much text is made, in bytes of UTF-8.
    public static func readable(_ html: String, maxBytes: Int = MailLimits().htmlBytes) -> String {
        var unheard = Problems()
        var limits = MailLimits()
        limits.htmlBytes = maxBytes
        limits.textBytes = min(limits.textBytes, maxBytes)
        return readable(html, limits: limits, &unheard)
    }

    static func readable(_ html: String, limits: MailLimits, _ problems: inout Problems) -> String {
        if html.utf8.count > limits.htmlBytes {
            problems.leaveOut("more than \(limits.htmlBytes) bytes of HTML; what follows was not made into text")
        }
        guard let tree = HTMLTree(html, maxBytes: limits.htmlBytes) else {
            problems.add(.limit, "the HTML asks for too much memory or time; its text was taken without its structure")
            return TagStripper.text(of: html, maxBytes: limits.textBytes)
        }
        var writer = HTMLTextWriter(max: limits.textBytes)
        tree.walk(enter: { writer.enter($0) }, leave: { writer.leave($0) }, isDone: { writer.lines.isFull })
        if writer.lines.isFull {
            problems.leaveOut("a text is longer than \(limits.textBytes) bytes; its end was left out")
        }
        return writer.lines.finish()
    }

    /// A plain text as HTML that shows it as it is.
    static func asHTML(_ text: String) -> String {
        "<div style=\"white-space: pre-wrap\">\(escaped(text))</div>"
    }

    static func escaped(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 == 0x26 || $0 == 0x3C || $0 == 0x3E || $0 == 0x22 }) else { return text }
        var out: [UInt8] = []
        out.reserveCapacity(text.utf8.count + text.utf8.count / 8)
        for byte in text.utf8 {
            switch byte {
            case 0x26: out += "&amp;".utf8
            case 0x3C: out += "&lt;".utf8
            case 0x3E: out += "&gt;".utf8
            case 0x22: out += "&quot;".utf8
            default: out.append(byte)
            }
        }
        return String(decoding: out, as: UTF8.self)
    }
}
