import Foundation
import MailFormat

/// Our Markdown subset as a letter has it: bold, italics, code, links, lists.
enum LetterText {
    /// Without marks: links as `text (address)`.
    static func plain(_ markdown: String) -> String {
        blocks(markdown).map { lines in
            lines.map { line in pieces(line).map(\.plain).joined() }.joined(separator: "\n")
        }.joined(separator: "\n\n")
    }

    /// As HTML with everything escaped.
    static func html(_ markdown: String) -> String {
        blocks(markdown).map(html(block:)).joined(separator: "\n")
    }

    private static func html(block lines: [Substring]) -> String {
        var out: [String] = []
        var list: String?
        var paragraph: [String] = []
        func closeParagraph() {
            if !paragraph.isEmpty {
                out.append("<p style=\"margin:0 0 1em\">\(paragraph.joined(separator: "<br>\n"))</p>")
            }
            paragraph = []
        }
        func closeList() {
            if let open = list { out.append("</\(open)>") }
            list = nil
        }
        for line in lines {
            guard let item = item(line) else {
                closeList()
                paragraph.append(inline(line))
                continue
            }
            closeParagraph()
            if list != item.list {
                closeList()
                out.append("<\(item.list) style=\"margin:0 0 1em\">")
                list = item.list
            }
            out.append("<li>\(inline(item.text))</li>")
        }
        closeParagraph()
        closeList()
        return out.joined(separator: "\n")
    }

    private static func inline(_ line: Substring) -> String { pieces(line).map(\.html).joined() }

    private static func blocks(_ markdown: String) -> [[Substring]] {
        markdown.split(separator: "\n", omittingEmptySubsequences: false)
            .split { line in line.allSatisfy(\.isWhitespace) }.map(Array.init)
    }

    private static func item(_ line: Substring) -> (list: String, text: Substring)? {
        let trimmed = line.drop { $0 == " " }
        if trimmed.hasPrefix("- ") || trimmed.hasPrefix("* ") { return ("ul", trimmed.dropFirst(2)) }
        let digits = trimmed.prefix { $0.isASCII && $0.isNumber }
        guard (1...3).contains(digits.count) else { return nil }
        let rest = trimmed[digits.endIndex...]
        return rest.hasPrefix(". ") || rest.hasPrefix(") ") ? ("ol", rest.dropFirst(2)) : nil
    }

    private struct Piece {
        var plain: String
        var html: String

        init(text: some StringProtocol) {
            plain = String(text)
            html = escaped(plain)
        }

        init(_ text: String, in tag: String) {
            plain = text
            html = "<\(tag)>\(escaped(text))</\(tag)>"
        }

        init(link text: String, to address: String) {
            plain = text == address ? address : "\(text) (\(address))"
            html = "<a href=\"\(escaped(address))\">\(escaped(text))</a>"
        }
    }

    private static func pieces(_ line: Substring) -> [Piece] {
        var out: [Piece] = []
        var text = line.startIndex
        var index = line.startIndex
        while index < line.endIndex {
            guard let (piece, end) = marked(line[index...]) else {
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

    private static func marked(_ rest: Substring) -> (Piece, String.Index)? {
        for (mark, tag) in [("**", "strong"), ("`", "code"), ("*", "em")] where rest.hasPrefix(mark) {
            let inner = rest.dropFirst(mark.count)
            guard let close = inner.firstRange(of: mark), close.lowerBound > inner.startIndex,
                inner.first?.isWhitespace == false
            else { continue }
            return (Piece(String(inner[..<close.lowerBound]), in: tag), close.upperBound)
        }
        guard rest.first == "[", let end = rest.firstRange(of: "]("),
            let close = rest[end.upperBound...].firstIndex(of: ")")
        else { return nil }
        let address = String(rest[end.upperBound..<close])
        guard isLink(address) else { return nil }
        return (
            Piece(link: String(rest[rest.index(after: rest.startIndex)..<end.lowerBound]), to: address),
            rest.index(after: close)
        )
    }

    private static func isLink(_ address: String) -> Bool {
        ["https://", "http://", "mailto:", "tel:"].contains { address.lowercased().hasPrefix($0) }
            && !address.contains(where: \.isWhitespace)
    }

    static func escaped(_ text: String) -> String {
        text.replacingOccurrences(of: "&", with: "&amp;").replacingOccurrences(of: "<", with: "&lt;")
            .replacingOccurrences(of: ">", with: "&gt;").replacingOccurrences(of: "\"", with: "&quot;")
    }
}
