/// Cuts a reply into sentences, blanks and line breaks kept with the sentence before them.
enum ReplySentences {
    static func split(_ text: String) -> [String] {
        var sentences: [String] = []
        var current = ""
        var ended = false
        for character in text {
            if ended, !character.isWhitespace, !closing.contains(character) {
                sentences.append(current)
                current = ""
                ended = false
            }
            if ended, !character.isWhitespace {
                current.append(character)
                continue
            }
            if character == "\n" { ended = true }
            if character.isWhitespace, let last = current.last(where: { !closing.contains($0) }), stops.contains(last),
                !isAbbreviation(current)
            {
                ended = true
            }
            current.append(character)
        }
        if !current.isEmpty { sentences.append(current) }
        return sentences
    }

    /// The sentences as one text without blanks at its ends.
    static func join(_ sentences: [String]) -> String {
        var text = Substring(sentences.joined())
        while let first = text.first, first.isWhitespace { text = text.dropFirst() }
        while let last = text.last, last.isWhitespace { text = text.dropLast() }
        return String(text)
    }

    private static let stops: Set<Character> = [".", "!", "?", "…"]
    private static let closing: Set<Character> = ["\"", "“", "”", "»", "«", ")", "'", "’"]

    /// `3.`, `z. B.`: a number or a single letter before the full stop ends nothing.
    private static func isAbbreviation(_ text: String) -> Bool {
        guard text.last == "." else { return false }
        let word = text.dropLast().reversed().prefix { !$0.isWhitespace && $0 != "." }
        guard let first = word.first else { return true }
        return word.count == 1 && first.isLetter || word.allSatisfy(\.isNumber)
    }
}
