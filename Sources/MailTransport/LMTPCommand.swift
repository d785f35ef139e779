/// A command as a client of ours says it (RFC 5321, RFC 2033).
enum LMTPCommand: Equatable {
    case hello(String)
    /// `path` is empty for `<>`.
    case mail(path: String, parameters: [Parameter])
    case recipient(path: String, parameters: [Parameter])
    case data, reset, quit
    case noop
    case verify
    /// A command of the sibling protocols: SMTP's greeting.
    case foreignHello
    case unknown
    /// A known verb with something unreadable after it.
    case badArguments

    struct Parameter: Equatable {
        /// Upper-cased.
        var name: String
        var value: String?
    }

    /// Longest path (RFC 5321, 4.5.3.1.3), brackets not counted.
    static let pathBytesMax = 254

    init(_ line: [UInt8]) {
        guard let text = String(validating: line, as: UTF8.self), !line.contains(where: { $0 < 32 || $0 == 127 }) else {
            self = .unknown
            return
        }
        let words = text.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
        let rest = words.count > 1 ? words[1].trimmed : ""
        switch words[0].uppercased() {
        case "LHLO":
            let isName = !rest.isEmpty && rest.utf8.count <= 255 && !rest.contains(" ")
            self = isName ? .hello(String(rest)) : .badArguments
        case "MAIL": self = Self.path(rest, keyword: "FROM:").map { .mail(path: $0, parameters: $1) } ?? .badArguments
        case "RCPT":
            guard let (path, parameters) = Self.path(rest, keyword: "TO:"), !path.isEmpty else {
                self = .badArguments
                return
            }
            self = .recipient(path: path, parameters: parameters)
        case "DATA": self = rest.isEmpty ? .data : .badArguments
        case "RSET": self = rest.isEmpty ? .reset : .badArguments
        case "QUIT": self = .quit
        case "NOOP": self = .noop
        case "VRFY": self = rest.isEmpty ? .badArguments : .verify
        case "HELO", "EHLO": self = .foreignHello
        default: self = .unknown
        }
    }

    /// Reads `FROM:<path> NAME=value …`.
    private static func path(_ text: Substring, keyword: String) -> (String, [Parameter])? {
        guard text.prefix(keyword.count).uppercased() == keyword else { return nil }
        // A space after the colon is not allowed, and common.
        let bytes = Array(text.dropFirst(keyword.count).trimmed.utf8)
        guard bytes.first == UInt8(ascii: "<"), let end = closing(bytes) else { return nil }
        var path = bytes[1..<end]
        if path.first == UInt8(ascii: "@") {
            // A source route is read and ignored (RFC 5321, appendix C).
            guard let colon = path.firstIndex(of: UInt8(ascii: ":")) else { return nil }
            path = path[(colon + 1)...]
        }
        guard path.count <= pathBytesMax else { return nil }
        let rest = String(decoding: bytes[(end + 1)...], as: UTF8.self)
        guard rest.isEmpty || rest.hasPrefix(" ") else { return nil }
        let words = rest.split(separator: " ")
        guard words.count <= 16 else { return nil }
        let parameters = words.map { word in
            let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return Parameter(name: parts[0].uppercased(), value: parts.count > 1 ? String(parts[1]) : nil)
        }
        return (String(decoding: path, as: UTF8.self), parameters)
    }

    /// Where the path ends: the first `>` outside a quoted local part.
    private static func closing(_ bytes: [UInt8]) -> Int? {
        var isQuoted = false
        var index = 1
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "\\") where isQuoted: index += 1
            case UInt8(ascii: "\""): isQuoted.toggle()
            case UInt8(ascii: ">") where !isQuoted: return index
            case UInt8(ascii: "<") where !isQuoted, UInt8(ascii: " ") where !isQuoted: return nil
            default: break
            }
            index += 1
        }
        return nil
    }
}

extension Substring {
    fileprivate var trimmed: Substring {
        var text = self.drop { $0 == " " }
        while text.last == " " { text.removeLast() }
        return text
    }
}
