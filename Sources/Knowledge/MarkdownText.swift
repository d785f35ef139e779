/// Takes the markup out of inline Markdown.
enum MarkdownText {
    /// Plain, readable text on one line: links keep their words, images their description.
    static func plain(_ markdown: String) -> String {
        var reader = Reader(bytes: Array(markdown.utf8))
        reader.read()
        return String(decoding: reader.finished(), as: UTF8.self)
    }

    private struct Reader {
        let bytes: [UInt8]
        var at = 0
        var out: [UInt8] = []
        var lineStart = true

        init(bytes: [UInt8]) {
            self.bytes = bytes
            out.reserveCapacity(bytes.count)
        }

        mutating func read() {
            while at < bytes.count {
                if lineStart { skipLineMarks() }
                guard at < bytes.count else { break }
                let byte = bytes[at]
                switch byte {
                case 0x0A:
                    space()
                    lineStart = true
                    at += 1
                case 0x20, 0x09:
                    space()
                    at += 1
                case UInt8(ascii: "\\") where at + 1 < bytes.count && Self.isPunctuation(bytes[at + 1]):
                    out.append(bytes[at + 1])
                    at += 2
                case UInt8(ascii: "`"): at += 1
                case UInt8(ascii: "*"): star()
                case UInt8(ascii: "~") where at + 1 < bytes.count && bytes[at + 1] == byte: star()
                case UInt8(ascii: "_") where isEdge(at - 1) || isEdge(at + 1): at += 1
                case UInt8(ascii: "!") where at + 1 < bytes.count && bytes[at + 1] == UInt8(ascii: "["): at += 1
                case UInt8(ascii: "["): bracket()
                case UInt8(ascii: "<"): angle()
                case UInt8(ascii: "&"): entity()
                default:
                    out.append(byte)
                    at += 1
                }
            }
        }

        func finished() -> ArraySlice<UInt8> {
            var end = out.count
            while end > 0, out[end - 1] == 0x20 { end -= 1 }
            return out[0..<end]
        }

        private mutating func space() {
            if let last = out.last, last != 0x20 { out.append(0x20) }
        }

        /// Quote marks, list bullets and numbers' indentation at the start of a line.
        private mutating func skipLineMarks() {
            lineStart = false
            while at < bytes.count, bytes[at] == 0x20 || bytes[at] == 0x09 || bytes[at] == UInt8(ascii: ">") { at += 1 }
            guard at + 1 < bytes.count, bytes[at + 1] == 0x20 || bytes[at + 1] == 0x09 else { return }
            let byte = bytes[at]
            if byte == UInt8(ascii: "-") || byte == UInt8(ascii: "*") || byte == UInt8(ascii: "+") { at += 2 }
        }

        private mutating func star() {
            let byte = bytes[at]
            var run = at
            while run < bytes.count, bytes[run] == byte { run += 1 }
            let loose = (at == 0 || bytes[at - 1] == 0x20) && (run == bytes.count || bytes[run] == 0x20)
            if loose { out.append(contentsOf: bytes[at..<run]) }
            at = run
        }

        /// `[words](address)`, `[words][label]` and `[x]` give their words.
        private mutating func bracket() {
            guard let close = matching(UInt8(ascii: "["), UInt8(ascii: "]"), from: at), close - at <= 2000 else {
                out.append(bytes[at])
                at += 1
                return
            }
            var end = close + 1
            if end < bytes.count, bytes[end] == UInt8(ascii: "("),
                let last = matching(UInt8(ascii: "("), UInt8(ascii: ")"), from: end), last - end <= 4000
            {
                end = last + 1
            } else if end < bytes.count, bytes[end] == UInt8(ascii: "["),
                let last = matching(UInt8(ascii: "["), UInt8(ascii: "]"), from: end), last - end <= 2000
            {
                end = last + 1
            } else {
                out.append(bytes[at])
                at += 1
                return
            }
            let inner = MarkdownText.plain(String(decoding: bytes[(at + 1)..<close], as: UTF8.self))
            out.append(contentsOf: inner.utf8)
            at = end
        }

        private func matching(_ open: UInt8, _ close: UInt8, from start: Int) -> Int? {
            var depth = 0
            for index in start..<min(bytes.count, start + 4001) {
                if bytes[index] == open { depth += 1 }
                if bytes[index] == close {
                    depth -= 1
                    if depth == 0 { return index }
                }
            }
            return nil
        }

        /// `<https://…>` gives the address; tags vanish; anything else stays.
        private mutating func angle() {
            let window = bytes[at..<min(bytes.count, at + 400)]
            guard let close = window.firstIndex(of: UInt8(ascii: ">")), close > at + 1 else {
                out.append(bytes[at])
                at += 1
                return
            }
            let inner = bytes[(at + 1)..<close]
            if inner.contains(UInt8(ascii: "@")) || inner.starts(with: "http".utf8) {
                if !inner.contains(0x20) { out.append(contentsOf: inner) }
                at = close + 1
            } else if let first = inner.first, first == UInt8(ascii: "/") || first | 0x20 >= 97 && first | 0x20 <= 122 {
                space()
                at = close + 1
            } else {
                out.append(bytes[at])
                at += 1
            }
        }

        private mutating func entity() {
            for (name, value) in Self.entities where bytes[at...].starts(with: name.utf8) {
                if value == " " { space() } else { out.append(contentsOf: value.utf8) }
                at += name.utf8.count
                return
            }
            out.append(bytes[at])
            at += 1
        }

        private func isEdge(_ index: Int) -> Bool {
            guard index >= 0, index < bytes.count else { return true }
            let byte = bytes[index]
            return !(byte >= 0x80 || (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte))
        }

        private static func isPunctuation(_ byte: UInt8) -> Bool {
            (0x21...0x2F).contains(byte) || (0x3A...0x40).contains(byte) || (0x5B...0x60).contains(byte)
                || (0x7B...0x7E).contains(byte)
        }

        private static let entities = [
            ("&amp;", "&"), ("&nbsp;", " "), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&euro;", "€"),
        ]
    }
}
