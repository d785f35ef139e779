/// Goes through the value of an `Authentication-Results` field, over comments and blanks.
struct AuthenticationScanner {
    private let bytes: [UInt8]
    private var at = 0
    /// Whether a quoted string or a comment has no end.
    private(set) var isTorn = false

    init(_ value: String) { bytes = Array(value.utf8) }

    /// Whether nothing is left.
    var isAtEnd: Bool { at == bytes.count }

    /// A keyword or dotted name.
    mutating func word() -> String? {
        skipBlanks()
        let start = at
        while at < bytes.count, Self.isWord(bytes[at]) { at += 1 }
        return at > start ? String(decoding: bytes[start..<at], as: UTF8.self) : nil
    }

    /// A property's value: a token, a quoted string, or an address.
    mutating func value() -> String? {
        skipBlanks()
        guard at < bytes.count else { return nil }
        var text: [UInt8] = []
        while at < bytes.count, !Byte.isWhite(bytes[at]), bytes[at] != 0x3B, bytes[at] != 0x28 {
            if bytes[at] == 0x22 {
                guard let string = quoted() else { return nil }
                text += string
            } else {
                text.append(bytes[at])
                at += 1
            }
        }
        return text.isEmpty ? nil : String(decoding: text, as: UTF8.self)
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
    ///
    /// - Returns: Whether anything but blanks and comments was passed over.
    mutating func skipToSeparator() -> Bool {
        var hasPassed = false
        while at < bytes.count {
            skipBlanks()
            guard at < bytes.count, bytes[at] != 0x3B else { return hasPassed }
            hasPassed = true
            if bytes[at] == 0x22 {
                if quoted() == nil { return true }
            } else {
                at += 1
            }
        }
        return hasPassed
    }

    /// The content of a quoted string; nil, with all the rest taken, when it has no end.
    private mutating func quoted() -> [UInt8]? {
        var text: [UInt8] = []
        at += 1
        while at < bytes.count {
            let byte = bytes[at]
            at += 1
            if byte == 0x22 { return text }
            if byte == 0x5C, at < bytes.count {
                text.append(bytes[at])
                at += 1
            } else {
                text.append(byte)
            }
        }
        isTorn = true
        return nil
    }

    /// Over white space and comments, which nest. An unclosed comment takes all the rest.
    ///
    /// Servers repeat a sender's address in comments; a quoted local part may hold the sign that would end one, so
    /// quotes count there, against RFC 5322, 3.2.2.
    mutating func skipBlanks() {
        var depth = 0
        while at < bytes.count {
            let byte = bytes[at]
            if depth > 0, byte == 0x22 {
                if quoted() == nil { return }
                continue
            }
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
        if depth > 0 { isTorn = true }
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        byte > 32 && byte != 127 && byte != 0x3B && byte != 0x3D && byte != 0x28 && byte != 0x29 && byte != 0x2F
            && byte != 0x22
    }
}
