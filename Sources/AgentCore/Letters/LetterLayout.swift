/// Lines of a letter as its writer meant them, before a mail program broke and marked them.
enum LetterLayout {
    /// A line at least this long that ends in no stop was broken by a mail program, in characters.
    static let brokenFrom = 55
    /// A point of a list with more words is a sentence of its own.
    static let pointWordsMax = 8

    /// Broken lines joined, one line for each point of a list, one blank line between paragraphs.
    ///
    /// Points such as "- Versandkosten" behind a line that asks ("Ich habe Fragen zu:") become questions.
    static func joined(_ lines: [Substring]) -> String {
        var result: [String] = []
        var isOpen = false
        var intro = ""
        for line in lines.flatMap(points) {
            guard !line.text.isEmpty else {
                if result.last?.isEmpty == false { result.append("") }
                isOpen = false
                continue
            }
            if line.isPoint {
                result.append(asks(intro) ? asQuestion(line.text) : String(line.text))
            } else if isOpen, continues(line.text, result.last ?? "") {
                result[result.count - 1] += " " + line.text
                intro = result[result.count - 1]
            } else {
                result.append(String(line.text))
                intro = String(line.text)
            }
            isOpen = true
        }
        while result.last?.isEmpty == true { result.removeLast() }
        return result.joined(separator: "\n")
    }

    private struct Line {
        var text: Substring
        var isPoint: Bool
    }

    private static func continues(_ line: Substring, _ before: String) -> Bool {
        guard let end = before.last, !".!?:;".contains(end) else { return false }
        return line.first?.isLowercase == true || before.count >= brokenFrom
    }

    private static func asks(_ intro: String) -> Bool {
        intro.last == ":" || LetterWords.folded(intro).contains { LetterWords.inquiring.contains($0) }
    }

    private static func asQuestion(_ point: Substring) -> String {
        let words = point.split(separator: " ").count
        guard let end = point.last, !".!?:".contains(end), words <= pointWordsMax else { return String(point) }
        return point + "?"
    }

    /// The line without its list mark; a line with "1. … 2. …" in it is cut at the numbers.
    private static func points(_ line: Substring) -> [Line] {
        let rest = withoutMark(line)
        let isPoint = rest.startIndex != line.startIndex
        var starts: [(mark: String.Index, text: String.Index)] = []
        var number = isPoint && line.hasPrefix("1") ? 2 : 1
        for index in rest.indices where index == rest.startIndex || rest[rest.index(before: index)] == " " {
            guard let text = numbered(rest[index...], number) else { continue }
            starts.append((index, text))
            number += 1
        }
        guard starts.count >= 2 || isPoint && !starts.isEmpty else { return [Line(text: rest, isPoint: isPoint)] }
        let head = rest[..<starts[0].mark].trimmedLine
        let ends = starts.dropFirst().map(\.mark) + [rest.endIndex]
        return (head.isEmpty ? [] : [Line(text: head, isPoint: isPoint)])
            + zip(starts, ends).map { start, end in Line(text: rest[start.text..<end].trimmedLine, isPoint: true) }
    }

    /// Where the text behind `2.` or `2)` begins.
    private static func numbered(_ text: Substring, _ number: Int) -> String.Index? {
        for mark in ["\(number). ", "\(number)) ", "(\(number)) "] where text.hasPrefix(mark) {
            return text.index(text.startIndex, offsetBy: mark.count)
        }
        return nil
    }

    /// Without "-", "*", "•", "1.", "1)", "(1)", "a)", "Frage 1:" at the start.
    private static func withoutMark(_ line: Substring) -> Substring {
        if let first = line.first, "-*•–·".contains(first), line.dropFirst().first == " " {
            return line.dropFirst(2).trimmedLine
        }
        var rest = line
        for word in ["Frage ", "Question ", "Zu ", "zu "] where rest.hasPrefix(word) {
            rest = rest.dropFirst(word.count)
        }
        if rest.first == "(" { rest = rest.dropFirst() }
        let mark = rest.prefix { $0.isASCII && $0.isNumber }
        let isLetter = mark.isEmpty && rest.first?.isLetter == true && rest.dropFirst().first == ")"
        guard isLetter || (1...2).contains(mark.count) else { return line }
        rest = rest.dropFirst(isLetter ? 1 : mark.count)
        guard let stop = rest.first, ".):".contains(stop) else { return line }
        rest = rest.dropFirst()
        guard rest.isEmpty || rest.first == " " else { return line }
        return rest.trimmedLine
    }
}
