/// The last resort for documents that ask for too much: drops what looks like tags, in one pass.
enum TagStripper {
    static func text(of html: String, maxBytes: Int) -> String {
        var out: [UInt8] = []
        var isInTag = false
        var lastWasWhite = true
        for byte in html.utf8 {
            if out.count >= maxBytes { break }
            if byte == 0x3C {
                isInTag = true
                continue
            }
            if isInTag {
                if byte == 0x3E {
                    isInTag = false
                    if !lastWasWhite { out.append(Byte.space) }
                    lastWasWhite = true
                }
                continue
            }
            if Byte.isWhite(byte) {
                if !lastWasWhite { out.append(byte == Byte.lf ? Byte.lf : Byte.space) }
                lastWasWhite = true
            } else {
                out.append(byte)
                lastWasWhite = false
            }
        }
        return String(decoding: out, as: UTF8.self)
    }
}
