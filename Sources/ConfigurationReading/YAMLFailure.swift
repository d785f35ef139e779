import Yams

/// What the YAML parser objected to, as line and reason; its own wording quotes the file, ours does not.
package struct YAMLFailure {
    package let line: Int
    package let key: String
    package let reason: String

    init(_ error: YamlError, in text: String) {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            self.init(line: mark.line, key: "yaml", reason: Self.plain(problem))
        case .duplicatedKeysInMapping(let duplicates, let context):
            let key = duplicates.first ?? ""
            let again = Self.second(key, after: context.mark, in: text)
            self.init(
                line: again ?? context.mark.line, key: key.isEmpty ? "yaml" : key,
                reason: again == nil ? "stands twice" : "stands twice; first on line \(context.mark.line)")
        case .reader(let problem, let offset, _, _):
            let line = offset.map { text.prefix($0).count { $0.isNewline } + 1 } ?? 1
            self.init(line: line, key: "yaml", reason: Self.plain(problem))
        default:
            self.init(line: 1, key: "yaml", reason: "cannot be read")
        }
    }

    private init(line: Int, key: String, reason: String) {
        self.line = line
        self.key = key
        self.reason = reason
    }

    /// The parser's words, with what people usually did in the cases they usually meet.
    private static func plain(_ problem: String) -> String {
        if problem.contains("cannot start any token") {
            return "is not YAML: \(problem); indent with spaces, not tabs, and quote a value that begins with @, ` or %"
        }
        if problem.contains("mapping values are not allowed") {
            return "is not YAML: \(problem); check the indentation, or quote a value that holds a colon"
        }
        return "is not YAML: \(problem)"
    }

    /// The line below `mark` in which the key stands again in the same column.
    private static func second(_ key: String, after mark: Mark, in text: String) -> Int? {
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        for (index, line) in lines.enumerated() where index >= mark.line {
            let indentation = line.prefix { $0 == " " }.count
            guard indentation == mark.column - 1 else { continue }
            let rest = line.dropFirst(indentation)
            let written = [key, "\"\(key)\"", "'\(key)'"].first { rest.hasPrefix($0) }
            if let written, rest.dropFirst(written.count).drop(while: { $0 == " " }).first == ":" { return index + 1 }
        }
        return nil
    }
}
