package import Yams

extension ConfigurationReader {
    /// Longest list that is read.
    package static let itemsMax = 2_000

    /// A mapping inside this one; unknown keys in it are reported when `read` is done.
    package func section<Value>(_ key: String, _ read: (ConfigurationReader) -> Value) -> Value? {
        guard let entry = entry(key) else { return nil }
        return section(entry.node, key, line: entry.line, read)
    }

    /// A list of mappings.
    package func sections<Value>(_ key: String, _ read: (ConfigurationReader) -> Value) -> [Value]? {
        items(key)?.enumerated().compactMap { index, node in
            section(node, "\(key)[\(index)]", line: node.mark?.line ?? line(of: key), read)
        }
    }

    /// A list of texts.
    package func texts(_ key: String, charactersMax: Int = 2_000) -> [String]? {
        items(key)?.enumerated().compactMap { index, node in
            text(
                node, "\(key)[\(index)]", line: node.mark?.line ?? line(of: key), charactersMax: charactersMax)
        }
    }

    /// A list of values that must not be shown; as ``secret(_:)``.
    package func secrets(_ key: String, charactersMax: Int) -> [Secret]? {
        items(key)?.enumerated().compactMap { index, node in
            secret(
                node, "\(key)[\(index)]", line: node.mark?.line ?? line(of: key), charactersMax: charactersMax)
        }
    }

    /// One text, or a list of at least one.
    package func textOrTexts(_ key: String, charactersMax: Int = 2_000) -> [String]? {
        guard let entry = entry(key) else { return nil }
        guard entry.node.sequence != nil else {
            return text(entry.node, key, line: entry.line, charactersMax: charactersMax).map { [$0] }
        }
        let texts = texts(key, charactersMax: charactersMax) ?? []
        if entry.node.sequence?.isEmpty == true { report(key, line: entry.line, "must name at least one") }
        return texts
    }

    /// A list of words from a closed list.
    package func choices(_ key: String, words: [String]) -> [String]? {
        items(key)?.enumerated().compactMap { index, node in
            choice(node, "\(key)[\(index)]", line: node.mark?.line ?? line(of: key), words: words)
        }
    }

    /// The nodes of a list; anything else is reported.
    package func items(_ key: String) -> [Node]? {
        guard let entry = entry(key) else { return nil }
        guard let sequence = entry.node.sequence else {
            report(key, line: entry.line, "must be a list")
            return nil
        }
        guard sequence.count <= Self.itemsMax else {
            report(key, line: entry.line, "has \(sequence.count) entries; at most \(Self.itemsMax) are allowed")
            return nil
        }
        return Array(sequence)
    }

    package func section<Value>(
        _ node: Node, _ key: String, line: Int, _ read: (ConfigurationReader) -> Value
    ) -> Value? {
        guard let mapping = node.mapping else {
            report(key, line: line, "must hold keys of its own")
            return nil
        }
        let reader = ConfigurationReader(mapping, file: file, path: joined(key), line: line)
        let value = read(reader)
        reader.finish()
        return value
    }
}
