/// Texts as words that can be compared with what a speech platform makes of them: without case and punctuation.
enum SpokenWords {
    /// Most words looked at in one text.
    static let wordsMax = 1000
    /// How many of the last words that were heard say where the speech stopped.
    static let tailMax = 40

    /// The words of a text, lower-case letters and digits.
    static func keys(_ text: String) -> [String] {
        text.split(whereSeparator: { !$0.isLetter && !$0.isNumber }).prefix(wordsMax).map { $0.lowercased() }
    }

    /// A text's beginning with so many words, as it is written.
    static func prefix(_ text: String, words count: Int) -> String {
        guard count > 0 else { return "" }
        let words = text.split(whereSeparator: { !$0.isLetter && !$0.isNumber })
        guard count < words.count else { return text }
        var end = words[count - 1].endIndex
        while end < text.endIndex, !text[end].isWhitespace, end < words[count].startIndex {
            end = text.index(after: end)
        }
        return String(text[..<end])
    }

    /// How many words of `said` had been spoken when `heard` was what was heard of it last.
    ///
    /// Words may differ, be missing or be written otherwise; the beginning of `said` may be missing in `heard`. The
    /// work is bounded by ``tailMax`` times ``wordsMax``.
    ///
    /// - Parameter expected: Where the speech should have been by the clock: decides between equal matches.
    /// - Returns: Nil where the two have too little in common.
    static func position(of heard: [String], in said: [String], near expected: Int) -> Int? {
        let tail = Array(heard.suffix(tailMax))
        guard !tail.isEmpty else { return nil }
        var costs = [Int](repeating: 0, count: said.count + 1)
        for (row, word) in tail.enumerated() {
            var diagonal = costs[0]
            costs[0] = row + 1
            for column in said.indices {
                let above = costs[column + 1]
                costs[column + 1] = min(diagonal + (said[column] == word ? 0 : 1), above + 1, costs[column] + 1)
                diagonal = above
            }
        }
        guard let least = costs.min(), least * 2 <= tail.count else { return nil }
        let ends = costs.indices.filter { costs[$0] == least }
        return ends.min { (abs($0 - expected), $0) < (abs($1 - expected), $1) }
    }

    /// What `text` says beyond `before`, where it begins with it, give or take a word in four.
    ///
    /// - Returns: Nil where it does not begin so, or takes back what was said: then it counts as a whole. Empty where
    ///   nothing but courtesy is new.
    static func beyond(_ before: [String], in text: String) -> String? {
        guard !before.isEmpty else { return nil }
        let words = text.split(whereSeparator: { !$0.isLetter && !$0.isNumber }).prefix(wordsMax)
        let keys = words.map { $0.lowercased() }
        guard let end = end(of: before, in: keys) else { return nil }
        let rest = keys[end...]
        if rest.count <= 3, rest.contains(where: reversing.contains) { return nil }
        return rest.allSatisfy(courtesy.contains) ? "" : String(text[words[end].startIndex...])
    }

    /// After how many words `before` is over in `keys`, which may differ in words without weight.
    private static func end(of before: [String], in keys: [String]) -> Int? {
        if keys.starts(with: before) { return before.count }
        let limit = min(before.count, 200)
        var costs = Array(0...keys.count)
        for row in 0..<limit {
            var diagonal = costs[0]
            costs[0] = row + 1
            for column in keys.indices {
                let above = costs[column + 1]
                costs[column + 1] = min(diagonal + (keys[column] == before[row] ? 0 : 1), above + 1, costs[column] + 1)
                diagonal = above
            }
        }
        guard let least = costs.min(), least * 4 <= limit, let end = costs.lastIndex(of: least) else { return nil }
        let changed = Set(before).symmetricDifference(keys[..<end])
        return changed.contains(where: isWeighty) ? nil : end
    }

    /// Whether another word in its place is another answer.
    private static func isWeighty(_ word: String) -> Bool {
        reversing.contains(word) || word.contains(where: \.isNumber) || numerals.contains(word)
    }

    private static let reversing: Set<String> = [
        "ja", "nein", "nicht", "nichts", "nie", "kein", "keine", "keinen", "keiner", "doch", "falsch", "stimmt",
        "yes", "no", "not", "never", "don", "dont", "doesn", "isn", "wrong", "right",
    ]
    private static let numerals: Set<String> = [
        "null", "eins", "zwei", "zwo", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf",
        "zwölf",
        "zero", "oh", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "doppel", "double",
    ]
    private static let courtesy: Set<String> = [
        "bitte", "danke", "äh", "ähm", "hm", "also", "please", "thanks", "uh", "um", "er",
    ]
}
