/// Questions that point at something without naming it: "can I return it?", "was kostet das?".
enum Vagueness {
    /// Longer questions say what they are about beside the word that points.
    static let wordsMax = 5

    /// Whether the question is short and has a word that stands for a thing nobody named.
    ///
    /// A German pointing word before a word with a capital belongs to it: "das Rad". An English one does so before any
    /// word but a verb that may end the question: "this bike", but "is it free".
    static func points(_ question: String, wordsMax: Int = Vagueness.wordsMax) -> Bool {
        let words = question.split { !$0.isLetter && !$0.isNumber && $0 != "-" && $0 != "'" }
        guard words.count <= wordsMax else { return false }
        return words.indices.contains { place in
            let word = words[place].lowercased()
            let next = place + 1 < words.count ? words[place + 1] : nil
            if german.contains(word) { return next?.first?.isUppercase != true }
            if word == "it" { return true }
            return english.contains(word) && next == nil
        }
    }

    private static let german: Set<String> = ["das", "es", "dies"]
    private static let english: Set<String> = ["this", "that", "them", "these", "those"]
}
