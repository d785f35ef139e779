package import Yams

/// One YAML file in memory, within bounds.
///
/// Anchors and aliases are not part of the format: a few lines of them stand for gigabytes. libyaml itself refuses
/// nesting beyond 1,000 levels.
package struct YAMLDocument {
    /// Largest file that is read.
    package static let bytesMax = 1 << 20

    /// The mapping at the top; nil when the file is empty.
    package let root: Node?

    /// Reads the file, or reports why not.
    package static func read(_ path: String, into problems: ProblemCollector) -> YAMLDocument? {
        problems.began(path)
        func report(_ line: Int, _ key: String, _ reason: String) -> YAMLDocument? {
            problems.report(ConfigurationProblem(file: path, line: line, key: key, reason: reason))
            return nil
        }
        var bytes: [UInt8]
        do {
            bytes = try BoundedFile.read(path, bytesMax: bytesMax)
        } catch {
            return report(1, "file", error.reason)
        }
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            return report(lineOfBadUTF8(bytes), "yaml", "is not UTF-8; save the file in UTF-8")
        }
        if let line = lineOfControlCharacter(bytes) {
            return report(line, "yaml", "holds a control character")
        }
        if let alias = firstAlias(bytes) {
            let reason = "anchors and aliases (&\(alias.name), *\(alias.name)) are not allowed; write the value out"
            return report(alias.line, "yaml", reason)
        }
        do {
            return YAMLDocument(root: try Parser(yaml: text, resolver: .basic, encoding: .utf8).singleRoot())
        } catch let error as YamlError {
            let found = YAMLFailure(error, in: text)
            return report(found.line, found.key, found.reason)
        } catch {
            return report(1, "yaml", "cannot be read")
        }
    }

    private static func lineOfBadUTF8(_ bytes: [UInt8]) -> Int {
        for (index, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated()
        where String(validating: line, as: UTF8.self) == nil {
            return index + 1
        }
        return 1
    }

    private static func lineOfControlCharacter(_ bytes: [UInt8]) -> Int? {
        var line = 1
        for byte in bytes {
            if byte == 0x0A { line += 1 }
            if (byte < 0x20 && byte != 0x0A && byte != 0x0D && byte != 0x09) || byte == 0x7F { return line }
        }
        return nil
    }

    /// The first name that is used both as `&name` and as `*name`. An alias needs both, ordinary text has hardly ever.
    private static func firstAlias(_ bytes: [UInt8]) -> (name: String, line: Int)? {
        let anchors = names(after: UInt8(ascii: "&"), in: bytes)
        guard !anchors.isEmpty else { return nil }
        let aliases = names(after: UInt8(ascii: "*"), in: bytes)
        return anchors.filter { aliases[$0.key] != nil }.min { $0.value < $1.value }.map { ($0.key, $0.value) }
    }

    /// Names as libyaml reads them (letters, digits, `-`, `_`) right after the mark, with the line of the first use.
    private static func names(after mark: UInt8, in bytes: [UInt8]) -> [String: Int] {
        var found: [String: Int] = [:]
        var line = 1
        var index = 0
        while index < bytes.count {
            if bytes[index] == 0x0A { line += 1 }
            guard bytes[index] == mark else {
                index += 1
                continue
            }
            let start = index + 1
            var end = start
            while end < bytes.count, isNameByte(bytes[end]) { end += 1 }
            if end > start {
                let name = String(decoding: bytes[start..<end], as: UTF8.self)
                if found[name] == nil { found[name] = line }
            }
            index = end
        }
        return found
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
