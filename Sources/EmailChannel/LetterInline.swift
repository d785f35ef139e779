import Foundation

/// What stands in a line: bold, italics, code, links, and addresses as they are.
enum LetterInline {
    /// Without marks: links as `text (address)`.
    static func plain(_ line: Substring) -> String { pieces(line).map(\.plain).joined() }

    /// As HTML with everything escaped.
    static func html(_ line: Substring) -> String { pieces(line).map(\.html).joined() }

    static func escaped(_ text: some StringProtocol) -> String {
        String(text).replacingOccurrences(of: "&", with: "&amp;").replacingOccurrences(of: "<", with: "&lt;")
            .replacingOccurrences(of: ">", with: "&gt;").replacingOccurrences(of: "\"", with: "&quot;")
    }

    private struct Piece {
        var plain: String
        var html: String

        init(text: Substring) {
            plain = String(text)
            html = LetterAddress.html(text)
        }

        init(_ text: Substring, in tag: String) {
            plain = String(text)
            html = "<\(tag)>\(escaped(text))</\(tag)>"
        }

        init(link text: Substring, to address: Substring) {
            plain = text == address ? String(address) : "\(text) (\(address))"
            html = LetterAddress.link(String(address), text)
        }
    }

    private static func pieces(_ line: Substring) -> [Piece] {
        var marks = MarkFinder(line: line)
        var out: [Piece] = []
        var text = line.startIndex
        var index = line.startIndex
        while index < line.endIndex {
            guard "*`[".contains(line[index]), let (piece, end) = marked(line[index...], &marks) else {
                index = line.index(after: index)
                continue
            }
            if text < index { out.append(Piece(text: line[text..<index])) }
            out.append(piece)
            (index, text) = (end, end)
        }
        if text < line.endIndex { out.append(Piece(text: line[text...])) }
        return out
    }

    private static func marked(_ rest: Substring, _ marks: inout MarkFinder) -> (Piece, String.Index)? {
        for (mark, tag) in [("**", "strong"), ("`", "code"), ("*", "em")] where rest.hasPrefix(mark) {
            let inner = rest.dropFirst(mark.count)
            guard inner.first?.isWhitespace == false, let close = marks.next(mark, from: inner.startIndex),
                close.lowerBound > inner.startIndex
            else { continue }
            return (Piece(inner[..<close.lowerBound], in: tag), close.upperBound)
        }
        guard rest.first == "[", let end = marks.next("](", from: rest.startIndex),
            let close = marks.next(")", from: end.upperBound)
        else { return nil }
        let address = rest[end.upperBound..<close.lowerBound]
        guard LetterAddress.isLink(address) else { return nil }
        return (Piece(link: rest.dropFirst()[..<end.lowerBound], to: address), close.upperBound)
    }
}

/// Finds marks in a line; each stretch is looked through once for each mark, however often it is asked for.
private struct MarkFinder {
    let line: Substring
    private var found: [String: Range<String.Index>] = [:]

    init(line: Substring) { self.line = line }

    /// The first mark at or behind a place; nil where there is none. Places must not go back.
    mutating func next(_ mark: String, from place: String.Index) -> Range<String.Index>? {
        if let known = found[mark], known.isEmpty || known.lowerBound >= place { return known.isEmpty ? nil : known }
        let range = line[place...].firstRange(of: mark)
        found[mark] = range ?? line.endIndex..<line.endIndex
        return range
    }
}

/// Addresses in texts.
enum LetterAddress {
    /// Longer addresses are no links, in bytes.
    private static let bytesMax = 2000

    static func isLink(_ address: Substring) -> Bool {
        guard address.utf8.count <= bytesMax else { return false }
        let start = address.prefix(8).lowercased()
        return ["https://", "http://", "mailto:", "tel:"].contains { start.hasPrefix($0) }
            && !address.contains(where: \.isWhitespace)
    }

    static func link(_ address: String, _ text: some StringProtocol) -> String {
        "<a class=\"link\" style=\"color:\(LetterPage.accent)\" href=\"\(LetterInline.escaped(address))\">"
            + "\(LetterInline.escaped(text))</a>"
    }

    /// A text as HTML, its bare addresses as links.
    static func html(_ text: Substring) -> String {
        guard text.contains(where: { $0 == "@" || $0 == "." }) else { return LetterInline.escaped(text) }
        var out = ""
        var rest = text
        while !rest.isEmpty {
            let blanks = rest.prefix(while: \.isWhitespace)
            let word = rest[blanks.endIndex...].prefix { !$0.isWhitespace }
            out += LetterInline.escaped(blanks) + self.word(word)
            rest = rest[word.endIndex...]
        }
        return out
    }

    private static func word(_ word: Substring) -> String {
        let bare = bare(word)
        guard !bare.isEmpty, let address = address(bare) else { return LetterInline.escaped(word) }
        return LetterInline.escaped(word[..<bare.startIndex]) + link(address, bare)
            + LetterInline.escaped(word[bare.endIndex...])
    }

    /// Without what stands around an address in a sentence.
    private static func bare(_ word: Substring) -> Substring {
        var rest = word.drop { "(<[\"'„“‚»«".contains($0) }
        while let last = rest.last, ".,;:!?)>]\"'“”’«»".contains(last) {
            if last == ")", rest.contains("(") { break }
            rest = rest.dropLast()
        }
        return rest
    }

    private static func address(_ word: Substring) -> String? {
        let start = word.prefix(8).lowercased()
        if start.hasPrefix("https://") || start.hasPrefix("http://") {
            return word.count > 10 && word.contains(".") ? String(word) : nil
        }
        if start.hasPrefix("www."), word.dropFirst(4).contains(".") { return "https://\(word)" }
        let halves = word.split(separator: "@", omittingEmptySubsequences: false)
        guard halves.count == 2, word.utf8.count <= 254, isMail(halves[0], signs: "._%+-"),
            isMail(halves[1], signs: ".-"), halves[1].contains("."), halves[1].last != ".", halves[1].first != "."
        else { return nil }
        return "mailto:\(word)"
    }

    private static func isMail(_ half: Substring, signs: String) -> Bool {
        !half.isEmpty && half.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) || signs.contains($0) }
    }
}
