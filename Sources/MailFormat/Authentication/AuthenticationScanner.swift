/// Goes through the value of an `Authentication-Results` field, over comments and blanks.
struct AuthenticationScanner {
    private let bytes: [UInt8]
    private var at = 0

    init(_ value: String) { bytes = Array(value.utf8) }

    /// A keyword or dotted name, also in quotes.
    mutating func word() -> String? {
        skipBlanks()
        guard at < bytes.count else { return nil }
        if bytes[at] == 0x22 { return quoted() }
        let start = at
        while at < bytes.count, Self.isWord(bytes[at]) { at += 1 }
        return at > start ? String(decoding: bytes[start..<at], as: UTF8.self) : nil
    }

    /// A property's value: a token, a quoted string, or an address.
    mutating func value() -> String? {
        skipBlanks()
        guard at < bytes.count else { return nil }
        var text = ""
        if bytes[at] == 0x22 {
            guard let local = quoted() else { return nil }
            text = local
            guard at < bytes.count, bytes[at] == 0x40 else { return text }
        }
        let start = at
        while at < bytes.count, !Byte.isWhite(bytes[at]), bytes[at] != 0x3B, bytes[at] != 0x28 { at += 1 }
        text += String(decoding: bytes[start..<at], as: UTF8.self)
        return text.isEmpty ? nil : text
    }

    /// Passes a byte, if it is next.
    mutating func pass(_ byte: UInt8) -> Bool {
        skipBlanks()
        guard at < bytes.count, bytes[at] == byte else { return false }
        at += 1
        return true
    }

    mutating func passSeparator() -> Bool { pass(0x3B) }

    /// Goes to the next semicolon that is in no comment and no quotes, or to the end.
    mutating func skipToSeparator() {
        while at < bytes.count {
            skipBlanks()
            guard at < bytes.count, bytes[at] != 0x3B else { return }
            if bytes[at] == 0x22 {
                if quoted() == nil { return }
            } else {
                at += 1
            }
        }
    }

    private mutating func quoted() -> String? {
        var text: [UInt8] = []
        at += 1
        while at < bytes.count {
            let byte = bytes[at]
            at += 1
            if byte == 0x22 { return String(decoding: text, as: UTF8.self) }
            if byte == 0x5C, at < bytes.count {
                text.append(bytes[at])
                at += 1
            } else {
                text.append(byte)
            }
        }
        return nil
    }

    /// Over white space and comments, which nest. An unclosed comment takes all the rest.
    private mutating func skipBlanks() {
        var depth = 0
        while at < bytes.count {
            let byte = bytes[at]
            if byte == 0x28 {
                depth += 1
            } else if depth > 0 {
                if byte == 0x29 { depth -= 1 }
                if byte == 0x5C { at += 1 }
            } else if !Byte.isWhite(byte) {
                return
            }
            at += 1
        }
        at = min(at, bytes.count)
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        byte > 32 && byte != 127 && byte != 0x3B && byte != 0x3D && byte != 0x28 && byte != 0x29 && byte != 0x2F
            && byte != 0x22
    }
}
