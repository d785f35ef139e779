/// Finds where sentences end in German and English, on bytes.
enum Sentences {
    /// The sentences of a text in order; joined they are the text again.
    static func of(_ text: String) -> [String] {
        let bytes = Array(text.utf8)
        var out: [String] = []
        var start = 0
        var at = 0
        while at < bytes.count {
            let byte = bytes[at]
            at += 1
            guard byte == UInt8(ascii: ".") || byte == UInt8(ascii: "!") || byte == UInt8(ascii: "?") else { continue }
            var next = at
            while next < bytes.count, closers.contains(bytes[next]) { next += 1 }
            guard next < bytes.count, bytes[next] == 0x20 || bytes[next] == 0x0A else { continue }
            while next < bytes.count, bytes[next] == 0x20 || bytes[next] == 0x0A { next += 1 }
            guard next < bytes.count, !isLower(bytes[next]) else { continue }
            if byte == UInt8(ascii: "."), isAbbreviation(bytes, dot: at - 1, start: start) { continue }
            out.append(String(decoding: bytes[start..<next], as: UTF8.self))
            start = next
            at = next
        }
        if start < bytes.count { out.append(String(decoding: bytes[start...], as: UTF8.self)) }
        return out
    }

    private static let closers: Set<UInt8> = [
        UInt8(ascii: "\""), UInt8(ascii: ")"), UInt8(ascii: "*"), UInt8(ascii: "'"),
    ]

    private static func isLower(_ byte: UInt8) -> Bool { (97...122).contains(byte) }

    /// Single letters, numbers ("24. Dezember") and the usual short forms don't end a sentence.
    private static func isAbbreviation(_ bytes: [UInt8], dot: Int, start: Int) -> Bool {
        var first = dot
        while first > start, bytes[first - 1] != 0x20, bytes[first - 1] != 0x0A, bytes[first - 1] != UInt8(ascii: "(") {
            first -= 1
        }
        let word = bytes[first..<dot]
        if word.isEmpty { return true }
        if word.count <= 2, word.allSatisfy({ (48...57).contains($0) }) { return true }
        if word.count == 1 { return true }
        if word.contains(UInt8(ascii: ".")), word.count <= 5 { return true }
        return abbreviations.contains(String(decoding: word, as: UTF8.self).lowercased())
    }

    private static let abbreviations: Set<String> = [
        "bzw", "ca", "nr", "str", "tel", "usw", "inkl", "exkl", "zzgl", "ggf", "evtl", "vgl", "dr", "prof", "hr", "fr",
        "st", "max", "min", "mind", "abs", "art", "bspw", "sog", "mio", "mrd", "std", "jan", "feb", "apr", "aug",
        "sept",
        "okt", "nov", "dez", "mr", "mrs", "ms", "no", "vs", "etc", "approx", "incl", "excl", "dept", "co", "inc", "ltd",
        "jr", "sr", "oct", "dec",
    ]
}
