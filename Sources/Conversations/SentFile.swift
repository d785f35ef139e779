/// A file that goes with a message of ours. Its bytes are kept beside the log, once for each conversation.
public struct SentFile: Sendable, Hashable, Codable {
    /// As the customer gets it; see ``FileName``.
    public let name: String
    /// As ``mediaType(_:)`` writes it.
    public let type: String
    public let sizeBytes: Int
    /// SHA-256 of the bytes: 64 hexadecimal digits in lower case.
    public let digest: String

    public init(name: String, type: String, sizeBytes: Int, digest: String) {
        self.name = name
        self.type = type
        self.sizeBytes = sizeBytes
        self.digest = digest
    }

    /// A media type in lower case, without parameters; bytes of no kind for what is none (RFC 6838, section 4.2) or no
    /// single file.
    public static func mediaType(_ stated: String?) -> String {
        let unknown = "application/octet-stream"
        let essence = (stated ?? "").prefix { $0 != ";" }.filter { $0 != " " && $0 != "\t" }.lowercased()
        let halves = essence.split(separator: "/", omittingEmptySubsequences: false)
        let isWritten =
            halves.count == 2
            && halves.allSatisfy { half in
                (1...127).contains(half.utf8.count) && half.utf8.first.map(isLetterOrDigit) == true
                    && half.utf8.allSatisfy { isLetterOrDigit($0) || "!#$&-^_.+".utf8.contains($0) }
            }
        return isWritten && halves[0] != "multipart" ? essence : unknown
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte)
    }
}

/// Names of files that name a file and nothing else.
public enum FileName {
    /// Longest name, in bytes of UTF-8; file systems take 255.
    public static let bytesMax = 200

    /// What stands behind the last `/` or `\` of a path.
    public static func last(of path: String) -> String {
        let scalars = path.unicodeScalars
        let slash = scalars.lastIndex { $0 == "/" || $0 == "\\" }
        return String(scalars[(slash.map(scalars.index(after:)) ?? scalars.startIndex)...])
    }

    /// A name without folders, control characters, direction overrides and what some system forbids.
    ///
    /// - Parameter fallback: Stands for a name of which nothing is left.
    public static func safe(_ name: String?, fallback: String) -> String {
        var kept = String.UnicodeScalarView()
        for scalar in (name ?? "").unicodeScalars {
            switch scalar.properties.generalCategory {
            // Joiners hold letters and emoji together.
            case .format where scalar.value == 0x200C || scalar.value == 0x200D: kept.append(scalar)
            case .control, .format, .surrogate, .privateUse, .unassigned: continue
            case .lineSeparator, .paragraphSeparator, .spaceSeparator: kept.append(" ")
            default: kept.append("/\\:*?\"<>|".unicodeScalars.contains(scalar) ? "_" : scalar)
            }
        }
        let trimmed = trimming(String(kept))
        if trimmed.isEmpty { return fallback }
        guard trimmed.utf8.count > bytesMax else { return trimmed }
        // The ending says what opens it.
        let ending = trimmed.lastIndex(of: ".").map { String(trimmed[$0...]) } ?? ""
        let kind = ending.utf8.count <= 16 ? ending : ""
        var stem = ""
        var bytes = kind.utf8.count
        for character in trimmed {
            bytes += character.utf8.count
            if bytes > bytesMax { break }
            stem.append(character)
        }
        return trimming(stem + kind)
    }

    /// Without the dots and spaces at the ends that hide a file or that systems drop.
    private static func trimming(_ text: String) -> String {
        var rest = Substring(text)
        while let first = rest.first, first == " " || first == "." { rest.removeFirst() }
        while let last = rest.last, last == " " || last == "." { rest.removeLast() }
        return String(rest)
    }
}
