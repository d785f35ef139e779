import Conversations

/// Finds what customers give of themselves: order numbers, e-mail addresses, phone numbers, their name.
enum FactScanner {
    /// The newest value of each kind, at most ``factsMax``.
    ///
    /// - Parameter scalarsMax: Of each message so many Unicode scalars are looked at.
    static func facts(in messages: [TurnMessage], scalarsMax: Int = FoldedText.scalarsMax) -> [Fact] {
        var found: [String: Fact] = [:]
        var order: [String] = []
        for message in messages {
            for (key, value) in values(in: MessageText.clean(message.text, scalarsMax: scalarsMax)) {
                if found.updateValue(Fact(key: key, value: value, source: message.seq), forKey: key) == nil {
                    order.append(key)
                }
            }
        }
        return order.prefix(factsMax).compactMap { found[$0] }
    }

    /// More kinds in one turn are not kept.
    static let factsMax = 8

    /// Keys and values of one text, in its order.
    static func values(in text: String) -> [(String, String)] {
        var result: [(String, String)] = []
        let bytes = Array(text.utf8)
        let interesting = bytes.contains { $0 >= 0x30 && $0 <= 0x39 || $0 == 0x40 }
        if interesting {
            var pieces = Pieces(bytes: bytes)
            while let piece = pieces.next() {
                if let mail = mailAddress(piece) {
                    result.append(("email", mail))
                } else if let order = orderNumber(piece) {
                    result.append(("order_number", order))
                }
            }
            if let phone = phoneNumber(bytes) { result.append(("phone", phone)) }
        }
        if let name = GivenName.find(in: text) { result.append(("name", name)) }
        return result
    }

    /// Runs of bytes between blanks and brackets, without punctuation at their ends.
    private struct Pieces {
        let bytes: [UInt8]
        var position = 0

        mutating func next() -> ArraySlice<UInt8>? {
            while position < bytes.count, isBreak(bytes[position]) { position += 1 }
            guard position < bytes.count else { return nil }
            let start = position
            while position < bytes.count, !isBreak(bytes[position]) { position += 1 }
            var piece = bytes[start..<position]
            while let last = piece.last, isPunctuation(last) { piece = piece.dropLast() }
            while let first = piece.first, isPunctuation(first) { piece = piece.dropFirst() }
            return piece
        }

        private func isBreak(_ byte: UInt8) -> Bool { byte <= 0x20 || "()<>[]\"|;,".utf8.contains(byte) }
        private func isPunctuation(_ byte: UInt8) -> Bool { ".:!?#*'_-/".utf8.contains(byte) }
    }

    /// Letters, a hyphen and four or more digits: `NR-20418`; the letters in capitals.
    private static func orderNumber(_ piece: ArraySlice<UInt8>) -> String? {
        guard piece.count >= 6, piece.count <= 24 else { return nil }
        let letters = piece.prefix { ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A }
        let rest = piece.dropFirst(letters.count)
        guard letters.count >= 2, letters.count <= 5, rest.first == 0x2D else { return nil }
        let digits = rest.dropFirst()
        guard digits.count >= 4, digits.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { return nil }
        return String(decoding: letters.map { $0 & 0xDF }, as: UTF8.self) + "-"
            + String(decoding: digits, as: UTF8.self)
    }

    /// One `@` with a local part and a domain with a dot; ASCII, at most 254 bytes (RFC 5321, 4.5.3.1.3).
    private static func mailAddress(_ piece: ArraySlice<UInt8>) -> String? {
        guard piece.count <= 254, let at = piece.firstIndex(of: 0x40), at > piece.startIndex else { return nil }
        let domain = piece[(at + 1)...]
        guard domain.count >= 4, !domain.contains(0x40), domain.dropFirst().dropLast(2).contains(0x2E),
            piece.allSatisfy({ $0 > 0x20 && $0 < 0x7F }),
            domain.allSatisfy({ isLetterOrDigit($0) || $0 == 0x2E || $0 == 0x2D })
        else { return nil }
        return String(decoding: piece, as: UTF8.self)
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A || byte >= 0x30 && byte <= 0x39
    }

    /// A run of digits, blanks and `/-()+.` that begins with `+` or `0` and holds 8 to 15 digits (E.164's bound).
    private static func phoneNumber(_ bytes: [UInt8]) -> String? {
        var index = 0
        while index < bytes.count {
            let begins = bytes[index] == 0x2B || bytes[index] == 0x30
            let before = index == 0 ? 0x20 : bytes[index - 1]
            guard begins, before <= 0x20 || before == 0x28 || before == 0x3A else {
                index += 1
                continue
            }
            var digits: [UInt8] = bytes[index] == 0x2B ? [0x2B] : []
            var end = index + (bytes[index] == 0x2B ? 1 : 0)
            while end < bytes.count, bytes[end] >= 0x30 && bytes[end] <= 0x39 || " /-()".utf8.contains(bytes[end]) {
                if bytes[end] >= 0x30, bytes[end] <= 0x39 { digits.append(bytes[end]) }
                end += 1
            }
            let count = digits.count - (digits.first == 0x2B ? 1 : 0)
            if count >= 8, count <= 15 { return String(decoding: digits, as: UTF8.self) }
            index = max(end, index + 1)
        }
        return nil
    }
}

/// Finds a name the customer gives: "ich heiße …", "my name is …".
enum GivenName {
    private static let openings: [[String]] = [
        ["ich", "heiße"], ["ich", "heisse"], ["mein", "name", "ist"], ["my", "name", "is"], ["my", "name's"],
    ]

    /// Two words at most, each of letters alone and beginning with a capital.
    static func find(in text: String) -> String? {
        let words = text.split(whereSeparator: { $0 == " " || $0 == "\n" || $0 == "," })
        guard words.count >= 3 else { return nil }
        for opening in openings {
            guard words.count > opening.count else { continue }
            for start in 0..<(words.count - opening.count) {
                let fits = opening.indices.allSatisfy { words[start + $0].lowercased() == opening[$0] }
                guard fits else { continue }
                var name: [String] = []
                for word in words[(start + opening.count)...].prefix(2) {
                    let bare = word.filter { !".!?;:".contains($0) }
                    guard isNamePart(bare) else { break }
                    name.append(bare)
                    if bare.count != word.count { break }
                }
                if !name.isEmpty { return name.joined(separator: " ") }
            }
        }
        return nil
    }

    /// A capital and then letters, hyphens or apostrophes; at most 24 characters.
    static func isNamePart(_ word: String) -> Bool {
        guard word.count <= 24, word.count >= 2, let first = word.first, first.isUppercase else { return false }
        return word.allSatisfy { $0.isLetter || $0 == "-" || $0 == "’" || $0 == "'" }
    }
}
