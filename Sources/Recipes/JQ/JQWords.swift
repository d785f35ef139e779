/// Finds the words of jq a mapping must not use, before jq sees the program.
///
/// A mapping is a pure function of its input. What reads elsewhere, prints, ends the program, looks at the clock or the
/// machine's time zone, or runs without end is refused by name; so are the few builtins that bring the whole process
/// down on hostile input in libjq 1.6 (`assert` and failed allocation both abort).
enum JQWords {
    /// A refused word, with its line in the program from 1.
    struct Finding: Equatable {
        let word: String
        let line: Int
        let reason: String
    }

    private static let reading = "a mapping sees its input only"
    private static let ending = "a mapping cannot end the program"
    private static let clock = "times are read and written outside of mappings: give them as they are, or use $now"
    private static let endless = "it has no end of its own; use range, limit, recurse or reduce"
    private static let modules = "there are no modules"

    private static let refused: [String: String] = {
        var words: [String: String] = [:]
        for word in [
            "input", "inputs", "env", "$ENV", "input_filename", "input_line_number", "$__prog_args",
        ] { words[word] = reading }
        for word in ["debug", "stderr"] { words[word] = "a mapping writes its outputs only" }
        for word in ["halt", "halt_error"] { words[word] = ending }
        for word in [
            "now", "localtime", "gmtime", "mktime", "strftime", "strflocaltime", "strptime", "todate", "fromdate",
            "date", "dateadd", "datesub", "dateadd", "todateiso8601", "fromdateiso8601",
        ] { words[word] = clock }
        for word in ["repeat", "while", "until", "infinite"] { words[word] = endless }
        for word in ["import", "include", "modulemeta", "get_search_list"] { words[word] = modules }
        for word in ["implode", "tostream", "fromstream", "truncate_stream"] {
            words[word] = "it is not safe with any input"
        }
        return words
    }()

    /// Every refused word of the program, in order.
    static func findings(in program: String) -> [Finding] {
        var lexer = Lexer(bytes: Array(program.utf8))
        return lexer.words().compactMap { word in
            refused[word.text].map { Finding(word: word.text, line: word.line, reason: $0) }
        }
    }

    /// Splits a program as far as telling names that are called from field names, keys, texts and comments.
    private struct Lexer {
        let bytes: [UInt8]
        var index = 0
        var line = 1

        init(bytes: [UInt8]) { self.bytes = bytes }

        mutating func words() -> [(text: String, line: Int)] {
            var found: [(text: String, line: Int)] = []
            // Depth of brackets within each text whose interpolation we are in.
            var texts: [Int] = []
            while index < bytes.count {
                let byte = bytes[index]
                switch byte {
                case UInt8(ascii: "\n"):
                    line += 1
                    index += 1
                case UInt8(ascii: "#"):
                    while index < bytes.count, bytes[index] != UInt8(ascii: "\n") { index += 1 }
                case UInt8(ascii: "\""):
                    index += 1
                    if text() { texts.append(0) }
                case UInt8(ascii: "("):
                    if !texts.isEmpty { texts[texts.count - 1] += 1 }
                    index += 1
                case UInt8(ascii: ")"):
                    index += 1
                    guard let depth = texts.last else { continue }
                    if depth > 0 {
                        texts[texts.count - 1] -= 1
                    } else {
                        texts.removeLast()
                        if text() { texts.append(0) }
                    }
                case _ where Self.isNameStart(byte) || byte == UInt8(ascii: "$"):
                    if let word = name() { found.append((word, line)) }
                default:
                    index += 1
                }
            }
            return found
        }

        /// Passes over a text; true when it stops at an interpolation.
        private mutating func text() -> Bool {
            while index < bytes.count {
                switch bytes[index] {
                case UInt8(ascii: "\""):
                    index += 1
                    return false
                case UInt8(ascii: "\\"):
                    index += 2
                    if bytes[min(index - 1, bytes.count - 1)] == UInt8(ascii: "(") { return true }
                case UInt8(ascii: "\n"):
                    line += 1
                    index += 1
                default:
                    index += 1
                }
            }
            return false
        }

        /// Passes over a name; nil for a field (`.name`), a format (`@name`) or a key (`name:`).
        private mutating func name() -> String? {
            let start = index
            index += 1
            while index < bytes.count, Self.isNameStart(bytes[index]) || (0x30...0x39).contains(bytes[index]) {
                index += 1
            }
            let before = start > 0 ? bytes[start - 1] : 0x20
            let isPart = before == UInt8(ascii: ".") || before == UInt8(ascii: "@")
            // `..` is a program of its own: `..env` calls env.
            if isPart, !(start > 1 && before == UInt8(ascii: ".") && bytes[start - 2] == UInt8(ascii: ".")) {
                return nil
            }
            var next = index
            while next < bytes.count, bytes[next] == 0x20 { next += 1 }
            let isKey = next < bytes.count && bytes[next] == UInt8(ascii: ":")
            let text = String(decoding: bytes[start..<index], as: UTF8.self)
            return isKey && !text.hasPrefix("$") ? nil : text
        }

        private static func isNameStart(_ byte: UInt8) -> Bool {
            (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte == UInt8(ascii: "_")
        }
    }
}
