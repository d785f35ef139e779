/// Fills the placeholders of a line to the customer.
///
/// A sentence with a placeholder that has no value is left out, so that nobody reads "You are number {position}".
struct TextTemplate {
    let text: String

    /// - Parameter values: By placeholder name, without braces. Unknown names in braces are kept as they are.
    func filled(_ values: [String: String?]) -> String {
        var sentences: [String] = []
        for sentence in Self.sentences(of: text) {
            var filled = sentence
            var isComplete = true
            for (name, value) in values where filled.contains("{\(name)}") {
                guard let value else {
                    isComplete = false
                    break
                }
                filled = Self.replacing("{\(name)}", by: value, in: filled)
            }
            if isComplete { sentences.append(filled) }
        }
        return Self.trimmed(sentences.joined())
    }

    /// Cuts behind `.`, `!` or `?` with white space after them, and behind line ends; nothing is lost.
    private static func sentences(of text: String) -> [String] {
        var result: [String] = []
        var current = ""
        var endsSentence = false
        for character in text {
            if endsSentence, !character.isWhitespace {
                result.append(current)
                current = ""
                endsSentence = false
            }
            if character.isWhitespace, let last = current.last, ".!?".contains(last) { endsSentence = true }
            if character.isNewline { endsSentence = true }
            current.append(character)
        }
        if !current.isEmpty { result.append(current) }
        return result
    }

    private static func replacing(_ placeholder: String, by value: String, in text: String) -> String {
        var result = ""
        var rest = text[...]
        while let range = rest.firstRange(of: placeholder) {
            result += rest[..<range.lowerBound]
            result += value
            rest = rest[range.upperBound...]
        }
        return result + rest
    }

    private static func trimmed(_ text: String) -> String {
        var slice = text[...]
        while let first = slice.first, first.isWhitespace { slice = slice.dropFirst() }
        while let last = slice.last, last.isWhitespace { slice = slice.dropLast() }
        return String(slice)
    }
}
