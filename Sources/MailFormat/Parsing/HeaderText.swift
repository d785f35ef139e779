/// Decodes the values of header fields.
enum HeaderText {
    /// The value on one line, its encoded words (RFC 2047) decoded.
    ///
    /// - Parameter charset: label of the charset of raw 8-bit bytes that are no UTF-8, where the mail names one.
    static func decode(_ value: [UInt8], charset: String? = nil, _ problems: inout Problems) -> String {
        let line = unfolded(value)
        let pieces = EncodedWords.split(line)
        if pieces.count == 1, case .raw(let range) = pieces[0] {
            return clean(raw(Array(line[range]), charset: charset, &problems))
        }
        var text = ""
        for piece in pieces {
            switch piece {
            case .raw(let range): text += raw(Array(line[range]), charset: charset, &problems)
            case .words(let words): text += EncodedWords.decode(words, &problems)
            }
        }
        return clean(text)
    }

    /// The value on one line as it stands: for fields whose grammar is not for people. An encoded word is no more than
    /// its letters there, and 8-bit bytes are UTF-8 (RFC 6532) or unreadable, whatever charset the mail names.
    static func undecoded(_ value: [UInt8]) -> String { clean(String(decoding: unfolded(value), as: UTF8.self)) }

    /// The value with its folding undone, without blanks at the ends. NULs are dropped.
    static func unfolded(_ value: [UInt8]) -> [UInt8] {
        let trimmed = value[value.trimmed(0..<value.count)]
        var line: [UInt8] = []
        line.reserveCapacity(trimmed.count)
        var isAfterFold = false
        for byte in trimmed {
            switch byte {
            case Byte.lf, Byte.cr:
                isAfterFold = true
                continue
            case 0: continue
            case Byte.tab where isAfterFold: line.append(Byte.space)
            default: line.append(byte)
            }
            isAfterFold = false
        }
        return line
    }

    /// 8-bit bytes as text: UTF-8 (RFC 6532), else the mail's own charset, else windows-1252.
    static func raw(_ bytes: [UInt8], charset: String?, _ problems: inout Problems) -> String {
        if bytes.allSatisfy({ $0 < 0x80 && $0 != 0x1B }) { return String(decoding: bytes, as: UTF8.self) }
        if let text = String(validating: bytes, as: UTF8.self), !bytes.contains(0x1B) { return text }
        problems.add(.header, "8-bit text in a header without a charset")
        return Charset.decode(bytes, label: charset ?? "iso-8859-1").text
    }

    private static func clean(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isControl) else { return text }
        return String(String.UnicodeScalarView(text.unicodeScalars.map { isControl($0) ? " " : $0 }))
            .trimmingBlanks()
    }

    /// Line breaks and other control characters, also those that encoded words smuggle in.
    static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 32 || (scalar.value >= 127 && scalar.value < 160) || scalar.value == 0x2028
            || scalar.value == 0x2029
    }
}

extension String {
    func trimmingBlanks() -> String {
        var slice = Substring(self)
        while slice.first?.isWhitespace == true { slice.removeFirst() }
        while slice.last?.isWhitespace == true { slice.removeLast() }
        return String(slice)
    }
}
