/// A customer's question as it may be repeated to them: plain words, without anything that a page or a mail program
/// could take for markup or an address.
enum Quotation {
    /// Longer questions are cut here, in characters.
    static let charactersMax = 80

    static func of(_ question: String) -> String {
        let plain = question.map { $0.isLetter || $0.isNumber || kept.contains($0) ? $0 : " " }
        let words = String(plain).split(separator: " ").filter { $0.contains { $0.isLetter || $0.isNumber } }
        let line = words.joined(separator: " ")
        return line.count <= charactersMax ? line : String(line.prefix(charactersMax)) + "…"
    }

    private static let kept: Set<Character> = ["?", "!", ",", "-", "'", "’", "€", "%"]
}
