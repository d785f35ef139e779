/// Makes mails with LF, CRLF and bare CR line ends equal before they are read.
enum LineEnds {
    /// The bytes with LF line ends. A mail that announces a part of `binary` content keeps its CRLF, which the reading
    /// of lines understands; its attachments must not change.
    static func normalised(_ bytes: [UInt8]) -> [UInt8] {
        guard bytes.index(of: Byte.cr, from: 0, before: bytes.count) != nil else { return bytes }
        if bytes.index(of: Byte.lf, from: 0, before: bytes.count) != nil, announcesBinary(bytes) { return bytes }
        return unix(bytes)
    }

    /// The bytes of a part with LF line ends.
    static func normalisedPart(_ bytes: [UInt8]) -> [UInt8] {
        bytes.index(of: Byte.cr, from: 0, before: bytes.count) == nil ? bytes : unix(bytes)
    }

    /// CRLF and CR as LF.
    static func unix(_ bytes: [UInt8]) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: bytes.count) { out, count in
            bytes.withUnsafeBufferPointer { input in
                var read = 0
                while read < input.count {
                    let byte = input[read]
                    read += 1
                    if byte == Byte.cr {
                        if read < input.count, input[read] == Byte.lf { read += 1 }
                        out[count] = Byte.lf
                    } else {
                        out[count] = byte
                    }
                    count += 1
                }
            }
        }
    }

    private static func announcesBinary(_ bytes: [UInt8]) -> Bool {
        var start = 0
        while start < bytes.count {
            let line = bytes.line(at: start, before: bytes.count)
            if line.contentEnd - start < 60,
                bytes.hasPrefix("content-transfer-encoding:", at: start, before: line.contentEnd)
            {
                let value = bytes.trimmed(start + 26..<line.contentEnd)
                if bytes.hasPrefix("binary", at: value.lowerBound, before: value.upperBound) { return true }
            }
            start = line.next
        }
        return false
    }
}
