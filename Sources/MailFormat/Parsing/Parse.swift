public import Foundation

extension Mail {
    /// Reads a mail, however broken it is. What is wrong, or was left out because of `limits`, is in ``problems``.
    ///
    /// Takes time and memory in proportion to the mail's size, up to `limits.sizeBytes`. Safe from any thread.
    public static func parse(bytes: Data, limits: MailLimits = MailLimits()) -> Mail {
        parse(bytes: [UInt8](bytes.prefix(limits.sizeBytes)), isCut: bytes.count > limits.sizeBytes, limits: limits)
    }

    private static func parse(bytes: [UInt8], isCut: Bool, limits: MailLimits) -> Mail {
        let unix = LineEnds.normalised(bytes)
        var reader = EntityReader(unix, limits: limits)
        if isCut {
            reader.problems.leaveOut("the mail is larger than \(limits.sizeBytes) bytes; its end was not read")
        }
        let root = reader.readMail(at: start(of: unix))
        if root.header.fields.isEmpty { reader.problems.add(.header, "there is no header") }
        var body = BodyReader(
            parts: PartReader(bytes: unix, limits: limits), charset: reader.charset, problems: reader.problems)
        body.read(root)
        var fields = HeaderFields(header: root.header, charset: reader.charset, limits: limits)
        fields.problems = body.problems
        return fields.mail(body)
    }

    /// Where the header starts: after blank lines and the separator of an mbox.
    private static func start(of bytes: [UInt8]) -> Int {
        var at = 0
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { at = 3 }
        while at < bytes.count, Byte.isWhite(bytes[at]) { at += 1 }
        let line = bytes.line(at: at, before: bytes.count)
        let isFrom =
            bytes.hasPrefix("From ", at: at, before: line.contentEnd)
            || bytes.hasPrefix(">From ", at: at, before: line.contentEnd)
        if isFrom, HeaderReader.colon(in: bytes, at..<line.contentEnd) == nil { at = line.next }
        return at
    }
}
