/// What address fields need before GMime reads them.
enum AddressText {
    /// The value as one line of UTF-8 in which decoded words are one token wherever they may stand: their commas,
    /// brackets and parentheses divide nothing. Within an address a word is no word (RFC 2047, 5) and stays as it is.
    static func prepared(_ value: [UInt8], charset: String?, _ problems: inout Problems) -> String {
        let line = HeaderText.unfolded(value)
        var text = ""
        var place = Place()
        var at = 0
        for piece in EncodedWords.split(line, excluding: dividers) {
            switch piece {
            case .raw(let range):
                let raw = HeaderText.raw(Array(line[range]), charset: charset, &problems)
                place.pass(raw)
                text += raw
                at = range.upperBound
            case .words(let words):
                let end = words.last?.end ?? at
                if place.isAddress {
                    text += HeaderText.undecoded(Array(line[at..<end]))
                } else {
                    let escaped = escaped(EncodedWords.decode(words, &problems))
                    text += place.isOpen ? "\"\(escaped)\"" : escaped
                }
                at = end
            }
        }
        return text
    }

    /// RFC 2047, 5, allows none of them there. A torn word would else swallow the end of a quoted name or the address
    /// behind it, and its text be read in their place.
    private static let dividers: Set<UInt8> = [0x22, 0x3C, 0x3E]

    /// As quoted pairs, which quoted strings and comments both know (RFC 5322, 3.2.1).
    private static func escaped(_ text: String) -> String {
        var out = ""
        for scalar in text.unicodeScalars where scalar != "\0" {
            if scalar == "\\" || scalar == "\"" || scalar == "(" || scalar == ")" { out.unicodeScalars.append("\\") }
            out.unicodeScalars.append(scalar)
        }
        return out
    }

    /// Where in an address list one is.
    private struct Place {
        /// Between angle brackets.
        private(set) var isAddress = false
        private var isQuoted = false
        private var depth = 0
        private var isEscaped = false

        /// Neither in quotes nor in a comment nor in an address.
        var isOpen: Bool { !isQuoted && depth == 0 && !isAddress }

        mutating func pass(_ text: String) {
            for byte in text.utf8 { pass(byte) }
        }

        private mutating func pass(_ byte: UInt8) {
            if isEscaped {
                isEscaped = false
            } else if byte == 0x5C {
                isEscaped = true
            } else if isQuoted {
                isQuoted = byte != 0x22
            } else if byte == 0x28 {
                depth += 1
            } else if depth > 0 {
                if byte == 0x29 { depth -= 1 }
            } else if byte == 0x22 {
                isQuoted = true
            } else if byte == 0x3C {
                isAddress = true
            } else if byte == 0x3E {
                isAddress = false
            }
        }
    }
}
