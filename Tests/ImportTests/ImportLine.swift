/// One `import` declaration of a source file.
struct ImportLine: Hashable {
    /// The module's name, without submodules or the declaration that is picked from it.
    let module: String
    /// Line number, from 1.
    let line: Int

    /// Reads every import of a Swift source text: with attributes, an access level or a kind of declaration before the
    /// module's name, several on one line, and none that stands in a comment or a string of several lines.
    static func all(in source: String) -> [ImportLine] {
        var found: [ImportLine] = []
        for (index, line) in CodeLines(source).enumerated() {
            for statement in line.split(separator: ";") {
                if let module = module(of: statement) { found.append(ImportLine(module: module, line: index + 1)) }
            }
        }
        return found
    }

    private static let prefixes: Set<Substring> = ["public", "package", "internal", "fileprivate", "private"]
    private static let kinds: Set<Substring> = [
        "struct", "class", "enum", "protocol", "func", "let", "var", "typealias", "actor", "macro",
    ]

    private static func module(of statement: Substring) -> String? {
        var words = statement.split(whereSeparator: \.isWhitespace)[...]
        while let word = words.first, word.hasPrefix("@") || prefixes.contains(word) { words = words.dropFirst() }
        guard words.first == "import" else { return nil }
        words = words.dropFirst()
        if let word = words.first, kinds.contains(word), words.count > 1 { words = words.dropFirst() }
        return words.first?.split(separator: ".").first.map(String.init)
    }
}

/// The lines of a Swift source text with comments and the insides of strings of several lines blanked out.
struct CodeLines: Sequence {
    private static let slash = UInt8(ascii: "/")
    private static let quote = UInt8(ascii: "\"")

    private let lines: [Substring]

    init(_ source: String) {
        lines = source.split(separator: "\n", omittingEmptySubsequences: false)
    }

    func makeIterator() -> AnyIterator<Substring> {
        var remaining = lines[...]
        var commentDepth = 0
        var isInString = false
        return AnyIterator {
            guard let line = remaining.popFirst() else { return nil }
            return Substring(Self.code(of: line, commentDepth: &commentDepth, isInString: &isInString))
        }
    }

    private static func code(of line: Substring, commentDepth: inout Int, isInString: inout Bool) -> String {
        let isPlain = commentDepth == 0 && !isInString && !line.utf8.contains { $0 == slash || $0 == quote }
        if isPlain { return String(line) }
        var code = ""
        var rest = line
        while !rest.isEmpty {
            if isInString {
                guard let end = rest.firstRange(of: "\"\"\"") else { return code }
                isInString = false
                rest = rest[end.upperBound...]
            } else if rest.hasPrefix("/*") {
                commentDepth += 1
                rest = rest.dropFirst(2)
            } else if commentDepth > 0 {
                if rest.hasPrefix("*/") { commentDepth -= 1 }
                rest = rest.dropFirst(rest.hasPrefix("*/") ? 2 : 1)
            } else if rest.hasPrefix("//") {
                return code
            } else if rest.hasPrefix("\"\"\"") {
                isInString = true
                rest = rest.dropFirst(3)
            } else {
                code.append(rest.removeFirst())
            }
        }
        return code
    }
}
