/// A customer's question as it may be repeated to them: plain words, without anything that a page or a mail program
/// could take for markup or an address.
enum Quotation {
    /// Longer questions are cut here, in characters.
    static let charactersMax = 80

    static func of(_ question: String) -> String {
        let signs = Array(question)
        let plain = signs.indices.map { isKept(signs, $0) ? signs[$0] : " " }
        let words = own(String(plain)).split(separator: " ").filter {
            $0.contains { $0.isLetter || $0.isNumber || "€%".contains($0) }
        }
        let line = words.joined(separator: " ")
        return line.count <= charactersMax ? line : String(line.prefix(charactersMax)) + "…"
    }

    private static let kept: Set<Character> = ["?", "!", ",", "-", "'", "’", "€", "%", "&", "+", "°", ";"]
    /// Kept behind a digit, and behind anything where a blank follows: no address has them so.
    private static let stops: Set<Character> = [".", ":"]

    private static func isKept(_ signs: [Character], _ place: Int) -> Bool {
        let sign = signs[place]
        if sign.isLetter || sign.isNumber || kept.contains(sign) { return true }
        let before = place > 0 ? signs[place - 1] : " "
        let after = place + 1 < signs.count ? signs[place + 1] : " "
        if stops.contains(sign) {
            return before.isNumber && (after.isNumber || after.isWhitespace)
                || (before.isLetter || before == ")") && after.isWhitespace
        }
        if sign == "/" { return (before.isLetter || before.isNumber) && (after.isLetter || after.isNumber) }
        return false
    }

    /// A lead-in of more words is part of the question.
    private static let leadWordsMax = 4

    /// Without "Außerdem:" in front.
    private static func own(_ text: String) -> Substring {
        guard let colon = text.firstIndex(of: ":"), text[colon...].dropFirst().first?.isWhitespace == true,
            text[..<colon].split(separator: " ").count <= leadWordsMax, text[colon...].contains("?")
        else { return text[...] }
        return text[colon...].dropFirst()
    }
}
