/// Mends umlauts that mail programs broke on their way.
enum BrokenUmlauts {
    /// UTF-8 that was read as Windows-1252, and what it was.
    private static let misread: [(String, String)] = [
        ("Ã¤", "ä"), ("Ã¶", "ö"), ("Ã¼", "ü"), ("ÃŸ", "ß"), ("Ã\u{9F}", "ß"), ("Ã„", "Ä"), ("Ã\u{84}", "Ä"),
        ("Ã–", "Ö"),
        ("Ã\u{96}", "Ö"), ("Ãœ", "Ü"), ("Ã\u{9C}", "Ü"), ("Ã©", "é"), ("Ã ", "à "), ("â‚¬", "€"), ("â€ž", "„"),
        ("â€œ", "“"),
        ("â€™", "’"), ("â€“", "–"), ("Â ", " "),
    ]
    /// Signs that stand for a letter that was lost.
    private static let lost: Set<Character> = ["\u{FFFD}", "?"]
    private static let candidates: [Character] = ["ü", "ä", "ö", "ß"]
    /// More lost letters in one word are not guessed at.
    private static let lostMax = 2

    /// The text read once more where UTF-8 was taken for Windows-1252.
    static func reread(_ text: String) -> String {
        guard text.contains(where: { "ÃâÂ".contains($0) }) else { return text }
        return misread.reduce(text) { $0.replacing($1.0, with: $1.1) }
    }

    /// The text with letters guessed where marks for lost ones stand.
    static func mended(_ text: String) -> String {
        guard text.contains("\u{FFFD}") || text.contains("?") else { return text }
        return text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            line.split(separator: " ", omittingEmptySubsequences: false).map(word).joined(separator: " ")
        }.joined(separator: "\n")
    }

    /// A word with its lost letters guessed from the lexicon; as it was where no guess makes a word.
    private static func word(_ word: Substring) -> String {
        let letters = Array(word)
        let places = letters.indices.filter { lost.contains(letters[$0]) && isInside($0, letters) }
        guard (1...lostMax).contains(places.count),
            !letters.contains(where: { "/.=&@".contains($0) && $0 != letters.last })
        else { return String(word) }
        var guess = letters
        if fill(&guess, places[...]) { return String(guess) }
        guard letters.contains("\u{FFFD}") else { return String(word) }
        for place in places { guess[place] = candidates[0] }
        return String(guess)
    }

    /// `?` is a lost letter between small letters alone: "auf?Wann" is a question; U+FFFD is one anywhere.
    private static func isInside(_ place: Int, _ letters: [Character]) -> Bool {
        if letters[place] == "\u{FFFD}" { return true }
        guard place > 0, place + 1 < letters.count else { return false }
        return letters[place - 1].isLetter && letters[place + 1].isLowercase
    }

    private static func fill(_ letters: inout [Character], _ places: ArraySlice<Int>) -> Bool {
        guard let place = places.first else { return isKnown(String(letters)) }
        for candidate in candidates {
            letters[place] = candidate
            if fill(&letters, places.dropFirst()) { return true }
        }
        return false
    }

    private static func isKnown(_ word: String) -> Bool {
        var folded = FoldedText(word)
        Lexicon.shared.vocabulary.mark(&folded)
        return folded.words.count == 1 && folded.words[0].id != 0
    }
}
