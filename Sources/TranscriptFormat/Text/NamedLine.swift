/// The habit of writing who speaks before the words: `Name: words`.
enum NamedLine {
    /// Names are at most this long: what is longer before a colon is a sentence.
    private static let nameCharactersMax = 40
    private static let nameWordsMax = 5

    /// The name before the first colon and the words after it, if it can be one.
    static func split(_ line: String) -> (name: String, words: String)? {
        let scalars = line.unicodeScalars
        var index = scalars.startIndex
        var count = 0
        while index < scalars.endIndex, scalars[index] != ":", scalars[index] != "\u{FF1A}" {
            count += 1
            if count > nameCharactersMax { return nil }
            index = scalars.index(after: index)
        }
        guard index < scalars.endIndex else { return nil }
        let after = scalars.index(after: index)
        guard after == scalars.endIndex || scalars[index] == "\u{FF1A}" || scalars[after].isSpace else {
            return nil
        }
        let name = String(scalars[..<index]).trimmed
        guard isName(name) else { return nil }
        return (name, String(scalars[after...]).trimmed)
    }

    private static func isName(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first, first.isLetter || first == "+" || first == "["
        else {
            return false
        }
        let words = text.split(separator: " ")
        guard words.count <= nameWordsMax else { return false }
        return !text.unicodeScalars.contains { "?!;,\"<>{}=".unicodeScalars.contains($0) }
    }

    /// The names that speak, of the names that stand before a colon at the beginnings of `texts`.
    ///
    /// Roles (`Agent`, `Speaker 1`) always do. When (nearly) every cue begins with a name, each is one: then a colon in
    /// somebody's words is rare and never first. Otherwise a name must come twice, or open the first text. `lines` are
    /// texts that may go on with the one before: there two roles leave `Order ID` and its like to the words.
    static func speakers(of texts: [String], lines: Bool = false) -> Set<String> {
        var counts: [String: Int] = [:]
        var first: String?
        var named = 0
        for (index, text) in texts.enumerated() {
            guard let name = split(text)?.name else { continue }
            counts[name, default: 0] += 1
            named += 1
            if index == 0 { first = name }
        }
        guard named > 0 else { return [] }
        let roles = counts.keys.filter { SpeakerLabel.isGeneric($0) || SpeakerLabel.role($0) != nil }
        if lines, roles.count >= 2 { return Set(roles) }
        if named * 10 >= texts.count * 9, texts.count > 1 { return Set(counts.keys) }
        if roles.count >= 2 { return Set(roles) }
        var speakers = Set(counts.filter { $0.value >= 2 }.keys).union(roles)
        if let first, !speakers.isEmpty || texts.count <= 2 { speakers.insert(first) }
        return speakers
    }
}
