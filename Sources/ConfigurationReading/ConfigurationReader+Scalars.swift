package import Yams

extension ConfigurationReader {
    /// A text of at most `charactersMax` characters, references followed.
    package func text(_ key: String, charactersMax: Int = 2_000) -> String? {
        guard let entry = entry(key) else { return nil }
        return text(entry.node, key, line: entry.line, charactersMax: charactersMax)
    }

    /// A text that must be there; empty when it is not, with a problem reported.
    package func requiredText(_ key: String, charactersMax: Int = 2_000) -> String {
        require(key, text(key, charactersMax: charactersMax)) ?? ""
    }

    /// Reports a key that is missing altogether.
    package func require<Value>(_ key: String, _ value: Value?) -> Value? {
        if value == nil && !has(key) { report(key, "is missing") }
        return value
    }

    /// A value that must not be shown. Where secrets are not needed, one that cannot be had is no problem.
    package func secret(_ key: String) -> Secret? {
        guard let entry = entry(key) else { return nil }
        return secret(entry.node, key, line: entry.line)
    }

    package func secret(_ node: Node, _ key: String, line: Int, charactersMax: Int = 65_536) -> Secret? {
        if let references = file.references, !references.needsSecrets, let written = node.scalar?.string,
            References.isReference(written),
            (try? references.resolve(written))?.allSatisfy(\.isWhitespace) ?? true
        {
            return .unknown
        }
        return text(node, key, line: line, charactersMax: charactersMax).map(Secret.init)
    }

    /// A whole number within bounds; `unit` says what is counted, for the reason.
    package func integer(_ key: String, in range: ClosedRange<Int>, unit: String) -> Int? {
        guard let entry = entry(key) else { return nil }
        let wanted =
            "must be a whole number from \(range.lowerBound) to \(range.upperBound)"
            + (unit.isEmpty ? "" : " (\(unit))")
        guard let scalar = entry.node.scalar else {
            report(key, line: entry.line, wanted)
            return nil
        }
        let isReference = References.isReference(scalar.string)
        guard isReference || scalar.style == .plain else {
            report(key, line: entry.line, wanted + ", without quotation marks")
            return nil
        }
        guard let written = resolved(scalar.string, key, line: entry.line) else { return nil }
        guard let value = Int(written), range.contains(value), !written.hasPrefix("+") else {
            report(key, line: entry.line, "\(wanted), not \(Printable.quoted(scalar.string))")
            return nil
        }
        return value
    }

    /// `true` or `false`.
    package func flag(_ key: String) -> Bool? {
        guard let entry = entry(key) else { return nil }
        switch entry.node.scalar.flatMap({ $0.style == .plain ? $0.string : nil }) {
        case "true": return true
        case "false": return false
        default:
            report(key, line: entry.line, "must be true or false, without quotation marks")
            return nil
        }
    }

    /// One word of a closed list.
    package func choice<Choice: RawRepresentable & CaseIterable>(_ key: String, of: Choice.Type) -> Choice?
    where Choice.RawValue == String {
        choice(key, words: Choice.allCases.map(\.rawValue)).flatMap(Choice.init(rawValue:))
    }

    /// One word of a closed list.
    package func choice(_ key: String, words: [String]) -> String? {
        guard let entry = entry(key) else { return nil }
        return choice(entry.node, key, line: entry.line, words: words)
    }

    package func choice(_ node: Node, _ key: String, line: Int, words: [String]) -> String? {
        let written = node.scalar?.string
        if let written, words.contains(written) { return written }
        var reason = "must be one of \(words.joined(separator: ", "))"
        if let written {
            reason += ", not \(Printable.quoted(written))"
            if let meant = Spelling.nearest(to: written, among: words) { reason += "; did you mean \"\(meant)\"?" }
        }
        report(key, line: line, reason)
        return nil
    }

    /// A scalar as text, references followed; anything else is reported.
    package func text(_ node: Node, _ key: String, line: Int, charactersMax: Int = 2_000) -> String? {
        guard let scalar = node.scalar else {
            report(key, line: line, "must be a text")
            return nil
        }
        guard let text = resolved(scalar.string, key, line: line) else { return nil }
        if text.allSatisfy(\.isWhitespace) {
            report(key, line: line, "must not be empty")
            return nil
        }
        guard text.count <= charactersMax else {
            report(key, line: line, "has \(text.count) characters; at most \(charactersMax) are allowed")
            return nil
        }
        return text
    }

    private func resolved(_ written: String, _ key: String, line: Int) -> String? {
        guard let references = file.references, References.isReference(written) else { return written }
        do {
            return try references.resolve(written)
        } catch {
            report(key, line: line, error.reason)
            return nil
        }
    }
}
