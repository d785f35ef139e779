import Foundation

/// An answer of a mail server (RFC 5321, 4.2).
public struct SMTPReply: Sendable, Equatable {
    /// 200 to 599.
    public var code: Int
    /// The enhanced status code (RFC 3463), as `5.1.1`, when the answer has one.
    public var enhanced: String?
    /// Texts of its lines, joined with line feeds, without the enhanced code; at most ``textBytesMax`` bytes.
    public var text: String

    /// Longest text that is kept of one answer.
    public static let textBytesMax = 2048

    public init(code: Int, enhanced: String? = nil, text: String) {
        self.code = code
        self.enhanced = enhanced
        self.text = text
    }

    public var isPositive: Bool { (200..<300).contains(code) }
    public var isTransient: Bool { (400..<500).contains(code) }
    public var isPermanent: Bool { (500..<600).contains(code) }

    /// For operators.
    public var description: String {
        ([String(code), enhanced, text] as [String?]).compactMap { $0 }.joined(separator: " ")
    }

    /// One line of an answer.
    struct Line: Equatable {
        var code: Int
        var isLast: Bool
        var text: String

        init?(_ bytes: [UInt8]) {
            guard bytes.count >= 3, bytes[..<3].allSatisfy({ (48...57).contains($0) }) else { return nil }
            code = bytes[..<3].reduce(0) { $0 * 10 + Int($1) - 48 }
            guard (200...599).contains(code) else { return nil }
            switch bytes.count > 3 ? bytes[3] : UInt8(ascii: " ") {
            case UInt8(ascii: " "): isLast = true
            case UInt8(ascii: "-"): isLast = false
            default: return nil
            }
            let printable = bytes.dropFirst(4).filter { $0 >= 32 && $0 != 127 }
            text = String(decoding: printable, as: UTF8.self)
        }
    }

    /// The answer these lines make; nil when they do not belong together.
    init?(lines: [Line]) {
        guard let first = lines.first, lines.allSatisfy({ $0.code == first.code }) else { return nil }
        code = first.code
        let status = Self.enhancedStatus(of: first.text, class: first.code / 100)
        enhanced = status
        let texts = lines.map { line in
            guard let status, line.text.hasPrefix(status) else { return line.text }
            return String(line.text.dropFirst(status.count).drop { $0 == " " })
        }
        text = texts.joined(separator: "\n").prefix(bytes: Self.textBytesMax)
    }

    private static func enhancedStatus(of text: String, class replyClass: Int) -> String? {
        guard let word = text.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false).first else {
            return nil
        }
        let parts = word.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0] == "\(replyClass)",
            parts.allSatisfy({ (1...3).contains($0.utf8.count) && $0.utf8.allSatisfy { (48...57).contains($0) } })
        else { return nil }
        return String(word)
    }

    /// The server's name for a mail it took: Postfix and Sendmail style, Exim style, else nil.
    var queueID: String? {
        for marker in ["queued as ", "id=", "Queued mail for delivery ", "accepted for delivery: "] {
            guard let range = text.range(of: marker) else { continue }
            let id = text[range.upperBound...].prefix {
                $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0))
            }
            if !id.isEmpty, id.utf8.count <= 128 { return String(id) }
        }
        return nil
    }
}

extension String {
    /// As many whole characters as fit.
    func prefix(bytes limit: Int) -> String {
        guard utf8.count > limit else { return self }
        var end = utf8.index(startIndex, offsetBy: limit)
        while end > startIndex, end.samePosition(in: self) == nil { end = utf8.index(before: end) }
        return String(self[..<end])
    }
}

/// What a server says it can do (RFC 5321, 4.1.1.1).
struct SMTPExtensions: Sendable, Equatable {
    var hasPipelining = false
    var hasEightBit = false
    var hasUTF8 = false
    /// Whether `SIZE` may be stated with `MAIL` (RFC 1870).
    var hasSize = false
    /// Largest mail taken, when one is stated.
    var sizeBytesMax: Int?

    init() {}

    /// Reads the answer to `EHLO`; its first line is the greeting.
    init(_ reply: SMTPReply) {
        for line in reply.text.split(separator: "\n").dropFirst() {
            let words = line.split(separator: " ")
            switch words.first?.uppercased() {
            case "PIPELINING": hasPipelining = true
            case "8BITMIME": hasEightBit = true
            case "SMTPUTF8": hasUTF8 = true
            case "SIZE":
                hasSize = true
                if words.count > 1, let limit = Int(words[1]), limit > 0 { sizeBytesMax = limit }
            default: break
            }
        }
    }
}
