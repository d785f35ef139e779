/// The text of one file, cut into its front matter and its body.
struct SourceLines {
    /// The YAML between the two rulers; `nil` when the file has no front matter.
    var frontMatter: String?
    /// What follows, lines ended by a line feed.
    var body: String
    /// Line of the file on which ``body`` begins; the first is 1.
    var bodyLine: Int
    /// The opening ruler has no closing one.
    var unclosed = false

    /// Decodes bytes as UTF-8, with or without a byte order mark and with any of the three line ends.
    ///
    /// Returns `nil` when the bytes are not UTF-8.
    init?(bytes: [UInt8]) {
        var start = 0
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { start = 3 }
        guard let text = String(validating: Self.withLineFeeds(bytes[start...]), as: UTF8.self) else { return nil }
        self.init(text: text)
    }

    private init(text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard let first = lines.first, Self.isRuler(first, "---") else {
            frontMatter = nil
            body = text
            bodyLine = 1
            return
        }
        guard let close = lines.dropFirst().firstIndex(where: { Self.isRuler($0, "---") || Self.isRuler($0, "...") })
        else {
            frontMatter = nil
            body = text
            bodyLine = 1
            unclosed = true
            return
        }
        frontMatter = lines[1..<close].joined(separator: "\n")
        body = lines[(close + 1)...].joined(separator: "\n")
        bodyLine = close + 2
    }

    private static func isRuler(_ line: Substring, _ ruler: String) -> Bool {
        line.hasPrefix(ruler) && line.utf8.dropFirst(3).allSatisfy { $0 == 0x20 || $0 == 0x09 }
    }

    private static func withLineFeeds(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        guard bytes.contains(0x0D) else { return Array(bytes) }
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count)
        var afterReturn = false
        for byte in bytes {
            if byte == 0x0D {
                out.append(0x0A)
            } else if byte != 0x0A || !afterReturn {
                out.append(byte)
            }
            afterReturn = byte == 0x0D
        }
        return out
    }
}
