/// The status of a delivery, `class.subject.detail` (RFC 3463), found in or derived from what servers said.
enum DeliveryStatusCode {
    /// The first status of class 4 or 5 that says more than its class; else the first of these classes.
    static func enhanced(in text: String) -> String? {
        var plain: String?
        for number in numbers(in: text) where number.parts.count == 3 {
            guard number.parts[0] == 4 || number.parts[0] == 5, number.digits[0] == 1 else { continue }
            guard number.digits[1] <= 2, number.digits[2] <= 3 else { continue }
            let status = number.parts.map(String.init).joined(separator: ".")
            if number.parts[1] != 0 || number.parts[2] != 0 { return status }
            plain = plain ?? status
        }
        return plain
    }

    /// The status right after an SMTP reply, else ``enhanced(in:)``, when it says more than its class.
    static func replied(_ text: String) -> String? {
        let numbers = numbers(in: text)
        for (reply, status) in zip(numbers, numbers.dropFirst()) {
            guard reply.parts.count == 1, reply.digits[0] == 3, status.parts.count == 3, status.digits[0] == 1,
                status.digits[1] <= 2, status.digits[2] <= 3, status.start - reply.end <= 3,
                reply.parts[0] / 100 == status.parts[0], [4, 5].contains(status.parts[0]),
                status.parts[1] != 0 || status.parts[2] != 0
            else { continue }
            return status.parts.map(String.init).joined(separator: ".")
        }
        guard let found = enhanced(in: text), !found.hasSuffix(".0.0") else { return nil }
        return found
    }

    /// Like ``enhanced(in:)``, with the classes of success.
    static func stated(_ field: String) -> String? {
        numbers(in: field).first { number in
            number.parts.count == 3 && [2, 4, 5].contains(number.parts[0]) && number.digits[0] == 1
                && number.digits[1] <= 3 && number.digits[2] <= 3
        }.map { $0.parts.map(String.init).joined(separator: ".") }
    }

    /// The class of the first SMTP reply (400 to 599) that stands where such a reply stands: before a space or a dash,
    /// alone at the end, and not part of a longer number.
    static func replyClass(in text: String) -> Int? {
        for number in numbers(in: text) where number.parts.count == 1 && number.digits[0] == 3 {
            guard (400...599).contains(number.parts[0]), number.isWord else { continue }
            return number.parts[0] / 100
        }
        return nil
    }

    /// The status of which these words speak.
    ///
    /// - Returns: subject and detail, without the class.
    static func detail(of folded: String) -> String? {
        BounceWords.reasons.first { $0.words.isIn(folded) }?.detail
    }

    private struct Number {
        var parts: [Int]
        var digits: [Int]
        /// Not within a word, an address or a path.
        var isWord: Bool
        /// Octets before its first digit, and before what follows its last.
        var start: Int
        var end: Int
    }

    /// Runs of digits joined by single full stops.
    private static func numbers(in text: String) -> [Number] {
        let bytes = Array(text.utf8)
        var numbers: [Number] = []
        var at = 0
        while at < bytes.count {
            guard isDigit(bytes[at]) else {
                at += 1
                continue
            }
            let before: UInt8? = at > 0 ? bytes[at - 1] : nil
            var number = Number(parts: [], digits: [], isWord: true, start: at, end: at)
            while at < bytes.count, isDigit(bytes[at]) {
                let start = at
                var value = 0
                while at < bytes.count, isDigit(bytes[at]) {
                    if at - start < 6 { value = value * 10 + Int(bytes[at] - 0x30) }
                    at += 1
                }
                number.parts.append(value)
                number.digits.append(at - start)
                if at + 1 < bytes.count, bytes[at] == 0x2E, isDigit(bytes[at + 1]) { at += 1 }
            }
            let isFree = before.map { !isLetter($0) && $0 != 0x2E && $0 != 0x40 && $0 != 0x2F && $0 != 0x2D } ?? true
            number.end = at
            let after: UInt8? = at < bytes.count ? bytes[at] : nil
            number.isWord =
                isFree && (after.map { $0 == 0x20 || $0 == 0x2D || $0 == 0x0A || $0 == 0x3A || $0 == 0x0D } ?? true)
            if before.map({ !isLetter($0) && $0 != 0x40 }) ?? true, !(after.map(isLetter) ?? false) {
                numbers.append(number)
            }
        }
        return numbers
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
    private static func isLetter(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte | 0x20) || byte >= 0x80 || byte == 0x5F
    }
}
