/// Finds HTML and addresses that run code in a text of a foreign responder.
enum Markup {
    private static let schemes = ["javascript:", "data:", "vbscript:"]

    /// Whether a tag, a comment or a running address stands in the text.
    static func isIn(_ text: String) -> Bool {
        var previous: UInt8 = 0
        for byte in text.utf8 {
            let isLetter = (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A
            if previous == 0x3C, isLetter || byte == 0x2F || byte == 0x21 || byte == 0x3F { return true }
            previous = byte
        }
        guard text.utf8.contains(0x3A) else { return false }
        let lower = text.lowercased().filter { !$0.isWhitespace }
        return schemes.contains { lower.contains($0) }
    }
}
