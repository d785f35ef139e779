/// Judges plain bodies.
enum BodyText {
    /// Longer texts are no stubs.
    private static let stubBytes = 600

    static func tidied(_ text: String) -> String {
        var lines = Substring(text)
        while let last = lines.unicodeScalars.last, last == "\n" || last == "\u{200B}" {
            lines.unicodeScalars.removeLast()
        }
        while lines.unicodeScalars.first == "\n" { lines.unicodeScalars.removeFirst() }
        return lines.allSatisfy(\.isWhitespace) ? "" : String(lines)
    }

    static func mayBeStub(_ plain: String) -> Bool { plain.utf8.count <= stubBytes }

    /// Whether a plain body only says that there is an HTML one: it speaks of HTML and is not what that says.
    static func isStub(_ plain: String, of html: String) -> Bool {
        if plain.isBlankText { return true }
        guard mayBeStub(plain) else { return false }
        let words = plain.lowercased()
        guard words.contains("html") || words.contains("mail client") || words.contains("e-mail-programm") else {
            return false
        }
        let said = letters(plain).prefix(40)
        return html.utf8.count > plain.utf8.count && !letters(html).contains(said)
    }

    private static func letters(_ text: String) -> String { String(text.lowercased().filter(\.isLetter)) }
}
